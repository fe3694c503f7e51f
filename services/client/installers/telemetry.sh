# shellcheck shell=sh
# Telemetry of the RunMat installer, for any POSIX shell. Paste it into install.sh, or source it, then:
#
#     runmat_telemetry install_start "$version"
#     runmat_telemetry install_complete "$version"      or install_failed
#
# It sends the fields below by HTTPS and nothing else: event_label, uuid, cid, os, arch, platform, release, method.
# RUNMAT_NO_TELEMETRY=1, RUNMAT_TELEMETRY=0, DO_NOT_TRACK=1 or `telemetry.enabled = false` in ~/.runmat/config.toml switch it
# off; RUNMAT_TELEMETRY_SHOW=1 prints what is sent. It takes 3 seconds at most, needs curl, and never fails the installation.

# The ingestion key; the release process writes it between the quotes. Without one nothing is sent.
runmat_telemetry_built_in_key=""

runmat_telemetry() {
    case " ${runmat_telemetry_done:-} " in *" $1 "*) return 0 ;; esac
    runmat_telemetry_done="${runmat_telemetry_done:-} $1"
    # a shell of its own: the installer's options, variables and traps are not touched, and no failure gets out
    (
        set +eu +C
        unset IFS
        _runmat_send "$1" "${2:-}"
    ) </dev/null >/dev/null || :
    return 0
}

_runmat_send() {
    case $1 in install_start | install_complete | install_failed) ;; *) return 0 ;; esac
    key=${RUNMAT_TELEMETRY_KEY:-$runmat_telemetry_built_in_key}
    endpoint=${RUNMAT_TELEMETRY_ENDPOINT:-https://telemetry.runmat.com/ingest}
    _runmat_allowed "$key" "$endpoint" || return 0
    command -v curl >/dev/null 2>&1 || return 0

    _runmat_host
    json="{\"event_label\":\"$1\""
    _runmat_field uuid "$(_runmat_uuid)"
    _runmat_field cid "$(_runmat_client_id)"
    _runmat_field os "$os"
    _runmat_field arch "$arch"
    _runmat_field platform "$os-$arch"
    case $2 in *[!A-Za-z0-9._+-]*) ;; *) [ "${#2}" -gt 64 ] || _runmat_field release "$2" ;; esac
    json="$json,\"method\":\"shell\"}"

    case ${RUNMAT_TELEMETRY_SHOW:-} in 1 | true | yes | on) printf '%s\n' "$json" >&2 ;; esac
    # everything goes by curl's standard input: arguments can be read by every user of the machine
    {
        printf 'header = "x-telemetry-key: %s"\n' "$(_runmat_quoted "$key")"
        printf 'header = "content-type: application/json"\n'
        printf 'data = "%s"\n' "$(_runmat_quoted "$json")"
        printf 'url = "%s"\n' "$(_runmat_quoted "$endpoint")"
    } | curl -q --silent --max-time 3 --max-redirs 0 --globoff --user-agent runmat-installer --output /dev/null --config - 2>/dev/null
}

# Every rule; the first that says no is enough.
_runmat_allowed() {
    case ${RUNMAT_NO_TELEMETRY:-} in '' | 0 | false | no | off) ;; *) return 1 ;; esac
    case ${RUNMAT_TELEMETRY:-} in '' | 1 | true | yes | on) ;; *) return 1 ;; esac
    case ${DO_NOT_TRACK:-} in '' | 0 | false | no | off) ;; *) return 1 ;; esac
    # without a home nobody knows what the user has configured
    [ -n "${HOME:-}" ] || return 1
    ! _runmat_configured_off "$HOME/.runmat/config.toml" || return 1
    case $1 in '' | *[!!-~]*) return 1 ;; esac
    # the key crosses no network in plain text
    case $2 in
    https://* | http://localhost[:/]* | http://127.0.0.1[:/]* | "http://[::1]"[:/]*) ;;
    *) return 1 ;;
    esac
}

