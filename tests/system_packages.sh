#!/usr/bin/env bash
# What the tests need of the system and pip cannot give: a real browser. Installs it where this may, and says what to
# install where it may not; the tests of the page fail with one line then, the others run.
set -euo pipefail

for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null; then
        exit 0
    fi
done

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    echo 'Installing chromium for the tests of the page …' >&2
    if { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        chromium fonts-dejavu-core; } >/dev/null; then
        exit 0
    fi
fi
echo 'The tests of the page need a browser: install the Debian package chromium (apt-get install chromium).' >&2
