#!/usr/bin/env python3
"""Counts what makes code hard to read, prints it by room, and fails where a count is above its limit.

    measure.py ROOT            the table
    measure.py ROOT --list     and every place that counts
"""
import argparse
import collections
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from conversions import conversions
from cpp_text import functions, packed

ROOMS = ["model", "scenarios", "calibration", "output", "apps"]
LINE_LIMIT, FUNCTION_LIMIT, LONG_FUNCTION, FILE_LIMIT = 120, 50, 100, 400
# Functions that are tables, and files that are long on purpose.
TABLES = {"make_registry", "make_rules", "make_indicators", "make_targets"}
LONG_FILES = {"model/city/reference/city_reference.cpp"}  # a second model, kept plain
LIMITS = {"functions over 50 lines, %": 1.0, "functions over 100 lines": 0, "files over 400 lines": 0, "conversions per 1,000 lines": 12.0,
          "packed statements": 0, "backward arrows": 0}


def sources(root):
    return [path for room in ROOMS for path in sorted((root / room).rglob("*")) if path.suffix in {".hpp", ".cpp", ".inc"}]


def arrows(root, files):
    """Includes that go back: folders, and units (a header with its source), must have an order without circles."""
    units, folders = collections.defaultdict(set), collections.defaultdict(set)
    for path in files:
        name = path.relative_to(root)
        if len(name.parts) == 2 and path.suffix == ".hpp" and not re.search(r"^[^/#\n]", path.read_text(encoding="utf-8"), re.M):
            continue  # includes alone: the header of a whole room
        for target in re.findall(r'^#include "([^"]+)"', path.read_text(encoding="utf-8"), re.M):
            other = pathlib.PurePosixPath(target)
            if not (root / target).exists():
                continue
            units[str(name.with_suffix(""))].add(str(other.with_suffix("")))
            folders[str(name.parent)].add(str(other.parent))
    return circles(units) + circles(folders)


def circles(graph):
    """The groups of nodes that reach each other (Tarjan, 1972)."""
    order, low, stack, found = {}, {}, [], []

    def visit(node):
        order[node] = low[node] = len(order)
        stack.append(node)
        for other in sorted(graph.get(node, ())):
            if other == node:
                continue
            if other not in order:
                visit(other)
                low[node] = min(low[node], low[other])
            elif other in stack:
                low[node] = min(low[node], order[other])
        if low[node] == order[node]:
            at = stack.index(node)
            if len(stack) - at > 1:
                found.append(sorted(stack[at:]))
            del stack[at:]

    sys.setrecursionlimit(10000)
    for node in sorted(graph):
        if node not in order:
            visit(node)
    return found


def measure(root):
    """Counts by room, and the places behind them."""
    counts, places = collections.defaultdict(collections.Counter), collections.defaultdict(list)
    files = sources(root)
    for path in files:
        name, source = path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")
        room = counts[name.split("/")[0]]
        lines = source.count("\n")
        room["lines"] += lines
        if lines > FILE_LIMIT and name not in LONG_FILES:
            room["files"] += 1
            places["files over 400 lines"].append(f"{name}: {lines}")
        for function, first, last in functions(source):
            length = last - first + 1
            room["functions"] += 1
            if length > FUNCTION_LIMIT and function.split("::")[-1] not in TABLES:
                room["over 50"] += 1
                places["functions over 50 lines"].append(f"{name}:{first}: {function} {length}")
            if length > LONG_FUNCTION and function.split("::")[-1] not in TABLES:
                room["over 100"] += 1
        for line in packed(source):
            room["packed"] += 1
            places["packed statements"].append(f"{name}:{line}")
    found, hidden = conversions(root, files)
    for path, line in found:
        counts[path.relative_to(root).parts[0]]["conversions"] += 1
        places["conversions"].append(f"{path.relative_to(root)}:{line}")
    for circle in arrows(root, files):
        places["backward arrows"].append(" <-> ".join(circle))
    places["helpers that hide a conversion"] = [f"{name}: {calls}" for name, calls in sorted(hidden.items(), key=lambda one: (-one[1], one[0]))]
    return counts, places


def totals(counts, places):
    everything = sum(counts.values(), collections.Counter())
    return {"functions over 50 lines, %": 100.0 * everything["over 50"] / max(1, everything["functions"]),
            "functions over 100 lines": everything["over 100"], "files over 400 lines": everything["files"],
            "conversions per 1,000 lines": 1000.0 * everything["conversions"] / max(1, everything["lines"]),
            "packed statements": everything["packed"], "backward arrows": len(places["backward arrows"])}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("root", type=pathlib.Path)
    parser.add_argument("--list", action="store_true", help="print every place that counts")
    options = parser.parse_args()
    counts, places = measure(options.root)
    print(f"{'room':12} {'lines':>7} {'functions':>9} {'> 50':>5} {'> 100':>5} {'files > 400':>11} {'conversions':>11} {'per 1,000':>9} {'packed':>6}")
    for room, n in counts.items():
        print(f"{room:12} {n['lines']:7} {n['functions']:9} {n['over 50']:5} {n['over 100']:5} {n['files']:11} {n['conversions']:11} {1000.0 * n['conversions'] / n['lines']:9.1f} {n['packed']:6}")
    result = totals(counts, places)
    for name, value in result.items():
        print(f"{name}: {value:.3g} (at most {LIMITS[name]:.3g}){'' if value <= LIMITS[name] else '  ABOVE ITS LIMIT'}")
    print("helpers that hide a conversion, and their calls, which count: " + (", ".join(places["helpers that hide a conversion"]) or "none"))
    if options.list or any(result[name] > LIMITS[name] for name in result):
        for kind, rows in places.items():
            if kind != "conversions" or options.list:
                print(f"\n{kind}:\n  " + "\n  ".join(rows or ["none"]))
    return any(result[name] > LIMITS[name] for name in result)


if __name__ == "__main__":
    sys.exit(main())
