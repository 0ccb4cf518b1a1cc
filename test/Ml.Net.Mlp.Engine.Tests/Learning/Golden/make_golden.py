"""Writes GoldenNumbers.cs: what PyTorch computes in double precision for GoldenTrainingTests.

    python3 make_golden.py > GoldenNumbers.cs

Both sides make the same network 5-7-4-3, weights and data by the formulas below, so only results are stored: the mean
loss of each of ten mini-batches before its step, and all parameters (per layer weights, inputs x units row-major, then
bias) after the last step. Losses are the engine's: cross-entropy of a softmax, the sum of binary cross-entropies of
sigmoids, or half the sum of squared errors, each the mean over rows. L2 is torch's weight_decay, on weights only. A tool for whoever adds a case; no test runs it.
"""

import json
import math
import sys

import numpy
import torch

SIZES = [5, 7, 4, 3]
ROWS = 12
BATCH = 5  # mini-batches of 5, 5 and 2 rows, over and over
STEPS = 10

CASES = [
    # name, hidden activation, loss, optimizer, learning rate, L2
    ("sgd", "tanh", "categorical_crossentropy", dict(kind="sgd"), 0.1, 0.0),
    ("sgd l2", "tanh", "categorical_crossentropy", dict(kind="sgd"), 0.1, 0.05),
    ("momentum", "sigmoid", "categorical_crossentropy", dict(kind="sgd", momentum=0.9), 0.1, 0.0),
    ("momentum l2", "tanh", "squared_error", dict(kind="sgd", momentum=0.9), 0.05, 0.01),
    ("nesterov", "relu", "categorical_crossentropy", dict(kind="sgd", momentum=0.9, nesterov=True), 0.05, 0.0),
    ("nesterov l2", "tanh", "squared_error", dict(kind="sgd", momentum=0.9, nesterov=True), 0.05, 0.02),
    ("adam 1e-7", "relu", "categorical_crossentropy", dict(kind="adam", eps=1e-7), 0.01, 0.0),
    ("adam 1e-8", "tanh", "categorical_crossentropy", dict(kind="adam", eps=1e-8), 0.01, 0.0),
    ("adam l2", "sigmoid", "squared_error", dict(kind="adam", eps=1e-7), 0.01, 0.03),
    ("nadam", "tanh", "categorical_crossentropy", dict(kind="nadam", eps=1e-7), 0.01, 0.0),
    ("nadam l2", "scaled_tanh", "squared_error", dict(kind="nadam", eps=1e-8), 0.01, 0.03),
    ("scaled tanh", "scaled_tanh", "categorical_crossentropy", dict(kind="sgd", momentum=0.9), 0.05, 0.0),
    ("binary cross-entropy", "tanh", "binary_crossentropy", dict(kind="sgd"), 0.1, 0.0),
    ("squared error", "relu", "squared_error", dict(kind="sgd"), 0.1, 0.0),
]


def weight(layer, i, j):
    return 0.8 * math.sin(1.0 + 0.7 * layer + 1.3 * i + 2.1 * j)


def bias(layer, j):
    return 0.3 * math.cos(0.5 + layer + 0.9 * j)


def feature(row, i):
    return math.sin(0.4 + 1.7 * row + 0.6 * i * (row + 1))


def target(row, j):
    return math.cos(0.2 + 0.8 * row + 1.1 * j)


def single(values):
    """Rounded to float32, as the engine stores them."""
    return torch.tensor(numpy.array(values, dtype=numpy.float32).astype(numpy.float64))


