#!/usr/bin/python3
"""Holds the numbers of programs against those of a program before a change, byte for byte: every compiler, every instruction set.

    compare_programs.py [--draws N] BEFORE FOLDER AFTER...

BEFORE and AFTER are built programs, AFTER one a compiler. The set of runs: the twelve bundled scenarios at seed 1 (1,000 draws), cities as
agents, a city, a small posterior and a projection from it, a small back-test. BEFORE runs it once, with the instruction set it chooses: its
numbers must not depend on that, so one run stands for all. Each AFTER runs the whole set with each instruction set of `model/core/isa.hpp`
that this machine has; those it lacks are named. FOLDER is made anew, and keeps the results of BEFORE and those that differ.
"""
import argparse
import csv
import math
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SCENARIOS = ROOT / "scenarios/bundled"
BASELINE = "no-programme"
FAULTS_SHOWN = 20


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
    others = [name for name in bundled if name != BASELINE]
    return [
        ["compare", BASELINE, *others, "--seed", "1", "--draws", str(draws), "-o", "twelve", "--quiet"],
        ["run", HERE / "agents.yaml", "--draws", "16", "-o", "agents", "--quiet"],
        ["city", "ITA:Lecco", "--years", "3", "--effect-years", "1", "--persons", "--csv", "-o", "city", "--quiet"],
        ["calibrate", *fit, "--sweeps", "480", "--draws", "8", "-o", "posterior.h5"],
        ["run", "concept-note", "--posterior", "posterior.h5", "--accept-failed-check", "--draws", "16", "-o", "from-posterior", "--quiet"],
        ["backtest", *fit, "--origins", "2008,2011", "--horizon", "5", "--sweeps", "80", "-o", "backtest"],
    ]


def environment(instruction_set=None):
    """Of a program that is to use this instruction set; none: which it chooses."""
    others = {name: value for name, value in os.environ.items() if name != "SALUS_ISA"}
    return {**others, "SALUS_ISA": instruction_set} if instruction_set else others


def all_instruction_sets():
    text = (ROOT / "model/core/isa.hpp").read_text(encoding="utf-8")
    return re.findall(r"\w+", re.search(r"enum class Isa\b[^{]*\{([^}]*)\}", text)[1])


def describe(program, instruction_set=None):
    """Compiler and instruction set as the program states them; none where this machine lacks the one asked for."""
    info = subprocess.run([program, "info"], env=environment(instruction_set), capture_output=True, text=True)
    if info.returncode == 2 and "does not have" in info.stderr:
        return None
    if info.returncode:
        sys.exit(f"{program} info: {info.stderr.strip()}")
    compiler, used = (re.search(rf"{what} ([^,\n]+)", info.stdout)[1] for what in ("compiler", "instruction set"))
    if instruction_set not in (None, used):
        sys.exit(f"{program} was to use {instruction_set} and uses {used}")
    return compiler, used


def plan(programs):
    """{compiler: (program, instruction sets to run)}. Refused where a set would be left out unseen: a compiler that comes twice, a program
    without a set that another runs."""
    planned, known = {}, all_instruction_sets()
    for program in programs:
        sets = [name for name in known if describe(program, name)]
        compiler, _ = describe(program)
        if compiler in planned:
            sys.exit(f"two programs are of one compiler, {compiler}")
        planned[compiler] = (program, sets)
    here = [name for name in known if any(name in sets for _, sets in planned.values())]
    for compiler, (_, sets) in planned.items():
        if sets != here or not sets:
            sys.exit(f"{compiler} has {', '.join(sets) or 'no instruction set'}; this machine has {', '.join(here) or 'none that is known'}")
    print(f"instruction sets: {', '.join(here)}; this machine lacks: {', '.join(name for name in known if name not in here) or 'none'}")
    return planned


def run_all(program, instruction_set, runs, folder):
    folder.mkdir(parents=True)
    write_rates(folder / "rates.csv")
    for words in runs:
        print(f"{folder.name}: salus {words[0]}", file=sys.stderr, flush=True)
        subprocess.run([program, *words], cwd=folder, env=environment(instruction_set), check=True, stdout=subprocess.DEVNULL)


def print_start(text, where):
    """The first lines, and where to see the rest: draws that differ do so in every line of every table."""
    lines = text.splitlines()
    if len(lines) > FAULTS_SHOWN:
        lines[FAULTS_SHOWN:] = [f"and {len(lines) - FAULTS_SHOWN} more, {where}"]
    print("\n".join(lines), flush=True)


def compare(before, programs, runs, folder):
    """How many comparisons failed; each is printed."""
    before, programs, folder = before.resolve(), [program.resolve() for program in programs], folder.resolve()
    planned = plan(programs)
    shutil.rmtree(folder, ignore_errors=True)
    print(f"before: {', '.join(describe(before))}, one run that stands for every compiler and instruction set", flush=True)
    run_all(before, None, runs, folder / "before")
    held = differing = variables = 0
    for compiler, (program, sets) in planned.items():
        for name in sets:
            after = folder / f"{compiler} {name}".replace(" ", "-")
            run_all(program, name, runs, after)
            found = subprocess.run([HERE.parent / "compare_numbers", folder / "before", after], stdout=subprocess.PIPE, text=True)
            print_start(f"{compiler}, {name}: {found.stdout.strip()}", f"by tests/compare_numbers {folder / 'before'} {after}")
            held += 1
            if found.returncode:
                differing += 1
            else:
                variables += int(re.search(r"(\d+) variables", found.stdout)[1])
                shutil.rmtree(after)
    print(f"{differing} of {held} comparisons differ" if differing else f"the same in all {held} comparisons, {variables} variables")
    return differing


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--draws", type=int, default=1000)
    parser.add_argument("before", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("after", type=pathlib.Path, nargs="+")
    asked = parser.parse_args()
    return 1 if compare(asked.before, asked.after, commands(asked.draws), asked.folder) else 0


if __name__ == "__main__":
    sys.exit(main())
