#!/usr/bin/env bash
# base-image.sh: whether the services' images stand on the newest base. Ends with 1 and the line to put into services/pom.xml if not.
set -euo pipefail
cd "$(dirname "$0")/../.."
ours=$(sed -n 's:.*<base.image>\(.*\)</base.image>.*:\1:p' services/pom.xml)
name=${ours%@*}
newest=$(skopeo inspect --format '{{.Digest}}' "docker://$name")
if [ "$ours" = "$name@$newest" ]; then
    echo "the base image is the newest"
    exit 0
fi
echo "there is a newer base image; put this into services/pom.xml, after a throw-away stack has run it: <base.image>$name@$newest</base.image>" |
    tee -a "${GITHUB_STEP_SUMMARY:-/dev/null}" >&2
exit 1
