#!/bin/sh
# Sets Qari up in a checkout: system libraries for Qt, a virtual environment, the locked packages.
# usage: packaging/setup.sh VENV run|dev
# Says what it does in a line each; where it may not install a system library, prints the command.
set -eu

venv=$1
mode=$2
here=$(cd "$(dirname "$0")/.." && pwd)

say() { printf 'setup: %s\n' "$*"; }
fail() { printf 'setup: error: %s\n' "$*" >&2; exit 1; }

# Debian packages by the file they bring. The xcb ones are for a window on an X display.
libraries() {
    cat <<'LIST'
libglib-2.0.so.0 libglib2.0-0
libEGL.so.1 libegl1
libGL.so.1 libgl1
libxkbcommon.so.0 libxkbcommon0
libdbus-1.so.3 libdbus-1-3
libfontconfig.so.1 libfontconfig1
libxcb-cursor.so.0 libxcb-cursor0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-shape.so.0 libxcb-shape0
libxkbcommon-x11.so.0 libxkbcommon-x11-0
LIST
}

find_python() {
    for candidate in "${PYTHON:-python3}" python3.13 python3.12 python3.11; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    fail "Python 3.11 or newer is needed: install it, or name it with PYTHON=/path/to/python3"
}

system_packages() {
    [ "$(uname -s)" = Linux ] || return 0
    ldconfig=$(command -v ldconfig || echo /sbin/ldconfig)
    known=$("$ldconfig" -p 2>/dev/null || true)
    missing=
    while read -r file package; do
        case "$known" in *"$file"*) ;; *) missing="$missing $package" ;; esac
    done <<LIST
$(libraries)
LIST
    "$1" -c 'import ensurepip, venv' 2>/dev/null || missing="$missing python3-venv"
    if [ "$mode" = dev ] && ! command -v pdftotext >/dev/null; then
        missing="$missing poppler-utils"
    fi
    [ -n "$missing" ] || return 0
    if ! command -v apt-get >/dev/null; then
        say "install with your package manager what Debian calls:$missing"
    elif [ "$(id -u)" = 0 ]; then
        say "installing system packages:$missing"
        apt-get -qq update >/dev/null
        # shellcheck disable=SC2086 # a list of words
        DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $missing >/dev/null
    else
        say "some system packages are missing; install them with:"
        say "    sudo apt-get install -y --no-install-recommends$missing"
    fi
}

python=$(find_python)
system_packages "$python"
if [ ! -x "$venv/bin/python" ]; then
    say "making a virtual environment in $venv"
    "$python" -m venv "$venv"
fi
lock=requirements.lock
[ "$mode" = dev ] && lock=requirements-dev.lock
say "installing the packages of packaging/$lock"
pip="$venv/bin/python -m pip --disable-pip-version-check -q"
$pip install --no-deps --require-hashes -r "$here/packaging/$lock"
$pip install --no-deps -e "$here"
