#!/usr/bin/env bash
# preview.sh: what `pulumi up` would do to $STACK, for readers, and its hash for the job that does it.
set -euo pipefail
cd "$(dirname "$0")/../.."

preview=$(mktemp)
trap 'rm -f "$preview"' EXIT
pulumi preview --stack "$STACK" --json --non-interactive >"$preview"

{
    echo "### $STACK"
    ./telemetry preview "$preview"
} >>"${GITHUB_STEP_SUMMARY:-/dev/stdout}"
echo "hash=$(./telemetry preview "$preview" --hash)" >>"${GITHUB_OUTPUT:-/dev/stdout}"