# True when the file says that telemetry is off, and also when it speaks of telemetry in a way that is not understood here.
_runmat_configured_off() {
    folder=${1%/*}
    if [ -d "$folder" ] && [ ! -x "$folder" ]; then return 0; fi
    [ -e "$1" ] || [ -h "$1" ] || return 1
    [ -f "$1" ] && [ -r "$1" ] || return 0
    # without NUL (UTF-16), blanks, quotes, carriage returns and comments, in lower case
    text=$(tr -d '\000 \t\r' <"$1" | sed 's/#.*//' | tr '[:upper:]' '[:lower:]')
    case $text in *telemetry*) ;; *) return 1 ;; esac
    case $text in *'"""'* | *"'''"*) return 0 ;; esac
    table=
    off=1
    while IFS= read -r line || [ -n "$line" ]; do
        _runmat_line
    done <<END
$(printf '%s\n' "$text" | tr -d "\"'" | sed 's/^[^[a-z_]*//')
END
    return $off
}

# Judges one line of the file: sets off=0 for off, table for a header.
_runmat_line() {
    case $line in
    '[telemetry]' | '[[telemetry]]') table=telemetry ;;
    '['*telemetry*']') table=other ;;
    '['*telemetry*) off=0 ;;
    '['*']') table=other ;;
    *telemetry.enabled=true) ;;
    *telemetry.enabled*) off=0 ;;
    'telemetry={'*enabled=true,* | 'telemetry={'*'enabled=true}') case $line in *enabled=[!t]*) off=0 ;; esac ;;
    telemetry.*=*) ;;
    *telemetry*) off=0 ;;
    enabled=true) ;;
    enabled*) [ "$table" != telemetry ] || off=0 ;;
    esac
}

_runmat_host() {
    case $(uname -s) in
    Darwin) os=macos ;;
    Linux) os=linux ;;
    FreeBSD) os=freebsd ;;
    MINGW* | MSYS* | CYGWIN*) os=windows ;;
    *) os=other ;;
    esac
    case $(uname -m) in
    x86_64 | amd64) arch=x86_64 ;;
    aarch64 | arm64) arch=aarch64 ;;
    i?86 | x86) arch=x86 ;;
    arm*) arch=arm ;;
    riscv64) arch=riscv64 ;;
    *) arch=other ;;
    esac
}

# The id that is there whatever its form, else a new one, else none.
_runmat_client_id() {
    id_file=$HOME/.runmat/telemetry_id
    id=$(_runmat_stored_id)
    if [ -z "$id" ] && mkdir -p "$HOME/.runmat" 2>/dev/null; then
        [ -s "$id_file" ] || rm -f "$id_file" 2>/dev/null
        # never over an id that another process has just written
        (set -C && _runmat_uuid >"$id_file") 2>/dev/null
        id=$(_runmat_stored_id)
    fi
    printf '%s' "$id"
}

_runmat_stored_id() {
    [ -f "$id_file" ] && head -n 1 "$id_file" 2>/dev/null | LC_ALL=C tr -cd ' !#-[]-~' | cut -c 1-64 | sed 's/^ *//; s/ *$//'
}

_runmat_uuid() {
    if [ -r /proc/sys/kernel/random/uuid ]; then
        cat /proc/sys/kernel/random/uuid
    elif command -v uuidgen >/dev/null 2>&1; then
        uuidgen | tr 'A-F' 'a-f'
    else
        od -An -N16 -tx1 /dev/urandom | tr -d ' \n' |
            sed 's/^\(........\)\(....\).\(...\).\(...\)\(............\)$/\1-\2-4\3-8\4-\5\n/'
    fi
}

# Appends a member to the JSON unless its value is empty. Values hold no quote and no backslash.
_runmat_field() {
    [ -z "$2" ] || json="$json,\"$1\":\"$2\""
}

_runmat_quoted() {
    printf '%s' "$1" | sed 's/["\\]/\\&/g'
}
