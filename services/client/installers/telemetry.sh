# shellcheck shell=sh
# Telemetry of the RunMat installer, for any POSIX shell. Paste it into install.sh, or source it, then:
#
#     runmat_telemetry install_start "$version"
#     runmat_telemetry install_complete "$version"      or install_failed
#
# It sends the fields below by HTTPS and nothing else: event_label, uuid, cid, os, arch, platform, release, method.
# RUNMAT_NO_TELEMETRY=1, RUNMAT_TELEMETRY=0, DO_NOT_TRACK=1 or `telemetry.enabled = false` in ~/.runmat/config.toml switch it
# off; RUNMAT_TELEMETRY_SHOW=1 prints what is sent. It needs curl and awk, and never fails the installation. install_start goes beside the
# installation; only the first event of the end is waited for, 2 seconds at most, since a container or a CI job may stop with the installer.

# The ingestion key; the release process writes it between the quotes. Without one nothing is sent. `sh -x` would print a variable.
_runmat_built_in_key() {
    command printf '%s' ""
}

runmat_telemetry() {
    case " ${_runmat_done:-} " in *" ${1:-} "*) return 0 ;; esac
    # a shell of its own: the installer's options, variables and traps are not touched, and no failure gets out
    (
        { set +x; } 2>/dev/null
        set +eu +C -f
        {
            # shellcheck disable=SC3047 # of bash alone
            [ -z "${BASH_VERSION:-}" ] || trap - ERR DEBUG RETURN
            # everything below calls tools past functions and aliases of their names
            unset -f command curl
            # of what the installer made readonly the shell itself would die
            (unset IFS) && unset IFS
            # [!-~] and the like go by the user's language otherwise
            (LC_ALL=C) && LC_ALL=C && export LC_ALL
        } 2>/dev/null
        (command true >&2) 2>/dev/null || exec 2>/dev/null
        _runmat_send "${1:-}" "${2:-}" "${_runmat_done:-}"
    ) </dev/null >/dev/null || :
    _runmat_done="${_runmat_done:-} ${1:-}"
    return 0
}

_runmat_send() {
    case $1 in install_start | install_complete | install_failed) ;; *) return 0 ;; esac
    _runmat_key=$(_runmat_strip "${RUNMAT_TELEMETRY_KEY:-}")
    _runmat_key=${_runmat_key:-$(_runmat_built_in_key)}
    _runmat_endpoint=$(_runmat_strip "${RUNMAT_TELEMETRY_ENDPOINT:-}")
    _runmat_endpoint=${_runmat_endpoint:-https://telemetry.runmat.com/ingest}
    _runmat_allowed "$_runmat_key" "$_runmat_endpoint" || return 0
    command -v curl >/dev/null 2>&1 || return 0

    _runmat_host
    _runmat_json="{\"event_label\":\"$1\""
    _runmat_field uuid "$(_runmat_uuid)"
    _runmat_field cid "$(_runmat_client_id)"
    _runmat_field os "$_runmat_os"
    _runmat_field arch "$_runmat_arch"
    _runmat_field platform "$_runmat_os-$_runmat_arch"
    case $2 in *[!A-Za-z0-9._+-]*) ;; *) [ "${#2}" -gt 64 ] || _runmat_field release "$2" ;; esac
    _runmat_json="$_runmat_json,\"method\":\"shell\"}"

    ! _runmat_yes "${RUNMAT_TELEMETRY_SHOW:-}" || command printf '%s\n' "$_runmat_json" >&2
    case "$1 $3" in
    # nothing of the installer's stays open in what runs beside it: its output, its locks
    install_start* | *' install_complete'* | *' install_failed'*)
        _runmat_post 2>/dev/null 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&- &
        ;;
    *) _runmat_post 2>/dev/null ;;
    esac
}

# Everything goes by curl's standard input: arguments can be read by every user of the machine.
_runmat_post() {
    {
        command printf 'header = "x-telemetry-key: %s"\n' "$(_runmat_quoted "$_runmat_key")"
        command printf 'header = "content-type: application/json"\n'
        command printf 'data = "%s"\n' "$(_runmat_quoted "$_runmat_json")"
        command printf 'url = "%s"\n' "$(_runmat_quoted "$_runmat_endpoint")"
        # plain text stays on this machine
        case $_runmat_endpoint in http:*) command printf 'noproxy = "*"\n' ;; esac
    } | command curl -q --silent --max-time 1.8 --max-redirs 0 --globoff --user-agent runmat-installer --output /dev/null --config -
}

