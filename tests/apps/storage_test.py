"""Stopping, dying, sharding, merging and damage: the result is the same, or the program says what is wrong."""
import json
import os
import random
import shutil
import signal
import time

from salus import Case, main

WHAT = ("compare", "no-programme", "concept-note", "--draws", "200")
random.seed(3)


class Storage(Case):
    def setUp(self):
        super().setUp()
        self.salus(*WHAT, "-o", "whole", "--quiet")
        self.whole = self.hash_of("whole")

    def wait_for_shards(self, folder, count, process):
        while process.poll() is None:
            shards = self.folder / folder / "shards"
            if shards.exists() and len(list(shards.glob("*.salus"))) >= count:
                return
            time.sleep(0.002)

    def test_killed_runs_go_on(self):
        kills = 0
        for attempt in range(40):
            process = self.start(*WHAT, "-o", "killed", "--quiet", *(["--resume"] if attempt else []))
            self.wait_for_shards("killed", 3 + 6 * attempt, process)
            process.kill()
            process.communicate()
            if process.returncode == 0:
                break
            kills += process.returncode == -signal.SIGKILL
        else:
            self.fail("never finished")
        self.assertGreaterEqual(kills, 2)
        self.assertEqual(self.hash_of("killed"), self.whole)
        self.assertFalse((self.folder / "killed/shards").exists())

    def test_an_interrupted_run_says_what_is_kept_and_goes_on(self):
        process = self.start(*WHAT, "-o", "stopped")
        self.wait_for_shards("stopped", 2, process)
        process.send_signal(signal.SIGINT)
        asked = time.monotonic()
        _, err = process.communicate()
        self.assertEqual(process.returncode, 75, err)
        self.assertLess(time.monotonic() - asked, 5.0)
        self.assertIn("--resume", err)
        self.assertIn("finished countries of this very run", self.salus(*WHAT, "-o", "stopped", code=5))
        self.salus(*WHAT, "-o", "stopped", "--resume", "--quiet")
        self.assertEqual(self.hash_of("stopped"), self.whole)

    def test_shards_merge_to_the_whole(self):
        self.salus(*WHAT, "-o", "a", "--shard", "0/2", "--quiet")
        self.assertIn("--resume", self.salus(*WHAT, "-o", "a", "--shard", "1/2", code=5))
        self.assertIn("no folder holds", self.salus("merge", "a", "-o", "joined", code=7))
        self.salus(*WHAT, "-o", "b", "--shard", "1/2", "--quiet")
        self.salus("merge", "b", "a", "-o", "joined", "--quiet")
        self.assertEqual(self.hash_of("joined"), self.whole)
        self.salus("compare", "no-programme", "concept-note", "--draws", "201", "-o", "c", "--shard", "1/2", "--quiet")
        self.assertIn("different runs", self.salus("merge", "a", "c", "-o", "x", code=7))

    def test_damaged_shards_are_set_aside_and_computed_again(self):
        self.salus(*WHAT, "-o", "a", "--shard", "0/1", "--quiet")  # one shard of one: finished, nothing left to resume
        self.salus(*WHAT, "-o", "b", "--shard", "0/2", "--quiet")
        shards = sorted((self.folder / "b/shards").glob("*.salus"))
        for path in shards[:4]:
            data = bytearray(path.read_bytes())
            data[random.randrange(len(data))] ^= 1 << random.randrange(8)
            path.write_bytes(data)
        said = self.salus(*WHAT, "-o", "b", "--shard", "0/2", "--resume")
        self.assertEqual(len(list((self.folder / "b/quarantine").iterdir())), 4)
        self.assertIn("quarantine", said)
        shards[0].write_bytes(b"short")
        self.assertIn("shorter", self.salus("merge", "b", "-o", "x", code=7))

    def test_two_runs_never_share_a_folder(self):
        first = self.start(*WHAT, "-o", "busy", "--quiet")
        self.wait_for_shards("busy", 1, first)
        os.kill(first.pid, signal.SIGSTOP)
        try:
            self.assertIn("in use", self.salus(*WHAT, "-o", "busy", "--resume", code=5))
        finally:
            os.kill(first.pid, signal.SIGCONT)
        first.communicate()
        self.assertEqual(first.returncode, 0)

    def test_damaged_results_are_never_reported(self):
        good = (self.folder / "whole/results.h5").read_bytes()
        page = (self.folder / "whole/report.html").read_bytes()
        codes = {0: 0, 7: 0}
        for attempt in range(60):
            bad = bytearray(good[: random.randrange(len(good))] if attempt % 5 == 0 else good)
            for _ in range(4):
                # Structure lies mostly at the front; the figures behind it.
                bad[random.randrange(min(len(bad), 60000) if attempt % 2 else len(bad))] = random.randrange(256)
            shutil.rmtree(self.folder / "bad", ignore_errors=True)
            (self.folder / "bad").mkdir()
            (self.folder / "bad/results.h5").write_bytes(bad)
            shutil.copy(self.folder / "whole/summary.json", self.folder / "bad")
            process = self.start("report", "bad")
            _, err = process.communicate(timeout=300)
            self.assertIn(process.returncode, codes, err)
            codes[process.returncode] += 1
            if process.returncode == 0:  # the damage was where nothing is kept: same content, or in /provenance
                self.assertEqual(json.loads((self.folder / "bad/report.json").read_text())["headline"], json.loads((self.folder / "whole/report.json").read_text())["headline"])
            else:
                self.assertFalse((self.folder / "bad/report.html").exists())
        self.assertGreater(codes[7], 30, codes)
        self.assertTrue(page)


main()
