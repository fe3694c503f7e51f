#!/usr/bin/env bash
# engine.sh FILE: what `pulumi up` would do to $STACK, as JSON in FILE; where the engine fails, what it says, and no FILE.
set -euo pipefail
if ! pulumi preview --stack "$STACK" --json --non-interactive >"$1"; then
    sed -n 's/^ *"message": "error: //p' "$1" >&2
    rm "$1"
    exit 1
fi
