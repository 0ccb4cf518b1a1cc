"""Writes ActivationGoldenNumbers.cs: what PyTorch computes in double precision for ActivationGoldenTests.

    python3 make_activation_golden.py > ActivationGoldenNumbers.cs

Networks and rows are those of make_golden.py, with one activation in both hidden layers, softmax and cross-entropy at the
end, and ten steps of SGD with momentum 0.9 at a rate of 0.05 (0.0002 where exponentials of exponentials run away). PReLU has a slope for each unit, 0.25 + 0.02 j at first. The
layers before a maxout of k pieces have k times as many units; unit j of n takes the sums j, n + j, 2n + j, ... A tool for
whoever adds an activation; no test runs it.
"""

import sys

import numpy
import torch
from torch.nn import functional

from make_golden import BATCH, ROWS, SIZES, STEPS, array, bias, feature, single, weight

LAYERS = range(len(SIZES) - 1)


def number(x):
    """The engine's constants are float32."""
    return float(numpy.float32(x))


def rate(name):
    return 0.0002 if name == "exponential" else 0.05


def maxout(pieces):
    return lambda x: x.view(x.shape[0], pieces, -1).max(dim=1).values


# The functions as PyTorch has them, each with the text that the engine reads.
CASES = {
    "identity": lambda x: x,
    "relu": torch.relu,
    "tanh": torch.tanh,
    "scaled_tanh": lambda x: 1.7159 * torch.tanh(x * 2 / 3),
    "sigmoid": torch.sigmoid,
    "hard_sigmoid": functional.hardsigmoid,
    "leaky_relu(0.01)": lambda x: functional.leaky_relu(x, number(0.01)),
    "leaky_relu(0.3)": lambda x: functional.leaky_relu(x, number(0.3)),
    "prelu(0.25)": None,
    "elu(1)": functional.elu,
    "elu(0.5)": lambda x: functional.elu(x, 0.5),
    "selu": functional.selu,
    "gelu": functional.gelu,
    "gelu_tanh": lambda x: functional.gelu(x, approximate="tanh"),
    "silu": functional.silu,
    "mish": functional.mish,
    "softplus": functional.softplus,
    "softsign": functional.softsign,
    "exponential": torch.exp,
    "maxout(2)": maxout(2),
    "maxout(3)": maxout(3),
}


def run(name):
    hidden = len(SIZES) - 2
    pieces = int(name[7:-1]) if name.startswith("maxout") else 1
    units = [SIZES[l + 1] * (pieces if l < hidden else 1) for l in LAYERS]
    weights = [single([[weight(l, i, j) for j in range(units[l])] for i in range(SIZES[l])]) for l in LAYERS]
    biases = [single([bias(l, j) for j in range(units[l])]) for l in LAYERS]
    slopes = [single([0.25 + 0.02 * j for j in range(units[l])]) for l in range(hidden)] if name.startswith("prelu") else []
    for parameter in weights + biases + slopes:
        parameter.requires_grad_(True)

    features = single([[feature(r, i) for i in range(SIZES[0])] for r in range(ROWS)])
    classes = torch.tensor([r % SIZES[-1] for r in range(ROWS)])
    rule = torch.optim.SGD(weights + biases + slopes, lr=number(rate(name)), momentum=number(0.9))
    losses = []
    starts = list(range(0, ROWS, BATCH))
    for step in range(STEPS):
        batch = slice(starts[step % len(starts)], min(ROWS, starts[step % len(starts)] + BATCH))
        x = features[batch]
        for l in LAYERS:
            x = x @ weights[l] + biases[l]
            if l < hidden:
                x = functional.prelu(x, slopes[l]) if slopes else CASES[name](x)

        loss = functional.cross_entropy(x, classes[batch])
        losses.append(loss.item())
        rule.zero_grad()
        loss.backward()
        rule.step()

    parameters = []
    for l in LAYERS:
        parameters += weights[l].flatten().tolist() + biases[l].tolist()
        parameters += slopes[l].tolist() if l < len(slopes) else []

    return losses, parameters


def main():
    cases = []
    for name in CASES:
        losses, parameters = run(name)
        cases.append('            {\n              "activation": "' + name + '",\n'
                     + f'              "rate": {rate(name)},\n'
                     + '              "losses": ' + array(losses, " " * 14) + ",\n"
                     + '              "parameters": ' + array(parameters, " " * 14) + "\n            }")

    versions = f"Python {sys.version.split()[0]}, torch {torch.__version__}, numpy {numpy.__version__}"
    print(f'''namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Written by make_activation_golden.py with {versions}; see there.</summary>
internal static class ActivationGoldenNumbers
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
