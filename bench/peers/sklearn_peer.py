#!/usr/bin/env python3
"""The workloads in scikit-learn's MLPClassifier; the verbs are those of Ml.Net.Mlp.Bench. Threads are those of
OPENBLAS_NUM_THREADS. It has no dropout, no scaled tanh and no Nadam: W3 is trained with Adam.

    sklearn_peer.py about
    sklearn_peer.py export iris|digits FILE
    sklearn_peer.py train WORKLOAD THREADS EPOCHS ROWS
    sklearn_peer.py score WORKLOAD THREADS ROWS SECONDS
    sklearn_peer.py fit FILE CLASSES HIDDEN BATCH EPOCHS THREADS SECONDS
"""
import sys
import warnings
from time import perf_counter

import numpy
import sklearn
from sklearn.neural_network import MLPClassifier

from workloads import WORKLOADS, median_time, mnist, show, table

TRAINING_ROWS = 10_000  # of the network that is scored with


class TimedClassifier(MLPClassifier):
    """Notes when each epoch ends, by the method that is called then."""

    def fit(self, features, classes):
        self.times_ = [perf_counter()]
        return super().fit(features, classes)

    def _update_no_improvement_count(self, *arguments):
        super()._update_no_improvement_count(*arguments)
        self.times_.append(perf_counter())


def classifier(hidden, activation, batch, epochs, kind=TimedClassifier):
    """Trains all epochs, whatever the loss does; no L2 penalty."""
    return kind(hidden, activation=activation, alpha=0, batch_size=batch, max_iter=epochs, n_iter_no_change=epochs + 1, tol=0,
                random_state=1)


def train_epochs(workload, epochs, rows):
    network = classifier(workload.hidden, workload.activation, workload.batch, epochs).fit(*mnist(rows))
    return network, numpy.diff(network.times_).tolist()


def score(workload, rows, seconds):
    network, _ = train_epochs(workload, 1, TRAINING_ROWS)
    features = mnist(max(rows, TRAINING_ROWS))[0]
    blocks = [features[i:i + rows] for i in range(0, len(features) - rows + 1, rows)]

    def time():
        start = perf_counter()
        for block in blocks:
            network.predict_proba(block)
        return (perf_counter() - start) / len(blocks)

    return median_time(time, seconds)


def fit(path, hidden, batch, epochs, seconds):
    features, classes = table(path)

    def time():
        start = perf_counter()
        classifier((hidden,), "relu", batch, epochs, MLPClassifier).fit(features, classes)
        return perf_counter() - start

    first = time()
    return median_time(time, seconds), first


def export(name, path):
    """Iris as it is (centimetres), digits divided by their largest value."""
    from sklearn import datasets
    features, classes = dict(iris=datasets.load_iris, digits=datasets.load_digits)[name](return_X_y=True)
    features = features / (16 if name == "digits" else 1)
    numpy.savetxt(path, numpy.column_stack([features, classes]), delimiter=",", fmt="%.9g")


def main(verb, *arguments):
    warnings.filterwarnings("ignore")
    if verb == "about":
        import threadpoolctl
        blas = next((x for x in threadpoolctl.threadpool_info() if x["user_api"] == "blas"), {})
        show(sklearn=sklearn.__version__, blas=str(blas.get("internal_api")), blas_version=str(blas.get("version")),
             blas_threads=str(blas.get("threading_layer")))
    elif verb == "export":
        export(*arguments)
    elif verb == "train":
        workload = WORKLOADS[arguments[0]]
        show(epochs=train_epochs(workload, int(arguments[2]) + 1, int(arguments[3]))[1][1:])
    elif verb == "score":
        show(seconds=score(WORKLOADS[arguments[0]], int(arguments[2]), float(arguments[3])))
    elif verb == "fit":
        seconds, first = fit(arguments[0], *map(int, arguments[2:5]), float(arguments[6]))
        show(seconds=seconds, first=first)
    else:
        sys.exit(__doc__)


main(*sys.argv[1:])
