#!/usr/bin/env python3
"""Reads the lines that bench/tabular.sh collects, writes a table of the means over the folds."""
import collections
import statistics
import sys

MODELS = [("defaults", "defaults"), ("classic", "`Classic`"), ("strong", "`TabularStrong`"),
          ("mlp", "scikit-learn MLP"), ("mlp-stopping", "... `early_stopping=True`"), ("boosting", "... gradient boosting")]
METRICS = [("churn", "accuracy", True), ("churn", "auc", True), ("credit", "accuracy", True), ("credit", "auc", True),
           ("hpc", "accuracy", True), ("ames", "rmse", False), ("ames", "r2", True)]


def main():
    values = collections.defaultdict(list)
    for line in sys.stdin:
        fields = dict(field.split("=") for field in line.split())
        table, model, _ = fields.pop("dataset"), fields.pop("model"), fields.pop("fold")
        for metric, value in fields.items():
            values[table, metric, model].append(float(value))
    print("| | " + " | ".join(f"{table} {metric}" for table, metric, _ in METRICS) + " |")
    print("|---|" + "---:|" * len(METRICS))
    for model, name in MODELS:
        cells = []
        for table, metric, larger in METRICS:
            mean = {m: statistics.fmean(values[table, metric, m]) for m, _ in MODELS if values[table, metric, m]}
            best = (max if larger else min)(mean.values(), default=None)
            cell = f"{mean[model]:.4f}" if model in mean else ""
            cells.append(f"**{cell}**" if model in mean and mean[model] == best else cell)
        print(f"| {name} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
