#!/usr/bin/python3
"""Runs sbi_bench on tasks of the public benchmark and scores its draws against the reference draws by the classifier two-sample test.

    bench/sbi/c2st.py DIR --program build/release/bench/sbi_bench [--task two_moons ...] [--observation 1 ...]

C2ST: five-fold cross-validated accuracy of a multilayer perceptron told to separate 10,000 reference draws from 10,000 of ours; 0.5 is perfect, 1
useless (Lopez-Paz, Oquab 2017, arXiv:1610.06545; settings of Lueckmann et al. 2021, arXiv:2101.04653). Needs Debian's python3-sklearn.
"""
import argparse
import bz2
import csv
import io
import os
import subprocess
import tempfile
import time

import numpy
from sklearn.model_selection import KFold, cross_val_score
from sklearn.neural_network import MLPClassifier

TASKS = ["two_moons", "sir", "gaussian_linear"]


def table(text):
    return numpy.array([[float(field) for field in row] for row in list(csv.reader(io.StringIO(text)))[1:]])


def c2st(reference, ours, jobs, seed=1):
    mean, sd = reference.mean(axis=0), reference.std(axis=0, ddof=1)
    both = numpy.concatenate([(reference - mean) / sd, (ours - mean) / sd])
    labels = numpy.concatenate([numpy.zeros(len(reference)), numpy.ones(len(ours))])
    width = 10 * reference.shape[1]
    network = MLPClassifier(activation="relu", hidden_layer_sizes=(width, width), max_iter=10000, solver="adam", random_state=seed)
    folds = KFold(n_splits=5, shuffle=True, random_state=seed)
    return cross_val_score(network, both, labels, cv=folds, scoring="accuracy", n_jobs=jobs).mean()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("directory")
    parser.add_argument("--program", required=True)
    parser.add_argument("--task", nargs="+", default=TASKS)
    parser.add_argument("--observation", nargs="+", type=int, default=[1, 2, 3, 4, 5])
    parser.add_argument("--simulations", type=int, default=10000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2, help="folds classified at a time, and threads of the program")
    chosen = parser.parse_args()
    print("task observation c2st simulations seconds classifier_seconds")
    for task in chosen.task:
        scores = []
        for observation in chosen.observation:
            folder = os.path.join(chosen.directory, task, f"observation_{observation}")
            with bz2.open(os.path.join(folder, "reference_posterior_samples.csv.bz2"), "rt") as file:
                reference = table(file.read())
            with tempfile.TemporaryDirectory() as scratch:
                draws = os.path.join(scratch, "draws.csv")
                command = [chosen.program, chosen.directory, "--task", task, "--observation", str(observation), "--simulations", str(chosen.simulations),
                           "--draws", str(len(reference)), "--seed", str(chosen.seed), "--threads", str(chosen.jobs), "-o", draws]
                said = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
                with open(draws, encoding="utf-8") as file:
                    ours = table(file.read())
            start = time.monotonic()
            scores.append(c2st(reference, ours, chosen.jobs))
            print(task, observation, f"{scores[-1]:.3f}", said[said.index("simulations") + 1], said[said.index("seconds") + 1], f"{time.monotonic() - start:.0f}", flush=True)
        print(task, "mean", f"{numpy.mean(scores):.3f}", flush=True)


if __name__ == "__main__":
    main()
