#!/usr/bin/env bash
# Our trainers and scikit-learn on the tables of data/, by 5-fold cross-validation; prints the table of docs/presets.md.
# Takes about half an hour. PYTHON names a Python with scikit-learn and pandas.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
python=${PYTHON:-/usr/bin/python3}
log=$(dotnet build -c Release bench/Ml.Net.Mlp.Bench) || { echo "$log" >&2; exit 1; }
export PYTHONDONTWRITEBYTECODE=1
"$python" bench/peers/tabular_peer.py about >&2
for table in churn credit hpc ames; do
  for options in defaults classic strong; do
    for fold in 1 2 3 4 5; do
      dotnet artifacts/bin/Ml.Net.Mlp.Bench/release/Ml.Net.Mlp.Bench.dll tabular "$table" "$options" "$fold" "$(nproc)"
    done
  done
  for model in mlp mlp-stopping boosting; do
    "$python" bench/peers/tabular_peer.py "$table" "$model"
  done
done | "$python" bench/tabular.py
