#!/bin/sh
# Install those of the Debian packages named as arguments that are missing; without the right to do so, name them.
set -eu

if ! command -v dpkg-query >/dev/null 2>&1; then
    echo "This system has no dpkg, so it was not looked whether these are installed: $*" >&2
    exit 0
fi

installed=$(dpkg-query -W -f '${Status} ${Package}\n' "$@" 2>/dev/null | sed -n 's/^install ok installed //p')
missing=
for package in "$@"; do
    printf '%s\n' "$installed" | grep -qxF "$package" || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -ne 0 ]; then
    echo "These system packages are missing; install them and run this again: sudo apt-get install$missing" >&2
    exit 1
fi

echo "Installing system packages:$missing"
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
trap 'rm -f "$log"' EXIT
wait_for_others="-o DPkg::Lock::Timeout=300"
if ! { apt-get $wait_for_others update && apt-get $wait_for_others install -y --no-install-recommends $missing; } >"$log" 2>&1 </dev/null; then
    tail -n 20 "$log" >&2
    echo "These system packages could not be installed; install them and run this again:$missing" >&2
    exit 1
fi
