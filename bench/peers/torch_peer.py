#!/usr/bin/env python3
"""The workloads in PyTorch, denormals flushed to zero; the verbs are those of Ml.Net.Mlp.Bench.

    torch_peer.py about
    torch_peer.py train WORKLOAD THREADS EPOCHS ROWS
    torch_peer.py score WORKLOAD THREADS ROWS SECONDS
"""
import sys
from time import perf_counter

import torch

from workloads import WORKLOADS, median_time, mnist, show

TRAINING_ROWS = 10_000  # of the network that is scored with


class ScaledTanh(torch.nn.Module):
    def forward(self, x):
        return 1.7159 * torch.tanh(x * (2 / 3))


ACTIVATIONS = dict(relu=torch.nn.ReLU, tanh=torch.nn.Tanh, scaled_tanh=ScaledTanh)
OPTIMIZERS = dict(
    adam=lambda parameters: torch.optim.Adam(parameters),
    nadam=lambda parameters: torch.optim.NAdam(parameters, lr=0.001),
    sgd=lambda parameters: torch.optim.SGD(parameters, lr=0.01))


def train_epochs(workload, epochs, rows):
    """The trained network, and the seconds of each epoch."""
    features, classes = (torch.from_numpy(array) for array in mnist(rows))
    layers, inputs = [], 784
    for units in workload.hidden:
        layers += [torch.nn.Linear(inputs, units), ACTIVATIONS[workload.activation]()]
        if workload.dropout > 0:
            layers.append(torch.nn.Dropout(workload.dropout))
        inputs = units
    network = torch.nn.Sequential(*layers, torch.nn.Linear(inputs, 10))
    optimizer = OPTIMIZERS[workload.optimizer](network.parameters())
    loss = torch.nn.CrossEntropyLoss()
    seconds = []
    for _ in range(epochs):
        start = perf_counter()
        order = torch.randperm(rows)
        for first in range(0, rows, workload.batch):
            batch = order[first:first + workload.batch]
            optimizer.zero_grad(set_to_none=True)
            loss(network(features[batch]), classes[batch]).backward()
            optimizer.step()
        seconds.append(perf_counter() - start)
    return network, seconds


def score(workload, rows, seconds):
    network, _ = train_epochs(workload, 1, TRAINING_ROWS)
    network.eval()
    features = torch.from_numpy(mnist(max(rows, TRAINING_ROWS))[0])
    blocks = [features[i:i + rows] for i in range(0, len(features) - rows + 1, rows)]

    def time():
        start = perf_counter()
        for block in blocks:
            torch.softmax(network(block), dim=1)
        return (perf_counter() - start) / len(blocks)

    with torch.inference_mode():
        return median_time(time, seconds)


def main(verb, *arguments):
    if verb == "about":
        show(torch=torch.__version__, simd=torch.__config__.show().split("CPU capability usage: ")[1].split("\n")[0])
        return
    workload, threads = WORKLOADS[arguments[0]], int(arguments[1])
    torch.set_num_threads(threads)
    torch.set_flush_denormal(True)
    torch.manual_seed(1)
    if verb == "train":
        show(epochs=train_epochs(workload, int(arguments[2]) + 1, int(arguments[3]))[1][1:])
    elif verb == "score":
        show(seconds=score(workload, int(arguments[2]), float(arguments[3])))
    else:
        sys.exit(__doc__)


main(*sys.argv[1:])
