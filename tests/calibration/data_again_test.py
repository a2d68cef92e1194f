"""Makes the tables anew from the folder named by SALUS_SOURCE_TABLES and compares every byte; skipped (77) where it is not set."""
import filecmp
import os
import subprocess
import sys
import tempfile

source = os.environ.get("SALUS_SOURCE_TABLES")
if not source:
    print("SALUS_SOURCE_TABLES is not set")
    sys.exit(77)
data = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "calibration", "data")
with tempfile.TemporaryDirectory() as out:
    subprocess.run([sys.executable, os.path.join(data, "make_tables.py"), source, out], check=True)
    made = sorted(os.path.relpath(os.path.join(folder, name), out) for folder, _, names in os.walk(out) for name in names)
    different = [name for name in made if not filecmp.cmp(os.path.join(out, name), os.path.join(data, name), shallow=False)]
print(f"{len(made)} files made, {len(different)} differ: {different}")
sys.exit(1 if different or not made else 0)
