#!/usr/bin/env bash
# What the tests need of the system and pip cannot give: a real browser, a second SPARQL server, and Java for Spark. Installs them where this
# may, and says what to install where it may not; the tests that need them fail with one line then, the others run.
set -euo pipefail

missing=()

browser() {
    for name in chromium chromium-browser google-chrome; do
        command -v "$name" >/dev/null && return
    done
    return 1
}

browser || missing+=(chromium fonts-dejavu-core)
command -v curl >/dev/null || missing+=(curl)
command -v virtuoso-t >/dev/null && command -v isql-vt >/dev/null || missing+=(virtuoso-opensource-7-bin)
command -v java >/dev/null || missing+=(openjdk-17-jre-headless)

if [ ${#missing[@]} -eq 0 ]; then
    exit 0
fi
if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    echo "Installing ${missing[*]} for the tests …" >&2
    if { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        "${missing[@]}"; } >/dev/null; then
        exit 0
    fi
fi
echo "The tests of the page need a browser, those of endpoints Virtuoso, those of Spark Java 17, the README curl: apt-get install ${missing[*]}" >&2
