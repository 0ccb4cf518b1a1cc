"""Writes LossGoldenNumbers.cs: what PyTorch computes in double precision for LossGoldenTests.

    python3 make_loss_golden.py > LossGoldenNumbers.cs

Network, weights, features and steps are those of make_golden.py, with plain SGD. Losses are torch.nn's where it has them
(brought to the engine's sum over outputs and mean over rows), formulas with autograd otherwise. A tool for whoever adds a
case; no test runs it.
"""

import json
import sys

import numpy
import torch
from torch.nn import functional

from make_golden import BATCH, ROWS, STEPS, array, bias, feature, single, target, weight

HIDDEN = [5, 7, 4]
F = functional


def one_hot(classes, x):
    return F.one_hot(classes, x.shape[1]).double()


def smooth_labels(s, t, k):
    s = float(numpy.float32(s))
    return (1 - s) * t + s / k


def binary_focal(x, t, gamma, alpha):
    ce = F.binary_cross_entropy_with_logits(x, t, reduction="none")
    p = torch.sigmoid(x)
    right = p * t + (1 - p) * (1 - t)
    return ((alpha * t + (1 - alpha) * (1 - t)) * (1 - right) ** gamma * ce).sum(dim=1).mean()


def categorical_focal(x, t, gamma, alpha):
    log_p = torch.log_softmax(x, dim=1)
    return (-alpha * t * (1 - log_p.exp()) ** gamma * log_p).sum(dim=1).mean()


def rival(x, classes):
    return x.masked_fill(one_hot(classes, x).bool(), -numpy.inf).max(dim=1).values


def own(x, classes):
    return x.gather(1, classes[:, None])[:, 0]


def rows(values):
    """Sum over the outputs, mean over the rows."""
    return values.sum(dim=1).mean()


def side(t):
    return 2 * t - 1


CASES = [
    # loss as the engine names it, output activation, targets, loss of the weighted sums, learning rate
    ("categorical_crossentropy", "softmax", "classes", lambda x, t: torch.nn.CrossEntropyLoss()(x, t), 0.1),
    ("categorical_crossentropy", "softmax", "distributions", lambda x, t: torch.nn.CrossEntropyLoss()(x, t), 0.1),
    ("smoothed_categorical_crossentropy(0.1)", "softmax", "classes",
     lambda x, t: torch.nn.CrossEntropyLoss(label_smoothing=float(numpy.float32(0.1)))(x, t), 0.1),
    ("smoothed_categorical_crossentropy(0.25)", "softmax", "distributions",
     lambda x, t: torch.nn.CrossEntropyLoss(label_smoothing=0.25)(x, t), 0.1),
    ("categorical_focal_crossentropy(2, 0.25)", "softmax", "classes",
     lambda x, t: categorical_focal(x, one_hot(t, x), 2, 0.25), 0.5),
    ("categorical_focal_crossentropy(1.5, 0.75)", "softmax", "distributions",
     lambda x, t: categorical_focal(x, t, 1.5, 0.75), 0.2),
    ("kl_divergence", "softmax", "distributions",
     lambda x, t: torch.nn.KLDivLoss(reduction="batchmean")(torch.log_softmax(x, dim=1), t), 0.1),
    ("binary_crossentropy", "sigmoid", "binary",
     lambda x, t: rows(torch.nn.BCEWithLogitsLoss(reduction="none")(x, t)), 0.1),
    ("binary_crossentropy", "sigmoid", "probabilities",
     lambda x, t: rows(torch.nn.BCEWithLogitsLoss(reduction="none")(x, t)), 0.1),
    ("smoothed_binary_crossentropy(0.1)", "sigmoid", "labels",
     lambda x, t: rows(torch.nn.BCEWithLogitsLoss(reduction="none")(x, smooth_labels(0.1, t, 2))), 0.1),
    ("binary_focal_crossentropy(2, 0.25)", "sigmoid", "binary", lambda x, t: binary_focal(x, t, 2, 0.25), 0.5),
    ("binary_focal_crossentropy(1.5, 0.75)", "sigmoid", "labels", lambda x, t: binary_focal(x, t, 1.5, 0.75), 0.2),
    ("squared_error", "sigmoid", "binary", lambda x, t: rows(F.mse_loss(torch.sigmoid(x), t, reduction="none")) / 2, 0.5),
    ("squared_error", "identity", "numbers", lambda x, t: rows(torch.nn.MSELoss(reduction="none")(x, t)) / 2, 0.1),
    ("absolute_error", "identity", "numbers", lambda x, t: rows(torch.nn.L1Loss(reduction="none")(x, t)), 0.05),
    ("absolute_percentage_error", "identity", "positive", lambda x, t: 100 * rows((x - t).abs() / t.abs()), 0.001),
    ("squared_logarithmic_error", "softplus", "positive",
     lambda x, t: rows((torch.log1p(F.softplus(x)) - torch.log1p(t)) ** 2) / 2, 0.1),
    ("squared_logarithmic_error", "relu", "positive",
     lambda x, t: rows((torch.log1p(torch.relu(x)) - torch.log1p(t)) ** 2) / 2, 0.1),
    ("log_cosh", "identity", "numbers", lambda x, t: rows(torch.log(torch.cosh(x - t))), 0.1),
    ("huber(1)", "identity", "numbers", lambda x, t: rows(torch.nn.HuberLoss(reduction="none")(x, t)), 0.1),
    ("huber(0.5)", "tanh", "numbers",
     lambda x, t: rows(torch.nn.HuberLoss(reduction="none", delta=0.5)(torch.tanh(x), t)), 0.1),
    ("quantile(0.75)", "identity", "numbers",
     lambda x, t: rows(torch.maximum(0.75 * (t - x), (0.75 - 1) * (t - x))), 0.1),
    ("poisson", "exponential", "positive",
     lambda x, t: rows(torch.nn.PoissonNLLLoss(log_input=True, reduction="none")(x, t)), 0.05),
    ("poisson", "softplus", "positive",
     lambda x, t: rows(torch.nn.PoissonNLLLoss(log_input=False, eps=0, reduction="none")(F.softplus(x), t)), 0.05),
    ("cosine", "identity", "numbers", lambda x, t: (1 - torch.nn.CosineSimilarity(dim=1)(x, t)).mean(), 0.2),
    ("cosine", "identity", "classes", lambda x, t: (1 - torch.nn.CosineSimilarity(dim=1)(x, one_hot(t, x))).mean(), 0.2),
    ("hinge", "identity", "binary", lambda x, t: rows(torch.relu(1 - side(t) * x)), 0.1),
    ("hinge", "tanh", "labels", lambda x, t: rows(torch.relu(1 - side(t) * torch.tanh(x))), 0.1),
    ("squared_hinge", "identity", "classes", lambda x, t: rows(torch.relu(1 - side(one_hot(t, x)) * x) ** 2), 0.05),
    ("categorical_hinge", "identity", "classes", lambda x, t: torch.relu(1 + rival(x, t) - own(x, t)).mean(), 0.1),
    ("perceptron", "identity", "binary", lambda x, t: rows(torch.relu(-side(t) * x)), 0.1),
    ("perceptron", "identity", "classes", lambda x, t: torch.relu(rival(x, t) - own(x, t)).mean(), 0.1),
]


