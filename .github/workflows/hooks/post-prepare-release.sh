#!/usr/bin/env bash
# Quarkiverse's workflow calls this after the release has its tag, with CURRENT_VERSION and NEXT_VERSION. README and pages then
# describe the development version again. JBang's catalog keeps the release, because JBang reads it from this branch.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."

named=$(git log -1 --format=%H --grep "^Name version $CURRENT_VERSION in README")
snapshot=$(git show "$named^:pom.xml" |
  sed -n '/<artifactId>quarkus-cloudfront-signer-parent</{n;s|.*<version>\(.*\)</version>|\1|p}')
git checkout -q "$named^" -- README.md docs/modules
sed -i "s|${snapshot//./\\.}|$NEXT_VERSION|g" README.md $(git ls-files 'docs/modules/*.adoc')
git commit -qam "Describe the development version $NEXT_VERSION in README and pages"