# Every rule; the first that says no is enough.
_runmat_allowed() {
    _runmat_no "${RUNMAT_NO_TELEMETRY:-}" || return 1
    [ -z "$(_runmat_strip "${RUNMAT_TELEMETRY:-}")" ] || _runmat_yes "$RUNMAT_TELEMETRY" || return 1
    _runmat_no "${DO_NOT_TRACK:-}" || return 1
    # without a home that can be entered nobody knows what the user has configured
    [ -d "${HOME:-}" ] && [ -x "$HOME" ] || return 1
    _runmat_configuration_allows "$HOME/.runmat/config.toml" 2>/dev/null || return 1
    case $1 in '' | *[!!-~]*) return 1 ;; esac
    # the key crosses no network in plain text; a newline would be another line of curl's configuration
    case $2 in
    *[!!-~]* | *@*) return 1 ;;
    https://* | http://localhost[:/]* | http://127.0.0.1[:/]* | "http://[::1]"[:/]*) ;;
    *) return 1 ;;
    esac
}

# A plain yes; a plain no or nothing. What is neither is an opt-out.
_runmat_yes() {
    case $(_runmat_strip "$1") in 1 | [Tt][Rr][Uu][Ee] | [Yy][Ee][Ss] | [Oo][Nn]) ;; *) return 1 ;; esac
}

_runmat_no() {
    case $(_runmat_strip "$1") in '' | 0 | [Ff][Aa][Ll][Ss][Ee] | [Nn][Oo] | [Oo][Ff][Ff]) ;; *) return 1 ;; esac
}

# Without blanks around it; the shell's own splitting does it.
_runmat_strip() {
    # shellcheck disable=SC2086 # meant
    set -- $1
    command printf '%s' "$*"
}

