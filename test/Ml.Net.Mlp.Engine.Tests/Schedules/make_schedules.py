"""Writes ScheduleNumbers.cs: learning-rate factors and trainings with changing rates, for ScheduleGoldenTests.

    python3 make_schedules.py > ScheduleNumbers.cs

Factors are those of torch.optim.lr_scheduler where PyTorch has the schedule (its scheduler steps once a mini-batch, or once an
epoch where the schedule changes only then), and of the formula of the paper, in double precision, where it has none. Numbers
that the engine takes as float32 are rounded to it first. A tool for whoever adds a schedule; no test runs it.
"""

import json
import math
import sys
import warnings

import numpy
import torch

warnings.filterwarnings("ignore")  # torch warns of schedulers that step without an optimizer's step


def f(x):
    return float(numpy.float32(x))


def optimizer(rate=1.0):
    return torch.optim.SGD([torch.zeros(1, dtype=torch.float64, requires_grad=True)], lr=rate)


def by_step(make, per_epoch, epochs):
    rule = optimizer()
    scheduler = make(rule)
    factors = []
    for _ in range(per_epoch * epochs):
        factors.append(rule.param_groups[0]["lr"])
        if len(factors) < per_epoch * epochs:
            scheduler.step()
    return factors


def by_epoch(make, per_epoch, epochs):
    return [x for x in by_step(make, 1, epochs) for _ in range(per_epoch)]


def restarts(per_epoch, epochs, first, growth, end):
    rule = optimizer()
    scheduler = torch.optim.lr_scheduler.CosineAnnealingWarmRestarts(rule, first, growth, end)
    factors = []
    for step in range(per_epoch * epochs):
        scheduler.step(step / per_epoch)
        factors.append(rule.param_groups[0]["lr"])
    return factors


def formula(function, per_epoch, epochs):
    return [function(step, step / per_epoch, step / (per_epoch * epochs)) for step in range(per_epoch * epochs)]


def warm_up_cosine(per_epoch, epochs, warm, start):
    n = warm * per_epoch
    return by_step(lambda rule: torch.optim.lr_scheduler.SequentialLR(rule, [
        torch.optim.lr_scheduler.LinearLR(rule, start, 1, n),
        torch.optim.lr_scheduler.CosineAnnealingLR(rule, per_epoch * epochs - n)], [n]), per_epoch, epochs)


def schedules():
    lr = torch.optim.lr_scheduler
    yield "torch", "step(0.5, 3)", 2, 10, by_epoch(lambda r: lr.StepLR(r, 3, 0.5), 2, 10)
    yield "torch", "exponential(0.997)", 2, 9, by_epoch(lambda r: lr.ExponentialLR(r, f(0.997)), 2, 9)
    yield "torch", "polynomial(1, 0)", 3, 4, by_step(lambda r: lr.PolynomialLR(r, 12, 1), 3, 4)
    yield "torch", "polynomial(2.5, 0)", 3, 4, by_step(lambda r: lr.PolynomialLR(r, 12, 2.5), 3, 4)
    yield "formula", "polynomial(0.7, 0.1)", 3, 4, formula(lambda s, e, t: f(.1) + (1 - f(.1)) * (1 - t) ** f(.7), 3, 4)
    yield "formula", "inverse_time(0.3, 1)", 4, 5, formula(lambda s, e, t: 1 / (1 + f(.3) * e), 4, 5)
    yield "formula", "inverse_time(150, 0.5)", 1, 6, formula(lambda s, e, t: 1 / math.sqrt(150 * e + 1), 1, 6)
    yield "torch", "cosine(0)", 5, 4, by_step(lambda r: lr.CosineAnnealingLR(r, 20), 5, 4)
    yield "torch", "cosine(0.1)", 5, 4, by_step(lambda r: lr.CosineAnnealingLR(r, 20, f(.1)), 5, 4)
    yield "torch", "cosine_restarts(2, 1, 0)", 3, 7, restarts(3, 7, 2, 1, 0)
    yield "torch", "cosine_restarts(1, 2, 0.05)", 3, 9, restarts(3, 9, 1, 2, f(.05))
    yield "formula", "flat_cosine(0.5)", 5, 4, formula(
        lambda s, e, t: 1 if t < .5 else (1 + math.cos(math.pi * (t - .5) / .5)) / 2, 5, 4)
    yield "formula", "coslog(4)", 8, 4, formula(lambda s, e, t: (1 - math.cos(2 * math.pi * math.log2(1 + 15 * t))) / 2, 8, 4)
    yield "torch", "one_cycle(0.3, 25, 10000)", 5, 8, by_step(lambda r: lr.OneCycleLR(r, 1, 40, pct_start=f(.3)), 5, 8)
    yield "torch", "one_cycle(0.5, 10, 100)", 3, 7, by_step(
        lambda r: lr.OneCycleLR(r, 1, 21, pct_start=.5, div_factor=10, final_div_factor=100), 3, 7)
    yield "torch", "warmup(2, 0.25) then cosine(0)", 3, 6, warm_up_cosine(3, 6, 2, .25)


