#!/usr/bin/env bash
# blank.sh FILE: $STACK's state with a blank in the place of each secret, for pull requests; refused if one is left.
# The state with its secrets goes from one program to the other and never to a file.
set -euo pipefail
mkdir -p "$(dirname "$1")"
file=$(realpath "$1")
cd "$(dirname "$0")/../.."
pulumi stack export --show-secrets --stack "$STACK" | ./telemetry blank /dev/stdin >"$file"
