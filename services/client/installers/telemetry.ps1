# Telemetry of the RunMat installer, for Windows PowerShell 5.1 and PowerShell 7. Paste it into install.ps1, or dot-source it, then:
#
#     Send-RunMatTelemetry install_start $version
#     Send-RunMatTelemetry install_complete $version      or install_failed
#
# It sends the fields below by HTTPS and nothing else: event_label, uuid, cid, os, arch, platform, release, method.
# RUNMAT_NO_TELEMETRY=1, RUNMAT_TELEMETRY=0, DO_NOT_TRACK=1 or `telemetry.enabled = false` in ~/.runmat/config.toml switch it
# off; RUNMAT_TELEMETRY_SHOW=1 prints what is sent. It never fails the installation. install_start goes beside it; only the first event of the
# end is waited for, 2 seconds at most and for both.

# The ingestion key; the release process writes it between the quotes. Without one nothing is sent.
$script:RunMatTelemetryBuiltInKey = ''
$script:RunMatTelemetryDone = @()
$script:RunMatTelemetryRequests = @()

function Send-RunMatTelemetry {
    param([string] $EventLabel = '', [string] $Release = '')
    if ($script:RunMatTelemetryDone -contains $EventLabel) { return }
    $script:RunMatTelemetryDone += $EventLabel
    try {
        $ErrorActionPreference = 'Stop'
        Send-RunMatEvent $EventLabel $Release
    } catch {
        # telemetry is never a reason for an installation to fail
        return
    }
}

function Send-RunMatEvent {
    param([string] $EventLabel, [string] $Release)
    if (@('install_start', 'install_complete', 'install_failed') -cnotcontains $EventLabel) { return }
    $key = ([string] $env:RUNMAT_TELEMETRY_KEY).Trim()
    if (-not $key) { $key = $script:RunMatTelemetryBuiltInKey }
    $endpoint = ([string] $env:RUNMAT_TELEMETRY_ENDPOINT).Trim()
    if (-not $endpoint) { $endpoint = 'https://telemetry.runmat.com/ingest' }
    if (-not (Test-RunMatTelemetryAllowed $key $endpoint)) { return }

    $fields = [ordered] @{ event_label = $EventLabel; uuid = [guid]::NewGuid().ToString() }
    $id = Get-RunMatClientId
    if ($id) { $fields.cid = $id }
    $fields.os = Get-RunMatOs
    $fields.arch = Get-RunMatArch
    $fields.platform = $fields.os + '-' + $fields.arch
    if ($Release -cmatch '\A[A-Za-z0-9._+-]{1,64}\z') { $fields.release = $Release }
    $fields.method = 'powershell'
    $json = ConvertTo-Json -InputObject $fields -Compress

    if (@('1', 'true', 'yes', 'on') -contains ([string] $env:RUNMAT_TELEMETRY_SHOW).Trim()) { [Console]::Error.WriteLine($json) }
    $script:RunMatTelemetryRequests += Send-RunMatRequest $endpoint $key $json
    if ($EventLabel -cne 'install_start' -and @($script:RunMatTelemetryDone -cmatch 'complete|failed').Count -eq 1) {
        [void] [Threading.Tasks.Task]::WaitAll([Threading.Tasks.Task[]] $script:RunMatTelemetryRequests, 1800)
    }
}

