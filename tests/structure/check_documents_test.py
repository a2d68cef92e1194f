#!/usr/bin/env python3
"""READMEs are readable and true of the tree; each kind of fault, planted in a small tree, is found."""
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from check_documents import LONGEST_CELL, LONGEST_LINE, LONGEST_SECTION, check

faults = check(sys.argv[1])
assert not faults, "\n" + "\n".join(faults)

GOOD = """# model

**For**: a test. **May include**: itself.

| file | what is in it |
|---|---|
| `a` | see `model/a.hpp` and `a.hpp` |
"""
PLANTED = {
    "a cell of": GOOD + f"| `a` | {'x' * (LONGEST_CELL + 1)} |\n",
    "a line of": GOOD + "\n" + "word " * (LONGEST_LINE // 4) + "\n",
    "has more than": GOOD + "\n## Long\n\n" + "line\n" * (LONGEST_SECTION + 1),
    "there is no model/b.hpp": GOOD + "\nSee `model/b.hpp`.\n",
    "there is no c": GOOD + "| `c` | gone |\n",
    "does not say **May include**": GOOD.replace("**May include**", "It may include"),
    "a.hpp: no row in model/README.md": GOOD.replace("| `a` | see `model/a.hpp` and `a.hpp` |", "| `README.md` | this |"),
}


def faults_of(readme, source=""):
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        (root / "model/a").mkdir(parents=True)
        (root / "model/README.md").write_text(readme)
        (root / "model/a.hpp").write_text(source)
        return check(root)


assert not faults_of(GOOD), faults_of(GOOD)


def faults_of_tests(rows="", tests=()):
    """Of a tree with model/b.cpp and these tests, whose README has these rows of what is tested elsewhere."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        (root / "model").mkdir()
        (root / "model/b.cpp").write_text("")
        for test in tests:
            (root / test).parent.mkdir(parents=True, exist_ok=True)
            (root / test).write_text("")
        table = "\n| source | tested by |\n|---|---|\n" + rows if rows else ""
        (root / "model/README.md").write_text(GOOD.replace("| `a` | see `model/a.hpp` and `a.hpp` |", "| `b` | this |") + table)
        return check(root)


UNTESTED = "model/b.cpp: no test at its path, and no README says which test covers it"
assert faults_of_tests() == [UNTESTED]
assert not faults_of_tests(tests=["tests/model/b_test.cpp"])
assert not faults_of_tests(tests=["tests/model/b_test.py"])
assert not faults_of_tests("| `b` | `c_test` |\n", ["tests/model/c_test.cpp"])
assert faults_of_tests("| `b*` | `c_test` |\n", ["tests/model/c_test.cpp"]) == ["model/README.md:11: there is no source b*.cpp", UNTESTED]
for fault, planted in {
    "model/README.md:11: there is no test d_test": ("| `b` | `d_test` |\n", ["tests/model/c_test.cpp"]),
    "model/README.md:11: names no test": ("| `b` | others |\n", []),
    "model/README.md:11: there is no source e.cpp": ("| `b`, `e` | `c_test` |\n", ["tests/model/c_test.cpp"]),
    "model/README.md:11: there is no test tests/notes.md": ("| `b` | `tests/notes.md` |\n", ["tests/notes.md"]),
    "model/README.md:11: there is no test c": ("| `b` | `c` |\n", ["tests/model/c.cpp"]),
}.items():
    assert faults_of_tests(*planted) == [fault], (fault, faults_of_tests(*planted))
code = "\n```cpp\n" + "long " * LONGEST_LINE + "`model/b.hpp`\n```\n"
assert not faults_of(GOOD + code), "what stands in code is no prose"
for fault, readme in PLANTED.items():
    found = faults_of(readme)
    assert len(found) == 1 and fault in found[0], (fault, found)
assert "model/README.md: says nothing" in faults_of("\n")
with tempfile.TemporaryDirectory() as folder:
    (pathlib.Path(folder) / "CHANGELOG.md").write_text("- short\n" + "word " * (LONGEST_LINE // 4) + "\n")
    assert check(folder) == [f"CHANGELOG.md:2: a line of {5 * (LONGEST_LINE // 4)} characters"], check(folder)
assert "there is no other/README.md" in faults_of(GOOD, "// see other/README.md")[0]
print("ok")
