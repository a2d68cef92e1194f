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
        self.assertIn("finished parts of this very run", self.salus(*WHAT, "-o", "stopped", code=5))
        self.salus(*WHAT, "-o", "stopped", "--resume", "--quiet")
        self.assertEqual(self.hash_of("stopped"), self.whole)

    def test_shards_merge_to_the_whole(self):
        """Half the countries in each block, and of blocks of another grain three parts of countries and draws."""
        self.salus(*WHAT, "-o", "a", "--shard", "0/2", "--quiet")
        self.assertIn("--resume", self.salus(*WHAT, "-o", "a", "--shard", "1/2", code=5))
        self.assertIn("no folder holds", self.salus("merge", "a", "-o", "joined", code=7))
        self.salus(*WHAT, "-o", "b", "--shard", "1/2", "--quiet")
        self.salus("merge", "b", "a", "-o", "joined", "--quiet")
        self.assertEqual(self.hash_of("joined"), self.whole)
        for part in "201":
            self.salus(*WHAT, "-o", "g" + part, "--grain", "72", "--shard", part + "/3", "--quiet")
        self.salus("merge", "g1", "g0", "g2", "-o", "grains", "--quiet")
        for name in ("quantiles.csv", "indicators.csv", "budget.csv", "cities.csv", "summary.json"):
            self.assertEqual((self.folder / "grains" / name).read_bytes(), (self.folder / "whole" / name).read_bytes())
        self.assertEqual(self.hash_of("grains"), self.whole)
        said = self.salus("merge", "a", "g1", "-o", "x", code=7)
        self.assertIn("different runs", said)
        self.assertIn("(grain 72 and 200)", said)  # and nothing else
        said = self.salus(*WHAT, "-o", "a", "--grain", "72", "--shard", "0/2", "--resume", code=5)
        self.assertIn("(there and here: grain 200 and 72); go on with it by --resume --grain 200, or choose", said)
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
        self.salus(*WHAT, "-o", "rest", "--shard", "1/2", "--quiet")
        self.assertIn("shorter", self.salus("merge", "b", "rest", "-o", "x", code=7))

    def test_a_part_that_goes_bad_before_it_is_read_again_can_be_made_again(self):
        process = self.start(*WHAT, "-o", "bad", "--quiet")
        self.wait_for_shards("bad", 2, process)
        process.send_signal(signal.SIGSTOP)
        self.assertIsNone(process.poll(), "the run ended before it could be halted")
        sorted((self.folder / "bad/shards").glob("*.salus"))[0].write_bytes(b"short")
        process.send_signal(signal.SIGCONT)
        _, err = process.communicate(timeout=600)
        self.assertEqual(process.returncode, 7, err)
        self.assertIn("--resume", err)
        self.salus(*WHAT, "-o", "bad", "--resume", "--quiet")
        self.assertEqual(self.hash_of("bad"), self.whole)

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


