"""Writes OptimizerGoldenNumbers.cs: what PyTorch computes in double precision for OptimizerGoldenTests.

    python3 make_optimizer_golden.py > OptimizerGoldenNumbers.cs

Network, rows, mini-batches and losses are those of make_golden.py. Lion is not in torch 1.13: it is written here by the
paper (Chen et al., 2023, algorithm 2), as are decoupled decay with SGD and the moving average of the weights. L-BFGS sees all rows in
every iteration (torch.optim.LBFGS, strong Wolfe conditions); its losses are those after each iteration. Penalties, decay and max-norm are
on weights only. A tool for whoever adds a case; no test runs it.
"""

import json
import sys

import numpy
import torch

from make_golden import BATCH, ROWS, SIZES, STEPS, array, bias, feature, single, target, weight

LAYERS = range(len(SIZES) - 1)

# name, hidden activation, loss, optimizer as the engine reads it, learning rate, options
CASES = [
    ("adagrad", "tanh", "categorical_crossentropy", "adagrad(0.1, 1E-07)", 0.05, {}),
    ("adagrad from 0", "sigmoid", "squared_error", "adagrad(0, 1E-08)", 0.02, dict(l2=0.02)),
    ("adadelta", "tanh", "categorical_crossentropy", "adadelta(0.95, 1E-07)", 1.0, {}),
    ("adadelta of H2O", "relu", "squared_error", "adadelta(0.99, 1E-08)", 1.0, {}),
    ("rmsprop", "tanh", "categorical_crossentropy", "rmsprop(0.9, 1E-07, 0, 0)", 0.01, {}),
    ("rmsprop momentum", "sigmoid", "squared_error", "rmsprop(0.95, 1E-07, 0.9, 0)", 0.002, dict(l2=0.05)),
    ("rmsprop centered", "tanh", "categorical_crossentropy", "rmsprop(0.9, 1E-07, 0, 1)", 0.01, {}),
    ("rmsprop centered momentum", "tanh", "squared_error", "rmsprop(0.9, 1E-07, 0.9, 1)", 0.002, {}),
    ("amsgrad", "tanh", "categorical_crossentropy", "amsgrad(0.9, 0.5, 1E-07)", 0.01, {}),
    ("amsgrad l2", "relu", "squared_error", "amsgrad(0.9, 0.999, 1E-08)", 0.01, dict(l2=0.02)),
    ("adamw", "tanh", "categorical_crossentropy", "adamw(0.5, 0.9, 0.999, 1E-07)", 0.02, {}),
    ("adam with decay", "sigmoid", "squared_error", "adam(0.9, 0.999, 1E-07)", 0.02, dict(weightDecay=1.0)),
    ("adamax", "tanh", "categorical_crossentropy", "adamax(0.9, 0.999, 1E-08)", 0.01, {}),
    ("adamax l2", "relu", "squared_error", "adamax(0.9, 0.9, 1E-07)", 0.01, dict(l2=0.02)),
    ("lion", "tanh", "categorical_crossentropy", "lion(0.9, 0.99)", 0.003, {}),
    ("lion with decay", "sigmoid", "squared_error", "lion(0.5, 0.9)", 0.01, dict(weightDecay=0.5)),
    ("sgd with decay", "tanh", "categorical_crossentropy", "sgd(0.9, 0)", 0.05, dict(weightDecay=0.2)),
    ("l1", "tanh", "categorical_crossentropy", "sgd(0, 0)", 0.1, dict(l1=0.02)),
    ("l1 and l2", "sigmoid", "squared_error", "adam(0.9, 0.999, 1E-07)", 0.01, dict(l1=0.01, l2=0.02)),
    ("clip value", "tanh", "categorical_crossentropy", "sgd(0.9, 0)", 0.1, dict(clipValue=0.02)),
    ("clip norm", "tanh", "squared_error", "sgd(0.9, 0)", 0.1, dict(clipNorm=0.1)),
    ("max-norm", "tanh", "categorical_crossentropy", "sgd(0.9, 0)", 0.1, dict(maxNorm=1.1)),
    ("average", "tanh", "categorical_crossentropy", "sgd(0.9, 0)", 0.1, dict(weightAveraging=0.5)),
    ("lbfgs", "tanh", "categorical_crossentropy", "lbfgs(10)", 1.0, dict(l2=0.01)),
    ("lbfgs memory 3", "sigmoid", "squared_error", "lbfgs(3)", 1.0, {}),
]


class Lion:
    def __init__(self, groups, lr, betas):
        self.groups, self.lr, self.betas = groups, lr, betas
        self.means = {p: torch.zeros_like(p) for group in groups for p in group["params"]}

    @torch.no_grad()
    def step(self):
        for group in self.groups:
            for p in group["params"]:
                m = self.means[p]
                update = self.betas[0] * m + (1 - self.betas[0]) * p.grad
                m.copy_(self.betas[1] * m + (1 - self.betas[1]) * p.grad)
                p.sub_(self.lr * torch.sign(update))


def constant(value):
    """The engine's constants are float32."""
    return float(numpy.float32(value))


