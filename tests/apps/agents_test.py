"""Cities as agents inside scenarios, and response surfaces, as users meet them."""
import csv
import json

from salus import Case, main

PLAN = """format: 1
name: agents
title: Hot spots and therapy in El Salvador and Rwanda
story: A test.
sources: [own assumption]
view: as-of-note
start_year: 2020
enrolment: named
budget:
  total: 4000000.00 USD
  support_cost: 13 %
  local:
    total: 4000000.00 USD
    lines:
      - intervention: I03
        places: [SLV, RWA]
        total: 2000000.00 USD
        phasing: even
      - intervention: I13
        places: [SLV, RWA]
        total: 2000000.00 USD
        phasing: even
"""
AUTO = PLAN + """fidelity:
  auto: all
  draws: 6 draws
  budget: 250000000 person-months
"""
FEW = ("--draws", "16", "--quiet")


class Agents(Case):
    def plan(self, name, text):
        (self.folder / name).write_text(text)
        return name

    def test_report_table_and_file_state_the_measured_difference(self):
        said = self.salus("run", self.plan("auto.yaml", AUTO), "-o", "out", "--draws", "16")
        self.assertRegex(said, r"In the first 6 of 16 runs .*, \d+ of \d+ reached cities \(\d+ different ones?\) were run as agents")
        self.assertIn("With the panel alone the middle", said)
        out = self.folder / "out"
        page = (out / "report.html").read_text()
        for text in ("Cities run as agents", "agents over panel", "person-months", "With the panel alone"):
            self.assertIn(text, page)
        self.assertTrue((out / "agents.csv").read_bytes().startswith(b"\xef\xbb\xbf"))  # though its cities are plain ASCII
        rows = list(csv.DictReader((out / "agents.csv").read_text(encoding="utf-8-sig").splitlines()))
        self.assertGreater(len(rows), 0)
        self.assertLess(sum(float(row["person_months"]) for row in rows), 2.5e8)
        self.assertEqual([row["country"] for row in rows], sorted(row["country"] for row in rows))
        one = json.loads((out / "report.json").read_text())["agents"][0]
        self.assertEqual(one["runs"] + one["could_not_run"], len(rows))
        import xarray
        data = xarray.open_dataset(out / "results.h5", group="agents", engine="netcdf4")
        self.assertEqual(data["averted_by_agents"].shape, (len(rows), 7))
        pages = {name: (out / name).read_bytes() for name in ("report.html", "report.json")}
        self.salus("report", "out")
        for name, before in pages.items():
            self.assertEqual((out / name).read_bytes(), before)

    def test_one_result_for_threads_and_shards_and_the_baseline_is_the_panels(self):
        auto = self.plan("auto.yaml", AUTO)
        self.salus("compare", "no-programme", auto, "-o", "one", "--threads", "1", *FEW)
        self.salus("compare", "no-programme", auto, "-o", "two", "--threads", "3", *FEW)
        self.assertEqual(self.hash_of("one"), self.hash_of("two"))
        for part in ("0", "1"):
            self.salus("compare", "no-programme", auto, "-o", "part" + part, "--shard", part + "/2", *FEW)
        self.salus("merge", "part0", "part1", "-o", "joined", "--quiet")
        self.assertEqual(self.hash_of("one"), self.hash_of("joined"))
        self.salus("compare", "no-programme", self.plan("panel.yaml", PLAN), "-o", "panel", *FEW)
        of = lambda folder: json.loads((self.folder / folder / "summary.json").read_text())["scenarios"]
        self.assertEqual(of("one")[0], of("panel")[0])
        self.assertNotEqual(of("one")[1], of("panel")[1])
        self.assertFalse((self.folder / "panel/agents.csv").exists())

    def test_ctrl_c_while_agents_run_and_resume(self):
        import signal
        import time
        text = AUTO.replace("250000000", "800000000")
        plan = self.plan("auto.yaml", text)
        process = self.start("compare", "no-programme", plan, "-o", "out", *FEW)
        time.sleep(2)
        process.send_signal(signal.SIGINT)
        begun = time.time()
        _, said = process.communicate(timeout=120)
        self.assertLess(time.time() - begun, 20)
        self.assertEqual(process.returncode, 75, said)
        self.salus("compare", "no-programme", plan, "-o", "out", "--resume", *FEW)
        self.salus("compare", "no-programme", plan, "-o", "whole", *FEW)
        self.assertEqual(self.hash_of("out"), self.hash_of("whole"))

    def test_a_city_writes_a_surface_that_projections_take(self):
        self.salus("city", "Armenia", "--years", "1", "--effect-years", "1", "--effects", "I03,I13", "-o", "city", "--quiet")
        plan = self.plan("panel.yaml", PLAN)
        self.salus("run", plan, "-o", "prior", *FEW)
        self.salus("run", plan, "-o", "measured", "--surface", "city/surface.csv", *FEW)
        self.assertNotEqual(self.hash_of("prior"), self.hash_of("measured"))
        page = (self.folder / "measured/report.html").read_text()
        self.assertIn("Lorenz shares of agents in Armenia", page)
        self.assertIn("surface surface.csv", page)
        self.assertNotIn("Lorenz shares of agents in", (self.folder / "prior/report.html").read_text())
        text = (self.folder / "city/surface.csv").read_text()
        (self.folder / "later.csv").write_text(text.replace("\n2,", "\n1,", 1))
        said = self.salus("run", plan, "-o", "x", "--surface", "later.csv", *FEW, code=3)
        self.assertIn("later.csv:2:1: format", said)
        self.assertIn("nothing was run", said)


main()