# False when the file says that telemetry is off, is no TOML and names telemetry, or cannot be read to its end.
_runmat_configuration_allows() {
    _runmat_folder=${1%/*}
    if [ -d "$_runmat_folder" ]; then [ -x "$_runmat_folder" ] || return 1; else [ ! -h "$_runmat_folder" ] || return 1; fi
    [ -e "$1" ] || [ -h "$1" ] || return 0
    [ -f "$1" ] && [ -r "$1" ] || return 1
    # Whichever tool is missing or fails, the last line is missing then, or the answer. NUL is what not every awk can read.
    [ "$({ command tr '\000' '\001' <"$1" && command printf '\nrunmat_end'; } | _runmat_reader)" = on ]
}

# Reads a configuration by the rules of TOML 1.0, as the client does, and prints `on` when telemetry may be on. No here-document: some
# shells need room on a disk for it.
_runmat_reader() {
    # shellcheck disable=SC2016 # awk's variables
    command awk '
        {
            size += length($0) + 1
            line[++last] = $0
        }
        END {
            if (line[last] != "runmat_end" || size > 1048588 || !text(--last)) exit
            if (!named()) { print "on"; exit }
            at = 0
            next_line()
            while (!broken && at <= last) { statement() }
            if (!off && !broken) print "on"
        }
        # What the bytes are: UTF-16 by its mark, else UTF-8. False for anything else.
        function text(last,   i, wide, rest) {
            wide = line[1] ~ /^(\377\376|\376\377)/
            sub(/^(\377\376|\376\377|\357\273\277)/, "", line[1])
            for (i = 1; i <= last; i++) {
                if (wide) gsub(/\001/, "", line[i])
                if (i < last) sub(/\r$/, "", line[i])
                if (line[i] ~ /\001/) return 0
                if (line[i] ~ /[\001-\010\013-\037\177]/) broken = 1
                if (line[i] !~ /[\200-\377]/) continue
                rest = line[i]
                if (wide || rest ~ /\357\277\275/) return 0
                gsub(/[\302-\337][\200-\277]|\340[\240-\277][\200-\277]|[\341-\354\356\357][\200-\277][\200-\277]|\355[\200-\237][\200-\277]/, "", rest)
                gsub(/\360[\220-\277][\200-\277][\200-\277]|[\361-\363][\200-\277][\200-\277][\200-\277]|\364[\200-\217][\200-\277][\200-\277]/, "", rest)
                if (rest ~ /[\200-\377]/) return 0
            }
            return 1
        }
        # Whether the word is anywhere, whatever stands between its letters, or may be behind an escape.
        function named(   i, letters) {
            for (i = 1; i <= last; i++) {
                if (line[i] ~ /\\[uU][0-9A-Fa-f][0-9A-Fa-f][0-9A-Fa-f][0-9A-Fa-f]/) return 1
                letters = substr(letters, length(letters) > 8 ? length(letters) - 7 : 1) only_letters(line[i])
                if (index(letters, "telemetry")) return 1
            }
            return 0
        }
        function only_letters(t) { t = tolower(t); gsub(/[^a-z]/, "", t); return t }
        function next_line() { at++; s = at <= last ? line[at] : "" }
        function eat(t) { if (substr(s, 1, length(t)) != t) return 0; s = substr(s, length(t) + 1); return 1 }
        function need(t) { if (!eat(t)) broken = 1 }
        function blanks() { sub(/^[ \t]+/, "", s) }
        function gap() { for (blanks(); s ~ /^(#|$)/ && at <= last; blanks()) next_line() }
        function statement(   element, path) {
            blanks()
            if (s ~ /^\[/) {
                element = eat("[[")
                if (!element) need("[")
                path = key()
                need(element ? "]]" : "]")
                table = path
                place = header(path, element)
                judge(path, 1, "")
            } else if (s !~ /^(#|$)/) assignment(table, place)
            blanks()
            if (s !~ /^(#|$)/) broken = 1
            next_line()
        }
        function assignment(above, place,   path, kind) {
            path = key()
            need("=")
            blanks()
            kind = content(above path, taken_value(place, path))
            judge(above path, kind == "{", kind)
        }
        # A name: its parts, each behind a SUBSEP.
        function key(   path) {
            do {
                blanks()
                if (eat("\"")) path = path SUBSEP basic()
                else if (match(s, /^\047[^\047]*\047/)) { path = path SUBSEP substr(s, 2, RLENGTH - 2); s = substr(s, RLENGTH + 1) }
                else if (match(s, /^[A-Za-z0-9_-]+/)) { path = path SUBSEP substr(s, 1, RLENGTH); s = substr(s, RLENGTH + 1) }
                else broken = 1
                blanks()
            } while (!broken && eat("."))
            return path
        }
        # Takes a value. Gives true or false as they stand, { for a table, ? for anything else.
        function content(path, place,   word) {
            word = "?"
            if (++depth > 100) broken = 1
            if (broken) return word
            if (eat("{")) { word = "{"; inline(path, place) }
            else if (eat("[")) array(path, place)
            else if (eat("\"\"\"")) many("\"", "[\"\\\\]")
            else if (eat("\047\047\047")) many("\047", "\047")
            else if (eat("\"")) basic()
            else if (eat("\047")) { if (match(s, /^[^\047]*\047/)) s = substr(s, RLENGTH + 1); else broken = 1 }
            else word = scalar()
            depth--
            return word
        }
        function inline(path, place) {
            blanks()
            if (eat("}")) return
            do { blanks(); assignment(path, place); blanks() } while (!broken && eat(","))
            need("}")
        }
        function array(path, place,   element) {
            for (gap(); !broken && !eat("]"); gap()) {
                content(path, place "\001" (++element))
                gap()
                if (!eat(",") && s !~ /^\]/) broken = 1
            }
        }
        function scalar(   word) {
            match(s, /^[^],}#]*/)
            word = substr(s, 1, RLENGTH)
            s = substr(s, RLENGTH + 1)
            sub(/[ \t]+$/, "", word)
            if (word ~ /^(true|false)$/) return word
            if (word !~ /^([+-]?(inf|nan)|0x[0-9A-Fa-f](_?[0-9A-Fa-f])*|0o[0-7](_?[0-7])*|0b[01](_?[01])*)$/ && word !~ /^[+-]?(0|[1-9](_?[0-9])*)(\.[0-9](_?[0-9])*)?([eE][+-]?[0-9](_?[0-9])*)?$/ && !date(word)) broken = 1
            return "?"
        }
        function date(word,   time) {
            time = "([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)([.][0-9]+)?"
            return word ~ ("^" time "$") || word ~ ("^[0-9][0-9][0-9][0-9]-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])([Tt ]" time "([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])?)?$")
        }
        # The rest of a string of one line.
        function basic(   meant, c) {
            while (match(s, /["\\]/)) {
                meant = meant substr(s, 1, RSTART - 1)
                c = substr(s, RSTART, 1)
                s = substr(s, RSTART + 1)
                if (c == "\"") return meant
                meant = meant escape()
            }
            broken = 1
            return meant
        }
        function escape(   c, code, i) {
            c = substr(s, 1, 1)
            i = index("btnfr\"\\", c)
            if (i && c != "") { s = substr(s, 2); return substr("\b\t\n\f\r\"\\", i, 1) }
            if (!match(s, /^u[0-9A-Fa-f][0-9A-Fa-f][0-9A-Fa-f][0-9A-Fa-f]/) && !match(s, /^U00(0[0-9A-Fa-f]|10)[0-9A-Fa-f][0-9A-Fa-f][0-9A-Fa-f][0-9A-Fa-f]/)) { broken = 1; return "" }
            for (i = 2; i <= RLENGTH; i++) code = code * 16 + index("0123456789abcdef", tolower(substr(s, i, 1))) - 1
            s = substr(s, RLENGTH + 1)
            if (code >= 55296 && code <= 57343) broken = 1
            return code > 0 && code < 128 ? sprintf("%c", code) : "\\" code
        }
        # The rest of a string of three quotes; up to two more may stand before the three that close.
        function many(quote, stop) {
            while (!broken) {
                if (!match(s, stop)) { if (at >= last) broken = 1; next_line(); continue }
                if (substr(s, RSTART, 1) == "\\") {
                    s = substr(s, RSTART + 1)
                    if (s ~ /^[ \t]*$/) { do { if (at >= last) broken = 1; next_line() } while (!broken && s ~ /^[ \t]*$/) }
                    else escape()
                } else {
                    s = substr(s, RSTART)
                    if (eat(quote quote quote)) { if (eat(quote)) eat(quote); return }
                    s = substr(s, 2)
                }
            }
        }
        # TOML lets nothing be defined twice: which names are taken, and by what. A place has the elements of arrays in it.
        function header(path, element,   n, part, i, place) {
            n = split(substr(path, 2), part, SUBSEP)
            for (i = 1; i <= n; i++) {
                place = place SUBSEP part[i]
                if (i == n) continue
                if (taken[place] == "value") broken = 1
                if (taken[place] == "") taken[place] = "above"
                if (taken[place] == "array") place = place "\001" count[place]
            }
            if (taken[place] !~ (element ? "^(array)?$" : "^(above)?$")) broken = 1
            taken[place] = element ? "array" : "header"
            return element ? place "\001" (++count[place]) : place
        }
        function taken_value(place, path,   n, part, i) {
            n = split(substr(path, 2), part, SUBSEP)
            for (i = 1; i <= n; i++) {
                place = place SUBSEP part[i]
                if (taken[place] !~ (i < n ? "^(dotted)?$" : "^$")) broken = 1
                taken[place] = i < n ? "dotted" : "value"
            }
            return place
        }
        # In doubt for privacy: a value other than true is a no, and so is a name with the word in it that RunMat does not know.
        function judge(path, table, value,   n, word, i, known, other) {
            gsub(SUBSEP, ".", path)
            n = split(path, word, ".")
            for (i = 1; i <= n; i++) {
                word[i] = only_letters(word[i])
                if (word[i] == "telemetry") known = 1
                else if (index(word[i], "telemetry")) other = 1
            }
            if (other) { if (word[n] != "telemetryenabled" || value != "true") off = 1 }
            else if (word[n] == "telemetry") { if (!table && value != "true") off = 1 }
            else if (known && word[n] ~ /^(enabled|enable|on|active|allow|allowed|consent)$/) { if (value != "true") off = 1 }
            else if (known && word[n] ~ /^(disabled|disable|off|optout|no|none)$/ && value != "false") off = 1
        }
    '
}

_runmat_host() {
    case $(command uname -s) in
    Darwin) _runmat_os=macos ;;
    Linux) _runmat_os=linux ;;
    FreeBSD) _runmat_os=freebsd ;;
    MINGW* | MSYS* | CYGWIN*) _runmat_os=windows ;;
    *) _runmat_os=other ;;
    esac
    case $(command uname -m) in
    x86_64 | amd64) _runmat_arch=x86_64 ;;
    aarch64 | arm64) _runmat_arch=aarch64 ;;
    i?86 | x86) _runmat_arch=x86 ;;
    arm*) _runmat_arch=arm ;;
    riscv64) _runmat_arch=riscv64 ;;
    *) _runmat_arch=other ;;
    esac
}