class Folders(Case):
    """Whose files stand where a command writes: found out before it computes anything."""

    def of_others(self, name, text="mine"):
        folder = self.folder / "theirs"
        folder.mkdir()
        (folder / name).write_text(text)
        return folder

    def test_merge_and_city_look_at_their_folder_first(self):
        folder = self.of_others("thesis.txt")
        # Each has another fault too, which would be found later.
        self.assertIn("thesis.txt", self.salus("merge", "no-such-folder", "-o", folder, code=5))
        self.assertIn("thesis.txt", self.salus("city", "ITA:Lecco", "--effects", "I99", "-o", folder, code=5))
        self.assertEqual([p.name for p in folder.iterdir()], ["thesis.txt"])
        self.assertIn("I99", self.salus("city", "ITA:Lecco", "--effects", "I99", "-o", "new", code=2))
        self.assertFalse((self.folder / "new").exists())

    def test_a_summary_that_is_no_json_is_a_file_of_others(self):
        folder = self.of_others("summary.json", "not { json")
        self.assertIn("summary.json", self.salus("compare", "no-programme", "--draws", "8", "-o", folder, "--quiet", code=5))
        self.assertEqual((folder / "summary.json").read_text(), "not { json")
        self.salus("compare", "no-programme", "--draws", "8", "-o", "out", "--quiet")
        shutil.copy(self.folder / "out/results.h5", folder)
        self.assertIn("summary.json", self.salus("report", folder, code=5))
        self.assertEqual(sorted(p.name for p in folder.iterdir()), ["results.h5", "summary.json"])

    def test_folders_and_links_of_others_under_our_names_stay(self):
        """Ours is what a manifest or a record says; the rest is refused before anything is computed."""
        compare = ("compare", "no-programme", "--draws", "8", "--quiet")
        for words, out in ((compare, "theirs"), (("sbc", "--replicates", "5"), "theirs"), (self.fit_into("theirs.h5")[:-2], "theirs.h5")):
            folder = self.folder / ("theirs.parts" if out.endswith("h5") else "theirs")
            for name in ("shards/chapter1.salus", "quarantine/x", "lock"):
                (folder / name).parent.mkdir(parents=True)
                (folder / name).write_text("" if name == "lock" else "mine")
                self.assertIn(name.split("/")[0], self.salus(*words, "-o", out, code=5))
                self.assertTrue((folder / name).exists(), name)
                shutil.rmtree(folder)
            elsewhere = self.folder / "elsewhere"
            elsewhere.mkdir()
            (elsewhere / "KEN.salus").write_text("mine")
            folder.mkdir()
            (folder / "shards").symlink_to(elsewhere)
            self.assertIn("shards", self.salus(*words, "-o", out, code=5))
            self.assertEqual([(p.name, p.read_text()) for p in elsewhere.iterdir()], [("KEN.salus", "mine")])
            shutil.rmtree(folder)
            shutil.rmtree(elsewhere)

    def test_links_are_not_replaced_by_a_fit(self):
        for name in ("fit.h5", "fit.html", "fit.parts"):
            (self.folder / name).symlink_to("nowhere")
            self.assertIn(name, self.salus(*self.fit_into("fit.h5"), code=5))
            self.assertTrue((self.folder / name).is_symlink())
            (self.folder / name).unlink()

    def test_merge_does_not_write_to_what_it_joins(self):
        self.salus("compare", "no-programme", "--draws", "8", "--quiet", "-o", "part", "--shard", "0/24")
        before = sorted(self.folder.glob("part/**/*"))
        self.assertIn("name another folder", self.salus("merge", "part", "-o", "./part/", code=2))
        self.assertEqual(sorted(self.folder.glob("part/**/*")), before)

    def test_a_place_that_cannot_be_reached_is_named(self):
        """A name that is too long stands for folders that may not be searched, which a test run by root could enter."""
        place = "x" * 300 + "/out"
        fit = self.fit_into("fit.h5")[:-2]
        part = ("compare", "no-programme", "--draws", "8", "--quiet")
        for words in (part, fit, ("merge", "part"), ("city", "ITA:Lecco"), ("sbc", "--replicates", "5"), ("backtest",)):
            said = self.salus(*words, "-o", place, code=5)
            self.assertIn(place, said)
            self.assertIn("name another place", said)

    def fit_into(self, name):
        """The words of a fit of made-up rates."""
        rows = [f"{iso3},{year},homicide_rate,{2 + year % 3},per_100k,made_up\n" for iso3 in ("AFG", "ALB") for year in range(1998, 2015)]
        (self.folder / "rates.csv").write_text("iso3,year,indicator,value,unit,source_id\n" + "".join(rows))
        return ("calibrate", "--data", "rates.csv", "--sweeps", "480", "--draws", "4", "--quiet", "-o", name)

    def halted_in_its_fit(self, *words):
        """A fit that is halted once it has its lock."""
        process = self.start(*words)
        lock = self.folder / "fit.parts/lock"
        while process.poll() is None and not (lock.exists() and lock.read_text()):
            time.sleep(0.001)
        process.send_signal(signal.SIGSTOP)
        self.assertIsNone(process.poll(), "the fit ended before it could be halted")
        return process

    def test_a_fit_looks_again_before_it_replaces(self):
        fit = self.fit_into("fit.h5")
        for name, theirs in (("fit.html", b"<!DOCTYPE html>\n<title>Salus: the calibration</title>"), ("fit.h5", b"mine")):
            process = self.halted_in_its_fit(*fit, *(["--resume"] if name == "fit.h5" else []))
            (self.folder / name).write_bytes(theirs)
            process.send_signal(signal.SIGCONT)
            _, err = process.communicate(timeout=600)
            self.assertEqual(process.returncode, 5, err)
            self.assertIn(name, err)
            self.assertIn("--resume", err)
            self.assertEqual((self.folder / name).read_bytes(), theirs)
            self.assertEqual(sorted(p.name for p in self.folder.iterdir()), sorted([name, "fit.parts", "rates.csv"]))
            (self.folder / name).unlink()
        self.salus(*fit, "--resume")
        self.assertEqual(sorted(p.name for p in self.folder.iterdir()), ["fit.h5", "fit.html", "rates.csv"])

    def test_fits_that_would_share_a_page_exclude_one_another(self):
        first = self.halted_in_its_fit(*self.fit_into("fit.h5"))
        try:
            self.assertIn("in use", self.salus(*self.fit_into("fit.nc"), code=5))
        finally:
            first.send_signal(signal.SIGCONT)
        _, err = first.communicate(timeout=600)
        self.assertEqual(first.returncode, 0, err)
        self.assertIn("fit.html", self.salus(*self.fit_into("fit.nc"), code=5))  # the page of the other

    def test_a_fit_replaces_its_own_files_and_sweeps_its_own_temporary_files_only(self):
        fit = self.fit_into("fit.h5")
        self.salus(*fit)
        before = (self.folder / "fit.h5").read_bytes()
        for words, difference in (("--seed", "2"), "seed: 1 there, 2 here"), (("--start-now", "2027"), "starts: 2020, 2026 there, 2020, 2027 here"):
            said = self.salus(*fit, *words, code=5)
            self.assertIn("'fit.h5' is the posterior of another fit (" + difference + ")", said)
            self.assertIn("--replace", said)
            self.assertFalse((self.folder / "fit.parts").exists())  # refused before anything was fitted
        self.assertEqual((self.folder / "fit.h5").read_bytes(), before)
        theirs = self.folder / "paper.tex.salus-tmp.0.1.0"  # of a program that died, in the same folder
        ours = [self.folder / f"{name}.salus-tmp.0.1.0" for name in ("fit.h5", "fit.html")]
        for path in (theirs, *ours):
            path.write_text("half")
        self.salus(*fit)
        self.assertTrue(theirs.exists())
        self.assertEqual([p for p in ours if p.exists()], [])
        (self.folder / "fit.html").write_text("<!DOCTYPE html>\n<title>Mine</title>")
        self.assertIn("fit.html", self.salus(*fit, code=5))
        self.assertIn("Mine", (self.folder / "fit.html").read_text())


main()
