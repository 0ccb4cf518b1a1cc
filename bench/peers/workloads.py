"""The workloads as Workload.cs has them, and the data that the peers' scripts share."""
import collections
import gzip
import pathlib
import statistics
from time import perf_counter

import numpy

Workload = collections.namedtuple("Workload", "hidden activation dropout optimizer batch")

WORKLOADS = {
    "W1": Workload((256, 128), "relu", 0.0, "adam", 128),
    "W1-dropout": Workload((256, 128), "relu", 0.4, "adam", 128),
    "W2": Workload((512, 512, 512), "relu", 0.0, "adam", 128),
    "W2-dropout": Workload((512, 512, 512), "relu", 0.2, "adam", 128),
    "W3": Workload((50,), "tanh", 0.0, "nadam", 1024),
    "W4-adam": Workload((2500, 2000, 1500, 1000, 500), "scaled_tanh", 0.0, "adam", 128),
    "W4-sgd": Workload((2500, 2000, 1500, 1000, 500), "scaled_tanh", 0.0, "sgd", 128),
}


def mnist(rows):
    """The first digits of MNIST: rows x 784 float32 from 0 to 1, and their classes as int64."""
    folder = pathlib.Path(__file__).resolve().parents[2] / "data" / "mnist"
    with gzip.open(folder / "train-images-idx3-ubyte.gz") as file:
        images = numpy.frombuffer(file.read(16 + rows * 784), numpy.uint8, offset=16)
    with gzip.open(folder / "train-labels-idx1-ubyte.gz") as file:
        labels = numpy.frombuffer(file.read(8 + rows), numpy.uint8, offset=8)
    return (images.reshape(rows, 784) / 255.0).astype(numpy.float32), labels.astype(numpy.int64)


def table(path):
    """Comma-separated features and last the class, no header, as the bench's verb fit reads it."""
    values = numpy.loadtxt(path, delimiter=",", dtype=numpy.float32)
    return values[:, :-1].copy(), values[:, -1].astype(numpy.int64)


def median_time(time, seconds):
    """Repeat.Median: the median of the second half of so many seconds, the first half warms up; three times at least."""
    start = perf_counter()
    while True:
        time()
        if perf_counter() - start >= seconds / 2:
            break
    times = []
    while len(times) < 3 or perf_counter() - start < seconds:
        times.append(time())
    return statistics.median(times)


def show(**values):
    """One line of key=value, lists with commas."""
    def text(value):
        if isinstance(value, str):
            return value.replace(" ", "_")
        return ",".join(f"{v:.7g}" for v in (value if isinstance(value, (list, tuple)) else [value]))

    print(" ".join(f"{key}={text(value)}" for key, value in values.items()))
