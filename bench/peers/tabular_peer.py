#!/usr/bin/env python3
"""scikit-learn on the tables of data/, by 5-fold cross-validation: fold f tests on the rows i with i mod 5 = f.

    tabular_peer.py about
    tabular_peer.py DATASET mlp|mlp-stopping|boosting

Prints a line for each fold: metric values of the test rows. Defaults throughout (mlp-stopping: early_stopping=True).
Categories are one-hot, by those of the training rows; for the perceptron numbers are standardized and missing ones
replaced by the mean, boosting takes them as they are. The price of ames is predicted as its decimal logarithm, which is
standardized for the perceptron.
"""
import pathlib
import sys
import warnings

import numpy
import pandas
import sklearn
from sklearn.compose import ColumnTransformer, TransformedTargetRegressor
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.exceptions import ConvergenceWarning
from sklearn.impute import SimpleImputer
from sklearn.metrics import accuracy_score, log_loss, mean_squared_error, r2_score, roc_auc_score
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

DATA = pathlib.Path(__file__).resolve().parents[2] / "data"
LABELS = {"churn": "churn", "credit": "Status", "hpc": "class", "ames": "Sale_Price"}
FOLDS = 5


def load(name):
    # "NA" of a category is a category of its own, as ML.NET reads it.
    table = pandas.read_csv(DATA / name / f"{name}.csv", keep_default_na=False)
    label = table.pop(LABELS[name])
    numbers = []
    for column in table:
        values = pandas.to_numeric(table[column].replace("NA", "nan"), errors="coerce")
        if values.notna().sum() + (table[column] == "NA").sum() == len(table):
            table[column] = values
            numbers.append(column)
    return table, numpy.log10(label) if name == "ames" else label, numbers


def model(kind, name, numbers, categories):
    regression = name == "ames"
    one_hot = OneHotEncoder(handle_unknown="ignore", sparse_output=False)
    if kind == "boosting":
        inputs = ColumnTransformer([("numbers", "passthrough", numbers), ("categories", one_hot, categories)])
        return make_pipeline(inputs, (HistGradientBoostingRegressor if regression else HistGradientBoostingClassifier)(random_state=1))
    inputs = ColumnTransformer([
        ("numbers", make_pipeline(SimpleImputer(), StandardScaler()), numbers), ("categories", one_hot, categories)])
    options = dict(random_state=1, early_stopping=kind == "mlp-stopping")
    network = TransformedTargetRegressor(MLPRegressor(**options), transformer=StandardScaler()) if regression else MLPClassifier(**options)
    return make_pipeline(inputs, network)


def metrics(fitted, features, label):
    if not hasattr(fitted, "classes_"):
        predicted = fitted.predict(features)
        return dict(rmse=mean_squared_error(label, predicted, squared=False), r2=r2_score(label, predicted))
    probabilities = fitted.predict_proba(features)
    result = dict(accuracy=accuracy_score(label, fitted.predict(features)), logloss=log_loss(label, probabilities, labels=fitted.classes_))
    if len(fitted.classes_) == 2:
        result["auc"] = roc_auc_score(label == fitted.classes_[1], probabilities[:, 1])
    return result


def main(name, kind):
    features, label, numbers = load(name)
    categories = [c for c in features if c not in numbers]
    fold = numpy.arange(len(features)) % FOLDS
    for f in range(FOLDS):
        fitted = model(kind, name, numbers, categories).fit(features[fold != f], label[fold != f])
        values = metrics(fitted, features[fold == f], label[fold == f])
        print(f"dataset={name} model={kind} fold={f} " + " ".join(f"{k}={v:.6f}" for k, v in values.items()), flush=True)


if __name__ == "__main__":
    warnings.simplefilter("ignore", ConvergenceWarning)
    if sys.argv[1:] == ["about"]:
        print(f"Python {sys.version.split()[0]}, scikit-learn {sklearn.__version__}, numpy {numpy.__version__}, pandas {pandas.__version__}")
    else:
        main(*sys.argv[1:])