def run(hidden, loss_name, optimizer, rate, l2):
    layers = range(len(SIZES) - 1)
    weights = [single([[weight(l, i, j) for j in range(SIZES[l + 1])] for i in range(SIZES[l])]) for l in layers]
    biases = [single([bias(l, j) for j in range(SIZES[l + 1])]) for l in layers]
    for parameter in weights + biases:
        parameter.requires_grad_(True)

    features = single([[feature(r, i) for i in range(SIZES[0])] for r in range(ROWS)])
    targets = single([[target(r, j) for j in range(SIZES[-1])] for r in range(ROWS)])
    classes = torch.tensor([r % SIZES[-1] for r in range(ROWS)])

    # The engine's constants are float32.
    rate, l2 = float(numpy.float32(rate)), float(numpy.float32(l2))
    groups = [dict(params=weights, weight_decay=l2), dict(params=biases, weight_decay=0.0)]
    betas = (float(numpy.float32(0.9)), float(numpy.float32(0.999)))
    if optimizer["kind"] == "adam":
        rule = torch.optim.Adam(groups, lr=rate, betas=betas, eps=float(numpy.float32(optimizer["eps"])))
    elif optimizer["kind"] == "nadam":
        # The other implementation of torch 1.12 to 1.13 multiplies the product of momenta by one of them twice.
        rule = torch.optim.NAdam(groups, lr=rate, betas=betas, eps=float(numpy.float32(optimizer["eps"])), foreach=True)
    else:
        momentum = float(numpy.float32(optimizer.get("momentum", 0)))
        rule = torch.optim.SGD(groups, lr=rate, momentum=momentum, nesterov=optimizer.get("nesterov", False))

    act = dict(tanh=torch.tanh, relu=torch.relu, sigmoid=torch.sigmoid,
               scaled_tanh=lambda x: 1.7159 * torch.tanh(x * 2 / 3))[hidden]
    losses = []
    starts = list(range(0, ROWS, BATCH))
    for step in range(STEPS):
        batch = slice(starts[step % len(starts)], min(ROWS, starts[step % len(starts)] + BATCH))
        x = features[batch]
        for l in layers:
            x = x @ weights[l] + biases[l]
            x = act(x) if l < len(SIZES) - 2 else x
        if loss_name == "squared_error":
            loss = 0.5 * ((x - targets[batch]) ** 2).sum(dim=1).mean()
        elif loss_name == "binary_crossentropy":
            loss = torch.nn.functional.binary_cross_entropy_with_logits(
                x, single(0.5 + 0.5 * targets[batch]), reduction="none").sum(dim=1).mean()
        else:
            loss = torch.nn.functional.cross_entropy(x, classes[batch])
        losses.append(loss.item())
        rule.zero_grad()
        loss.backward()
        rule.step()

    parameters = [v for l in layers for v in weights[l].flatten().tolist() + biases[l].tolist()]
    return losses, parameters


def array(values, indent):
    """Eight numbers a line."""
    text = [f"{v:.9g}" for v in values]
    lines = [", ".join(text[i:i + 8]) for i in range(0, len(text), 8)]
    return "[\n" + ",\n".join(indent + "    " + line for line in lines) + "\n" + indent + "]"


def main():
    cases = []
    for name, hidden, loss_name, optimizer, rate, l2 in CASES:
        losses, parameters = run(hidden, loss_name, optimizer, rate, l2)
        head = dict(name=name, hidden=hidden, loss=loss_name, rate=rate, l2=l2, optimizer=optimizer["kind"],
                    momentum=optimizer.get("momentum", 0), nesterov=optimizer.get("nesterov", False),
                    epsilon=optimizer.get("eps", 1e-7))
        fields = ",\n".join(f"              {json.dumps(key)}: {json.dumps(value)}" for key, value in head.items())
        cases.append("            {\n" + fields + ",\n"
                     + '              "losses": ' + array(losses, " " * 14) + ",\n"
                     + '              "parameters": ' + array(parameters, " " * 14) + "\n            }")

    versions = f"Python {sys.version.split()[0]}, torch {torch.__version__}, numpy {numpy.__version__}"
    print(f'''namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Written by make_golden.py with {versions}; see there.</summary>
internal static class GoldenNumbers
{{
    public const string Json =
        """
        [
{(","+chr(10)).join(cases)}
        ]
        """;
}}''')


if __name__ == "__main__":
    main()
