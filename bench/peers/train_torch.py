#!/usr/bin/env python3
"""Workload W1 in PyTorch: seconds of the fastest epoch after the first. Usage: train_torch.py THREADS EPOCHS DROPOUT"""
import gzip
import pathlib
import sys
import time

import numpy
import torch

threads, epochs, dropout = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
torch.set_num_threads(threads)
torch.set_flush_denormal(True)
torch.manual_seed(1)

data = pathlib.Path(__file__).resolve().parents[2] / "data" / "mnist"
rows = 48_000
images = numpy.frombuffer(gzip.open(data / "train-images-idx3-ubyte.gz").read(), numpy.uint8, offset=16)
labels = numpy.frombuffer(gzip.open(data / "train-labels-idx1-ubyte.gz").read(), numpy.uint8, offset=8)
features = torch.tensor(images.reshape(-1, 784)[:rows] / 255.0, dtype=torch.float32)
classes = torch.tensor(labels[:rows].astype(numpy.int64))

layers = []
for inputs, outputs in ((784, 256), (256, 128)):
    layers += [torch.nn.Linear(inputs, outputs), torch.nn.ReLU()]
    if dropout > 0:
        layers.append(torch.nn.Dropout(dropout))
network = torch.nn.Sequential(*layers, torch.nn.Linear(128, 10))
optimizer = torch.optim.Adam(network.parameters())
loss = torch.nn.CrossEntropyLoss()

seconds = []
for _ in range(epochs):
    start = time.perf_counter()
    order = torch.randperm(rows)
    for first in range(0, rows, 128):
        batch = order[first:first + 128]
        optimizer.zero_grad(set_to_none=True)
        loss(network(features[batch]), classes[batch]).backward()
        optimizer.step()
    seconds.append(time.perf_counter() - start)
print(f"{min(seconds[1:] or seconds):.3f}")
