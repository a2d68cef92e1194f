#!/usr/bin/env python3
"""Fails on a README that a newcomer cannot read, or that is no longer true of the tree.

    cells of tables and lines of text are short, and sections too; so are the lines of the list of changes;
    every path that is named exists, a file by its name without an ending in a table of files too;
    every source file of a folder stands in that folder's README, or in that of the folder above;
    every .cpp has its test at the same path under tests/, or a row `| source | tested by |` in such a README names one that exists;
    the README of a folder with sources says what the folder is for and what it may include;
    a README that a source names exists, and none is empty.
"""
import pathlib
import re
import sys

LONGEST_CELL = 240  # characters
LONGEST_LINE = 120
LONGEST_SECTION = 45  # lines of text, tables and code left out
SOURCES = {".hpp", ".cpp", ".inc"}
ROOMS = ["model", "scenarios", "calibration", "output", "apps"]
GENERATED = re.compile(r"<!-- parameters -->.*<!-- /parameters -->", re.S)  # held equal to the program's output elsewhere
PATH = re.compile(r"`((?:\.\./)*[A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+)*/?)`")
ENDINGS = {".hpp", ".cpp", ".inc", ".py", ".md", ".yaml", ".txt", ".cmake"}
NO_PATH = re.compile(r"\b[A-Z]{3,}\b|[*]|^build/|^salus-out/|^[a-z_]+/$")  # placeholders, patterns, what is built, groups of HDF5 files


def readmes(root):
    return [p for p in sorted(root.rglob("README.md")) if not {"build", ".git", "node_modules"} & set(p.relative_to(root).parts)]


def named_paths(text):
    """What stands in code marks and looks like a path of the tree: it has a slash or the ending of a source."""
    for token in PATH.findall(text):
        if ("/" in token or pathlib.PurePath(token).suffix in ENDINGS) and not NO_PATH.search(token):
            yield token


def found(token, places):
    """Whether it is a file, a folder, or a file but for its ending, seen from one of these folders."""
    for place in places:
        path = place / token
        if path.exists() or (path.parent.is_dir() and any(path.parent.glob(path.name + ".*"))):
            return True
    return False


def lines_outside_code(text):
    code = False
    for number, line in enumerate(text.splitlines(), 1):
        if line.lstrip().startswith("```"):
            code = not code
            yield number, "```"
        elif not code and not line.startswith("    "):
            yield number, line


def layout(name, text):
    faults, heading, length = [], "", 0
    generated = {n for n, line in enumerate(text.splitlines(), 1) if GENERATED.search(text) and line.startswith("|")
                 and text.index("<!-- parameters") < text.index(line) < text.index("<!-- /parameters")}
    for number, line in lines_outside_code(text):
        if line.startswith("#"):
            heading, length = line, 0
        elif line.startswith("|"):
            longest = max(len(cell.strip()) for cell in line.strip("|").split("|"))
            if longest > LONGEST_CELL and number not in generated:
                faults.append(f"{name}:{number}: a cell of {longest} characters")
        else:
            length += bool(line.strip())
            if len(line) > LONGEST_LINE and " " in line.strip():
                faults.append(f"{name}:{number}: a line of {len(line)} characters")
            if length == LONGEST_SECTION + 1:
                faults.append(f"{name}:{number}: section '{heading}' has more than {LONGEST_SECTION} lines")
    return faults


def tables_of_files(text):
    """(line, names) of the first column of tables whose first head is `file`, `folder` or `table`."""
    inside = False
    for number, line in lines_outside_code(text):
        if not line.startswith("|"):
            inside = False
        elif re.match(r"\| (file|folder)[^|]*\|", line):
            inside = True
        elif inside:
            yield number, re.findall(r"`([^`]+)`", line.split("|")[1])


