#!/usr/bin/env bash
# Quarkiverse's workflow calls this before it sets the version of the POMs, with CURRENT_VERSION, which is released, and
# NEXT_VERSION, which is the development version, now and after the release. README, pages, and JBang's catalog then name the
# release. README and pages also leave out what only concerns the development version, and show what needs a release.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."

grep -q "<version>$NEXT_VERSION</version>" pom.xml || {
  echo "In .github/project.yml, next-version is $NEXT_VERSION, which is not the version of the POMs. Set it to that version." >&2
  exit 1
}
sed -i "s|-cli:[^\"]*|-cli:$CURRENT_VERSION|" jbang-catalog.json
for file in README.md $(git ls-files 'docs/modules/*.adoc' '*/status.txt'); do
  sed -i "\#^\(// \|<!-- \)snapshot:#,\#:snapshot#d; \#^<!-- release:\$#d; \#^:release -->\$#d" "$file"
  sed -i "/^\(ifdef\|endif\)::released\[\]\$/d; s|${NEXT_VERSION//./\\.}|$CURRENT_VERSION|g" "$file"
done
git commit -qam "Name version $CURRENT_VERSION in README, pages, and JBang's catalog"
