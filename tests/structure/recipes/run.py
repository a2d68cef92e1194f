#!/usr/bin/env python3
"""Carries out README.md: every recipe, word for word, in one scratch copy of the tree.

    run.py SOURCE SCRATCH [--no-build] [--only WORD...]

Blocks of README.md, in order:
    diff       edits: `--- FILE` and hunks whose old lines must stand in FILE exactly once, or `+++ FILE` for a new one;
               a hunk of added lines alone goes to the end of FILE
    refused    `UNIT: FILE`: with the edits so far UNIT does not compile, and the compiler points to FILE
    console    after the build: `$ command`, then lines that its output must contain, then [exit code] unless it is 0

All recipes go into one copy, so that the program is built once: without optimisation, with UBSan and the standard
library's checks, by clang++ (half of the time of g++). --no-build stops before that; what the compiler says of single
files takes seconds.
"""
import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
FLAGS = "-O0 -fsanitize=undefined -fno-sanitize-recover=all -D_GLIBCXX_ASSERTIONS"


class Fault(Exception):
    """A recipe that does not do what it says."""


def blocks_of(text):
    """(recipe, kind, lines) of every fenced block under a heading of level 2."""
    recipe, kind, lines, blocks = None, None, [], []
    for line in text.splitlines():
        if kind is None and line.startswith("## "):
            recipe = line[3:]
        elif kind is None and re.match(r"\s*```\w", line):
            kind, lines = line.strip()[3:], []
            indent = len(line) - len(line.lstrip())
        elif kind is not None and line.strip() == "```":
            blocks.append((recipe, kind, lines))
            kind = None
        elif kind is not None:
            lines.append(line[indent:])
    return [block for block in blocks if block[1] in {"diff", "refused", "console"}]


class Tree:
    """A scratch copy of the tree."""

    def __init__(self, source, root):
        self.root = pathlib.Path(root).resolve()
        source = pathlib.Path(source).resolve()
        kept = self.root

        def left_out(folder, names):
            here = pathlib.Path(folder).resolve()
            return {n for n in names if n.startswith(".") or n == "__pycache__" or here / n == kept or (here == source and n == "build")}

        shutil.rmtree(self.root, ignore_errors=True)
        shutil.copytree(source, self.root, ignore=left_out)

    def edit(self, lines):
        """Applies one block of edits. @throws Fault where it does not fit"""
        path, hunks = None, []
        for line in lines:
            if line.startswith(("--- ", "+++ ")):
                self._apply(path, hunks)
                path, hunks = self.root / line[4:], [[]]
                if line.startswith("+++ ") and path.exists():
                    raise Fault(f"{line[4:]} exists already")
            elif line.startswith("@@"):
                hunks.append([])
            else:
                hunks[-1].append(line)
        self._apply(path, hunks)

    def _apply(self, path, hunks):
        for hunk in [h for h in hunks if h]:
            old = "".join(line[1:] + "\n" for line in hunk if line[:1] != "+")
            new = "".join(line[1:] + "\n" for line in hunk if line[:1] != "-")
            text = path.read_text(encoding="utf-8") if path.exists() else ""
            if not old:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text + new, encoding="utf-8")
            elif ("\n" + text).count("\n" + old) != 1:
                raise Fault(f"{path.relative_to(self.root)}: expected once, found {text.count(old)} times:\n{old}")
            else:
                path.write_text(("\n" + text).replace("\n" + old, "\n" + new)[1:], encoding="utf-8")

    def sentences(self):
        """Sentences of the catalogue as it stands, which sources of output/ include; @return the folder for -I."""
        folder = self.root / "build" / "sentences"
        generate = folder / "generate"
        folder.mkdir(parents=True, exist_ok=True)
        if not generate.exists():
            sources = [f"output/words/{name}.cpp" for name in ("generate", "catalogue_file", "pattern")]
            subprocess.run(["g++", "-std=c++20", "-I.", *sources, "-o", generate], cwd=self.root, check=True)
        listed = re.search(r"set\(words ([^)]*)\)", (self.root / "output/CMakeLists.txt").read_text(encoding="utf-8")).group(1)
        out = folder / "output/words/sentences"
        subprocess.run([generate, "output/words/en.txt", out, *listed.split()], cwd=self.root, check=True)
        return folder

    def errors(self, unit):
        """What the compiler says of one unit; empty where it compiles."""
        includes = ["-I."]
        if unit.startswith("output/"):
            includes += ["-I" + str(self.sentences())]
        command = ["g++", "-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Werror", *includes, unit]
        return subprocess.run(command, cwd=self.root, capture_output=True, text=True).stderr


