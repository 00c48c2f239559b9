#!/usr/bin/env bash
# Quarkiverse's workflow calls this before it sets the version of the POMs, with CURRENT_VERSION, which is released. README, pages,
# and JBang's catalog then name that version, and leave out what only concerns the development version.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."

snapshot=$(sed -n '/<artifactId>quarkus-cloudfront-signer-parent</{n;s|.*<version>\(.*\)</version>|\1|p}' pom.xml)
# JBang's catalog has the last release
last=$(sed -n 's|.*quarkus-cloudfront-signer-cli:\([^"]*\)".*|\1|p' jbang-catalog.json | head -1)
sed -i "s|-cli:$last\"|-cli:$CURRENT_VERSION\"|" jbang-catalog.json
for file in README.md $(git ls-files 'docs/modules/*.adoc'); do
  sed -i '\#^\(// \|<!-- \)snapshot:#,\#:snapshot#d' "$file"
  sed -i "s|${snapshot//./\\.}|$CURRENT_VERSION|g" "$file"
done
git commit -qam "Name version $CURRENT_VERSION in README, pages, and JBang's catalog"
