#!/usr/bin/env bash
# export.sh: puts $STACK's state, its secrets encrypted, below $EXPORT_TO, a folder or gs:// in another project, by date.
set -euo pipefail
file=$STACK-$(date -u +%Y-%m-%dT%H%M%SZ).json
state=$(mktemp)
trap 'rm -f "$state"' EXIT
pulumi stack export --stack "$STACK" >"$state"

case ${EXPORT_TO:?where to} in
gs://*) gcloud storage cp "$state" "$EXPORT_TO/$file" ;;
*) cp "$state" "$EXPORT_TO/$file" ;;
esac
