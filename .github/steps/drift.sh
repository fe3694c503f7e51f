#!/usr/bin/env bash
# drift.sh: tells in one issue what of $STACK was changed past Pulumi. Secrets' versions are left out: to compare them is to
# read them, which an account that only looks may not.
set -euo pipefail
cd "$(dirname "$0")/../.."

refresh=$(mktemp)
trap 'rm -f "$refresh"' EXIT
pulumi refresh --stack "$STACK" --preview-only --json --non-interactive --exclude '**SecretVersion**' >"$refresh"
./telemetry drift "$STACK" "$refresh" --post
