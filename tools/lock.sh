#!/bin/sh
# Write requirements.lock anew: every package with its hashes, for all systems, without addresses.
set -eu
cd "$(dirname "$0")/.."
. tools/python_311.sh
mkdir -p build
"$python" -m venv --clear --without-pip build/uv
"$python" -m pip --python build/uv/bin/python install --quiet --disable-pip-version-check uv
build/uv/bin/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-header --extra dev --extra bench --extra publish --output-file requirements.lock
rm -rf build/uv
