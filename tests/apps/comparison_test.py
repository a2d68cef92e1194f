"""The comparison of programs (tests/comparison) on a small run: it sees one instruction set that differs, and leaves none out unseen."""
import contextlib
import importlib.util
import io
import unittest

import salus

spec = importlib.util.spec_from_file_location("compare_programs", salus.SOURCE / "tests/comparison/compare_programs.py")
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
RUNS = [["compare", "no-programme", "--draws", "2", "--quiet", "-o", "out"]]
# Lines of a shell script before the program: a machine that lacks some sets (less to run), and another compiler.
LACKS = 'case "$SALUS_ISA" in {}) echo "SALUS_ISA is one which this processor does not have" >&2; exit 2;; esac\n'
TWO_SETS = LACKS.format("avx*")
ANOTHER = '[ "$1" != info ] || { echo "compiler another"; echo "instruction set ${SALUS_ISA:-scalar}"; exit; }\n'


class Comparison(salus.Case):
    def program(self, name, script):
        """The program behind a shell script that changes what it is told."""
        path = self.folder / name
        path.write_text(f'#!/bin/sh\n{script}\nexec "{salus.PROGRAM.resolve()}" "$@"\n')
        path.chmod(0o755)
        return path

    def compare(self, *programs):
        with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()):
            differing = module.compare(salus.PROGRAM, programs, RUNS, self.folder / "comparison")
        return differing, out.getvalue().splitlines()

    def kept(self):
        return sorted(path.name.rsplit("-", 1)[-1] for path in (self.folder / "comparison").iterdir())

    def test_a_program_against_itself(self):
        differing, lines = self.compare(self.program("same", TWO_SETS))
        self.assertEqual(differing, 0, lines)
        self.assertEqual(lines[0], "instruction sets: scalar, sse2; this machine lacks: avx2, avx512")
        self.assertIn("one run that stands for every compiler", lines[1])
        for line, name in zip(lines[2:], ("scalar", "sse2")):
            self.assertRegex(line, rf", {name}: the numbers are the same: [1-9]\d* variables of [1-9]\d* files$")
        self.assertRegex(lines[4], r"^the same in all 2 comparisons, [1-9]\d* variables$")
        self.assertEqual(self.kept(), ["before"])

    def test_one_instruction_set_that_differs(self):
        differing, lines = self.compare(self.program("planted", TWO_SETS + '[ "$1.$SALUS_ISA" != compare.sse2 ] || set -- "$@" --seed 2'))
        self.assertEqual(differing, 1, lines)
        self.assertRegex(lines[2], ", scalar: the numbers are the same: ")
        self.assertRegex(lines[3], "sse2/out/.*: line 2: .*, was ")
        self.assertRegex(lines[-2], r"^and \d+ more, by tests/compare_numbers \S+/before \S+sse2$")
        self.assertEqual(lines[-1], "1 of 2 comparisons differ")
        self.assertEqual(self.kept(), ["before", "sse2"])

    def test_what_would_be_left_out_unseen(self):
        refused = {
            "a program that takes no notice": ([self.program("deaf", "unset SALUS_ISA")], "was to use scalar and uses"),
            "a compiler twice": ([self.program("once", TWO_SETS), self.program("twice", TWO_SETS)], "one compiler"),
            "a set of one program only": ([salus.PROGRAM, self.program("less", LACKS.format("[!s]*|sse2") + ANOTHER)], "another has scalar; this machine has scalar, sse2"),
            "no set at all": ([self.program("none", LACKS.format("?*"))], "no instruction set"),
            "a program that does not run": ([self.program("broken", "exit 5")], "broken info"),
        }
        for case, (programs, message) in refused.items():
            with self.subTest(case), self.assertRaisesRegex(SystemExit, message):
                self.compare(*programs)


if __name__ == "__main__":
    salus.main()
