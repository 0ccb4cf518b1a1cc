#!/usr/bin/env bash
# Workload W1 here and in PyTorch, one after the other in turn, with 1 and 2 threads: seconds an epoch and their ratio.
# Needs python3-torch, and libopenblas0-openmp for a fair peer on 2 threads (Debian's names); installs nothing.
# Usage: bench/compare.sh [ALTERNATIONS, default 5] [EPOCHS a run, default 4] [DROPOUT, default 0]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
alternations=${1:-5} epochs=${2:-4} dropout=${3:-0}

python=${PYTHON:-/usr/bin/python3}
"$python" -c 'import torch, numpy' 2>/dev/null || { echo "missing: python3-torch (or set PYTHON to a Python that has it)" >&2; exit 1; }
log=$(dotnet build -c Release bench/Ml.Net.Mlp.Bench) || { echo "$log" >&2; exit 1; }
program=artifacts/bin/Ml.Net.Mlp.Bench/release/Ml.Net.Mlp.Bench.dll

median() { sort -n | awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }
"$python" -c 'import torch; print("torch", torch.__version__)'
echo "threads  ours s/epoch  torch s/epoch  ratio (medians of $alternations, dropout $dropout)"
for threads in 1 2; do
  ours="" torch=""
  for _ in $(seq "$alternations"); do
    ours+="$(dotnet "$program" train "$threads" "$epochs" "$dropout")"$'\n'
    torch+="$(OMP_NUM_THREADS=$threads "$python" bench/peers/train_torch.py "$threads" "$epochs" "$dropout")"$'\n'
  done
  a=$(printf '%s' "$ours" | median) b=$(printf '%s' "$torch" | median)
  awk -v n="$threads" -v a="$a" -v b="$b" 'BEGIN { printf "%7d  %12.3f  %13.3f  %.2f\n", n, a, b, b / a }'
done
