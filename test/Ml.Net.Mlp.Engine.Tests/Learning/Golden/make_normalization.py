"""Writes NormalizationNumbers.cs: what PyTorch computes in double precision for GoldenNormalizationTests.

    python3 make_normalization.py > NormalizationNumbers.cs

Both sides make the same network 5-7-4-3 with a normalization behind each hidden dense layer and before its activation, or
with learned factors of the inputs and the neural tangent parametrization, from the formulas below and those of
make_golden.py. Stored are the mean loss of each of ten mini-batches before its step, and all parameters after the last
step, layer by layer: dense weights (inputs x units row-major) and bias; gamma and beta; and behind them, for batch
normalization, running mean and variance. PyTorch takes the unbiased variance into the running one, the engine as Keras the biased one:
that array is followed here from the batches' own variances. Adam's epsilon is large behind batch normalization, because the
gradient of a bias before it is zero but for rounding, which Adam would make steps of; and its own epsilon is no smaller than
1e-3, because of two rows (the last mini-batch) some units have sums that are nearly the same. A tool for whoever adds a case; no test runs it.
"""

import json
import math
import sys

import numpy
import torch

from make_golden import BATCH, ROWS, SIZES, STEPS, array, bias, feature, single, target, weight

# name, kind, hidden activation, loss, optimizer, learning rate, numbers of the normalization
CASES = [
    ("batch sgd", "batch", "tanh", "categorical_crossentropy", "sgd", 0.1, dict(momentum=0.9, epsilon=1e-3)),
    ("batch adam", "batch", "sigmoid", "squared_error", "adam", 0.01, dict(momentum=0.5, epsilon=1e-2, adamEpsilon=1e-3)),
    ("layer sgd", "layer", "tanh", "categorical_crossentropy", "sgd", 0.1, dict(epsilon=1e-3)),
    ("layer adam", "layer", "sigmoid", "squared_error", "adam", 0.01, dict(epsilon=1e-5, adamEpsilon=1e-7)),
    ("neural tangent", "tangent", "tanh", "categorical_crossentropy", "adam", 0.01, dict(scaleRate=6, biasRate=0.1, adamEpsilon=1e-12)),
]


def gamma(layer, j):
    return 1 + 0.3 * math.sin(0.7 + layer + j)


def beta(layer, j):
    return 0.2 * math.cos(1.0 + layer + 1.3 * j)


def number(value):
    """The engine's constants are float32."""
    return float(numpy.float32(value))


def run(kind, hidden, loss_name, optimizer, rate, settings):
    layers = range(len(SIZES) - 1)
    roots = [math.sqrt(SIZES[l]) if kind == "tangent" else 1.0 for l in layers]
    weights = [single([[weight(l, i, j) for j in range(SIZES[l + 1])] for i in range(SIZES[l])]) * roots[l] for l in layers]
    biases = [single([bias(l, j) for j in range(SIZES[l + 1])]) for l in layers]
    gammas = [single([gamma(l, j) for j in range(SIZES[l + 1])]) for l in layers[:-1]]
    betas = [single([beta(l, j) for j in range(SIZES[l + 1])]) for l in layers[:-1]]
    factors = torch.ones(SIZES[0], dtype=torch.float64)
    norms = []
    for l in layers[:-1]:
        if kind == "batch":
            norm = torch.nn.BatchNorm1d(SIZES[l + 1], eps=number(settings["epsilon"]), momentum=1 - number(settings["momentum"])).double()
        elif kind == "layer":
            norm = torch.nn.LayerNorm(SIZES[l + 1], eps=number(settings["epsilon"])).double()
        else:
            continue
        with torch.no_grad():
            norm.weight.copy_(gammas[l])
            norm.bias.copy_(betas[l])
        norms.append(norm)

    rate = number(rate)
    for parameter in weights + biases + [factors]:
        parameter.requires_grad_(True)
    groups = [dict(params=weights, lr=rate),
              dict(params=biases, lr=rate * number(settings.get("biasRate", 1)))]
    if kind == "tangent":
        groups.append(dict(params=[factors], lr=rate * settings["scaleRate"]))
    else:
        groups.append(dict(params=[p for norm in norms for p in norm.parameters()], lr=rate))
    if optimizer == "adam":
        rule = torch.optim.Adam(groups, betas=(number(0.9), number(0.999)), eps=number(settings["adamEpsilon"]))
    else:
        rule = torch.optim.SGD(groups, lr=rate)

    features = single([[feature(r, i) for i in range(SIZES[0])] for r in range(ROWS)])
    targets = single([[target(r, j) for j in range(SIZES[-1])] for r in range(ROWS)])
    classes = torch.tensor([r % SIZES[-1] for r in range(ROWS)])
    act = dict(tanh=torch.tanh, sigmoid=torch.sigmoid)[hidden]
    variances = [torch.ones(SIZES[l + 1], dtype=torch.float64) for l in layers[:-1]]
    losses = []
    starts = list(range(0, ROWS, BATCH))
    for step in range(STEPS):
        batch = slice(starts[step % len(starts)], min(ROWS, starts[step % len(starts)] + BATCH))
        x = features[batch] * factors
        for l in layers:
            x = x @ weights[l] / roots[l] + biases[l]
            if l < len(SIZES) - 2:
                if kind == "batch":
                    momentum = number(settings["momentum"])
                    variances[l] = momentum * variances[l] + (1 - momentum) * x.detach().var(dim=0, unbiased=False)
                x = norms[l](x) if norms else x
                x = act(x)
        if loss_name == "squared_error":
            loss = 0.5 * ((x - targets[batch]) ** 2).sum(dim=1).mean()
        else:
            loss = torch.nn.functional.cross_entropy(x, classes[batch])
        losses.append(loss.item())
        rule.zero_grad()
        loss.backward()
        rule.step()

    parameters = factors.tolist() if kind == "tangent" else []
    for l in layers:
        parameters += (weights[l] / roots[l]).flatten().tolist() + biases[l].tolist()
        if l < len(SIZES) - 2 and norms:
            parameters += norms[l].weight.tolist() + norms[l].bias.tolist()
            parameters += norms[l].running_mean.tolist() + variances[l].tolist() if kind == "batch" else []
    return losses, parameters


def main():
    cases = []
    for name, kind, hidden, loss_name, optimizer, rate, settings in CASES:
        losses, parameters = run(kind, hidden, loss_name, optimizer, rate, settings)
        head = dict(name=name, kind=kind, hidden=hidden, loss=loss_name, optimizer=optimizer, rate=rate, **settings)
        fields = ",\n".join(f"              {json.dumps(key)}: {json.dumps(value)}" for key, value in head.items())
        cases.append("            {\n" + fields + ",\n"
                     + '              "losses": ' + array(losses, " " * 14) + ",\n"
                     + '              "parameters": ' + array(parameters, " " * 14) + "\n            }")

    versions = f"Python {sys.version.split()[0]}, torch {torch.__version__}, numpy {numpy.__version__}"
    print(f'''namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Written by make_normalization.py with {versions}; see there.</summary>
internal static class NormalizationNumbers
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
