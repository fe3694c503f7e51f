#!/usr/bin/env bash
# preview.sh: what `pulumi up` would do to $STACK, for readers, and its hash for the job that does it.
set -euo pipefail
cd "$(dirname "$0")/../.."

preview=$(mktemp)
trap 'rm -f "$preview"' EXIT
.github/steps/engine.sh "$preview"

{
    echo "### $STACK"
    ./telemetry preview "$preview"
} | tee -a "${GITHUB_STEP_SUMMARY:-/dev/null}"
echo "hash=$(./telemetry preview "$preview" --hash)" | tee -a "${GITHUB_OUTPUT:-/dev/null}"