def make_rule(text, groups, rate):
    name, numbers = text[:-1].split("(")
    n = [constant(v) for v in numbers.split(",")]
    optim = torch.optim
    if name == "sgd":
        return optim.SGD(groups, lr=rate, momentum=n[0], nesterov=n[1] == 1)
    if name == "adagrad":
        return optim.Adagrad(groups, lr=rate, initial_accumulator_value=n[0], eps=n[1])
    if name == "adadelta":
        return optim.Adadelta(groups, lr=rate, rho=n[0], eps=n[1])
    if name == "rmsprop":
        return optim.RMSprop(groups, lr=rate, alpha=n[0], eps=n[1], momentum=n[2], centered=n[3] == 1)
    if name == "adam":
        return optim.Adam(groups, lr=rate, betas=(n[0], n[1]), eps=n[2])
    if name == "amsgrad":
        return optim.Adam(groups, lr=rate, betas=(n[0], n[1]), eps=n[2], amsgrad=True)
    if name == "adamw":
        groups = [dict(groups[0], weight_decay=n[0]), dict(groups[1], weight_decay=0.0)]
        return optim.AdamW(groups, lr=rate, betas=(n[1], n[2]), eps=n[3])
    if name == "adamax":
        return optim.Adamax(groups, lr=rate, betas=(n[0], n[1]), eps=n[2])
    if name == "lion":
        return Lion(groups, rate, n)
    parameters = [p for group in groups for p in group["params"]]
    return optim.LBFGS(parameters, lr=rate, max_iter=1, history_size=int(n[0]), tolerance_grad=0, tolerance_change=0,
                       line_search_fn="strong_wolfe")


def run(hidden, loss_name, text, rate, options):
    weights = [single([[weight(l, i, j) for j in range(SIZES[l + 1])] for i in range(SIZES[l])]) for l in LAYERS]
    biases = [single([bias(l, j) for j in range(SIZES[l + 1])]) for l in LAYERS]
    for parameter in weights + biases:
        parameter.requires_grad_(True)

    features = single([[feature(r, i) for i in range(SIZES[0])] for r in range(ROWS)])
    targets = single([[target(r, j) for j in range(SIZES[-1])] for r in range(ROWS)])
    classes = torch.tensor([r % SIZES[-1] for r in range(ROWS)])
    rate = constant(rate)
    options = {key: constant(value) for key, value in options.items()}
    l1, l2, decay = options.get("l1", 0), options.get("l2", 0), options.get("weightDecay", 0)
    rule = make_rule(text, [dict(params=weights), dict(params=biases)], rate)
    act = dict(tanh=torch.tanh, relu=torch.relu, sigmoid=torch.sigmoid)[hidden]

    def data_loss(batch):
        x = features[batch]
        for l in LAYERS:
            x = x @ weights[l] + biases[l]
            x = act(x) if l < len(SIZES) - 2 else x
        if loss_name == "squared_error":
            return 0.5 * ((x - targets[batch]) ** 2).sum(dim=1).mean()
        return torch.nn.functional.cross_entropy(x, classes[batch])

    def penalty():
        return sum(l1 * w.abs().sum() + 0.5 * l2 * (w ** 2).sum() for w in weights)

    def clear():
        for p in weights + biases:
            p.grad = None

    def closure():
        clear()
        loss = data_loss(slice(0, ROWS)) + penalty()
        loss.backward()
        return loss

    losses = []
    average = [p.detach().clone() for p in weights + biases]
    starts = list(range(0, ROWS, BATCH))
    for step in range(1, STEPS + 1):
        if text.startswith("lbfgs"):
            rule.step(closure)
            losses.append(data_loss(slice(0, ROWS)).item())
            continue

        start = starts[(step - 1) % len(starts)]
        loss = data_loss(slice(start, min(ROWS, start + BATCH)))
        losses.append(loss.item())
        clear()
        loss.backward()
        if "clipValue" in options:
            torch.nn.utils.clip_grad_value_(weights + biases, options["clipValue"])
        if "clipNorm" in options:
            torch.nn.utils.clip_grad_norm_(weights + biases, options["clipNorm"])
        with torch.no_grad():
            for w in weights:
                w.grad += l1 * torch.sign(w) + l2 * w
                w.mul_(1 - rate * decay)
        rule.step()
        with torch.no_grad():
            for w in weights if "maxNorm" in options else []:
                w.copy_(torch.renorm(w, 2, 1, options["maxNorm"]))
            d = min(options.get("weightAveraging", 0), (1 + step) / (10 + step))
            average = [d * a + (1 - d) * p for a, p in zip(average, weights + biases)]

    result = average if "weightAveraging" in options else weights + biases
    parameters = [v for l in LAYERS for v in result[l].flatten().tolist() + result[l + len(weights)].tolist()]
    return losses, parameters


def main():
    cases = []
    for name, hidden, loss_name, text, rate, options in CASES:
        losses, parameters = run(hidden, loss_name, text, rate, options)
        head = dict(name=name, hidden=hidden, loss=loss_name, optimizer=text, rate=rate, **options)
        fields = ",\n".join(f"              {json.dumps(key)}: {json.dumps(value)}" for key, value in head.items())
        cases.append("            {\n" + fields + ",\n"
                     + '              "losses": ' + array(losses, " " * 14) + ",\n"
                     + '              "parameters": ' + array(parameters, " " * 14) + "\n            }")

    versions = f"Python {sys.version.split()[0]}, torch {torch.__version__}, numpy {numpy.__version__}"
    print(f'''namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Written by make_optimizer_golden.py with {versions}; see there.</summary>
internal static class OptimizerGoldenNumbers
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
