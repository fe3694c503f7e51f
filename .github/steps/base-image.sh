#!/usr/bin/env bash
# base-image.sh: puts the newest digests of the services' base images into services/pom.xml, the one place that pins them. Ends
# with 1 and the difference where there is one: it is to be committed, after a throw-away stack has run it.
set -euo pipefail
cd "$(dirname "$0")/../.."
renewed=
for kind in whole plain; do
    ours=$(sed -n "s:.*<image.base.$kind>\(.*\)</image.base.$kind>.*:\1:p" services/pom.xml)
    name=${ours%@*}
    newest=$name@$(skopeo inspect --format '{{.Digest}}' "docker://$name")
    [ "$ours" = "$newest" ] && continue
    sed "s|<image.base.$kind>.*<|<image.base.$kind>$newest<|" services/pom.xml >services/pom.xml.new
    mv services/pom.xml.new services/pom.xml
    renewed="$renewed there is a newer base image, now in services/pom.xml: $newest
"
done
if [ -z "$renewed" ]; then
    echo "the base images are the newest"
    exit 0
fi
printf '%s' "$renewed" | tee -a "${GITHUB_STEP_SUMMARY:-/dev/null}" >&2
exit 1
