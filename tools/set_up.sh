#!/bin/sh
# Make .venv hold exactly what requirements.lock names; the stamp .venv/.ready is a copy of that file.
set -eu
cd "$(dirname "$0")/.."
stamp=.venv/.ready

# Two makes at once: the second waits here, then finds everything done.
if command -v flock >/dev/null 2>&1; then
    exec 9<requirements.lock
    flock 9
fi

if cmp -s requirements.lock "$stamp" && .venv/bin/python -c '' 2>/dev/null; then
    touch "$stamp"
    exit 0
fi

. tools/python_311.sh
echo "Setting up .venv with $("$python" --version) ..."
if ! .venv/bin/python -c '' 2>/dev/null; then
    # Without pip inside: Debian's python3 may lack ensurepip, and the lock file brings pip.
    "$python" -m venv --clear --without-pip .venv
fi
"$python" -m pip --python .venv/bin/python install --quiet --no-input --disable-pip-version-check \
    --root-user-action ignore --require-hashes --only-binary :all: -r requirements.lock
cp requirements.lock "$stamp.part"
mv "$stamp.part" "$stamp"
