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
    ("packed statements", [("apps/x.cpp", "int f(int a) {\n  if (a) return a = 0, 1;\n  delete p, delete q;\n  return g(a, 1);\n}\n")], 2),
    ("packed statements", [("apps/x.cpp", "auto g = [](int a) { a = 1, ++a; };\n")], 1),
    ("packed statements", [("apps/x.cpp", "void f() {\n  for (int i = 0, j = 1; i < j; ++i, --j) g(i, j);\n  std::map<int, int> a{{1, 2}, {3, 4}};\n  m << 1, 2;\n}\n")], 2),
    ("packed statements", [("apps/x.cpp", "void f() {\n  spot = joined[spot] = joined[joined[spot]];\n  auto& mine = all[a] = g(b);\n  if (a) total += p *= 2.0;\n}\n")], 3),
    ("packed statements", [("apps/x.cpp", "auto g = [](int a) {\n  if (a == 0) a = 1;\n  b = c = a;\n};\n")], 1),
    ("packed statements", [("apps/x.hpp", "struct S {\n  S& operator=(const S&) = default;\n  template <class T = int, class U = T>\n  void f(int a = 0, int b = 1);\n  int c = h(d = 1);\n"
                                          "};\nauto g = [n = 0](int a = 1) { return a <= n && a != 2; };\nbool b = c == d;\n")], 0),
    ("conversions per 1,000 lines", [("model/x.cpp", "double f(int a) { return static_cast<double>(a); }\n")], 1000),  # a helper that nobody calls
    ("conversions per 1,000 lines", [("model/x.hpp", "double f(int a) { return static_cast<double>(a) + 1.0; }\n"), ("output/y.cpp", "double b = f(c) + model::f(d);\n")], 1500),
    ("conversions per 1,000 lines", [("model/x.cpp", "double f(int a) { return static_cast<double>(a); }\n"), ("output/y.cpp", "double b = f(c) + f(d);\n")], 500),  # another f
    ("conversions per 1,000 lines", [("model/x.cpp", "void g() {\n  const auto at = [&](int a) { return v[static_cast<std::size_t>(a)]; };\n  h(at(b), at(c));\n}\nint i = at(b);\n")], 600),
    ("conversions per 1,000 lines", [("model/x.cpp", "const auto n = [](float a) -> int {\n  return 1 + int(a);\n};\nint i = n(b);\n")], 500),
    ("conversions per 1,000 lines", [("model/x.hpp", "struct S {\n  S(int a) : b(static_cast<double>(a)) {}\n  double b;\n};\nusing T = S;\nauto c = T(d) * S{e} * T(0u);\n")], 500),
    ("conversions per 1,000 lines", [("model/x.hpp", "template <class A>\nstruct S {\n  int position(double a) const { return static_cast<int>(a); }\n};\nint b = s.position(c) + t->position(d);\n")], 600),
    ("conversions per 1,000 lines", [("model/x.hpp", "struct Table {\n  int size() const { return static_cast<int>(v.size()); }\n};\n"),
                                     ("model/y.cpp", '#include "model/x.hpp"\nint f(const Table& table, const Other& other) { return table.size() + other.size(); }\n')], 400),
    ("conversions per 1,000 lines", [("model/x.hpp", "template <class A> struct S {\n  int size() const { return static_cast<int>(v.size()); }\n};\n"),
                                     ("model/y.cpp", '#include "model/x.hpp"\nint f(const S<B>& all, const Other& other) { return all.size() + other.all.size(); }\n'
                                                     "int g(const std::vector<int>& all) { return all.size(); }\nauto a = 1;\nauto b = 1;\n")], 250),
    ("conversions per 1,000 lines", [("model/x.hpp", "template <class A> struct S {\n  int size() const { return static_cast<int>(v.size()); }\n};\n"
                                                     "template <class A> S<A> all_of(int n) { return S<A>(n); }\ntemplate <class A> inline constexpr S<A> every = [] { return S<A>(); }();\n"),
                                     ("output/y.cpp", "int a = S<B>(c).size() + all_of<B>(g(d)).size();\nint e = every<B>.size() + grid.all_of<B>().size();\n"
                                                      "void f() {\n  const auto all = model::all_of<B>(d);\n  g(all.size());\n}\n\n\n\n\n\n")], 375),
    ("conversions per 1,000 lines", [("model/x.hpp", "int f(long a) {\n  if (a < 0) throw Bad(a);\n  check(a);\n  return static_cast<int>(a);\n}\n"), ("output/y.cpp", "int b = f(c);\n\n\n")], 250),
    ("conversions per 1,000 lines", [("model/x.hpp", "template <class E>\nE f(long a) { return static_cast<std::uint8_t>(a); }\n"), ("output/y.cpp", "auto b = f<A>(c);\n\n")], 500),
    ("conversions per 1,000 lines", [("model/x.hpp", "using Minute = std::uint64_t;\nauto a = static_cast<Minute>(b);\n")], 500),
    ("conversions per 1,000 lines", [("model/x.cpp", "double a = 1.0 * n / m;\ndouble b = 11.0 * x;\n")], 500),
    ("conversions per 1,000 lines", [("model/x.cpp", "auto a = static_cast<std::size_t>(b) + double(c) + std::uint32_t{d};\n")], 3000),
    ("conversions per 1,000 lines", [("model/x.cpp", "auto a = std::bit_cast<std::uint32_t>(b) + __builtin_bit_cast(Word, c);\nauto d = Cell(e);\n")], 1000),
    ("conversions per 1,000 lines", [("model/x.cpp", "// static_cast<int>(a)\nconst char* t = \"static_cast<int>(a)\";\nauto e = static_cast<Process>(c);\n")], 0),
    ("conversions per 1,000 lines", [("model/x.hpp", "enum class View : std::uint8_t { note, now };\nstruct A { operator double() const { return static_cast<double>(a); } };\n")], 500),
    ("backward arrows", [("model/a/x.hpp", '#include "model/b/y.hpp"\n'), ("model/b/y.cpp", '#include "model/a/x.hpp"\n'), ("model/b/y.hpp", "")], 2),
    ("backward arrows", [("model/a/x.hpp", '#include "model/b/y.hpp"\n'), ("model/b/y.hpp", '#include "model/b/z.hpp"\n'), ("model/b/z.hpp", "")], 0),
    ("backward arrows", [("model/all.hpp", '#pragma once\n/// All.\n#include "model/b/y.hpp"\n'), ("model/a.hpp", "struct A {};\n"), ("model/b/y.hpp", '#include "model/a.hpp"\nstruct B {};\n')], 0),
]:
    found = of(*files)[name]
    assert found == wanted, f"{name}: {found}, not {wanted}, in {files}"
print("ok")
