"""Checks calibration/data/ against its datapackage.json: columns, types, keys, sources, terms; and every file is described."""
import csv
import json
import os
import sys

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "calibration", "data")
problems = []


def check(good, text):
    if not good:
        problems.append(text)


def is_number(text, whole):
    try:
        return str(int(text)) == text if whole else float(text) == float(text)
    except ValueError:
        return False


with open(os.path.join(DATA, "datapackage.json"), encoding="utf-8") as file:
    package = json.load(file)
check(package["$schema"].endswith("/2.0/datapackage.json"), "not a Data Package v2")
sources = {s["title"] and s["name"] for s in package["sources"]}
for source in package["sources"]:
    check(all(source.get(k) for k in ("name", "title", "version", "license")), f"source {source} lacks publisher, edition or terms")

described = set()
for resource in package["resources"]:
    path = resource["path"]
    if path.startswith("noncommercial/") and not os.path.exists(os.path.join(DATA, path)):
        continue  # may be removed
    described.add(path)
    check(resource.get("licenses"), f"{path}: no terms")
    fields = resource["schema"]["fields"]
    listed = {s["title"] for s in resource["sources"]}
    with open(os.path.join(DATA, path), newline="", encoding="utf-8") as file:
        rows = csv.reader(file)
        header = next(rows)
        check(header == [f["name"] for f in fields], f"{path}: columns {header} are not those described")
        check(all(f["description"] for f in fields), f"{path}: a column has no description")
        seen, used, key = set(), set(), [header.index(k) for k in resource["schema"]["primaryKey"]]
        for row in rows:
            check(len(row) == len(header), f"{path}: ragged row {row}")
            identity = tuple(row[i] for i in key)
            check(identity not in seen, f"{path}: key {identity} stands twice")
            seen.add(identity)
            for field, text in zip(fields, row):
                if field["name"] in ("source_id", "count_source_id") and text:
                    used.add(text)
                if text and field["type"] in ("integer", "number"):
                    check(is_number(text, field["type"] == "integer"), f"{path}: {field['name']} {text!r} is not of type {field['type']}")
    check(used == listed, f"{path}: sources listed and used differ: {used ^ listed}")
    check(used <= sources, f"{path}: sources without publisher and terms: {used - sources}")

present = {os.path.relpath(os.path.join(folder, name), DATA).replace(os.sep, "/") for folder, _, names in os.walk(DATA) for name in names if name.endswith(".csv")}
check(present == described, f"tables and descriptions differ: {present ^ described}")
size = sum(os.path.getsize(os.path.join(DATA, name)) for name in present)
check(size < 4 << 20, f"the tables take {size} bytes, more than 4 MiB")
noncommercial = [r["path"] for r in package["resources"] for t in r["licenses"] if "NC" in t["title"] or "non-commercial" in t["title"]]
check(all(p.startswith("noncommercial/") for p in noncommercial), f"non-commercial terms outside their folder: {noncommercial}")
print("\n".join(problems[:50]) or f"{len(described)} tables, {len(sources)} sources, {size} bytes: as described")
sys.exit(1 if problems else 0)
