#!/usr/bin/env bash
# Quarkiverse's workflow calls this after the release has its tag, with CURRENT_VERSION and NEXT_VERSION. README and pages then
# describe the development version again. JBang's catalog keeps the release, because JBang reads it from this branch.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."

named=$(git log -1 --format=%H --grep "^Name version $CURRENT_VERSION in README")
git checkout -q "$named^" -- README.md docs/modules
git commit -qm "Describe the development version $NEXT_VERSION in README and pages"
