#!/usr/bin/env python3
"""Fails on a sentence of the English catalogue that no code says, and on words that code says without the catalogue.

A source says a sentence as SECTION::Name or SECTION::name, SECTION being the namespace of the catalogue's section or an alias of it.
Text from outside is made by Verbatim(...), where letters in quotation marks would be English put together in code; the
kit of pages alone writes words of CSS so.
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


def call(text, start):
    """What stands between the brackets that open before `start`."""
    depth, at = 1, start
    while depth and at < len(text):
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        at += 1
    return text[start:at - 1]


def uncatalogued(root):
    found = []
    for room in ("output", "apps"):
        for path in sorted((root / room).rglob("*.[ch]pp")):
            if path.is_relative_to(root / "output/page"):
                continue
            text = path.read_text(encoding="utf-8")
            for match in re.finditer(r"\b[Vv]erbatim\(", text):
                if words := re.search(r'"[^"]*[A-Za-z][^"]*"', call(text, match.end())):
                    line = text.count("\n", 0, match.start()) + 1
                    found.append(f"{path.relative_to(root)}:{line} says {words.group()} without the catalogue")
    return found


if __name__ == "__main__":
    tree = pathlib.Path(sys.argv[1])
    faults = [f"no code says {name}" for name in unsaid(tree)] + uncatalogued(tree)
    print("\n".join(faults) or "every sentence of the catalogue is said, and no other words are")
    sys.exit(1 if faults else 0)
