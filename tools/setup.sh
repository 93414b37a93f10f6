#!/bin/sh
# Sets the project up in .venv: system libraries, a virtual environment, the locked requirements, the program itself.
# Use: tools/setup.sh runtime | dev          (called by make; a second run with nothing changed does nothing)
set -eu
cd "$(dirname "$0")/.."
what=${1:-runtime}
say() { printf '%s\n' "$*" >&2; }

# Library, then the Debian package that holds it. Without the first group nothing starts, without the second no window on a screen.
core="libglib-2.0.so.0=libglib2.0-0 libGL.so.1=libgl1 libEGL.so.1=libegl1 libdbus-1.so.3=libdbus-1-3
libfontconfig.so.1=libfontconfig1 libxkbcommon.so.0=libxkbcommon0"
screen="libxcb-cursor.so.0=libxcb-cursor0 libxcb-icccm.so.4=libxcb-icccm4 libxcb-image.so.0=libxcb-image0
libxcb-keysyms.so.1=libxcb-keysyms1 libxcb-randr.so.0=libxcb-randr0 libxcb-render-util.so.0=libxcb-render-util0
libxcb-shape.so.0=libxcb-shape0 libxcb-sync.so.1=libxcb-sync1 libxcb-xfixes.so.0=libxcb-xfixes0 libxcb-xkb.so.1=libxcb-xkb1
libxkbcommon-x11.so.0=libxkbcommon-x11-0 libX11-xcb.so.1=libx11-xcb1"

missing_of() {
    known=$( (ldconfig -p 2>/dev/null || /sbin/ldconfig -p 2>/dev/null || true) | sed 's/^[[:space:]]*//; s/ .*//')
    for pair in $1; do
        printf '%s\n' "$known" | grep -Fxq "${pair%%=*}" || printf '%s ' "${pair#*=}"
    done
}

pick_python() {
    for name in ${PYTHON:-python3} python3.11 python3.12 python3.13; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s' "$name"
            return
        fi
    done
}

packages_missing() {
    [ "$(uname -s)" = Linux ] || return 0
    missing_of "$core"
    missing_of "$screen"
    # The tests check a package and a report with tools that are none of ours.
    if [ "$what" = dev ]; then
        command -v openssl >/dev/null || printf 'openssl '
        command -v pdftotext >/dev/null || printf 'poppler-utils '
    fi
    python=$(pick_python)
    if [ -z "$python" ] || ! "$python" -c 'import ensurepip' 2>/dev/null; then printf 'python3-venv '; fi
}

missing=$(packages_missing)
if [ -n "$missing" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "Installing system libraries: $missing"
    # shellcheck disable=SC2086 # one word a package
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing; } >/dev/null </dev/null ||
        say "apt-get could not install them."
    missing=$(packages_missing)
fi
[ -z "$missing" ] || say "Missing system packages; install them with: sudo apt-get install $missing"
if [ "$(uname -s)" = Linux ] && [ -n "$(missing_of "$core")" ]; then exit 1; fi

python=$(pick_python)
if [ -z "$python" ]; then
    say "Python 3.11 or newer is needed; name it with: make setup PYTHON=/path/to/python3"
    exit 1
fi
# A folder that was moved, or left half made, is made anew.
if ! .venv/bin/python -m pip --version >/dev/null 2>&1 || ! grep -Fq "$(pwd -P)/.venv" .venv/bin/activate; then
    rm -rf .venv
    "$python" -m venv .venv
fi
log=.venv/setup.log
pip() { # quiet while all goes well
    PIP_DISABLE_PIP_VERSION_CHECK=1 .venv/bin/python -m pip install --quiet "$@" >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
}

say "Installing the $what requirements into .venv"
pip --require-hashes -r "requirements/$what.txt"
pip --no-deps --no-build-isolation --editable .
touch .venv/.runtime
[ "$what" = runtime ] || touch ".venv/.$what"
