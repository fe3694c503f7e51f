#!/usr/bin/env bash
# plan.sh BASE FOLDER: the plans of stack $STACK (prod) in BASE and here, in FOLDER; no cloud, no credentials.
set -euo pipefail
base=$1 stack=${STACK:-prod}
mkdir -p "$2"
folder=$(cd "$2" && pwd)
cd "$(dirname "$0")/../.."

there=$(mktemp -d)
trap 'git worktree remove --force "$there/base"; rm -rf "$there"' EXIT
git worktree add --quiet --detach "$there/base" "$base"
(cd "$there/base" && ./telemetry plan "$stack" --json) >"$folder/base.json"
./telemetry plan "$stack" --json >"$folder/head.json"

./telemetry comment "$folder/base.json" "$folder/head.json" | tee -a "${GITHUB_STEP_SUMMARY:-/dev/null}"