def refuse(tree, lines):
    """@return the units, to be seen compiling once the recipe is complete"""
    units = []
    for line in lines:
        unit, at = line.split(": ")
        errors = tree.errors(unit)
        if not re.search(rf"^(\./)?{re.escape(at)}:\d+:\d+: error", errors, re.M):
            raise Fault(f"what {at} lacks is no error of {unit}:\n{errors[:2000]}")
        units.append(unit)
    return units


def build(tree):
    folder = tree.root / "build" / "recipes"
    configure = ["cmake", "-S", tree.root, "-B", folder, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=None", "-DCMAKE_CXX_COMPILER=clang++", f"-DCMAKE_CXX_FLAGS={FLAGS}",
                 "-DSALUS_TESTS=OFF", "-DSALUS_BENCHES=OFF", "-DSALUS_TBB=OFF"]
    for command in [configure, ["cmake", "--build", folder, "--target", "salus"]]:
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            raise Fault(f"the build failed:\n{done.stdout[-4000:]}{done.stderr[-4000:]}")
    return folder / "apps"


def commands_of(lines):
    """(command, lines expected of it, exit code) of a console block."""
    found = []
    for line in lines:
        code = re.fullmatch(r"\[(\d+)\]", line)
        if line.startswith("$ "):
            found.append([line[2:], [], 0])
        elif code:
            found[-1][2] = int(code.group(1))
        elif line.strip() not in {"", "..."}:
            found[-1][1].append(line)
    return found


def run(tree, program_folder, lines):
    environment = {**os.environ, "PATH": f"{program_folder}:{os.environ['PATH']}", "UBSAN_OPTIONS": "print_stacktrace=1"}
    for command, expected, code in commands_of(lines):
        done = subprocess.run(["bash", "-c", command], cwd=tree.root, capture_output=True, text=True, env=environment)
        said = done.stdout + done.stderr
        if "runtime error:" in said or "Assertion" in said or done.returncode != code:
            raise Fault(f"$ {command}\nexit code {done.returncode}, expected {code}\n{said[-4000:]}")
        for line in expected:
            if line not in said:
                raise Fault(f"$ {command}\ndoes not say: {line}\n{said[-4000:]}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=pathlib.Path)
    parser.add_argument("scratch", type=pathlib.Path)
    parser.add_argument("--no-build", action="store_true")
    parser.add_argument("--only", nargs="+", default=[""], metavar="WORD", help="recipes with one of these words in their heading")
    options = parser.parse_args()
    begun = time.monotonic()

    def say(what):
        print(f"{time.monotonic() - begun:6.0f} s  {what}", flush=True)

    blocks = [block for block in blocks_of((HERE / "README.md").read_text(encoding="utf-8")) if any(word in block[0] for word in options.only)]
    recipes = list(dict.fromkeys(recipe for recipe, _, _ in blocks))
    if options.only == [""] and len(recipes) < 5:
        raise Fault(f"README.md has lost recipes; found {recipes}")
    tree = Tree(options.source, options.scratch)
    for recipe in recipes:
        refused = []
        for _, kind, lines in [block for block in blocks if block[0] == recipe]:
            if kind == "diff":
                tree.edit(lines)
            elif kind == "refused":
                refused += refuse(tree, lines)
        for unit in refused:
            if errors := tree.errors(unit):
                raise Fault(f"{recipe}: {unit} does not compile once all is done:\n{errors[:2000]}")
        say(f"{recipe}: edited; forgetting is an error of the compiler in {len(refused)} places")
    if options.no_build:
        return
    program_folder = build(tree)
    say("built")
    for recipe in recipes:
        for _, _, lines in [block for block in blocks if block[0] == recipe and block[1] == "console"]:
            run(tree, program_folder, lines)
        say(f"{recipe}: runs")


if __name__ == "__main__":
    try:
        main()
    except Fault as fault:
        sys.exit(f"recipes: {fault}")