def targets(kind):
    """Of all rows; distributions sum to 1."""
    outputs = 1 if kind == "binary" else 3
    values = numpy.array([[target(r, j) for j in range(outputs)] for r in range(ROWS)])
    if kind == "classes":
        return torch.tensor([r % outputs for r in range(ROWS)])
    if kind in ("binary", "labels"):
        return single(values > 0)
    if kind == "probabilities":
        return single(0.5 + 0.5 * values)
    if kind == "distributions":
        return single((1.5 + values) / (1.5 + values).sum(axis=1, keepdims=True))
    return single(1.5 + values if kind == "positive" else values)


def run(kind, loss_of, rate):
    sizes = HIDDEN + [1 if kind == "binary" else 3]
    layers = range(len(sizes) - 1)
    weights = [single([[weight(l, i, j) for j in range(sizes[l + 1])] for i in range(sizes[l])]) for l in layers]
    biases = [single([bias(l, j) for j in range(sizes[l + 1])]) for l in layers]
    for parameter in weights + biases:
        parameter.requires_grad_(True)

    features = single([[feature(r, i) for i in range(sizes[0])] for r in range(ROWS)])
    wanted = targets(kind)
    rule = torch.optim.SGD(weights + biases, lr=float(numpy.float32(rate)))
    losses = []
    starts = list(range(0, ROWS, BATCH))
    for step in range(STEPS):
        batch = slice(starts[step % len(starts)], min(ROWS, starts[step % len(starts)] + BATCH))
        x = features[batch]
        for l in layers:
            x = x @ weights[l] + biases[l]
            x = torch.tanh(x) if l < len(sizes) - 2 else x
        loss = loss_of(x, wanted[batch])
        losses.append(loss.item())
        rule.zero_grad()
        loss.backward()
        rule.step()

    return losses, [v for l in layers for v in weights[l].flatten().tolist() + biases[l].tolist()]


def main():
    cases = []
    for loss, activation, kind, loss_of, rate in CASES:
        losses, parameters = run(kind, loss_of, rate)
        head = dict(loss=loss, activation=activation, targets=kind, rate=rate)
        fields = ",\n".join(f"              {json.dumps(key)}: {json.dumps(value)}" for key, value in head.items())
        cases.append("            {\n" + fields + ",\n"
                     + '              "losses": ' + array(losses, " " * 14) + ",\n"
                     + '              "parameters": ' + array(parameters, " " * 14) + "\n            }")

    versions = f"Python {sys.version.split()[0]}, torch {torch.__version__}, numpy {numpy.__version__}"
    print(f'''namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Written by make_loss_golden.py with {versions}; see there.</summary>
internal static class LossGoldenNumbers
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
