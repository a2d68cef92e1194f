#!/usr/bin/env python3
"""Every C++ file is as clang-format makes it from .clang-format; so a change shows what it changes."""
import pathlib
import subprocess
import sys

root = pathlib.Path(sys.argv[1])
files = [str(path) for room in ("model", "scenarios", "calibration", "output", "apps", "tests", "bench")
         for path in sorted((root / room).rglob("*")) if path.suffix in {".hpp", ".cpp", ".inc"}]
assert len(files) > 400, "the tree was not found"
said = subprocess.run(["clang-format", "--dry-run", "-Werror", *files], capture_output=True, text=True, check=False)
assert said.returncode == 0, said.stderr[:4000] + "\nmend: clang-format -i FILE"
crooked = subprocess.run(["clang-format", "--dry-run", "-Werror", "--assume-filename=" + str(root / "model/x.cpp")], input="int  a ;\n", capture_output=True, text=True, check=False)
assert crooked.returncode != 0, "a crooked line was not seen"
print("ok")
