#!/usr/bin/env python3
"""Every sentence of the catalogue is said somewhere, and code says no other words; what breaks that is found."""
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from check_words import uncatalogued, unsaid

root = pathlib.Path(sys.argv[1])
missing = unsaid(root)
assert not missing, "no code says " + ", ".join(missing)
assert not uncatalogued(root), "\n".join(uncatalogued(root))

with tempfile.TemporaryDirectory() as folder:
    copy = pathlib.Path(folder)
    (copy / "output/words").mkdir(parents=True)
    (copy / "apps").mkdir()
    (copy / "output/words/en.txt").write_text("[one]\na = x\nlong_name = {x}\n  a = y\n[two]\na = x\n")
    code = copy / "apps/a.cpp"
    code.write_text("say(words::one::a);\n")
    assert unsaid(copy) == ["one.long_name", "two.a"], unsaid(copy)
    code.write_text("namespace say = output::words::one;\nx(say::LongName{1}, say::a, other::a);\n")
    assert unsaid(copy) == ["two.a"], unsaid(copy)
    code.write_text('row(Verbatim(name), Verbatim(a + ", " + f(b)));\n')
    assert not uncatalogued(copy), uncatalogued(copy)
    code.write_text('row(Verbatim(name),\n    Verbatim(f(a) + " years"));\n')
    assert uncatalogued(copy) == ['apps/a.cpp:2 says " years" without the catalogue'], uncatalogued(copy)
print("ok")
