#!/usr/bin/env python3
"""The include check must pass on the tree and fail on planted faults."""
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from check_includes import check

root = pathlib.Path(sys.argv[1])
faults = check(root)
assert not faults, "\n".join(faults)
for place, line in [
    ("model/core/x.hpp", '#include "output/hdf5.hpp"'),
    ("model/core/x.hpp", '#include "model/run/results.hpp"'),
    ("model/run/x.cpp", "#include <Eigen/Dense>"),
    ("output/x.cpp", '#include "calibration/tables.hpp"'),
    ("output/x.cpp", "const auto id = H5Fopen(name, 0, 0);"),
    ("apps/x.cpp", "#include <hdf5.h>"),
    ("apps/x.cpp", '#include "tests/model/sample_world.hpp"'),
    ("apps/x/x.cpp", "#include <CLI/CLI.hpp>"),
    ("apps/session/x.cpp", '#include "apps/common/console.hpp"'),
    ("model/country/kernel_avx2.cpp", '#include "model/core/elementary.hpp"'),
]:
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / place
        path.parent.mkdir(parents=True)
        path.write_text(line + "\n")
        assert check(pathlib.Path(folder)), f"not caught: {place}: {line}"
print("ok")
