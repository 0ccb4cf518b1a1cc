#!/usr/bin/env bash
# Kills (-9) a training a hundred times while it trains and writes checkpoints, and starts it again each time. No kill may cost more
# than the epoch under way, and in the end the network must be the same, to the bit, as that of a training that nobody killed.
# `bench/kill-resume.sh [kills]`; arguments for `dotnet build` go into BUILD_ARGS.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
kills=${1:-100}
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

project=test/Ml.Net.Mlp.Engine.Tests
# shellcheck disable=SC2086
log=$(dotnet build -c Release $project ${BUILD_ARGS:-}) || { echo "$log" >&2; exit 1; }
# shellcheck disable=SC2086
program=$(dotnet build -c Release $project ${BUILD_ARGS:-} --no-restore -getProperty:TargetPath)

fail() { echo "$1" >&2; exit 1; }
epoch_of() { { grep -a '^epoch ' "$place/lines" || true; } | "$1" -n 1 | sed 's/epoch //'; }

epoch=0
written=0
for ((kill = 1; kill <= kills; kill++)); do
  : >"$place/lines"
  dotnet "$program" train-with-checkpoints "$place/checkpoint" 1000000 >"$place/lines" &
  child=$!
  until grep -aq '^epoch ' "$place/lines"; do
    kill -0 $child 2>/dev/null || fail "The training ended by itself after $((kill - 1)) kills."
    sleep 0.01
  done
  sleep "0.$(printf '%03d' $((RANDOM % 400)))"
  kill -9 $child
  wait $child 2>/dev/null || true

  first=$(epoch_of head)
  ((first == epoch + 1 || first == epoch + 2)) || fail "Kill $kill: it went on with epoch $first after epoch $epoch."
  epoch=$(epoch_of tail)
  if [ -e "$place/checkpoint.tmp" ]; then written=$((written + 1)); fi
done

last=$((epoch + 5))
resumed=$(dotnet "$program" train-with-checkpoints "$place/checkpoint" $last | grep '^hash ')
whole=$(dotnet "$program" train-without-checkpoints $last)
[ "$resumed" == "$whole" ] || fail "After $kills kills the network has the $resumed, that of an undisturbed training the $whole."
echo "$kills kills in $epoch epochs, $written of them while a checkpoint was being written; nothing was lost, and the network is the same: ${whole#hash }"
