"""Faults that once lost work or passed for success: what ends a reading, whose folder it is, memory, lost output."""
import json
import os
import resource
import shutil
import signal
import subprocess
import time
from pathlib import Path

import netCDF4
from salus import PROGRAM, SOURCE, Case, main

SMALL = ("--draws", "8", "--quiet")
BUNDLED = SOURCE / "calibration/fitted/posterior.h5"


def children_of(pid):
    return [int(p) for task in Path(f"/proc/{pid}/task").iterdir() for p in (task / "children").read_text().split()]


def alive(pid):
    return Path(f"/proc/{pid}").exists() and "Z" not in Path(f"/proc/{pid}/stat").read_text().split(")")[1].split()[0]


class Reading(Case):
    """A posterior is read in a child; the projection runs in the program itself."""

    def start_with_posterior(self, folder, draws=400):
        return self.start("compare", "no-programme", "concept-note", "--draws", draws, "--quiet", "-o", folder, "--posterior", BUNDLED)

    def wait_for_shards(self, folder, process, count=2):
        while process.poll() is None and len(list((self.folder / folder).glob("shards/*.salus"))) < count:
            time.sleep(0.005)

    def test_the_projection_has_no_limits_and_no_child(self):
        process = self.start_with_posterior("out")
        self.wait_for_shards("out", process)
        self.assertIsNone(process.poll())
        os.kill(process.pid, signal.SIGSTOP)
        try:
            self.assertEqual(children_of(process.pid), [])
            limits = Path(f"/proc/{process.pid}/limits").read_text().splitlines()
            for name in ("Max cpu time", "Max address space"):
                self.assertIn("unlimited", next(line for line in limits if line.startswith(name)))
        finally:
            os.kill(process.pid, signal.SIGCONT)
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 75, err)
        self.assertIn("--resume", err)

    def test_a_kill_says_nothing_of_damage_and_the_run_goes_on(self):
        process = self.start_with_posterior("out")
        self.wait_for_shards("out", process)
        process.kill()
        process.communicate()
        again = ("compare", "no-programme", "concept-note", "--draws", 400, "-o", "out", "--posterior", BUNDLED)
        self.assertIn("--resume", self.salus(*again, code=5))
        self.assertNotIn("damage", self.salus(*again, "--resume"))

    def test_a_reading_that_is_cut_is_called_by_its_name(self):
        """The limit on processor time comes from outside, as that of a batch system."""
        self.salus("compare", "no-programme", "-o", "out", *SMALL)

        def no_time():
            resource.setrlimit(resource.RLIMIT_CPU, (0, 1))

        process = subprocess.run([PROGRAM, "hash", "out/results.h5"], cwd=self.folder, capture_output=True, text=True, preexec_fn=no_time)
        self.assertIn(process.returncode, (6, -signal.SIGXCPU, -signal.SIGKILL), process.stderr)
        self.assertNotIn("damage", process.stderr)

    def test_merge_does_not_parse_a_damaged_posterior(self):
        shutil.copy(BUNDLED, self.folder / "mine.h5")
        self.salus("compare", "no-programme", "-o", "part", *SMALL, "--posterior", "mine.h5", "--shard", "0/2")
        bad = bytearray((self.folder / "mine.h5").read_bytes())
        for i in range(600, 3000, 7):
            bad[i] ^= 255
        (self.folder / "mine.h5").write_bytes(bad)
        self.assertIn("have changed", self.salus("merge", "part", "-o", "joined", code=7))
        self.assertFalse((self.folder / "joined").exists())


