#!/usr/bin/env bash
# blank-preview.sh STATE FOLDER: what Pulumi's own engine would do to stack $STACK (prod) as it stands, in FOLDER/engine.json.
# STATE has no secret in it, the settings lose theirs here, and Google is asked with a token that is none: so whatever this
# revision's code does, there is nothing for it to take. Without STATE nothing is done.
set -euo pipefail
stack=${STACK:-prod}
if [ ! -f "$1" ]; then
    echo "there is no blanked state, so the engine was not asked" >&2
    exit 0
fi
state=$(realpath "$1")
mkdir -p "$2"
folder=$(cd "$2" && pwd)
cd "$(dirname "$0")/../.."

scratch=$(mktemp -d)
settings=Pulumi.$stack.yaml
trap 'mv "$scratch/settings.yaml" "$settings"; rm -rf "$scratch"' EXIT
cp "$settings" "$scratch/settings.yaml"

export PULUMI_BACKEND_URL=file://$scratch PULUMI_CONFIG_PASSPHRASE=blank TELEMETRY_ASK_NOTHING=true
export GOOGLE_OAUTH_ACCESS_TOKEN=none CLOUDSDK_CONFIG=$scratch GOOGLE_APPLICATION_CREDENTIALS=
./telemetry blank "$scratch/settings.yaml" >"$settings"
pulumi stack init "$stack" --secrets-provider passphrase --non-interactive >&2
# the program takes no secret in plain text
sed -n 's/^  \([^ ].*\): blank$/\1/p' "$settings" | while read -r key; do
    pulumi config set --stack "$stack" --secret "$key" blank
done
./telemetry blank "$state" --salt-of "$settings" >"$scratch/state.json"
pulumi stack import --stack "$stack" --force --file "$scratch/state.json" >&2
STACK=$stack .github/steps/engine.sh "$folder/engine.json"

./telemetry preview "$folder/engine.json" | tee -a "${GITHUB_STEP_SUMMARY:-/dev/null}"
