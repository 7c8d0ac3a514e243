#!/usr/bin/env python3
"""Compares the trainer's model with XGBoost as the previous system used it: same rows, same folds.

Needs python3-numpy and python3-xgboost (Debian's packages do). docs/accuracy.md, which it writes, says how to run it.
"""
import argparse
import csv
import sys

import numpy as np
import xgboost

CLASSES = ["STAR", "GALAXY", "QSO"]
QSO = CLASSES.index("QSO")
COLUMNS = ["u", "g", "r", "i", "z", "redshift"]
BINS = 15

# The previous system's best, found there by randomised search; its features are COLUMNS.
ROUNDS = 147
SETTINGS = dict(objective="multi:softprob", num_class=3, colsample_bytree=0.98, gamma=0.0037, learning_rate=0.097,
                max_depth=9, subsample=0.6642, seed=42, nthread=2)

# Name, digits, whether more is better.
METRICS = [("accuracy", True), ("macro-F1", True), ("QSO recall", True), ("log loss", False), ("calibration error", False)]

HEAD = """# Accuracy

The trainer's defaults (LightGBM through ML.NET) against XGBoost {xgboost} with the previous system's best settings
(u, g, r, i, z, redshift; 147 rounds, depth 9), trained and tested on the same rows.

- Out of fold: five folds of the rows that are not held out; every row is scored by a model that has not seen it, and all
  are measured together. Settings were chosen on these rows, so the figures flatter ours a little.
- Hold-out: rows that no choice was made by; both models trained on all others.
- A row's side and fold follow from a hash of its measurements: anyone gets the same split from the same file.
- Intervals: paired bootstrap, {resamples} resamples of the rows. "Better" or "worse" is said when the interval of the
  difference excludes zero.
- This compares systems as they are and were: XGBoost is given neither colours nor weights nor new tuning.

Made by the commands below with 90,000 of the 100,000 rows, drawn at random, of Kaggle's "Stellar Classification Dataset -
SDSS17" (compiled by fedesoriano from the Sloan Digital Sky Survey, sdss.org):

```
trainer="dotnet run -c Release --project src/Trainer --"
$trainer cross-validate --data star_classification.csv --out /tmp/folds.csv
$trainer evaluate --model champion --data star_classification.csv --part hold-out --out /tmp/hold-out.csv
python3 tools/compare-xgboost/compare.py star_classification.csv /tmp/folds.csv --hold-out /tmp/hold-out.csv
```

`--also NAME=FILE` adds the out-of-fold file of other settings, as in the last table.

"""


def read_predictions(file):
    """Lines in the data file, folds (-1 on the hold-out), true classes and probabilities."""
    with open(file, newline="") as opened:
        rows = list(csv.DictReader(opened))
    lines = np.array([int(row["line"]) for row in rows])
    folds = np.array([int(row["fold"] or -1) for row in rows])
    labels = np.array([CLASSES.index(row["class"]) for row in rows])
    probabilities = np.array([[float(row[name]) for name in ("p_star", "p_galaxy", "p_qso")] for row in rows])
    return lines, folds, labels, probabilities


def read_features(file, lines):
    with open(file, newline="") as opened:
        reader = csv.DictReader(opened)
        by_line = {number: [float(row[name]) for name in COLUMNS] for number, row in enumerate(reader, start=2)}
    return np.array([by_line[line] for line in lines])


def xgboost_probabilities(train_x, train_y, test_x):
    model = xgboost.train(SETTINGS, xgboost.DMatrix(train_x, train_y), ROUNDS)
    return model.predict(xgboost.DMatrix(test_x)).astype(float)


