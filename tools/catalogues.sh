#!/bin/sh
# Collect the program's sentences and bring every catalogue up to date; new ones stand there empty.
set -eu
cd "$(dirname "$0")/.."
mkdir -p build
template=build/papidesk.pot
.venv/bin/pybabel --quiet extract --no-location --sort-output --keyword N_ --keyword ngettext:1,2 \
    --project PapiDesk --header-comment "# Translations of PapiDesk; see docs/developer.md." \
    --output-file "$template" papidesk ui main.py
for language in ${*:-vi}; do
    catalogue=resources/locale/$language/LC_MESSAGES/papidesk.po
    if [ -f "$catalogue" ]; then
        .venv/bin/pybabel --quiet update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date \
            --input-file "$template" --output-file "$catalogue" --locale "$language"
    else
        .venv/bin/pybabel --quiet init --input-file "$template" --output-file "$catalogue" --locale "$language"
    fi
done
