#!/usr/bin/env python3
"""The tree keeps the limits of measure.py, and measure.py sees planted faults."""
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from measure import LIMITS, measure, totals

root = pathlib.Path(sys.argv[1])
counts, places = measure(root)
for name, value in totals(counts, places).items():
    assert value <= LIMITS[name], f"{name}: {value} is above {LIMITS[name]}; measure.py {root} --list names the places"


def of(*files):
    """Totals of a small tree."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files:
            path = pathlib.Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return totals(*measure(pathlib.Path(folder)))


for name, files, wanted in [
    ("functions over 100 lines", [("model/x.cpp", "namespace a {\nstruct B {\n" + "int f(int a) {\n" + "  a += 1;\n" * 100 + "}\n};\n}\n")], 1),
    ("functions over 50 lines, %", [("model/x.cpp", "B::B(int a) : a_{a} {\n" + "  a += 1;\n" * 50 + "}\nint g() { return 1; }\n")], 50),
    ("functions over 50 lines, %", [("model/x.cpp", "int f() {\n" + "  // why\n" * 40 + "}\n")], 0),
    ("files over 400 lines", [("output/x.cpp", "\n" * 401)], 1),
    ("packed statements", [("apps/x.cpp", "void f() {\n  int a = 0, b = 1;\n}\n")], 1),
    ("packed statements", [("apps/x.cpp", "void f(int a, int b) {\n  if (a > b) a = 0, b = 1;\n}\n")], 1),
    ("packed statements", [("apps/x.hpp", "struct S {\n  std::pair<int, int> a, b;\n};\n")], 1),
    ("packed statements", [("apps/x.cpp", "auto g = [](int a) { a = 1, ++a; };\n")], 1),
    ("packed statements", [("apps/x.cpp", "void f() {\n  for (int i = 0, j = 1; i < j; ++i, --j) g(i, j);\n  std::map<int, int> a{{1, 2}, {3, 4}};\n  m << 1, 2;\n}\n")], 0),
    ("conversions per 1,000 lines", [("model/x.cpp", "double f(int a) { return static_cast<double>(a); }\n")], 2000),  # the cast, and the helper's own name
    ("conversions per 1,000 lines", [("model/x.cpp", "auto a = static_cast<std::size_t>(b) + double(c) + std::uint32_t{d};\n")], 3000),
    ("conversions per 1,000 lines", [("model/x.cpp", "// static_cast<int>(a)\nconst char* t = \"static_cast<int>(a)\";\nauto e = static_cast<Process>(c);\n")], 0),
    ("conversions per 1,000 lines", [("model/x.hpp", "enum class View : std::uint8_t { note, now };\nstruct A { operator double() const { return static_cast<double>(a); } };\n")], 500),
    ("backward arrows", [("model/a/x.hpp", '#include "model/b/y.hpp"\n'), ("model/b/y.cpp", '#include "model/a/x.hpp"\n'), ("model/b/y.hpp", "")], 2),
    ("backward arrows", [("model/a/x.hpp", '#include "model/b/y.hpp"\n'), ("model/b/y.hpp", '#include "model/b/z.hpp"\n'), ("model/b/z.hpp", "")], 0),
    ("backward arrows", [("model/all.hpp", '#pragma once\n/// All.\n#include "model/b/y.hpp"\n'), ("model/a.hpp", "struct A {};\n"), ("model/b/y.hpp", '#include "model/a.hpp"\nstruct B {};\n')], 0),
]:
    found = of(*files)[name]
    assert found == wanted, f"{name}: {found}, not {wanted}, in {files}"
print("ok")