# The id that is there, else a new one, else none. A link's target may be anybody's file: only a plain file is read or made anew.
_runmat_client_id() {
    _runmat_file=$HOME/.runmat/telemetry_id
    _runmat_id=$(_runmat_stored_id)
    if [ -z "$_runmat_id" ]; then
        [ -h "$_runmat_file" ] || { [ -e "$_runmat_file" ] && ! { [ -f "$_runmat_file" ] && [ -r "$_runmat_file" ]; }; } ||
            _runmat_make_id 2>/dev/null
        _runmat_id=$(_runmat_stored_id)
    fi
    command printf '%s' "$_runmat_id"
}

# Written beside and linked: an id appears whole or not at all, and never over one that another process has just placed.
_runmat_make_id() {
    _runmat_fresh=$_runmat_file.$$
    command mkdir -p "$HOME/.runmat" && (set -C && _runmat_uuid >"$_runmat_fresh") || return 0
    command ln "$_runmat_fresh" "$_runmat_file" || [ -n "$(_runmat_stored_id)" ] || command mv -f "$_runmat_fresh" "$_runmat_file"
    command rm -f "$_runmat_fresh"
}

# The first line that is not blank, in the shape that the contract keeps.
_runmat_stored_id() {
    [ -f "$_runmat_file" ] && [ ! -h "$_runmat_file" ] || return 0
    _runmat_shaped "$(_runmat_strip "$(command head -c 256 "$_runmat_file" 2>/dev/null | command tr '\r' '\n' |
        command tr -d '\000-\011\013-\037\177' | command sed -n '/[^ ]/{s/^ *//;p;q;}' | command cut -c 1-64)")"
}