def check(root):
    root = pathlib.Path(root)
    faults = []
    for path in readmes(root):
        name = path.relative_to(root).as_posix()
        text = path.read_text(encoding="utf-8")
        faults += layout(name, text)
        here = path.parent
        room = root / name.split("/")[0]
        if not text.strip():
            faults.append(f"{name}: says nothing")
        prose = "\n".join(line for _, line in lines_outside_code(text))
        for token in sorted(set(named_paths(prose))):
            if not found(token, [root, here, room]):
                faults.append(f"{name}: there is no {token}")
        listed = {token.rstrip("/") for _, tokens in tables_of_files(text) for token in tokens}
        for token in sorted(listed):
            if not NO_PATH.search(token) and not found(token, [root, here, room]):
                faults.append(f"{name}: there is no {token}")
        if any(child.suffix in SOURCES for child in here.iterdir()) and name.split("/")[0] in ROOMS:
            for word in ("**For**", "**May include**"):
                if word not in re.sub(r"\s+", " ", text):
                    faults.append(f"{name}: does not say {word}")
    faults += unnamed(root) + untested(root)
    if (root / "CHANGELOG.md").exists():
        lines = (root / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()
        faults += [f"CHANGELOG.md:{n}: a line of {len(line)} characters" for n, line in enumerate(lines, 1) if len(line) > LONGEST_LINE]
    for path in sorted(p for room in [*ROOMS, "tests", "bench"] for p in (root / room).rglob("*") if p.suffix in SOURCES):
        for token in re.findall(r"[\w/]+/README\.md", path.read_text(encoding="utf-8")):
            if not (root / token).exists():
                faults.append(f"{path.relative_to(root).as_posix()}: there is no {token}")
    return faults


def tested_elsewhere(root, readme):
    """(line, sources, tests) of the rows of its tables `| source | tested by |`; both as they are written."""
    inside = False
    for number, line in lines_outside_code(readme.read_text(encoding="utf-8")):
        if not line.startswith("|"):
            inside = False
        elif line.startswith("| source | tested by |"):
            inside = True
        elif inside and not line.startswith("|---"):
            sources, tests = (re.findall(r"`([^`]+)`", cell) for cell in line.split("|")[1:3])
            yield number, sources, tests


def test_exists(root, folder, token):
    """Whether the README of a folder means a test by this: a path `tests/...`, or NAME_test at the folder's place under tests/."""
    if token.startswith("tests/"):
        return token.endswith(("_test.cpp", "_test.py", ".cmake", "run.py")) and (root / token).is_file()
    return token.endswith("_test") and any((root / "tests" / folder / (token + ending)).is_file() for ending in (".cpp", ".py"))


def untested(root):
    """Sources without a test at their path that no README of a folder above names, and rows that are not true."""
    faults, covered = [], set()
    for readme in (p for room in ROOMS for p in readmes(root / room)):
        folder = readme.parent.relative_to(root)
        for number, sources, tests in tested_elsewhere(root, readme):
            where = f"{readme.relative_to(root).as_posix()}:{number}"
            faults += [f"{where}: there is no test {token}" for token in tests if not test_exists(root, folder, token)]
            if not tests:
                faults.append(f"{where}: names no test")
            for token in sources:
                path = readme.parent / (token + ".cpp")  # one by one: a source that is new is then seen to lack a test
                if not path.is_file():
                    faults.append(f"{where}: there is no source {token}.cpp")
                covered.add(path)
    for path in sorted(p for room in ROOMS for p in (root / room).rglob("*.cpp")):
        beside = root / "tests" / path.relative_to(root).with_suffix("")
        own = [beside.with_name(beside.name + ending) for ending in ("_test.cpp", "_test.py")]
        if path not in covered and not any(p.exists() for p in own):
            faults.append(f"{path.relative_to(root).as_posix()}: no test at its path, and no README says which test covers it")
    return faults


def unnamed(root):
    """Sources of a room that no README names: that of their folder, or of the next folder above that has one."""
    faults = []
    for path in sorted(p for room in ROOMS for p in (root / room).rglob("*") if p.suffix in SOURCES):
        folder = path.parent
        while not (folder / "README.md").exists() and folder != root:
            folder = folder.parent
        text = (folder / "README.md").read_text(encoding="utf-8") if (folder / "README.md").exists() else ""
        inside = path.relative_to(folder)
        names = {inside.with_suffix("").as_posix(), inside.as_posix(), inside.stem, inside.name}
        known = {token.rstrip("/") for token in re.findall(r"`([^`\s]+)`", text)}
        names |= set(inside.as_posix().split("/")[:-1])  # a folder without a README of its own
        if not known & names and not any(k.endswith("*") and inside.stem.startswith(k[:-1]) for k in known):
            faults.append(f"{path.relative_to(root).as_posix()}: no row in {(folder / 'README.md').relative_to(root).as_posix()}")
    return faults


if __name__ == "__main__":
    found_faults = check(sys.argv[1])
    print("\n".join(found_faults))
    sys.exit(bool(found_faults))
