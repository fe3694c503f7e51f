# Telemetry of the RunMat installer, for Windows PowerShell 5.1 and PowerShell 7. Paste it into install.ps1, or dot-source it, then:
#
#     Send-RunMatTelemetry install_start $version
#     Send-RunMatTelemetry install_complete $version      or install_failed
#
# It sends the fields below by HTTPS and nothing else: event_label, uuid, cid, os, arch, platform, release, method.
# RUNMAT_NO_TELEMETRY=1, RUNMAT_TELEMETRY=0, DO_NOT_TRACK=1 or `telemetry.enabled = false` in ~/.runmat/config.toml switch it
# off; RUNMAT_TELEMETRY_SHOW=1 prints what is sent. It takes 3 seconds at most and never fails the installation.

# The ingestion key; the release process writes it between the quotes. Without one nothing is sent.
$script:RunMatTelemetryBuiltInKey = ''
$script:RunMatTelemetryDone = @()

function Send-RunMatTelemetry {
    param([string] $EventLabel, [string] $Release = '')
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
    $key = $env:RUNMAT_TELEMETRY_KEY
    if (-not $key) { $key = $script:RunMatTelemetryBuiltInKey }
    $endpoint = $env:RUNMAT_TELEMETRY_ENDPOINT
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

    if (@('1', 'true', 'yes', 'on') -contains $env:RUNMAT_TELEMETRY_SHOW) { [Console]::Error.WriteLine($json) }
    Send-RunMatRequest $endpoint $key $json
}

# HttpClient and not Invoke-WebRequest or HttpWebRequest: the same in both PowerShells, no redirect followed, no progress shown, and
# the wait has an end that includes the look-up of the name.
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
    try {
        $client.DefaultRequestHeaders.Add('x-telemetry-key', $Key)
        $client.DefaultRequestHeaders.Add('user-agent', 'runmat-installer')
        $body = New-Object Net.Http.StringContent -ArgumentList $Json, ([Text.Encoding]::UTF8), 'application/json'
        [void] $client.PostAsync($Endpoint, $body).Wait(3000)
    } finally { $client.Dispose() }
}

# Every rule; the first that says no is enough.
function Test-RunMatTelemetryAllowed {
    param([string] $Key, [string] $Endpoint)
    $no = @('0', 'false', 'no', 'off')
    $yes = @('1', 'true', 'yes', 'on')
    if ($env:RUNMAT_NO_TELEMETRY -and $no -notcontains $env:RUNMAT_NO_TELEMETRY) { return $false }
    if ($env:RUNMAT_TELEMETRY -and $yes -notcontains $env:RUNMAT_TELEMETRY) { return $false }
    if ($env:DO_NOT_TRACK -and $no -notcontains $env:DO_NOT_TRACK) { return $false }
    # without a home that can be entered nobody knows what the user has configured
    $folder = Get-RunMatFolder
    if (-not $folder) { return $false }
    if (Test-RunMatConfiguredOff ([IO.Path]::Combine($folder, 'config.toml'))) { return $false }
    if ($Key -cnotmatch '\A[!-~]+\z') { return $false }
    # the key crosses no network in plain text
    return $Endpoint -match '\A(https://|http://(localhost|127\.0\.0\.1|\[::1\])[:/])[^@]*\z'
}

# Files by .NET alone: Test-Path and its kind look where the current location is, in the registry for instance.
function Get-RunMatFolder {
    $userHome = if ($env:USERPROFILE) { $env:USERPROFILE } else { $env:HOME }
    if (-not $userHome -or -not [IO.Directory]::Exists($userHome)) { return $null }
    return [IO.Path]::Combine($userHome, '.runmat')
}

# True when the file says that telemetry is off, speaks of it in a way that is not understood here, or cannot be read.
function Test-RunMatConfiguredOff {
    param([string] $File)
    try {
        # finds a link that leads nowhere, too
        [void] [IO.File]::GetAttributes($File)
    } catch [IO.FileNotFoundException], [IO.DirectoryNotFoundException] {
        return $false
    } catch {
        return $true
    }
    try { $text = [IO.File]::ReadAllText($File) } catch { return $true }
    $text = ($text -replace '\x00' -replace '\r', "`n" -replace '#.*' -replace '[^\S\n]').ToLowerInvariant()
    if (-not $text.Contains('telemetry')) { return $false }
    if ($text.Contains('"""') -or $text.Contains("'''")) { return $true }
    # once there was a header; what ends a table is not asked: elements of an array look the same
    $below = $false
    # a value in quotes is no true, a key in quotes is a key
    $text = $text -replace '=["'']', '=?' -replace '["'']' -replace '(?m)^[^\[a-z_\n]+'
    foreach ($line in ($text -split "`n")) {
        if ($line -match '=.*telemetry|^\[.*telemetry.*=') { return $true }
        elseif ($line -match '^\[.*telemetry.*\]$') { $below = $true }
        elseif ($line -match 'telemetry\.enabled') { if ($line -notmatch 'telemetry\.enabled=true$') { return $true } }
        elseif ($line -match '^telemetry=\{.*enabled=true(,|\}$)' -and $line -notmatch 'enabled=[^t]') { continue }
        elseif ($line -match '^telemetry\.[^=]*=') { continue }
        elseif ($line.Contains('telemetry')) { return $true }
        elseif ($below -and $line -match '^enabled' -and $line -ne 'enabled=true') { return $true }
    }
    return $false
}

# The id that is there whatever its form, else a new one, else none.
function Get-RunMatClientId {
    $folder = Get-RunMatFolder
    $file = [IO.Path]::Combine($folder, 'telemetry_id')
    try {
        $id = Read-RunMatClientId $file
        if ($id) { return $id }
        [void] [IO.Directory]::CreateDirectory($folder)
        [IO.File]::Delete($file)
        # CreateNew: never over an id that another process has just written
        $stream = [IO.File]::Open($file, [IO.FileMode]::CreateNew)
        try {
            $bytes = [Text.Encoding]::ASCII.GetBytes([guid]::NewGuid().ToString() + "`n")
            $stream.Write($bytes, 0, $bytes.Length)
        } finally { $stream.Dispose() }
        return Read-RunMatClientId $file
    } catch {
        return $null
    }
}

function Read-RunMatClientId {
    param([string] $File)
    if (-not [IO.File]::Exists($File)) { return $null }
    $line = ([IO.File]::ReadAllText($File).Trim() -split "`n")[0] -replace '[^ !#-\[\]-~]'
    $line = $line.Trim()
    if ($line.Length -gt 64) { return $line.Substring(0, 64) }
    return $line
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
