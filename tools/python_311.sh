# Sourced: sets "python" to a working Python 3.11, the first argument if it is one, or stops with one sentence.

is_311() {
    command -v "$1" >/dev/null 2>&1 &&
        "$1" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' >/dev/null 2>&1
}

python=
for candidate in ${1:-python3.11 python3 python}; do
    if is_311 "$candidate"; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    echo "PapiDesk needs Python 3.11: install python3.11, or name it (make PYTHON=/path/to/python3.11 ...)." >&2
    exit 1
fi
