#!/usr/bin/env bash
# images.sh: which images this run has built and pushed, as NAME and DIGEST for a signed statement of where they come from. An image
# that the registry had already was stated when it was pushed.
set -euo pipefail
cd "$(dirname "$0")/../.."
for module in worker udp-forwarder; do
    pushed=services/$module/target/jib-image.json
    [ -f "$pushed" ] || continue
    jq -r --arg name "$module" 'select(.imagePushed) | "\($name)-name=\(.image | sub(":[^:/]*$"; ""))\n\($name)-digest=\(.imageDigest)"' "$pushed" |
        tee -a "${GITHUB_OUTPUT:-/dev/null}"
done
