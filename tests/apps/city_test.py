"""A city of agents as its users meet it: files, page, pattern test, own events, wrong input."""
import csv
import hashlib
import re

from salus import SOURCE, Case, main

SMALL = ("Armenia", "--years", "2", "--effect-years", "1", "--quiet")  # one of the smallest cities of the table


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


class City(Case):
    def city(self, out, *words, **more):
        return self.salus("city", *SMALL, "-o", out, *words, **more)

    def test_files_and_page(self):
        said = self.city("out", "--effects", "I03,I13,I19,I07,I11", "--csv", "--persons")
        out = self.folder / "out"
        self.assertEqual(sorted(p.name for p in out.iterdir()), [".salus", "city.h5", "city.html", "effects.csv", "events.csv", "neighbourhoods.csv", "surface.csv"])
        self.assertIn("geography: synthetic", said)
        page = (out / "city.html").read_text()
        for text in ("Geography synthetic", "What measures do here", "homicide", "I13", "How this was made"):
            self.assertIn(text, page)
        self.assertNotRegex(page, r"\b(nan|inf)\b")
        # The best targets do more than random ones, for the same dollars.
        averted = {}
        for row in csv.DictReader((out / "effects.csv").open()):
            if row["crime_type"] in ("robbery", "partner_violence", "property", "serious_assault"):
                key = row["intervention"], row["targeting"]
                averted[key] = averted.get(key, 0) + float(row["averted"])
        self.assertGreater(averted["I13", "best"], 3 * max(1.0, averted["I13", "random"]))
        laws = [row for row in csv.DictReader((out / "effects.csv").read_text().splitlines()) if row["intervention"] in ("I07", "I11")]
        self.assertEqual({row["targeting"] for row in laws}, {"all"})
        self.assertEqual({row["usd"] for row in laws}, {""})
        self.assertIn("a law", page)
        rows = list(csv.DictReader((out / "neighbourhoods.csv").open()))
        self.assertEqual({row["year"] for row in rows}, {"2020", "2021"})

    def test_london_has_its_boroughs(self):
        import math
        said = self.salus("city", "GBR:London", "--years", "1", "--effects", "none", "-o", "out", "--quiet")
        self.assertIn("32 districts of the real sizes", said)
        self.assertIn("made up", (self.folder / "out/city.html").read_text())
        recorded = {row["district"]: float(row["violence_per_100k"]) for row in csv.DictReader((SOURCE / "calibration/data/districts.csv").read_text().splitlines())}
        here, people = {}, {}
        with (self.folder / "out/neighbourhoods.csv").open() as file:
            for row in csv.DictReader(file):
                name = row["district"]
                if row["crime_type"] in ("serious_assault", "robbery"):
                    here[name] = here.get(name, 0.0) + float(row["incidents"])
                if row["crime_type"] == "robbery":
                    people[name] = people.get(name, 0.0) + float(row["persons"])
        self.assertEqual(set(here), set(recorded))
        x = [math.log(recorded[name]) for name in sorted(here)]
        y = [math.log(here[name] / people[name]) for name in sorted(here)]
        mx, my = sum(x) / len(x), sum(y) / len(y)
        xy, xx, yy = (sum((a - ma) * (b - mb) for a, b in zip(p, q)) for p, q, ma, mb in ((x, y, mx, my), (x, x, mx, mx), (y, y, my, my)))
        self.assertGreater(xy / math.sqrt(xx * yy), 0.85)
        self.assertAlmostEqual(xy / xx, 1.0, delta=0.2)

    def test_the_file_opens_in_xarray_and_adds_up(self):
        import xarray
        self.city("out", "--effects", "none", "--csv", "--persons")
        data = xarray.open_dataset(self.folder / "out/city.h5", engine="netcdf4", decode_times=False)
        events = data["event_type"].values
        self.assertEqual(int(data["incidents"].sum()), len(events))
        self.assertEqual(int((events == 0).sum()), int(data["incidents"].sel(crime_type="homicide").sum()))
        self.assertEqual(len((self.folder / "out/events.csv").read_text().splitlines()), len(events) + 1)
        later = data["event_before"].values != 0
        self.assertTrue((data["event_cause"].values[later] > 0).all())
        self.assertTrue((data["event_cause"].values[~later] == 0).all())
        self.assertIn("synthetic", data.attrs["geography"])

    def test_the_same_bytes_for_any_threads_and_instruction_set(self):
        self.city("one", "--threads", "1", "--effects", "I03")
        self.city("three", "--threads", "3", "--effects", "I03", env={"SALUS_ISA": "scalar"})
        for name in ("city.h5", "city.html", "effects.csv", "neighbourhoods.csv"):
            self.assertEqual(digest(self.folder / "one" / name), digest(self.folder / "three" / name), name)
        self.city("seed", "--seed", "2", "--effects", "none")
        self.assertNotEqual(digest(self.folder / "one/neighbourhoods.csv"), digest(self.folder / "seed/neighbourhoods.csv"))

    def test_its_events_are_read_as_anybodys(self):
        self.city("out", "--effects", "none", "--csv")
        said = self.salus("patterns", "--events", self.folder / "out/events.csv", "--permutations", "19", "--quiet")
        self.assertIn("Armenia, homicide", said)
        self.assertIn("Armenia, robbery", said)

    def test_parameters_can_be_set(self):
        self.city("plain", "--effects", "none")
        self.city("set", "--effects", "none", "--set", "retaliation=0")
        self.assertNotEqual(digest(self.folder / "plain/city.h5"), digest(self.folder / "set/city.h5"))
        self.assertIn("retaliation=0", (self.folder / "set/city.html").read_text())

    def test_the_pattern_test_prints_every_fact_and_every_failure(self):
        said = self.salus("patterns", "Armenia", "--quiet")
        facts = re.findall(r"^([SC]\d\d\w?) ", said, re.M)
        self.assertEqual(len(facts), len(set(facts)))
        self.assertGreater(len(facts), 35)
        self.assertRegex(said, r"Emergent kinds, a kind counted once: \d+ with a fact in range, \d+ with every fact in range")
        for line in said.splitlines():
            if " FAILS " in line:
                self.assertRegex(line, r"\d+ %")

    def test_wrong_input(self):
        for words, text in (((), "-o DIR"), (("-o", "x", "--effects", "I99"), "there are I01"), (("-o", "x", "--set", "retaliaton=1"), "no parameter"), (("-o", "x", "--set", "retaliation=9"), "must lie in"),
                            (("-o", "x", "--set", "retaliation"), "name=value"), (("-o", "x", "--set", "repeat_assault=0.8", "--set", "retaliation=0.5"), "never end")):
            self.assertIn(text, self.salus("city", "Armenia", *words, code=2), words)
        self.assertIn("near it come", self.salus("city", "Medelin", "-o", "x", code=2))
        self.assertIn("Medell", self.salus("city", "Medelin", "-o", "x", code=2))
        self.assertIn("may be one of", self.salus("city", "San", "-o", "x", code=2))
        self.assertIn("either a city or", self.salus("patterns", "Armenia", "--events", "f.csv", code=2))


main()
