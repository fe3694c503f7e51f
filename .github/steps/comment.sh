#!/usr/bin/env bash
# comment.sh FOLDER: comments on the pull request of the finished run in $GITHUB_EVENT_PATH with what it handed over in FOLDER.
set -euo pipefail
folder=$(cd "$1" 2>/dev/null && pwd) || folder=
cd "$(dirname "$0")/../.."

for file in base.json head.json; do
    if [ ! -f "$folder/$file" ]; then
        echo "the run handed over no $file, so there is nothing to comment on: see why it failed" >&2
        exit 0
    fi
done
./telemetry comment "$folder/base.json" "$folder/head.json" --engine "$folder/engine.json" --post
