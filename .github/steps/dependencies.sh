#!/usr/bin/env bash
# dependencies.sh: which of the versions that are properties, those of the dependencies, have newer ones, pre-releases too; what Dependabot
# did not propose stands here too. Plugins are left to it.
set -euo pipefail
cd "$(dirname "$0")/../.."
for pom in pom.xml services/pom.xml; do
    ./mvnw --batch-mode --no-transfer-progress --quiet -f "$pom" -Dversions.outputFile=target/newer.txt -DoutputEncoding=UTF-8 \
        org.codehaus.mojo:versions-maven-plugin:2.18.0:display-property-updates
done
find . -path '*/target/newer.txt' -exec cat {} + | tee -a "${GITHUB_STEP_SUMMARY:-/dev/null}"