class Stopping(Case):
    """Whoever asks for a stop, and whatever is under way: exit code 75 within seconds, and what is kept is said."""

    def stopped(self, process, number):
        process.send_signal(number)
        asked = time.monotonic()
        out, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 75, err)
        self.assertLess(time.monotonic() - asked, 5.0)
        return out + err

    def wait_for(self, there, process):
        while process.poll() is None and not there():
            time.sleep(0.002)
        self.assertIsNone(process.poll())

    def test_a_closed_terminal_is_a_stop(self):
        process = self.start("compare", "no-programme", "concept-note", "--draws", 2000, "--quiet", "-o", "out")
        self.wait_for(lambda: len(list(self.folder.glob("out/shards/*.salus"))) >= 1, process)
        process.send_signal(signal.SIGHUP)  # shells send it again
        self.assertIn("--resume", self.stopped(process, signal.SIGHUP))

    def test_nohup_is_respected(self):
        process = subprocess.Popen([PROGRAM, "sbc", "--replicates", "10000", "--quiet"], cwd=self.folder, stderr=subprocess.PIPE, text=True,
                                   preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
        self.wait_for((self.folder / "salus-sbc/manifest.json").exists, process)
        process.send_signal(signal.SIGHUP)
        time.sleep(0.3)
        self.assertIsNone(process.poll())
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)

    def events(self):
        rows = [f"Here,theft,{2015 + i % 3}-{1 + i % 12:02}-{1 + i * 7 % 28:02} 12:00,{20 + i * 37 % 997 / 25000:.5f},{10 + i * 71 % 997 / 25000:.5f}\n" for i in range(400)]
        (self.folder / "events.csv").write_text("city,crime_type,datetime,lon,lat\n" + "".join(rows))
        return ("patterns", "--events", "events.csv", "--permutations", "1000000", "--quiet")

    def test_lack_of_memory_is_answered_with_what_the_command_has(self):
        """Every block of the permutations fails, each with an exception of its own."""
        process = subprocess.run([PROGRAM, *self.events(), "--threads", "1"], cwd=self.folder, capture_output=True, text=True,
                                 preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (80 << 20, 80 << 20)))
        self.assertEqual(process.returncode, 6, process.stderr)
        self.assertIn("fewer --permutations", process.stderr)

    def test_permutations_are_stopped_and_nothing_is_written(self):
        process = self.start(*self.events(), "-o", "out")
        self.wait_for((self.folder / "out/lock").exists, process)
        time.sleep(0.5)
        self.assertIn("nothing was written", self.stopped(process, signal.SIGTERM))
        self.assertFalse((self.folder / "out").exists())

    def test_a_check_that_kept_nothing_leaves_nothing(self):
        process = self.start("sbc", "--full", "--quiet", "-o", "out")
        self.wait_for((self.folder / "out/shards").exists, process)
        self.assertIn("nothing is kept", self.stopped(process, signal.SIGINT))
        self.assertFalse((self.folder / "out").exists())


class Posteriors(Case):
    """What a projection starts from is what calibrate wrote."""

    def refused(self, change):
        path = self.folder / "mine.h5"
        shutil.copy(BUNDLED, path)
        change(path)
        said = self.salus("run", "no-programme", "-o", "out", *SMALL, "--posterior", "mine.h5", code=7)
        self.assertFalse((self.folder / "out").exists())
        return said

    def test_an_edited_posterior_is_refused(self):
        def triple(path):
            with netCDF4.Dataset(path, "a") as file:
                file["posterior/start_level"][:] += 1.0986

        def trust(path):
            with netCDF4.Dataset(path, "a") as file:
                file.setncattr("failed_check", "other")

        def refit(path):
            with netCDF4.Dataset(path, "a") as file:
                file.setncattr("fitted_to", file.getncattr("fitted_to").replace("homicide.csv", "my_figures.csv"))

        for change in (triple, trust, refit):
            self.assertIn("changed after it was written", self.refused(change), change.__name__)

    def test_one_bit_anywhere_in_values_kept_without_a_checksum_is_seen(self):
        for place, (name, byte) in enumerate((("drift", 0), ("jump_rate", 1), ("region_level", 2))):
            with netCDF4.Dataset(BUNDLED) as file:
                values = file[f"posterior/{name}"][:].filled().astype("<f4").tobytes()

            def flip(path):
                bytes_ = bytearray(path.read_bytes())
                at = bytes_.index(values[:64]) + 40 + byte
                bytes_[at] ^= 1 << place
                path.write_bytes(bytes_)

            self.assertIn("changed after it was written", self.refused(flip), name)

    def test_the_page_names_the_posterior(self):
        shutil.copy(BUNDLED, self.folder / "mine.h5")
        run = ("run", "no-programme", "--draws", "8", "-o", "out")
        self.assertNotIn("other data", self.salus(*run, "--posterior", "mine.h5"))
        self.assertIn("posterior mine.h5, in place of the bundled one", (self.folder / "out/report.html").read_text())
        self.assertIn("posterior mine.h5", self.salus(*run, code=5))
        self.salus(*run, "--replace")
        self.assertNotIn("in place of the bundled one", (self.folder / "out/report.html").read_text())