# Starts a request and gives its task. HttpClient and not Invoke-WebRequest or HttpWebRequest: the same in both PowerShells, no redirect
# followed, no progress shown, and the wait has an end that includes the look-up of the name.
function Send-RunMatRequest {
    param([string] $Endpoint, [string] $Key, [string] $Json)
    if ($PSVersionTable.PSVersion.Major -lt 6) {
        Add-Type -AssemblyName System.Net.Http
        [Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor [Net.SecurityProtocolType]::Tls12
    }
    $handler = New-Object Net.Http.HttpClientHandler
    $handler.AllowAutoRedirect = $false
    # plain text stays on this machine
    if ($Endpoint -match '\Ahttp:') { $handler.UseProxy = $false }
    $client = New-Object Net.Http.HttpClient -ArgumentList $handler
    $client.Timeout = [TimeSpan]::FromSeconds(1.8)
    $client.DefaultRequestHeaders.Add('x-telemetry-key', $Key)
    $client.DefaultRequestHeaders.Add('user-agent', 'runmat-installer')
    $body = New-Object Net.Http.StringContent -ArgumentList $Json, ([Text.Encoding]::UTF8), 'application/json'
    return $client.PostAsync($Endpoint, $body)
}

# Every rule; the first that says no is enough.
function Test-RunMatTelemetryAllowed {
    param([string] $Key, [string] $Endpoint)
    $no = @('0', 'false', 'no', 'off')
    $yes = @('1', 'true', 'yes', 'on')
    $telemetry = ([string] $env:RUNMAT_TELEMETRY).Trim()
    foreach ($optOut in @(([string] $env:RUNMAT_NO_TELEMETRY).Trim(), ([string] $env:DO_NOT_TRACK).Trim())) {
        if ($optOut -and $no -notcontains $optOut) { return $false }
    }
    if ($telemetry -and $yes -notcontains $telemetry) { return $false }
    # without a home that can be entered nobody knows what the user has configured
    $folder = Get-RunMatFolder
    if (-not $folder) { return $false }
    if (Test-RunMatConfiguredOff ([IO.Path]::Combine($folder, 'config.toml'))) { return $false }
    if ($Key -cnotmatch '\A[!-~]+\z') { return $false }
    # the key crosses no network in plain text
    return $Endpoint -match '\A(https://|http://(localhost|127\.0\.0\.1|\[::1\])[:/])[!-?A-~]*\z'
}

# Files by .NET alone: Test-Path and its kind look where the current location is, in the registry for instance.
function Get-RunMatFolder {
    $userHome = if ($env:USERPROFILE) { $env:USERPROFILE } else { $env:HOME }
    if (-not $userHome -or -not [IO.Directory]::Exists($userHome)) { return $null }
    return [IO.Path]::Combine($userHome, '.runmat')
}

# Reads a configuration by the rules of TOML 1.0, as the client does. True when the file says that telemetry is off, is no TOML and names
# telemetry, or cannot be read.
function Test-RunMatConfiguredOff {
    param([string] $File)
    try {
        # finds a link that leads nowhere, too
        [void] [IO.File]::GetAttributes($File)
    } catch [IO.FileNotFoundException], [IO.DirectoryNotFoundException] {
        return Test-RunMatLinkToNowhere ([IO.Path]::GetDirectoryName($File))
    } catch {
        return $true
    }
    if (-not (Test-RunMatFile $File)) { return $true }
    try {
        if ((New-Object IO.FileInfo -ArgumentList $File).Length -gt 1048576) { return $true }
        $text = Read-RunMatText $File
    } catch { return $true }
    if ($text.Contains([string] [char] 0) -or $text.Contains([string] [char] 0xFFFD)) { return $true }
    $letters = $text.ToLowerInvariant() -creplace '[^a-z]'
    if (-not $letters.Contains('telemetry') -and $text -cnotmatch '\\[uU][0-9A-Fa-f]{4}') { return $false }
    try { return -not (Test-RunMatToml $text) } catch { return $true }
}

# An exception says that the bytes are no text. UTF-16 by its mark, else UTF-8.
function Read-RunMatText {
    param([string] $File)
    $bytes = [IO.File]::ReadAllBytes($File)
    $mark = ($bytes | Select-Object -First 2) -join ','
    if ($mark -eq '255,254') { $encoding = New-Object Text.UnicodeEncoding -ArgumentList $false, $true, $true }
    elseif ($mark -eq '254,255') { $encoding = New-Object Text.UnicodeEncoding -ArgumentList $true, $true, $true }
    else { $encoding = New-Object Text.UTF8Encoding -ArgumentList $false, $true }
    $text = $encoding.GetString($bytes)
    if ($text.Length -gt 0 -and [int] $text[0] -eq 0xFEFF) { return $text.Substring(1) }
    return $text
}

# True when the text is TOML to its end and nothing in it says off; an exception where it stops being TOML.
function Test-RunMatToml {
    param([string] $Text)
    if ($Text -cmatch '[\x01-\x08\x0B\x0C\x0E-\x1F\x7F]|\r(?!\n)') { return $false }
    $toml = @{ Text = $Text; At = 0; Depth = 0; Off = $false; Word = '' }
    # by .NET: PowerShell's own tables do not tell A from a
    $toml.Taken = New-Object 'Collections.Generic.Dictionary[string,string]'
    $toml.Elements = New-Object 'Collections.Generic.Dictionary[string,int]'
    $table = @()
    $place = ''
    while ($toml.At -lt $Text.Length) {
        [void] (Step-RunMatToml $toml '[ \t]*')
        if (Step-RunMatToml $toml '\[\[') {
            $table = @(Read-RunMatKey $toml)
            Assert-RunMatToml (Step-RunMatToml $toml '\]\]')
            $place = Add-RunMatHeader $toml $table $true
            Test-RunMatName $toml $table '{'
        } elseif (Step-RunMatToml $toml '\[') {
            $table = @(Read-RunMatKey $toml)
            Assert-RunMatToml (Step-RunMatToml $toml '\]')
            $place = Add-RunMatHeader $toml $table $false
            Test-RunMatName $toml $table '{'
        } elseif ($toml.At -lt $Text.Length -and -not (Test-RunMatNext $toml '[#\r\n]')) {
            Read-RunMatAssignment $toml $table $place
        }
        Assert-RunMatToml (Step-RunMatToml $toml '[ \t]*(#[^\r\n]*)?(\r?\n|\z)')
    }
    return -not $toml.Off
}

function Assert-RunMatToml {
    param($Holds)
    if (-not $Holds) { throw 'no TOML' }
}

function Test-RunMatNext {
    param($Toml, [string] $Pattern)
    return (New-Object regex -ArgumentList "\G(?:$Pattern)").IsMatch($Toml.Text, $Toml.At)
}

# Takes what matches here. False when nothing does; what it took is in $Toml.Word.
function Step-RunMatToml {
    param($Toml, [string] $Pattern)
    $match = (New-Object regex -ArgumentList "\G(?:$Pattern)").Match($Toml.Text, $Toml.At)
    if (-not $match.Success) { return $false }
    $Toml.Word = $match.Value
    $Toml.At += $match.Length
    return $true
}

function Read-RunMatKey {
    param($Toml)
    do {
        [void] (Step-RunMatToml $Toml '[ \t]*')
        if (Step-RunMatToml $Toml '"(?:[^"\\\r\n]|\\(?:[btnfr"\\]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}))*"') {
            Read-RunMatEscapes $Toml.Word.Substring(1, $Toml.Word.Length - 2)
        } elseif (Step-RunMatToml $Toml '\x27[^\x27\r\n]*\x27') {
            $Toml.Word.Substring(1, $Toml.Word.Length - 2)
        } else {
            Assert-RunMatToml (Step-RunMatToml $Toml '[A-Za-z0-9_-]+')
            $Toml.Word
        }
        [void] (Step-RunMatToml $Toml '[ \t]*')
    } while (Step-RunMatToml $Toml '\.')
}

# What a string means: of the escapes the letters are what matters.
function Read-RunMatEscapes {
    param([string] $Raw)
    $meant = New-Object Text.StringBuilder
    for ($i = 0; $i -lt $Raw.Length; $i++) {
        if ($Raw[$i] -cne '\') { [void] $meant.Append($Raw[$i]); continue }
        $i++
        $digits = if ($Raw[$i] -ceq 'u') { 4 } elseif ($Raw[$i] -ceq 'U') { 8 } else { 0 }
        if ($digits -eq 0) { [void] $meant.Append('\').Append($Raw[$i]); continue }
        # an exception for what is no character
        [void] $meant.Append([char]::ConvertFromUtf32([Convert]::ToInt32($Raw.Substring($i + 1, $digits), 16)))
        $i += $digits
    }
    return $meant.ToString()
}

function Read-RunMatAssignment {
    param($Toml, [string[]] $Above, [string] $Place)
    $key = @(Read-RunMatKey $Toml)
    Assert-RunMatToml (Step-RunMatToml $Toml '=[ \t]*')
    for ($i = 0; $i -lt $key.Count; $i++) {
        $Place = $Place + [char] 0 + $key[$i]
        $before = if ($Toml.Taken.ContainsKey($Place)) { $Toml.Taken[$Place] } else { '' }
        $last = $i -eq $key.Count - 1
        Assert-RunMatToml ($before -eq '' -or (-not $last -and $before -eq 'dotted'))
        $Toml.Taken[$Place] = if ($last) { 'value' } else { 'dotted' }
    }
    $path = @($Above) + $key
    Test-RunMatName $Toml $path (Read-RunMatValue $Toml $path $Place)
}

# Takes a value. Gives true or false as they stand, { for a table, ? for anything else.
function Read-RunMatValue {
    param($Toml, [string[]] $Path, [string] $Place)
    $Toml.Depth++
    Assert-RunMatToml ($Toml.Depth -le 100)
    $word = '?'
    $escape = '\\(?:[btnfr"\\]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})'
    if (Step-RunMatToml $Toml '\{[ \t]*') {
        $word = '{'
        if (-not (Step-RunMatToml $Toml '\}')) {
            do {
                [void] (Step-RunMatToml $Toml '[ \t]*')
                Read-RunMatAssignment $Toml $Path $Place
                [void] (Step-RunMatToml $Toml '[ \t]*')
            } while (Step-RunMatToml $Toml ',')
            Assert-RunMatToml (Step-RunMatToml $Toml '\}')
        }
    } elseif (Step-RunMatToml $Toml '\[') {
        $gap = '(?:[ \t\r\n]|#[^\r\n]*)*'
        [void] (Step-RunMatToml $Toml $gap)
        for ($i = 1; -not (Step-RunMatToml $Toml '\]'); $i++) {
            [void] (Read-RunMatValue $Toml $Path ($Place + [char] 1 + $i))
            [void] (Step-RunMatToml $Toml $gap)
            Assert-RunMatToml ((Step-RunMatToml $Toml ',') -or (Test-RunMatNext $Toml '\]'))
            [void] (Step-RunMatToml $Toml $gap)
        }
    } elseif (Test-RunMatNext $Toml '"""') {
        $line = '\\[ \t]*\r?\n[ \t\r\n]*'
        Assert-RunMatToml (Step-RunMatToml $Toml ('"""(?>(?:[^"\\]|' + $escape + '|' + $line + '|"{1,2}(?!"))*)"{3,5}(?!")'))
        [void] (Read-RunMatEscapes ($Toml.Word -creplace $line))
    } elseif (Test-RunMatNext $Toml '\x27{3}') {
        Assert-RunMatToml (Step-RunMatToml $Toml '\x27{3}(?>(?:[^\x27]|\x27{1,2}(?!\x27))*)\x27{3,5}(?!\x27)')
    } elseif (Test-RunMatNext $Toml '"') {
        Assert-RunMatToml (Step-RunMatToml $Toml ('"(?:[^"\\\r\n]|' + $escape + ')*"'))
        [void] (Read-RunMatEscapes $Toml.Word)
    } elseif (Test-RunMatNext $Toml '\x27') {
        Assert-RunMatToml (Step-RunMatToml $Toml '\x27[^\x27\r\n]*\x27')
    } else {
        $word = Read-RunMatScalar $Toml
    }
    $Toml.Depth--
    return $word
}

function Read-RunMatScalar {
    param($Toml)
    $time = '(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\.[0-9]+)?'
    $scalar = '\A(?:true|false|[+-]?(?:inf|nan)|0x[0-9A-Fa-f](?:_?[0-9A-Fa-f])*|0o[0-7](?:_?[0-7])*|0b[01](?:_?[01])*|' +
        '[+-]?(?:0|[1-9](?:_?[0-9])*)(?:\.[0-9](?:_?[0-9])*)?(?:[eE][+-]?[0-9](?:_?[0-9])*)?|' + $time + '|' +
        '[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])(?:[Tt ]' + $time + '(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])?)?)\z'
    Assert-RunMatToml (Step-RunMatToml $Toml '[^],}#\r\n]+')
    $word = $Toml.Word.TrimEnd(' ', "`t")
    Assert-RunMatToml ($word -cmatch $scalar)
    if ($word -ceq 'true' -or $word -ceq 'false') { return $word }
    return '?'
}

# TOML lets nothing be defined twice: which names are taken, and by what. A place has the elements of arrays in it.
function Add-RunMatHeader {
    param($Toml, [string[]] $Path, [bool] $Element)
    $place = ''
    for ($i = 0; $i -lt $Path.Count; $i++) {
        $place = $place + [char] 0 + $Path[$i]
        $before = if ($Toml.Taken.ContainsKey($place)) { $Toml.Taken[$place] } else { '' }
        if ($i -eq $Path.Count - 1) {
            Assert-RunMatToml ($before -eq '' -or $before -eq $(if ($Element) { 'array' } else { 'above' }))
            $Toml.Taken[$place] = if ($Element) { 'array' } else { 'header' }
            if ($Element) { $Toml.Elements[$place] = 1 + $(if ($Toml.Elements.ContainsKey($place)) { $Toml.Elements[$place] } else { 0 }) }
        } else {
            Assert-RunMatToml ($before -ne 'value')
            if ($before -eq '') { $Toml.Taken[$place] = 'above' }
        }
        if ($Toml.Taken[$place] -eq 'array') { $place = $place + [char] 1 + $Toml.Elements[$place] }
    }
    return $place
}

# In doubt for privacy: a value other than true is a no, and so is a name with the word in it that RunMat does not know.
function Test-RunMatName {
    param($Toml, [string[]] $Path, [string] $Value)
    $words = @($Path | ForEach-Object { $_.Split('.') } | ForEach-Object { $_.ToLowerInvariant() -creplace '[^a-z]' })
    $last = $words[$words.Count - 1]
    $known = $words -ccontains 'telemetry'
    if (@($words | Where-Object { $_.Contains('telemetry') -and $_ -cne 'telemetry' }).Count -gt 0) {
        if ($last -cne 'telemetryenabled' -or $Value -cne 'true') { $Toml.Off = $true }
    } elseif ($last -ceq 'telemetry') {
        if ($Value -cne '{' -and $Value -cne 'true') { $Toml.Off = $true }
    } elseif ($known -and @('enabled', 'enable', 'on', 'active', 'allow', 'allowed', 'consent') -ccontains $last) {
        if ($Value -cne 'true') { $Toml.Off = $true }
    } elseif ($known -and @('disabled', 'disable', 'off', 'optout', 'no', 'none') -ccontains $last -and $Value -cne 'false') {
        $Toml.Off = $true
    }
}

# Nobody knows what is behind a link that leads nowhere.
function Test-RunMatLinkToNowhere {
    param([string] $Folder)
    try { $attributes = [IO.File]::GetAttributes($Folder) } catch { return $false }
    return ($attributes -band [IO.FileAttributes]::ReparsePoint) -and -not [IO.Directory]::Exists($Folder)
}

# Whether a file or a link to one is there. A pipe would be waited for for ever; .NET does not tell it from a file.
function Test-RunMatFile {
    param([string] $File)
    if (-not [IO.File]::Exists($File)) { return $false }
    if ((Get-RunMatOs) -eq 'windows') { return $true }
    $start = New-Object Diagnostics.ProcessStartInfo -ArgumentList 'test'
    $start.UseShellExecute = $false
    $start.ArgumentList.Add('-f')
    $start.ArgumentList.Add($File)
    $process = [Diagnostics.Process]::Start($start)
    $process.WaitForExit()
    return $process.ExitCode -eq 0
}

# The id that is there, else a new one, else none. A link's target may be anybody's file: only a plain file is read or made anew.
function Get-RunMatClientId {
    $folder = Get-RunMatFolder
    $file = [IO.Path]::Combine($folder, 'telemetry_id')
    try {
        $id = Read-RunMatClientId $file
        if ($id) { return $id }
        [void] [IO.Directory]::CreateDirectory($folder)
        if (Test-RunMatPlainFile $file) { [IO.File]::Delete($file) }
        # written beside and moved: an id appears whole or not at all, and never over one that another process has just placed
        $fresh = $file + '.' + [guid]::NewGuid().ToString()
        try {
            [IO.File]::WriteAllText($fresh, [guid]::NewGuid().ToString() + "`n")
            try { [IO.File]::Move($fresh, $file) } catch { [void] $_ }
        } finally { [IO.File]::Delete($fresh) }
        return Read-RunMatClientId $file
    } catch {
        return $null
    }
}

function Test-RunMatPlainFile {
    param([string] $File)
    if (-not (Test-RunMatFile $File)) { return $false }
    return -not ([IO.File]::GetAttributes($File) -band ([IO.FileAttributes]::ReparsePoint -bor [IO.FileAttributes]::Device))
}

# The first line that is not blank, in the shape that the contract keeps: a UUID, digits joined by dashes, or 16 to 64 hex digits stay
# as they are; anything else becomes its SHA-256.
function Read-RunMatClientId {
    param([string] $File)
    if (-not (Test-RunMatPlainFile $File)) { return $null }
    $text = [IO.File]::ReadAllText($File)
    $line = ($text.Substring(0, [Math]::Min(256, $text.Length)).Trim() -split '[\r\n]')[0] -creplace '[\x00-\x1F\x7F\uFEFF]'
    $line = $line.Substring(0, [Math]::Min(64, $line.Length)).Trim()
    if ($line -eq '') { return $null }
    $kept = '\A(?:[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}|[0-9]+(?:-[0-9]+)*|[0-9A-Fa-f]{16,64})\z'
    if ($line -cmatch $kept) { return $line }
    $sha256 = [Security.Cryptography.SHA256]::Create()
    try { $hash = $sha256.ComputeHash([Text.Encoding]::UTF8.GetBytes($line)) } finally { $sha256.Dispose() }
    return [BitConverter]::ToString($hash).Replace('-', '').ToLowerInvariant()
}

function Get-RunMatOs {
    # these variables exist from PowerShell 6 on; 5.1 runs on Windows alone
    if ($PSVersionTable.PSVersion.Major -lt 6 -or $IsWindows) { return 'windows' }
    if ($IsMacOS) { return 'macos' }
    if ($IsLinux) { return 'linux' }
    return 'other'
}

function Get-RunMatArch {
    $name = if ($env:PROCESSOR_ARCHITEW6432) { $env:PROCESSOR_ARCHITEW6432 } else { $env:PROCESSOR_ARCHITECTURE }
    if (-not $name) { $name = [string] [Runtime.InteropServices.RuntimeInformation]::OSArchitecture }
    switch ($name.ToUpperInvariant()) {
        { $_ -in 'AMD64', 'X64' } { return 'x86_64' }
        'ARM64' { return 'aarch64' }
        'X86' { return 'x86' }
        'ARM' { return 'arm' }
        default { return 'other' }
    }
}