class Answers:
    """What each metric needs of every row, computed once."""

    def __init__(self, labels, probabilities):
        self.labels = labels
        rows = np.arange(len(labels))
        called = probabilities.argmax(1)
        confidence = probabilities.max(1)
        self.cells = labels * 3 + called
        self.loss = -np.log(np.clip(probabilities[rows, labels], 1e-15, 1))
        self.excess = confidence - (called == labels)
        self.bins = np.minimum((confidence * BINS).astype(int), BINS - 1)

    def measure(self, weights):
        cells = np.bincount(self.cells, weights, 9).reshape(3, 3)
        right, total = np.diag(cells), weights.sum()
        f1 = 2 * right / (cells.sum(0) + cells.sum(1))
        calibration = np.abs(np.bincount(self.bins, weights * self.excess, BINS)).sum() / total
        return np.array([right.sum() / total, f1.mean(), right[QSO] / cells[QSO].sum(),
                         (self.loss * weights).sum() / total, calibration])


def compare(labels, ours, theirs, resamples):
    """Both models' figures and the interval of their differences, from the same resampled rows."""
    ours, theirs = Answers(labels, ours), Answers(labels, theirs)
    once = np.ones(len(labels))
    random = np.random.default_rng(20140)
    differences = []
    for _ in range(resamples):
        weights = np.bincount(random.integers(0, len(labels), len(labels)), minlength=len(labels)).astype(float)
        differences.append(ours.measure(weights) - theirs.measure(weights))
    low, high = np.percentile(differences, [2.5, 97.5], axis=0)
    return ours.measure(once), theirs.measure(once), low, high


def table(title, labels, ours, theirs, resamples):
    figures = compare(labels, ours, theirs, resamples)
    lines = [f"### {title}: {len(labels):,} rows", "",
             "| | ours | XGBoost | difference | its 95 % interval | |", "|---|---|---|---|---|---|"]
    for (name, more), mine, other, low, high in zip(METRICS, *figures):
        better = low > 0 if more else high < 0
        worse = high < 0 if more else low > 0
        verdict = "better" if better else "worse" if worse else "no difference shown"
        lines.append(f"| {name} | {mine:.5f} | {other:.5f} | {mine - other:+.5f} | {low:+.5f} to {high:+.5f} | {verdict} |")
    return lines + [""]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", help="the labelled CSV file, Kaggle SDSS17 format")
    parser.add_argument("folds", help="out-of-fold probabilities: the trainer's cross-validate --out")
    parser.add_argument("--hold-out", help="hold-out probabilities: evaluate --part hold-out --out")
    parser.add_argument("--also", action="append", default=[], metavar="NAME=FILE",
                        help="out-of-fold probabilities of other settings, to show beside them; may be repeated")
    parser.add_argument("--resamples", type=int, default=2000)
    parser.add_argument("--out", default="docs/accuracy.md")
    arguments = parser.parse_args()

    lines, folds, labels, ours = read_predictions(arguments.folds)
    features = read_features(arguments.data, lines)
    theirs = np.zeros_like(ours)
    for fold in range(5):
        test = folds == fold
        theirs[test] = xgboost_probabilities(features[~test], labels[~test], features[test])
        print(f"fold {fold + 1} of 5", file=sys.stderr)

    report = table("Out of fold, pooled", labels, ours, theirs, arguments.resamples)
    if arguments.hold_out:
        held_lines, _, held_labels, held_ours = read_predictions(arguments.hold_out)
        held = xgboost_probabilities(features, labels, read_features(arguments.data, held_lines))
        report += table("Hold-out", held_labels, held_ours, held, arguments.resamples)
    if arguments.also:
        report += ["### Other settings, out of fold", "", "| | " + " | ".join(name for name, _ in METRICS) + " |",
                   "|---" * (len(METRICS) + 1) + "|"]
        for name, probabilities in [("**as shipped**", ours)] + [also.split("=", 1) for also in arguments.also]:
            if isinstance(probabilities, str):
                other_lines, _, _, probabilities = read_predictions(probabilities)
                assert (other_lines == lines).all(), f"{name}: other rows"
            figures = Answers(labels, probabilities).measure(np.ones(len(labels)))
            report.append(f"| {name} | " + " | ".join(f"{figure:.5f}" for figure in figures) + " |")
        report.append("")

    head = HEAD.format(resamples=f"{arguments.resamples:,}", xgboost=xgboost.__version__)
    with open(arguments.out, "w") as opened:
        opened.write(head + "\n".join(report).rstrip() + "\n")


if __name__ == "__main__":
    main()
