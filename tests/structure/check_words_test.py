#!/usr/bin/env python3
"""Every sentence of the catalogue is said somewhere; one that is not is found, and names of sections are no accident."""
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from check_words import unsaid

root = pathlib.Path(sys.argv[1])
missing = unsaid(root)
assert not missing, "no code says " + ", ".join(missing)

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
print("ok")
