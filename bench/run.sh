#!/usr/bin/env bash
# Trains and scores here and in PyTorch and scikit-learn in turn, prints the tables and writes them into docs/performance.md.
# Installs nothing. `bench/run.sh --help` lists the options; a whole run takes about 25 minutes on a quiet machine.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
python=${PYTHON:-/usr/bin/python3}

missing=()
command -v dotnet >/dev/null || missing+=("the .NET 10 SDK")
command -v "$python" >/dev/null || missing+=("python3 (or set PYTHON)")
"$python" -c 'import torch' 2>/dev/null || missing+=("python3-torch")
"$python" -c 'import sklearn, threadpoolctl' 2>/dev/null || missing+=("python3-sklearn")
"$python" - 2>/dev/null <<'EOF' || missing+=("libopenblas0-openmp (OpenBLAS on other threads makes torch several times slower on 2 threads)")
import numpy, threadpoolctl
blas = [x for x in threadpoolctl.threadpool_info() if x["user_api"] == "blas"]
raise SystemExit(not any(x["internal_api"] == "openblas" and x.get("threading_layer") == "openmp" for x in blas))
EOF
if [ ${#missing[@]} -gt 0 ]; then
  echo "Missing, by the names of Debian's packages:" >&2
  printf '  %s\n' "${missing[@]}" >&2
  exit 1
fi

log=$(dotnet build -c Release bench/Ml.Net.Mlp.Bench) || { echo "$log" >&2; exit 1; }
export PYTHONDONTWRITEBYTECODE=1
exec "$python" bench/run.py --python "$python" --program artifacts/bin/Ml.Net.Mlp.Bench/release/Ml.Net.Mlp.Bench.dll "$@"
