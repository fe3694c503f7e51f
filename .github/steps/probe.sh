#!/usr/bin/env bash
# probe.sh: looks at $STACK from outside until all is well, $PROBES times (5) at most with $PAUSE seconds (60) between:
# records and machines need their minutes.
set -euo pipefail
cd "$(dirname "$0")/../.."

RUNMAT_TELEMETRY_KEY=$(pulumi config get ingestionKey --stack "$STACK")
export RUNMAT_TELEMETRY_KEY
outputs=$(mktemp)
trap 'rm -f "$outputs"' EXIT
pulumi stack output --json --stack "$STACK" >"$outputs"

for ((left = ${PROBES:-5}; left > 0; left--)); do
    ./telemetry probe --outputs "$outputs" && exit 0
    [ "$left" = 1 ] || sleep "${PAUSE:-60}"
done
exit 1
