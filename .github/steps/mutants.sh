#!/usr/bin/env bash
# mutants.sh: breaks contract, ingest, gzip, admission, queue, configuration and names in one place at a time and looks whether a test
# notices. Prints each place that none noticed, and ends with 1 where a room has more than a tenth of such (docs/mutants.md). Maven runs PIT on its
# own JDK, so the services' part wants a JDK 25: JAVA25_HOME, or JAVA_HOME is one.
set -euo pipefail
cd "$(dirname "$0")/../.."
maven=(./mvnw --batch-mode --no-transfer-progress -P mutants test)
failed=0
"${maven[@]}" -Dservices.skip=true || failed=1
JAVA_HOME=${JAVA25_HOME:-${JAVA_HOME:-}} "${maven[@]}" -f services/pom.xml -pl contract,udp-forwarder,worker -am --fail-at-end || failed=1
{
    echo "not noticed:"
    find . -path '*/target/pit-reports*/mutations.csv' -exec grep -hE ',(SURVIVED|NO_COVERAGE|RUN_ERROR|MEMORY_ERROR),' {} + |
        cut -d, -f2-6 | sort || true
} | tee -a "${GITHUB_STEP_SUMMARY:-/dev/null}"
exit "$failed"