class Folders(Case):
    """One rule for every command: its own folder or an empty one; nothing of others is replaced or removed."""

    def writers(self):
        rows = [f"{city},{1 + m % 28:02d}" for city in ("A",) for m in range(60)]
        (self.folder / "events.csv").write_text("city,crime_type,datetime,lon,lat\n" + "".join(
            f"A,robbery,2020-{1 + i % 12:02d}-{1 + i % 28:02d} 12:00,{10 + 0.001 * (i % 9)},{50 + 0.001 * (i % 7)}\n" for i, _ in enumerate(rows)))
        (self.folder / "rates.csv").write_text("iso3,year,indicator,value,unit,source_id\n" + "".join(
            f"{iso3},{year},homicide_rate,{2 + year % 3},per_100k,made_up\n" for iso3 in ("AFG", "ALB") for year in range(1998, 2015)))
        return {
            "report.html": ("compare", "no-programme", *SMALL),
            "city.html": ("city", "ITA:Lecco", "--years", "1", "--effects", "none", "--quiet"),
            "patterns.html": ("patterns", "--events", self.folder / "events.csv", "--permutations", "19", "--quiet"),
            "summary.csv": ("backtest", "--data", self.folder / "rates.csv", "--origins", "2008", "--horizon", "2", "--sweeps", "80", "--quiet"),
            "sbc.json": ("sbc", "--replicates", "1", "--quiet"),
        }

    def test_files_of_others_are_never_replaced(self):
        for name, words in self.writers().items():
            with self.subTest(name):
                folder = self.folder / f"theirs-{name}"
                folder.mkdir()
                (folder / name).write_text("mine")
                self.assertIn(name, self.salus(*words, "-o", folder, code=5))
                self.assertEqual((folder / name).read_text(), "mine")
                self.assertEqual(list(folder.iterdir()), [folder / name])

    def test_a_folder_serves_one_kind_and_one_process(self):
        writers = self.writers()
        self.salus(*writers["patterns.html"], "-o", "out")
        self.assertIn("pattern study", self.salus(*writers["city.html"], "-o", "out", code=5))
        before = {p.name: p.read_bytes() for p in (self.folder / "out").iterdir()}
        self.assertEqual(sorted(before), [".salus", "patterns.csv", "patterns.html"])
        self.salus(*writers["patterns.html"], "-o", "out")
        self.assertEqual(before["patterns.csv"], (self.folder / "out/patterns.csv").read_bytes())
        (self.folder / "out/thesis.txt").write_text("mine")  # a note beside our files stays
        self.salus(*writers["patterns.html"], "-o", "out")
        self.assertEqual((self.folder / "out/thesis.txt").read_text(), "mine")
        process = self.start("city", "ITA:Lecco", "--years", "3", "--effects", "none", "-o", "busy")
        while process.poll() is None and not (self.folder / "busy/lock").exists():
            time.sleep(0.005)
        self.assertIn("in use", self.salus(*writers["city.html"], "-o", "busy", code=5))
        process.communicate()
        self.assertEqual(process.returncode, 0)

    def test_nothing_of_an_earlier_city_stands_beside_a_later_one(self):
        city = ("city", "--years", "1", "--effect-years", "1", "--quiet", "-o", "d")
        self.salus(*city, "ESP:Valladolid", "--effects", "I01", "--csv")
        self.assertTrue((self.folder / "d/surface.csv").exists())
        left = "city.h5.salus-tmp.0.1.0"  # of a process that died
        (self.folder / "d" / left).write_text("half")
        self.assertIn("city: ESP:Valladolid there, ITA:Lecco here", self.salus(*city, "ITA:Lecco", "--effects", "none", code=5))
        self.salus(*city, "ITA:Lecco", "--effects", "none", "--replace")
        self.assertEqual(sorted(p.name for p in (self.folder / "d").iterdir()), [".salus", "city.h5", "city.html", "neighbourhoods.csv"])

    def test_files_without_a_record_are_of_others_whatever_lies_beside_them(self):
        self.salus("compare", "no-programme", "-o", "out", *SMALL)
        for kept in (["summary.json"], ["summary.json", "results.h5"], ["summary.json", "results.h5", "report.html"]):
            theirs = self.folder / "theirs"
            shutil.rmtree(theirs, ignore_errors=True)
            theirs.mkdir()
            for name in kept:
                shutil.copy(self.folder / "out" / name, theirs)
            for name in ("budget.csv", "agents.csv"):
                (theirs / name).write_text("mine")
            before = {p.name: p.read_bytes() for p in theirs.iterdir()}
            self.assertIn("no record", self.salus("compare", "no-programme", "-o", "theirs", *SMALL, code=5))
            if "report.html" in kept:
                self.assertIn("report.html", self.salus("report", "theirs", code=5))
            self.assertEqual({p.name: p.read_bytes() for p in theirs.iterdir()}, before)

    def test_a_report_beside_files_of_others(self):
        self.salus("compare", "no-programme", "-o", "out", *SMALL)
        (self.folder / "copy").mkdir()
        shutil.copy(self.folder / "out/results.h5", self.folder / "copy")
        (self.folder / "copy/thesis.txt").write_text("mine")
        self.salus("report", "copy")
        self.salus("report", "copy")
        self.assertEqual((self.folder / "copy/report.html").read_bytes(), (self.folder / "out/report.html").read_bytes())
        (self.folder / "copy/.salus").unlink()
        self.assertIn("would be replaced", self.salus("report", "copy", code=5))

    def test_a_posterior_and_its_page_take_no_place_of_others(self):
        self.writers()
        fit = ("calibrate", "--data", "rates.csv", "--sweeps", "480", "--draws", "4", "--quiet")
        for name in ("fit.html", "fit.parts"):
            self.assertIn("another ending", self.salus(*fit, "-o", name, code=2))
        (self.folder / "report.html").write_text("mine")
        self.assertIn("report.html", self.salus(*fit, "-o", "report.h5", code=5))
        (self.folder / "results.h5").write_bytes(b"\x89HDF\r\n\x1a\n of others")
        self.assertIn("results.h5", self.salus(*fit, "-o", "results.h5", code=5))
        self.assertIn("File name too long", self.salus(*fit, "-o", "n" * 230 + ".h5", code=5))
        self.assertEqual(sorted(p.name for p in self.folder.iterdir()), ["events.csv", "rates.csv", "report.html", "results.h5"])


