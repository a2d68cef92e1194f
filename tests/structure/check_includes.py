#!/usr/bin/env python3
"""Fails on an include that is not in the table of allowed directions, and on what no room may do.

The table is the house: apps -> scenarios, calibration, output -> model; inside model the order of its folders.
"""
import pathlib
import re
import sys

ROOMS = {
    "model": {"model"},
    "scenarios": {"scenarios", "model"},
    "calibration": {"calibration", "model"},
    "output": {"output", "model"},
    "apps": {"apps", "scenarios", "calibration", "output", "model"},
}
# Folders of model, ground floor first. A folder may use itself and what stands before it. country and programme meet through
# plain inputs: programme reads countries' inputs and fills the kernel's plain data.
FLOORS = ["core", "random", "parameters", "country", "panel", "city", "programme", "coupling", "observation", "run"]
NO_THIRD_PARTY = {"model"}
COMMAND_LINE = "apps/common/command_line.cpp"
HDF5_CALL = re.compile(r"\bH5[A-Z]{1,2}[a-z]\w*\(|#include <hdf5(_hl)?\.h>")
KERNELS = re.compile(r"model/country/kernel_(scalar|sse2|avx2|avx512)\.cpp|model/city/sweep_(scalar|sse2|avx2|avx512)\.cpp|\.inc$")


def third_party(line):
    found = re.match(r'#include\s+[<"]((?:boost|Eigen|yaml-cpp|nlohmann|CLI|fmt|hdf5|H5|openssl|Random123|gtest|oneapi|tbb)[^>"]*)', line)
    return found.group(1) if found else None


def check(root):
    faults = []
    for room, allowed in ROOMS.items():
        for path in sorted((root / room).rglob("*")):
            if path.suffix not in {".hpp", ".cpp", ".inc", ".h"}:
                continue
            name = path.relative_to(root).as_posix()
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                where = f"{name}:{number}"
                outside = third_party(line)
                if HDF5_CALL.search(line) and not name.startswith("output/hdf5_"):
                    faults.append(f"{where}: the HDF5 library is called outside output/hdf5_*")
                if outside and outside.startswith("CLI") and name != COMMAND_LINE:
                    faults.append(f"{where}: the parser of the command line is included outside {COMMAND_LINE}")
                if outside and room in NO_THIRD_PARTY and name != "model/core/executor_tbb.cpp":
                    faults.append(f"{where}: {room} includes {outside}")
                found = re.match(r'#include\s+"([^"]+)"', line)
                if not found:
                    continue
                target = found.group(1)
                target_room = target.split("/")[0]
                if target_room in {"tests", "bench"} or (target_room in ROOMS and target_room not in allowed):
                    faults.append(f"{where}: {room} includes {target}")
                if name.startswith("apps/session/") and target_room == "apps" and not target.startswith("apps/session/"):
                    faults.append(f"{where}: the library includes the program: {target}")
                if room == "model" and target_room == "model" and "/" in target[6:]:
                    here, there = name.split("/")[1], target.split("/")[1]
                    if here in FLOORS and there in FLOORS and FLOORS.index(there) > FLOORS.index(here):
                        faults.append(f"{where}: model/{here} includes {target}")
                if KERNELS.search(name) and not re.search(r"immintrin|(kernel|sweep)_abi\.hpp|\.inc$", target):
                    faults.append(f"{where}: a kernel file includes {target}: shared inline code would leak between instruction sets")
    return faults


if __name__ == "__main__":
    found = check(pathlib.Path(sys.argv[1]))
    print("\n".join(found) or "all includes go the allowed way")
    sys.exit(1 if found else 0)
