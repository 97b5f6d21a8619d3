#!/bin/sh
# What the action runs: the inputs of action.yml, in the environment, become a command line.
# TRACE_COST names another program than the one that the action has built.
set -eu
program=${TRACE_COST:-"$(dirname -- "$0")/../../build/demo/bin/trace-cost"}
# SPANS and ARGUMENTS are lists of words, and no patterns.
set -f
# shellcheck disable=SC2086
set -- check ${ARGUMENTS:-}
[ -z "${POLICY:-}" ] || set -- "$@" --policy "$POLICY"
[ -z "${BASELINE:-}" ] || set -- "$@" --baseline "$BASELINE"
[ -z "${SARIF:-}" ] || set -- "$@" --report "sarif=$SARIF"
# shellcheck disable=SC2086
exec "$program" "$@" ${SPANS:?which spans?}
