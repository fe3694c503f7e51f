# shellcheck shell=sh
# Telemetry of the RunMat installer, for any POSIX shell. Paste it into install.sh, or source it, then:
#
#     runmat_telemetry install_start "$version"
#     runmat_telemetry install_complete "$version"      or install_failed
#
# It sends the fields below by HTTPS and nothing else: event_label, uuid, cid, os, arch, platform, release, method.
# RUNMAT_NO_TELEMETRY=1, RUNMAT_TELEMETRY=0, DO_NOT_TRACK=1 or `telemetry.enabled = false` in ~/.runmat/config.toml switch it
# off; RUNMAT_TELEMETRY_SHOW=1 prints what is sent. It takes 3 seconds at most, needs curl, and never fails the installation.

# The ingestion key; the release process writes it between the quotes. Without one nothing is sent. `sh -x` would print a variable.
_runmat_built_in_key() {
    printf '%s' ""
}

runmat_telemetry() {
    case " ${runmat_telemetry_done:-} " in *" $1 "*) return 0 ;; esac
    runmat_telemetry_done="${runmat_telemetry_done:-} $1"
    # a shell of its own: the installer's options, variables and traps are not touched, and no failure gets out
    (
        { set +x; } 2>/dev/null
        set +eu +C
        unset IFS
        # [!-~] and the like go by the user's language otherwise
        export LC_ALL=C
        _runmat_send "$1" "${2:-}"
    ) </dev/null >/dev/null || :
    return 0
}

_runmat_send() {
    case $1 in install_start | install_complete | install_failed) ;; *) return 0 ;; esac
    key=${RUNMAT_TELEMETRY_KEY:-$(_runmat_built_in_key)}
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
        # plain text stays on this machine
        case $endpoint in http:*) printf 'noproxy = "*"\n' ;; esac
    } | curl -q --silent --max-time 3 --max-redirs 0 --globoff --user-agent runmat-installer --output /dev/null --config - 2>/dev/null
}

# Every rule; the first that says no is enough.
_runmat_allowed() {
    case ${RUNMAT_NO_TELEMETRY:-} in '' | 0 | false | no | off) ;; *) return 1 ;; esac
    case ${RUNMAT_TELEMETRY:-} in '' | 1 | true | yes | on) ;; *) return 1 ;; esac
    case ${DO_NOT_TRACK:-} in '' | 0 | false | no | off) ;; *) return 1 ;; esac
    # without a home that can be entered nobody knows what the user has configured
    [ -d "${HOME:-}" ] && [ -x "$HOME" ] || return 1
    _runmat_configuration_allows "$HOME/.runmat/config.toml" 2>/dev/null || return 1
    case $1 in '' | *[!!-~]*) return 1 ;; esac
    # the key crosses no network in plain text
    case $2 in
    *@*) return 1 ;;
    https://* | http://localhost[:/]* | http://127.0.0.1[:/]* | "http://[::1]"[:/]*) ;;
    *) return 1 ;;
    esac
}

# False when the file says that telemetry is off, speaks of it in a way that is not understood here, or cannot be read to its end.
_runmat_configuration_allows() {
    folder=${1%/*}
    if [ -d "$folder" ]; then [ -x "$folder" ] || return 1; else [ ! -h "$folder" ] || return 1; fi
    [ -e "$1" ] || [ -h "$1" ] || return 0
    [ -f "$1" ] && [ -r "$1" ] || return 1
    # Without NUL (UTF-16), blanks and comments, in lower case. Whichever tool is missing or fails, the last line is missing then;
    # no here-document: some shells need room on a disk for it.
    text=$({ cat <"$1" && printf '\nrunmat_end\n'; } | tr -d '\000 \t' | tr 'A-Z\r' 'a-z\n' | sed 's/#.*//')
    case $text in *runmat_end) ;; *) return 1 ;; esac
    case $text in *telemetry*) ;; *) return 0 ;; esac
    case $text in *'"""'* | *"'''"*) return 1 ;; esac
    # a value in quotes is no true, a key in quotes is a key
    printf '%s\n' "$text" | sed "s/=[\"']/=?/g; s/[\"']//g; s/^[^[a-z_]*//" | _runmat_lines_allow
}

_runmat_lines_allow() {
    below=no off=no last=
    while IFS= read -r line; do
        _runmat_line
        last=$line
    done
    [ "$off $last" = 'no runmat_end' ]
}

# Judges one line: sets off, and below once there was a header. What ends a table is not asked: elements of an array look the same.
_runmat_line() {
    case $line in
    *=*telemetry* | '['*telemetry*=*) off=yes ;;
    '['*telemetry*']') below=yes ;;
    *telemetry.enabled=true) ;;
    *telemetry.enabled*) off=yes ;;
    'telemetry={'*enabled=true,* | 'telemetry={'*'enabled=true}') case $line in *enabled=[!t]*) off=yes ;; esac ;;
    telemetry.*=*) ;;
    *telemetry*) off=yes ;;
    enabled=true) ;;
    enabled*) [ "$below" = no ] || off=yes ;;
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
