#!/usr/bin/python3
"""compare_numbers sees one bit, one cell, one shape; and lets texts and additions pass."""
import importlib.machinery
import importlib.util
import pathlib
import sys
import tempfile

import netCDF4
import numpy

loader = importlib.machinery.SourceFileLoader("compare_numbers", str(pathlib.Path(sys.argv[1]) / "tests/compare_numbers"))
module = importlib.util.module_from_spec(importlib.util.spec_from_loader("compare_numbers", loader))
loader.exec_module(module)


def result(folder, values, words="plain", more=False, table="a,1.5\n", seed=1, layout=1, inner_format=1):
    folder.mkdir()
    with netCDF4.Dataset(folder / "results.h5", "w") as file:
        file.seed = numpy.int64(seed)
        if layout is not None:
            file.format = numpy.int64(layout)
        group = file.createGroup("inputs")
        group.title = words
        group.format = numpy.int64(inner_format)
        group.createDimension("draw", len(values))
        level = group.createVariable("level", values.dtype, ("draw",))
        level[:] = values
        level.valid_min = values[2]
        group.createVariable("name", str, ("draw",))[0] = words
        if more:
            group.createVariable("more", "f8", ("draw",))[:] = 1.0
    (folder / "rates.csv").write_text(table)
    return folder


with tempfile.TemporaryDirectory() as name:
    root = pathlib.Path(name)
    values = numpy.array([1.0, numpy.nan, -0.0], dtype="f4")
    base = result(root / "base", values)
    same = result(root / "same", values, words="in other words", more=True, table="b,1.5\n", layout=2)
    # The seed, an attribute of a group, a variable, its attribute; a column. Not the version of the layout.
    assert module.compare(base, same) == (2, 5, []), module.compare(base, same)
    flipped = values.copy()
    flipped.view("u4")[0] ^= 1
    for case, other in {
        "a bit": result(root / "bit", flipped),
        "a shape": result(root / "shape", numpy.append(values, values[2])),
        "an attribute": result(root / "attribute", values, seed=2),
        "an attribute of a group": result(root / "inner", values, inner_format=2),
        "a layout without its version": result(root / "unnamed", values, layout=None),
        "a cell": result(root / "cell", values, table="a,1.50001\n"),
        "a row": result(root / "row", values, table="a,1.5\na,1.5\n"),
    }.items():
        assert len(module.compare(base, other)[2]) == 1, f"{case} was not seen"
    for case, other in {  # of the variable and of its attribute
        "a sign of zero": result(root / "zero", numpy.array([1.0, numpy.nan, 0.0], dtype="f4")),
        "a type": result(root / "type", values.astype("f8")),
    }.items():
        assert len(module.compare(base, other)[2]) == 2, f"{case} was not seen"
    assert len(module.compare(same, base)[2]) == 1, "a variable that went was not seen"
    (gone := root / "gone").mkdir()
    assert len(module.compare(base, gone)[2]) == 2, "a file that went was not seen"
    (words := root / "words").mkdir()
    (words / "names.csv").write_text("a,b\n")
    assert module.compare(words, words) == (1, 0, [f"{words}: no number to compare"]), "an empty comparison passed"
    assert module.compare(gone, base)[2], "a folder without results passed"
print("ok")