def plateaus():
    """Losses of epochs, and the factor in each."""
    losses = [1, .9, .95, .91, .9, .89995, .8, .85, .85, .85, .85, .85, .85, .85, .85, .7, .75, .75, .75, .75]
    for text, arguments in [
            ("plateau(0.5, 2, 0.0001, 0, 0)", dict(factor=.5, patience=2)),
            ("plateau(0.1, 1, 0.0001, 2, 0)", dict(factor=f(.1), patience=1, cooldown=2)),
            ("plateau(0.5, 0, 0.01, 1, 0.2)", dict(factor=.5, patience=0, threshold=f(.01), cooldown=1, min_lr=f(.2)))]:
        rule = optimizer()
        settings = dict(threshold=f(1e-4), threshold_mode="abs", eps=0)
        settings.update(arguments)
        scheduler = torch.optim.lr_scheduler.ReduceLROnPlateau(rule, **settings)
        factors = []
        for loss in losses:
            factors.append(rule.param_groups[0]["lr"])
            scheduler.step(loss)
        yield dict(schedule=text, losses=losses, factors=factors)


def trainings():
    """Parameters after ten full-batch steps of a network 2-3-1 with tanh. No momentum: torch multiplies the velocity by the
    rate of the step, Keras and the engine each gradient by the rate of its own."""
    features = [[.5, -1], [1, .25], [-.75, .5], [.125, 1]]
    targets = [[.5], [-1], [.25], [2]]
    start = [[.5, -.25, 1, .75, .125, -.5], [.1, -.2, .3], [.5, -1, .25], [.05]]
    shapes = [(2, 3), (3,), (3, 1), (1,)]
    lr = torch.optim.lr_scheduler
    for name, text, rate, make_rule, make in [
            ("sgd(0, 0)", "cosine(0.1)", .5, lambda p, r: torch.optim.SGD(p, lr=r),
             lambda r, rate: lr.CosineAnnealingLR(r, 10, rate * f(.1))),
            ("adam(0.9, 0.999, 1E-07)", "one_cycle(0.4, 10, 100)", .05,
             lambda p, r: torch.optim.Adam(p, lr=r, betas=(f(.9), f(.999)), eps=f(1e-7)),
             lambda r, rate: lr.OneCycleLR(r, rate, 10, pct_start=f(.4), div_factor=10, final_div_factor=100, cycle_momentum=False)),
            ("adam(0.9, 0.999, 1E-07)", "exponential(0.8)", .05,
             lambda p, r: torch.optim.Adam(p, lr=r, betas=(f(.9), f(.999)), eps=f(1e-7)),
             lambda r, rate: lr.ExponentialLR(r, f(.8)))]:
        parameters = [torch.tensor(numpy.float32(v).astype(numpy.float64)).reshape(s).requires_grad_() for v, s in zip(start, shapes)]
        rule = make_rule(parameters, f(rate))
        scheduler = make(rule, f(rate))
        x, y = torch.tensor(features, dtype=torch.float64), torch.tensor(targets, dtype=torch.float64)
        for step in range(10):
            output = torch.tanh(x @ parameters[0] + parameters[1]) @ parameters[2] + parameters[3]
            rule.zero_grad()
            (0.5 * ((output - y) ** 2).sum(dim=1).mean()).backward()
            rule.step()
            if step < 9:
                scheduler.step()
        yield dict(optimizer=name, schedule=text, rate=rate, features=sum(features, []), targets=sum(targets, []), start=start,
                   parameters=[v for p in parameters for v in p.flatten().tolist()])


def text(value):
    return json.dumps(value, default=float)


def main():
    factors = [dict(source=s, schedule=n, stepsPerEpoch=p, epochs=e, factors=v) for s, n, p, e, v in schedules()]
    lines = {"factors": factors, "plateaus": list(plateaus()), "trainings": list(trainings())}
    body = ",\n".join(f'          "{key}": [\n' + ",\n".join("            " + text(x) for x in value) + "\n          ]" for key, value in lines.items())
    versions = f"Python {sys.version.split()[0]}, torch {torch.__version__}, numpy {numpy.__version__}"
    print(f'''namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Written by make_schedules.py with {versions}; see there.</summary>
internal static class ScheduleNumbers
{{
    public const string Json =
        """
        {{
{body}
        }}
        """;
}}''')


if __name__ == "__main__":
    main()
