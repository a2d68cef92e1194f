#!/usr/bin/python3
"""Runs the comparison set with two programs and holds their numbers against each other, byte for byte.

    compare_programs.py BEFORE AFTER FOLDER [DRAWS]

BEFORE and AFTER are built programs; FOLDER gets the results of both, and is made anew. The set: the twelve bundled scenarios at seed 1
(1,000 draws), cities as agents, a city, a small posterior and a projection from it, a small back-test. A minute or two each.
"""
import csv
import math
import pathlib
import random
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
SCENARIOS = HERE.parents[1] / "scenarios/bundled"
BASELINE = "no-programme"


def write_rates(path):
    """Yearly rates of six countries, made up: random walks of the log."""
    walk = random.Random(4)
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(["iso3", "year", "indicator", "value", "unit", "source_id"])
        for iso3 in ("KEN", "ZAF", "BRA", "MEX", "SLV", "RWA"):
            level = walk.uniform(0.5, 3.0)
            for year in range(1998, 2018):
                level += walk.gauss(-0.01, 0.1)
                table.writerow([iso3, year, "homicide_rate", round(math.exp(level), 4), "per_100k", "made_up"])


def commands(draws):
    bundled = sorted(path.stem for path in SCENARIOS.glob("*.yaml"))
    fit = ["--data", "rates.csv", "--quiet"]
    yield ["compare", BASELINE, *[name for name in bundled if name != BASELINE], "--seed", "1", "--draws", draws, "-o", "twelve", "--quiet"]
    yield ["run", HERE / "agents.yaml", "--draws", "16", "-o", "agents", "--quiet"]
    yield ["city", "ITA:Lecco", "--years", "3", "--effect-years", "1", "--persons", "--csv", "-o", "city", "--quiet"]
    yield ["calibrate", *fit, "--sweeps", "480", "--draws", "8", "-o", "posterior.h5"]
    yield ["run", "concept-note", "--posterior", "posterior.h5", "--accept-failed-check", "--draws", "16", "-o", "from-posterior", "--quiet"]
    yield ["backtest", *fit, "--origins", "2008,2011", "--horizon", "5", "--sweeps", "80", "-o", "backtest"]


def main():
    if len(sys.argv) not in (4, 5):
        print(__doc__, file=sys.stderr)
        return 2
    programs = {"before": pathlib.Path(sys.argv[1]).resolve(), "after": pathlib.Path(sys.argv[2]).resolve()}
    folder = pathlib.Path(sys.argv[3]).resolve()
    draws = sys.argv[4] if len(sys.argv) == 5 else "1000"
    shutil.rmtree(folder, ignore_errors=True)
    for name, program in programs.items():
        (folder / name).mkdir(parents=True)
        write_rates(folder / name / "rates.csv")
        for words in commands(draws):
            print(f"{name}: salus {words[0]}", file=sys.stderr, flush=True)
            subprocess.run([program, *words], cwd=folder / name, check=True, stdout=subprocess.DEVNULL)
    return subprocess.run([HERE.parent / "compare_numbers", folder / "before", folder / "after"]).returncode


if __name__ == "__main__":
    sys.exit(main())
