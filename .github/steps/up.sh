#!/usr/bin/env bash
# up.sh: brings $STACK up if that does what was approved ($APPROVED, the hash of its preview), probes it, and takes it back to
# the images that ran before if either fails. Ends with 1 then, with the stack as well as it was.
set -euo pipefail
cd "$(dirname "$0")/../.."
say() { printf '%s\n' "$*" >&2; }

preview=$(mktemp)
trap 'rm -f "$preview"' EXIT
.github/steps/engine.sh "$preview"
hash=$(./telemetry preview "$preview" --hash)
if [ "$hash" != "${APPROVED:?the hash of the approved preview}" ]; then
    say "$STACK has changed since it was approved: $hash is not $APPROVED. Nothing was done; run the whole workflow again."
    exit 1
fi

# empty where nothing has run yet
image() { pulumi stack output "telemetry_$1_image" --stack "$STACK" 2>/dev/null || true; }
worker=$(image worker) forwarder=$(image forwarder)

if pulumi up --stack "$STACK" --yes --skip-preview --non-interactive && .github/steps/probe.sh; then
    exit 0
fi
if [ -z "$worker" ] || [ -z "$forwarder" ]; then
    say "$STACK did not come up, and there are no images from before to go back to"
    exit 1
fi
say "$STACK did not come up well: back to $worker and $forwarder"
pulumi config set workerImage "$worker" --stack "$STACK"
pulumi config set forwarderImage "$forwarder" --stack "$STACK"
pulumi up --stack "$STACK" --yes --skip-preview --non-interactive
.github/steps/probe.sh
say "$STACK runs the images from before; the next deployment goes forward again"
exit 1
