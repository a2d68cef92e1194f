"""Runs the program and keeps its folders apart."""
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

PROGRAM, SOURCE = Path(sys.argv[1]), Path(sys.argv[2])


class Case(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="salus-test-"))
        self.addCleanup(shutil.rmtree, self.folder)

    def start(self, *words, env=None):
        return subprocess.Popen([PROGRAM, *(w if isinstance(w, bytes) else str(w) for w in words)], cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                text=True, env={**os.environ, **(env or {})})

    def salus(self, *words, code=0, env=None):
        """Standard output and standard error together; checks the exit code."""
        process = self.start(*words, env=env)
        out, err = process.communicate(timeout=600)
        self.assertEqual(process.returncode, code, f"{words}\n{out}\n{err}")
        return out + err

    def hash_of(self, folder):
        return self.salus("hash", self.folder / folder / "results.h5").strip()


def main():
    unittest.main(argv=sys.argv[:1], verbosity=1)
