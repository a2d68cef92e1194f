"""The command `patterns`: what it says of good files and bad ones, what it leaves, and its exit code."""
import csv
import gzip
import io
import re

from salus import Case, main

HEAD = "city,crime_type,datetime,lon,lat\n"
FAST = ("--permutations", "19", "--quiet")


def events(city="Here", kind="theft", n=200, date="{y}-{m:02}-{d:02} {h:02}:{s:02}"):
    """Events scattered by a recurrence (full period modulo 997) over four kilometres and three years."""
    rows, state = [], 1
    for _ in range(n):
        numbers = []
        for _ in range(6):
            state = (state * 7 + 13) % 997
            numbers.append(state)
        when = date.format(y=2015 + numbers[0] % 3, m=1 + numbers[1] % 12, d=1 + numbers[2] % 28, h=numbers[3] % 24, s=numbers[3] % 60)
        rows.append(f"{city},{kind},{when},{20 + numbers[4] / 25000:.5f},{10 + numbers[5] / 25000:.5f}\n")
    return "".join(rows)


class Patterns(Case):
    def file(self, text, name="events.csv"):
        (self.folder / name).write_text(text, encoding="utf-8")
        return name

    def table(self):
        return list(csv.DictReader(io.StringIO((self.folder / "out/patterns.csv").read_text(encoding="utf-8-sig"))))

    def test_a_good_file_gives_a_table_and_a_page(self):
        name = self.file(HEAD + events("Somewhere", "robbery") + events("Here", "theft") + events("Here", "burglary", date="{y}-{m:02}") + events("Here", "arson", n=29))
        said = self.salus("patterns", "--events", name, "-o", "out", "--permutations", "19")
        places = [said.index(text) for text in ("Here, arson", "Here, burglary", "Here, theft", "Somewhere, robbery")]
        self.assertEqual(places, sorted(places))
        for text in ("fewer than 30 events", "the file tells months only", "near repeats (125 m, 14 days)", "written: patterns.csv, patterns.html"):
            self.assertIn(text, said)
        rows = self.table()
        self.assertEqual(list(rows[0]), ["city", "crime_type", "statistic", "value", "low", "high", "null", "p", "note"])
        found = {(row["city"], row["crime_type"], row["statistic"]): row for row in rows}
        self.assertEqual(len(found), len(rows))
        self.assertEqual(found["Here", "theft", "events"]["value"], "200")
        self.assertLess(float(found["Here", "theft", "weekend_share"]["low"]), 2 / 7)
        self.assertIn("months only", found["Here", "burglary", "near_repeat"]["note"])
        self.assertEqual(found["Here", "burglary", "near_repeat"]["value"], "")
        page = (self.folder / "out/patterns.html").read_text(encoding="utf-8")
        self.assertNotIn("<script", page)
        for text in ("Somewhere, robbery", "<polyline", "same place (1 m)", "SHA-256"):
            self.assertIn(text, page)

    def test_the_result_depends_on_the_seed_and_not_on_threads(self):
        name = self.file(HEAD + events())
        tables = {}
        for key, words in {"one": ("--threads", "1"), "three": ("--threads", "3"), "seed": ("--seed", "2"), "cell": ("--cell", "200")}.items():
            self.salus("patterns", "--events", name, "-o", "out", "--replace", *FAST, *words)
            tables[key] = self.table()
        self.assertEqual(tables["one"], tables["three"])
        self.assertNotEqual(tables["one"], tables["seed"])
        self.assertNotEqual(tables["one"], tables["cell"])

    def test_packed_files_other_columns_and_names_that_html_would_read(self):
        text = "note," + HEAD + "".join("x," + line for line in events("A & <b>B</b>").splitlines(keepends=True))
        (self.folder / "events.csv.gz").write_bytes(gzip.compress(text[:3000].encode()) + gzip.compress(text[3000:].encode()))
        said = self.salus("patterns", "--events", "events.csv.gz", "-o", "out", "--permutations", "19")
        self.assertIn("columns left out: note", said)
        self.assertIn("A &amp; &lt;b&gt;B&lt;/b&gt;", (self.folder / "out/patterns.html").read_text())
        packed = (self.folder / "events.csv.gz").read_bytes()
        (self.folder / "cut.csv.gz").write_bytes(packed[:-20])
        self.assertIn("damaged or cut short", self.salus("patterns", "--events", "cut.csv.gz", code=3))
        (self.folder / "bomb.csv.gz").write_bytes(gzip.compress(bytes(300 << 20), 1))
        self.assertIn("at most 256 MiB", self.salus("patterns", "--events", "bomb.csv.gz", code=3))

    def test_doubled_rows_are_kept_and_told(self):
        one = events(n=60)
        self.assertIn("60 rows equal another", self.salus("patterns", "--events", self.file(HEAD + one + one), *FAST))

    def test_bad_files_are_refused_with_place_and_fix(self):
        for text, expected in (("", "the file is empty"), (HEAD, "no rows"), (HEAD.replace(",", ";"), "not separated by commas"), (HEAD.replace("lat", "y"), "a column 'lat'"),
                               (HEAD + "Here,theft,04/23/2019,20,10\n", ":2:12: datetime: this is no date and time"), (HEAD + "Here,theft,2019-04-23,0,0\n", ":2:23: lon: the place is 0, 0"),
                               (HEAD + "Here,theft,2019-04-23,10,-120\n", "look swapped"), (HEAD + "Here,theft,2019-04-23,20,10\n" * 3 + "Here,theft,2019-04-23,24,10\n", "span 438 km")):
            said = self.salus("patterns", "--events", self.file(text), "-o", "out", code=3)
            self.assertIn(expected, said)
            self.assertIn("fix: ", said)
        said = self.salus("patterns", "--events", self.file(HEAD + "Here,theft,yesterday,20,10\nHere,,2019-04-23,x,10\n"), code=3)
        self.assertEqual(len(re.findall(r"events\.csv:\d+:\d+: ", said)), 3)
        self.assertIn("3 errors", said)
        self.assertFalse((self.folder / "out").exists())

    def test_usage_and_other_errors(self):
        name = self.file(HEAD + events(n=40))
        self.assertIn("--events", self.salus("patterns", code=2))
        for words in (("--cell", "1"), ("--cell", "wide"), ("--permutations", "0")):
            self.assertTrue(self.salus("patterns", "--events", name, *words, code=2).strip(), words)
        self.assertIn("as a folder", self.salus("patterns", "--events", name, "-o", name, code=5))
        self.assertIn("none.csv", self.salus("patterns", "--events", "none.csv", code=5))
        self.file(HEAD + "Here,theft,2019-04-23,20,10\nHere,theft,2019-04-23,21.5,11.5\n")
        self.assertIn("--cell", self.salus("patterns", "--events", name, "--cell", "10", code=6))


main()
