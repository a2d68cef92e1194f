"""Every command, right and wrong: what it says, what it leaves, and its exit code."""
import json
import re
import shutil

import netCDF4
import numpy as np
from salus import SOURCE, Case, main

SMALL = ("--draws", "16", "--quiet")


class Commands(Case):
    def test_demo_leaves_its_files_and_says_what_follows(self):
        said = self.salus("demo", "--draws", "50")
        out = self.folder / "salus-out"
        self.assertEqual(sorted(p.name for p in out.iterdir()), [".salus", "budget.csv", "cities.csv", "indicators.csv", "lines.csv", "omissions.csv", "pairs.csv", "quantiles.csv", "report.html", "report.json", "results.h5", "summary.json", "worth.csv"])
        for text in ("No programme", "Concept note", "plans have equal money", "life years (DALYs)", "nine of ten runs", "would have fallen", "report.html"):
            self.assertIn(text, said)
        summary = json.loads((out / "summary.json").read_text())
        self.assertEqual(summary["content_hash"], self.hash_of("salus-out"))
        self.assertEqual(summary["failed_draws"], 0)
        marked = {name for name in ("cities.csv", "lines.csv", "quantiles.csv", "indicators.csv") if (out / name).read_bytes().startswith(b"\xef\xbb\xbf")}
        self.assertEqual(marked, {"cities.csv", "lines.csv"})  # which has letters that Excel shows wrong without
        self.salus("demo", "--draws", "50", "--quiet")  # over a finished result: again, and the same
        self.assertEqual(summary["content_hash"], self.hash_of("salus-out"))

    def test_finished_results_give_way_to_the_same_run_only(self):
        asked = ("compare", "no-programme", "concept-note", "--quiet", "-o", "out")
        run = (*asked, "--draws", "4")
        self.salus(*run)
        before = self.hash_of("out")
        self.assertIn("draws: 4 there, 3 here", self.salus(*asked, "--draws", "3", code=5))
        for other, said in ((("--seed", "9"), "seed: 1 there, 9 here"), (("--without", "trust"), "trust here"),
                            (("--posterior", "none"), "none here"), (("all-local",), "all-local.yaml here"), (("--resume", "--seed", "9"), "seed: 1 there")):
            refused = self.salus(*run, *other, code=5)
            self.assertIn(said, refused)
            self.assertIn("--replace", refused)
        self.assertEqual(self.hash_of("out"), before)
        self.salus(*run)
        self.assertEqual(self.hash_of("out"), before)
        self.salus(*run, "--seed", "9", "--replace")
        self.assertNotEqual(self.hash_of("out"), before)
        (self.folder / "mine.yaml").write_text((SOURCE / "scenarios/bundled/concept-note.yaml").read_text())
        own = ("compare", "no-programme", "mine.yaml", "--draws", "4", "--quiet", "-o", "own")
        self.salus(*own)
        (self.folder / "mine.yaml").write_text((SOURCE / "scenarios/bundled/concept-note.yaml").read_text().replace("support_cost: 13 %", "support_cost: 12 %"))
        self.assertIn("text of mine.yaml", self.salus(*own, code=5))

    def test_finished_results_of_other_tables_are_another_result(self):
        """By content, whatever the folder they lie in; each kind of table, and bundled scenarios."""
        data = self.folder / "data"
        for part in ("calibration/data", "calibration/fitted", "scenarios/evidence", "scenarios/bundled"):
            shutil.copytree(SOURCE / part, data / part)
        run = ("compare", "no-programme", "concept-note", "--draws", "4", "--quiet", "-o", "out")
        with_own = {"env": {"SALUS_DATA": str(data)}}
        self.salus(*run)
        before = self.hash_of("out")
        self.salus(*run, **with_own)  # the same tables elsewhere
        tables = ("calibration/data/cities.csv", "scenarios/evidence/interventions.csv", "calibration/fitted/backtest.csv")
        for name in tables:
            head, *rows = (data / name).read_text(encoding="utf-8").splitlines(keepends=True)
            (data / name).write_text(head + "".join(rows[1:] + rows[:1]), encoding="utf-8")
            refused = self.salus(*run, **with_own, code=5)
            self.assertIn("table " + name, refused)
            self.assertIn("--replace", refused)
            shutil.copy(SOURCE / name, data / name)
        note = data / "scenarios/bundled/concept-note.yaml"
        note.write_text(note.read_text().replace("support_cost: 13 %", "support_cost: 12 %"))
        self.assertIn("text of concept-note.yaml", self.salus(*run, **with_own, code=5))
        self.assertEqual(self.hash_of("out"), before)
        self.salus(*run)

    def test_no_file_of_the_folder_is_taken_for_a_bundled_scenario(self):
        other = (SOURCE / "scenarios/bundled/all-local.yaml").read_text()
        (self.folder / "no-programme").write_text(other)
        (self.folder / "my-plan").write_text(other)
        said = self.salus("compare", "no-programme", "concept-note", "--draws", "4", "-o", "out")
        self.assertIn("the file of that name in this folder is ./no-programme", said)
        self.salus("compare", "no-programme", "concept-note", "--draws", "4", "-o", "alone", "--quiet")
        self.assertEqual(self.hash_of("out"), self.hash_of("alone"))
        self.assertIn("./my-plan: good", self.salus("validate", "./my-plan"))
        self.assertIn("write ./my-plan", self.salus("validate", "my-plan", code=3))
        self.assertIn("did you mean 'concept-note'?", self.salus("compare", "no-programme", "conceptnote", "-o", "x", code=3))
        self.assertIn("all-global, all-local", self.salus("compare", "nothing-like-it", "-o", "x", code=3))
        self.assertFalse((self.folder / "x").exists())

    def test_quiet_says_nothing(self):
        self.assertEqual(self.salus("compare", "no-programme", "all-local", "-o", "out", *SMALL), "")

    def test_run_adds_its_own_baseline(self):
        self.salus("run", "all-local", "-o", "out", *SMALL)
        self.assertEqual([s["id"] for s in json.loads((self.folder / "out/summary.json").read_text())["scenarios"]], ["no-programme", "all-local"])

    def test_report_is_written_again_with_the_same_bytes(self):
        self.salus("run", "all-local", "-o", "out", *SMALL)
        pages = {name: (self.folder / "out" / name).read_bytes() for name in ("report.html", "report.json")}
        for name in pages:
            (self.folder / "out" / name).unlink()
        self.salus("report", "out")
        for name, bytes_before in pages.items():
            self.assertEqual((self.folder / "out" / name).read_bytes(), bytes_before, name)

    def own(self, name):
        """A user's own plan: the concept note under another name."""
        text = (SOURCE / "scenarios/bundled/concept-note.yaml").read_text().replace("name: concept-note", f"name: {name}").replace("title: Concept note (25/25)", f"title: Plan {name}")
        (self.folder / f"{name}.yaml").write_text(text)
        return f"{name}.yaml"

    def about(self, folder):
        return json.loads((self.folder / folder / "report.json").read_text())["shown_scenario"]

    def test_the_page_is_about_the_users_plan(self):
        said = self.salus("compare", "no-programme", "concept-note", self.own("mine"), "-o", "out", "--draws", "40")
        self.assertTrue(said.startswith("Plan mine: over "), said[:200])
        self.assertIn("compared on the same random numbers", said)
        self.assertIn("averts the same as", said)  # the same plan twice
        self.assertEqual((self.about("out"), json.loads((self.folder / "out/summary.json").read_text())["about"]), ("mine", "mine"))
        before = self.hash_of("out")
        self.salus("report", "out", "--about", "concept-note")
        self.assertEqual(self.about("out"), "concept-note")
        self.salus("report", "out")
        self.assertEqual((self.about("out"), self.hash_of("out")), ("mine", before))
        self.assertEqual(self.salus("report", "out", "--quiet"), "")
        again = ("compare", "no-programme", "concept-note", "mine.yaml", "-o", "out", "--draws", "40", "--quiet")
        self.assertIn("about: mine there, concept-note here", self.salus(*again, "--about", "concept-note", code=5))
        self.assertEqual((self.about("out"), self.hash_of("out")), ("mine", before))
        self.salus(*again, "--about", "mine")  # which it is anyway
        self.assertEqual(self.hash_of("out"), before)
        self.assertIn("there are: concept-note, mine", self.salus("report", "out", "--about", "yours", code=2))
        self.assertIn("the others are compared; there are: concept-note, mine\n", self.salus("report", "out", "--about", "no-programme", code=2))

    def test_about_chooses_and_is_checked_before_anything_is_computed(self):
        self.salus("compare", "no-programme", "concept-note", "all-local", "-o", "out", "--about", "all-local", *SMALL)
        self.assertEqual(self.about("out"), "all-local")
        self.salus("compare", "no-programme", "all-local", "concept-note", "-o", "note", *SMALL)
        self.assertEqual(self.about("note"), "concept-note")
        self.assertIn("there are: all-local", self.salus("compare", "no-programme", "all-local", "-o", "none", "--about", "concept-note", *SMALL, code=2))
        self.assertFalse((self.folder / "none").exists())
        self.salus("run", self.own("mine"), "-o", "run", *SMALL)
        self.assertEqual(self.about("run"), "mine")

    def test_one_scenario_lacks_a_baseline(self):
        said = self.salus("compare", "concept-note", "-o", "out", "--draws", "40")
        self.assertTrue(said.startswith("Only 'Concept note (25/25)' was run"), said[:200])
        self.assertIn("salus compare no-programme", said)
        self.assertNotIn("nine of ten", said)

    def test_what_is_left_out_is_what_a_run_without_it_says(self):
        def averted(folder):
            with netCDF4.Dataset(self.folder / folder / "results.h5") as f:
                return np.asarray(f["indicators"][list(f["indicator"][:]).index("dalys_averted"), 1])
        run = ("run", "concept-note", "--draws", "16")
        said = self.salus(*run, "-o", "out")
        self.assertIn("What matters for this difference", said)
        off = [word for loop in ("exposure", "trust", "sanction", "prison") for word in ("--without", loop)]
        without = self.salus(*run, "-o", "loops", *off)
        self.assertIn("all feedback loops are off as it is", without)
        self.assertIn("there is no posterior to leave out", self.salus(*run, "-o", "prior", "--posterior", "none"))
        with netCDF4.Dataset(self.folder / "out/results.h5") as f:
            for name, folder in (("as_it_is", "out"), ("without_loops", "loops"), ("without_posterior", "prior")):
                np.testing.assert_array_equal(f["omissions"][name][:], averted(folder), name)
        rows = [line.split(",") for line in (self.folder / "out/omissions.csv").read_text().splitlines()]
        self.assertEqual([row[:3] for row in rows[1:]], [["concept-note", "loops", "16"], ["concept-note", "posterior", "16"]])
        self.assertEqual(float(rows[1][4]), round(float(np.median(averted("loops"))), 3))
        self.assertEqual((self.folder / "prior/omissions.csv").read_text().splitlines()[2].split(",")[4:], ["", "", "", "not_there"])

    def test_few_draws_have_no_interval(self):
        said = self.salus("compare", "no-programme", "concept-note", "-o", "out", "--draws", "29")
        self.assertIn("29 are too few draws for an interval", said)
        self.assertNotIn("nine of ten", said)
        self.assertIn("too few draws", (self.folder / "out/indicators.csv").read_text())
        self.assertEqual(json.loads((self.folder / "out/summary.json").read_text())["intervals"], "too few draws")
        self.assertIn("too few draws", (self.folder / "out/report.html").read_text())

    def test_pairs_of_equal_money_only(self):
        self.salus("compare", "no-programme", "concept-note", "all-local", "portfolio-gender", "-o", "out", "--draws", "40", "--quiet")
        rows = [line.split(",") for line in (self.folder / "out/pairs.csv").read_text().splitlines()[1:]]
        self.assertEqual({row[2] for row in rows if row[:2] == ["concept-note", "portfolio-gender"]}, {"rivals"})
        self.assertEqual([row[2:4] for row in rows if row[:2] == ["concept-note", "all-local"]], [["not rivals: the same local plan with other money", ""]])
        self.assertEqual([row[2:4] for row in rows if row[:2] == ["no-programme", "concept-note"]], [["not rivals: other money", ""]])

    def test_loops_matter_and_are_named(self):
        self.salus("compare", "no-programme", "-o", "all", *SMALL)
        self.salus("compare", "no-programme", "-o", "some", "--without", "trust,prison", *SMALL)
        self.assertNotEqual(self.hash_of("all"), self.hash_of("some"))
        self.assertIn("trust, prison", (self.folder / "some/report.html").read_text())
        self.assertIn("did you mean 'trust'", self.salus("compare", "no-programme", "-o", "x", "--without", "trast", code=2))

    def test_usage_errors(self):
        for words in ([], ["fly"], ["compare"], ["demo", "--draws", "0"], ["demo", "--draws", "many"], ["demo", "--shard", "2/2"], ["demo", "--grain", "12"], ["demo", "--shard", "x"], ["compare", "no-programme"]):
            said = self.salus(*words, code=2)
            self.assertTrue(said.strip(), words)
        for seed in ("-1", "1.5", "18446744073709551616", "99999999999999999999999"):
            self.assertIn("18446744073709551615", self.salus("backtest", "--seed", seed, code=2))
        self.assertIn("did you mean 'compare'?", self.salus("compar", "no-programme", code=2))
        self.assertIn("did you mean 'retaliation'?", self.salus("city", "ITA:Lecco", "--set", "retalation=0.3", "-o", "x", code=2))
        self.assertIn("UTF-8", self.salus("validate", b"bad\xff.yaml", code=2))
        self.assertIn("scalar", self.salus("demo", "-o", "x", code=2, env={"SALUS_ISA": "mmx"}))
        self.assertIn("demo", self.salus("--help"))
        self.assertIn("a multiple of 8 (default 200)", re.sub(r"\s+", " ", self.salus("compare", "--help")))

    def test_validate_tells_everything_in_one_pass(self):
        self.assertEqual(self.salus("validate", *sorted((SOURCE / "scenarios/bundled").glob("*.yaml"))).count(": good\n"), 12)
        wrong = SOURCE / "tests/scenarios/malformed/090_many_faults_at_once.yaml"
        said = self.salus("validate", wrong, SOURCE / "tests/scenarios/malformed/012_title_missing.yaml", code=3)
        self.assertEqual(len(re.findall(r"\.yaml:\d+:\d+: ", said)), 8)
        self.assertIn("8 errors", self.salus("compare", wrong, SOURCE / "tests/scenarios/malformed/012_title_missing.yaml", "-o", "out", code=3))
        self.assertFalse((self.folder / "out").exists())

    def test_validate_cautions_as_the_run_does(self):
        for start in (2024, 2026):
            text = (SOURCE / "scenarios/bundled/all-local.yaml").read_text().replace("as-of-note", "now").replace("start_year: 2020", f"start_year: {start}")
            (self.folder / f"from-{start}.yaml").write_text(text)
        first, second = self.salus("validate", "from-2024.yaml", "from-2026.yaml").splitlines()
        self.assertEqual(second, "from-2026.yaml: good")
        self.assertTrue(first.startswith("from-2024.yaml: good. Caution, "), first)
        with netCDF4.Dataset(SOURCE / "calibration/fitted/posterior.h5") as f:
            reached = [f"{int(year)} to {int(year) + 10} in the view {view}" for view, year in (("as-of-note", f.start_year_as_of_note), ("now", f.start_year_now))]
        for said in (*reached, "--posterior"):
            self.assertIn(said, first)
        self.assertIn(first.removeprefix("from-2024.yaml: good. "), self.salus("run", "from-2024.yaml", "-o", "out", "--draws", "16"))

    def test_validate_tells_which_lines_are_too_small(self):
        few = (SOURCE / "scenarios/bundled/concept-note.yaml").read_text()
        spread = re.sub(r"    lines_a_city: few.*\n", "", few)
        self.assertNotEqual(few, spread)
        (self.folder / "spread.yaml").write_text(spread)
        said = self.salus("validate", "spread.yaml").splitlines()
        self.assertEqual(said[0], "spread.yaml: good")
        lines = {line.split()[1]: line for line in said[1:]}
        self.assertIn("I19", lines)
        self.assertRegex(lines["I19"], r"in the middle a city gets [\d,]+ USD of 2019 a year where [\d,]+ are the smallest useful size; in \d+ % of")
        self.assertIn("say `lines_a_city: few` or `cities: few`", lines["I19"])
        self.assertEqual(self.salus("validate", "concept-note"), "concept-note.yaml: good\n")

    def test_scenarios_that_cannot_be_compared(self):
        now = (SOURCE / "scenarios/bundled/all-local.yaml").read_text().replace("as-of-note", "now").replace("start_year: 2020", "start_year: 2028")
        (self.folder / "now.yaml").write_text(now)
        self.assertIn("cannot be compared", self.salus("compare", "no-programme", "now.yaml", "-o", "out", code=3))
        said = self.salus("compare", "all-local", "all-local", "-o", "out", code=3)
        self.assertIn("same name: all-local.yaml; found 'all-local'", said)
        (self.folder / "mine.yaml").write_text((SOURCE / "scenarios/bundled/concept-note.yaml").read_text().replace("name: concept-note", "name: mine"))
        said = self.salus("compare", "no-programme", "concept-note", "mine.yaml", "-o", "out", code=3)
        self.assertIn("mine.yaml: title: another scenario of this comparison has the same title: concept-note.yaml; found 'Concept note (25/25)'", said)
        self.assertIn("1 error", said)
        self.salus("run", "now.yaml", "-o", "out", *SMALL)
        page = (self.folder / "out/report.html").read_text()
        self.assertIn("2028-2037", page)
        self.assertIn("rolled forward from 2026", page)

    def test_input_output_errors(self):
        self.assertIn("none.yaml", self.salus("compare", "none.yaml", "-o", "out", code=5))
        self.assertIn("results.h5", self.salus("report", "nowhere", code=5))
        (self.folder / "taken").write_text("a file")
        self.salus("compare", "no-programme", "-o", "taken", *SMALL, code=5)
        (self.folder / "mine").mkdir()
        (self.folder / "mine/thesis.txt").write_text("x")
        self.assertIn("thesis.txt", self.salus("compare", "no-programme", "-o", "mine", *SMALL, code=5))

    def test_more_memory_than_there_is(self):
        self.assertIn("--draws", self.salus("demo", "--draws", "1000000", "-o", "out", code=6))

    def test_info_lists_data_and_parameters(self):
        said = self.salus("info")
        for text in ("result version 5", "calibration/data/homicide.csv", "sources"):
            self.assertIn(text, said)

    def test_the_tables_of_parameters_in_the_readme_are_the_programs(self):
        tables = self.salus("info", "--parameters").strip()
        readme = (SOURCE / "model/parameters/README.md").read_text()
        self.assertEqual(tables, readme.split("<!-- parameters -->")[1].split("<!-- /parameters -->")[0].strip(),
                         "put the output of `salus info --parameters` between the marks")

    def rows_of_parameters(self):
        """Name -> cells by column, of the table of the country layer."""
        lines = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in self.salus("info", "--parameters").split("\n\n")[0].splitlines()]
        return {line[0].strip("`"): dict(zip(lines[0], line)) for line in lines[2:]}

    def test_the_page_and_info_show_the_prior_that_acts(self):
        self.salus("run", "all-local", "-o", "out", *SMALL)
        self.salus("run", "all-local", "-o", "first-estimates", "--posterior", "none", *SMALL)
        def from_what(value):  # without what was drawn, which hangs on the other parameters too
            return re.sub(r"; the draws: (5 % \S+, 50 % \S+, 95 % [^;:]+|[^;:]* in every draw)(?=[;:])", "", value)

        page = {a["name"]: from_what(a["value"]) for a in json.loads((self.folder / "out/report.json").read_text())["assumptions"] if a["group"] == "parameter"}
        priors = {a["name"]: from_what(a["value"]) for a in json.loads((self.folder / "first-estimates/report.json").read_text())["assumptions"] if a["group"] == "parameter"}
        rows = self.rows_of_parameters()
        self.assertEqual(sorted(page), sorted(rows))
        calibrated = 0
        for name, row in rows.items():
            self.assertTrue(row["unit"] and row["source"], name)
            self.assertTrue(priors[name].startswith(row["prior"]), name)
            self.assertEqual(page[name] == priors[name], row["acts"] == "prior", name)
            if row["acts"] == "prior":
                continue
            calibrated += 1
            shown = re.search(r"as-of-note ([^;]*)", row["acts"]).group(1).split(", ")
            found = re.match(r"posterior, 5 % (\S+), 50 % (\S+), 95 % ([^\s;:]+)", page[name])
            self.assertEqual(list(found.groups()) if found else [re.match(r"constant, (\S+?)(?: \S+)?: the fitted law", page[name]).group(1)], shown, name)
            self.assertIn(row["prior"], page[name])
        self.assertEqual(calibrated, 20)


main()