class Surroundings(Case):
    def test_lost_output_is_no_success(self):
        self.salus("compare", "no-programme", "-o", "out", *SMALL)
        for words in (("hash", "out/results.h5"), ("validate", "concept-note"), ("info", "--parameters"), ("compare", "no-programme", "-o", "out", "--draws", "8")):
            with open("/dev/full", "w") as full:
                process = subprocess.run([PROGRAM, *words], cwd=self.folder, stdout=full, stderr=subprocess.PIPE, text=True)
            self.assertEqual(process.returncode, 5, words)
            self.assertIn("standard output", process.stderr)

    def test_closed_descriptors_do_no_harm(self):
        command = f"{PROGRAM} compare no-programme -o out --draws 8 <&- >&- 2>&-"
        self.assertEqual(subprocess.run(["bash", "-c", command], cwd=self.folder).returncode, 0)
        self.assertEqual(len(self.hash_of("out")), 64)

    def test_little_memory_ends_with_its_own_code(self):
        self.salus("compare", "no-programme", "concept-note", "-o", "out", "--shard", "0/2", *SMALL)
        codes = set()
        for mebibytes in (60, 110, 160, 220, 300, 400):
            def little(bytes_=mebibytes << 20):
                resource.setrlimit(resource.RLIMIT_AS, (bytes_, bytes_))

            process = subprocess.run([PROGRAM, "compare", "no-programme", "concept-note", "-o", "out", "--resume", *SMALL], cwd=self.folder,
                                     capture_output=True, text=True, preexec_fn=little)
            self.assertIn(process.returncode, (0, 6), process.stderr)
            codes.add(process.returncode)
            self.assertFalse((self.folder / "out/quarantine").exists())
        self.assertIn(6, codes)

    def test_a_file_that_may_not_grow_is_an_error_of_writing(self):
        def small():
            resource.setrlimit(resource.RLIMIT_FSIZE, (100 << 10, 100 << 10))

        process = subprocess.run([PROGRAM, "compare", "no-programme", "-o", "out", *SMALL], cwd=self.folder, capture_output=True, text=True, preexec_fn=small)
        self.assertEqual(process.returncode, 5, process.stderr)
        self.assertIn("too large", process.stderr)

    def test_a_large_file_of_another_kind_is_not_read(self):
        with open(self.folder / "sparse.h5", "wb") as file:
            file.truncate(10 << 30)
        begun = time.monotonic()
        self.salus("hash", "sparse.h5", code=7)
        self.assertLess(time.monotonic() - begun, 5.0)


main()