# A UUID, digits joined by dashes, or 16 to 64 hex digits stay as they are; anything else becomes its SHA-256.
_runmat_shaped() {
    case $1 in
    '') ;;
    *[!0-9-]* | -* | *- | *--*)
        case $(command printf '%s' "$1" | command tr 'A-F' 'a-f' | command sed 's/[0-9a-f]/0/g') in
        00000000-0000-0000-0000-000000000000) command printf '%s' "$1" ;;
        *[!0]*) _runmat_hash "$1" ;;
        0000000000000000*) command printf '%s' "$1" ;;
        *) _runmat_hash "$1" ;;
        esac
        ;;
    *) command printf '%s' "$1" ;;
    esac
}

_runmat_hash() {
    for _runmat_tool in 'sha256sum' 'shasum -a 256'; do
        _runmat_sum=$(command printf '%s' "$1" | command $_runmat_tool 2>/dev/null)
        [ "${#_runmat_sum}" -lt 64 ] || { command printf '%s' "${_runmat_sum%%[!0-9a-f]*}" && return; }
    done
}

_runmat_uuid() {
    if [ -r /proc/sys/kernel/random/uuid ]; then
        command cat /proc/sys/kernel/random/uuid
    elif command -v uuidgen >/dev/null 2>&1; then
        command uuidgen | command tr 'A-F' 'a-f'
    else
        command od -An -N16 -tx1 /dev/urandom | command tr -d ' \n' |
            command sed 's/^\(........\)\(....\).\(...\).\(...\)\(............\)$/\1-\2-4\3-8\4-\5\n/'
    fi
}

# Appends a member to the JSON unless its value is empty. Values hold no quote and no backslash.
_runmat_field() {
    [ -z "$2" ] || _runmat_json="$_runmat_json,\"$1\":\"$2\""
}

_runmat_quoted() {
    command printf '%s' "$1" | command sed 's/["\\]/\\&/g'
}
