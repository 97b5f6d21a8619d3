#!/bin/sh
# sh setup.sh demo   builds the program and shows a report on a capture that comes with it
# sh setup.sh test   builds the tests and runs them
#
# Installs what is missing with apt first. Says nothing until it is done; what fails is shown whole.
set -eu

packages="g++ cmake ninja-build libcli11-dev nlohmann-json3-dev libfmt-dev libsimdjson-dev libutf8proc-dev libisal-dev libzstd-dev libtomlplusplus-dev"

case "$#,${1-}" in
  1,demo) ;;
  1,test) packages="$packages doctest-dev" ;;
  *) echo "usage: sh setup.sh demo|test" >&2; exit 2 ;;
esac
goal=$1

CDPATH='' cd -- "$(dirname -- "$0")"
mkdir -p build

# quietly NAME COMMAND...: the output goes to build/NAME.log and is shown only when the command fails.
quietly() {
  log=build/$1.log
  shift
  "$@" </dev/null >"$log" 2>&1 || { cat "$log" >&2; echo "failed: $*" >&2; exit 1; }
}

apt() {
  as_root=
  [ "$(id -u)" -eq 0 ] || as_root="sudo"
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=120 "$@"
}

install_missing() {
  missing=
  for package in $packages; do
    case "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" in
      installed) ;;
      *) missing="$missing $package" ;;
    esac
  done
  [ -n "$missing" ] || return 0
  if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
    echo "not root and no sudo, so going on without:$missing" >&2
    return 0
  fi
  quietly apt-update apt update
  # $missing is a list of words.
  quietly apt-install apt install -y --no-install-recommends $missing
}

# Packages are looked at only when there is something to configure, which keeps a second run short.
# build.ninja comes last of a configuration, so it is older than the presets only when they changed.
if [ ! "build/$goal/build.ninja" -nt CMakePresets.json ]; then
  if command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then
    install_missing
  else
    echo "no apt here, so these must be installed already: a C++20 compiler, CMake 3.25, Ninja," \
      "CLI11, nlohmann/json, fmt, simdjson, utf8proc, ISA-L, zstd, toml++ and doctest" >&2
  fi
  quietly "$goal-configure" cmake --preset "$goal"
fi
quietly "$goal-build" cmake --build --preset "$goal"

case $goal in
  demo) exec build/demo/bin/trace-cost report testdata/python-console/four-services/*.log ;;
  test)
    quietly test-run ctest --preset test
    tail -n 3 build/test-run.log  # "100% tests passed, 0 tests failed out of ..." and the time
    ;;
esac
