#!/usr/bin/env python3
"""Fails on a sentence of the English catalogue that no code says.

A source says a sentence as SECTION::Name or SECTION::name, SECTION being the namespace of the catalogue's section or an alias of it.
"""
import pathlib
import re
import sys


def ids(catalogue):
    section, found = "", []
    for line in catalogue.read_text(encoding="utf-8").splitlines():
        if match := re.match(r"\[(\w+)\]", line):
            section = match.group(1)
        elif match := re.match(r"(\w+)\s*=", line):
            found.append((section, match.group(1)))
    return found


def said(text, sections):
    names = {section: {section} for section in sections}
    for alias, section in re.findall(r"namespace (\w+) = (?:\w+::)*words::(\w+);", text):
        names.setdefault(alias, set()).add(section)
    used = re.findall(r"(?=\b(\w+)::(\w+))", text) + re.findall(r"using (?:\w+::)*words::(\w+)::(\w+);", text)
    return {(section, what) for name, what in used for section in names.get(name, ())}


def unsaid(root):
    listed = ids(root / "output/words/en.txt")
    sections = {section for section, _ in listed}
    found = set()
    for room in ("output", "apps"):
        for path in (root / room).rglob("*.[ch]pp"):
            found |= said(path.read_text(encoding="utf-8"), sections)
    def spelt(name):
        return "".join(part.capitalize() for part in name.split("_"))
    return [f"{section}.{name}" for section, name in listed if not {(section, name), (section, spelt(name))} & found]


if __name__ == "__main__":
    missing = unsaid(pathlib.Path(sys.argv[1]))
    print("\n".join(f"no code says {name}" for name in missing) or "every sentence of the catalogue is said")
    sys.exit(1 if missing else 0)
