#!/usr/bin/env bash
# propose-base-image.sh: opens a pull request with the newest base images, unless ours are the newest or it is open already.
set -euo pipefail
cd "$(dirname "$0")/../.."
if .github/steps/base-image.sh; then
    exit 0
fi
if git diff --quiet -- services/pom.xml; then
    echo "the registry did not tell its newest images: see above, and run this again" >&2
    exit 1
fi
# the same images are the same branch, so that no week proposes them twice
branch=base-image-$(git hash-object services/pom.xml | cut -c1-12)
gh auth setup-git
if git ls-remote --exit-code --heads origin "$branch" >/dev/null; then
    echo "they are proposed already, on the branch $branch"
    exit 0
fi
git switch --quiet --create "$branch"
git -c user.name=weekly -c user.email=weekly@users.noreply.github.com commit --quiet -m "Renew the services' base images" services/pom.xml
git push --quiet origin "$branch"
gh pr create --head "$branch" --title "Renew the services' base images" --body "Found by the weekly workflow. Close and open this once, so that the checks run, and deploy it to a throw-away stack before prod (docs/operate/images.md)."
