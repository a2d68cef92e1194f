"""The evidence by study and the oracle, on few of the bundled studies so that a fit takes seconds."""
import csv
import hashlib
import json
import math
import re
import shutil

from salus import SOURCE, Case, main

FEW = ("--sweeps", "20", "--quiet")



def bundled(name):
    return list(csv.DictReader((SOURCE / "scenarios/evidence" / name).read_text(encoding="utf-8").splitlines()))


class Evidence(Case):
    def data(self, rows=("I01", "I07", "I11", "I21", "I26")):
        """A data folder with these rows' studies alone, and the questions that they answer."""
        data = self.folder / "data"
        for part in ("calibration/data", "scenarios"):
            shutil.copytree(SOURCE / part, data / part)
        evidence = data / "scenarios/evidence"
        kept = self.keep(evidence / "studies.csv", lambda row: row["intervention"] in rows)
        ids = {row["id"] for row in kept}
        self.keep(evidence / "predictions.csv", lambda row: row["intervention"] == "I07" and set((row["from"] + " " + row["to"]).split()) <= ids)
        return {"SALUS_DATA": str(data)}

    def keep(self, path, wanted):
        with open(path, newline="", encoding="utf-8") as file:
            rows = [row for row in csv.DictReader(file) if wanted(row)]
        with open(path, "w", newline="", encoding="utf-8") as file:
            out = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            out.writeheader()
            out.writerows(rows)
        return rows

    def rows(self, *path):
        return list(csv.DictReader(self.folder.joinpath(*path).read_text(encoding="utf-8").splitlines()))

    def own_study(self, **changes):
        with open(SOURCE / "scenarios/evidence/studies.csv", newline="", encoding="utf-8") as file:
            row = next(r for r in csv.DictReader(file) if r["id"] == "I11-CLO93-a")
        row.update({"id": "I11-MINE", "trial": "mine", "team": "mine", "country": "KEN", "city": "Nairobi"} | changes)
        with open(self.folder / "mine.csv", "w", newline="", encoding="utf-8") as file:
            out = csv.DictWriter(file, list(row), lineterminator="\n")
            out.writeheader()
            out.writerow(row)

    def test_evidence_is_the_same_for_any_threads_and_says_what_is_untested(self):
        env = self.data()
        said = self.salus("evidence", "-o", "one", "--threads", "1", *FEW, env=env)
        self.assertIn("untested in numbers", said)
        self.salus("evidence", "-o", "two", "--threads", "2", *FEW, env=env)
        for name in ("evidence.html", "effects.csv", "effects_from.csv", "selection.csv", "studies_used.csv"):
            self.assertEqual((self.folder / "one" / name).read_bytes(), (self.folder / "two" / name).read_bytes(), name)
        page = (self.folder / "one/evidence.html").read_text(encoding="utf-8")
        self.assertIn("Untested in numbers", page)
        self.assertIn("<svg", page)
        self.assertIn("Never tried, as far as these studies go, in ", page)
        used = {row["id"]: row for row in self.rows("one", "studies_used.csv")}
        self.assertAlmostEqual(float(used["I11-CLO93-a"]["log_rr"]), -0.150823, places=5)  # log 0.86
        self.assertEqual(used["I01-TVP-a"]["used"], "no")
        # Every cell of the matrix once, as projections read them.
        effects = [(row["intervention"], row["crime_type"]) for row in self.rows("one", "effects.csv")]
        self.assertEqual(sorted(effects), sorted(
            [(row["intervention"], row["crime_type"]) for row in bundled("matrix.csv")] + [(row["id"], row["crime_type"]) for row in bundled("laws.csv")]))

    def test_bundled_effects_are_those_of_the_bundled_studies(self):
        """scenarios/evidence/effects.csv is what `salus evidence` makes of the studies as they stand; `./salus test --long
        synthesis` makes it again byte by byte."""
        made_from = {row["what"]: row["value"] for row in bundled("effects_from.csv")}
        for name in ("rows.csv", "studies.csv"):
            there = hashlib.sha256((SOURCE / "scenarios/evidence" / name).read_bytes()).hexdigest()
            remake = "make effects.csv anew, see scenarios/evidence/README.md"
            self.assertEqual(there, made_from[f"scenarios/evidence/{name}"], f"{name} changed: {remake}")
        self.assertGreaterEqual(int(made_from["draws"]), 10000)
        self.salus("evidence", "-o", "few", "--sweeps", "200", "--quiet")
        few = self.rows("few", "effects.csv")
        self.assertEqual(self.far_off(few, bundled("effects.csv")), [])
        # A cell that somebody mends by hand is found.
        few[1]["log_rr"] = str(float(few[1]["log_rr"]) + 0.1)
        self.assertEqual(len(self.far_off(few, bundled("effects.csv"))), 1)

    def test_what_routine_keeps_is_the_synthesis_own_and_holds_what_was_published(self):
        """The prior of `scale_up`, as model/parameters/README.md has it (held to the program by a test), has the middle of
        the synthesis and is no narrower; 0.24, 0.38 and 0.48 were published (scenarios/evidence/README.md)."""
        made_from = {row["what"]: row["value"] for row in bundled("effects_from.csv")}
        text = (SOURCE / "model/parameters/README.md").read_text(encoding="utf-8")
        prior = re.search(r"`scale_up` .*?logit-normal\(median ([0-9.]+), logit sd ([0-9.]+)\)", text)
        middle, sd = float(prior[1]), float(prior[2])
        self.assertAlmostEqual(middle, float(made_from["routine keeps"]), delta=0.02)
        low = 1 / (1 + math.exp(1.645 * sd - math.log(middle / (1 - middle))))
        self.assertLess(low, 0.245)
        self.assertLess(low, float(made_from["routine keeps q05"]))

    def far_off(self, few, all_):
        """Cells whose middle or spread is not that of the other table. A middle of 400 draws errs by some 0.01 (sd 0.07, as
        100 independent ones), so that 0.06 is beyond six errors: one false alarm in ten million tables of 100 cells."""
        self.assertEqual([(a["intervention"], a["crime_type"], a["trials"], a["source"]) for a in few],
                         [(b["intervention"], b["crime_type"], b["trials"], b["source"]) for b in all_])
        return [a for a, b in zip(few, all_)
                if abs(float(a["log_rr"]) - float(b["log_rr"])) > 0.06
                or any(abs(float(a[sd]) - float(b[sd])) > 0.06 for sd in ("common_sd", "row_sd", "cell_sd", "between_sd"))]

    def test_one_row_and_a_study_of_ones_own(self):
        env = self.data()
        self.own_study()
        self.salus("evidence", "I11", "--studies", "mine.csv", "-o", "out", *FEW, env=env)
        used = {row["id"] for row in self.rows("out", "studies_used.csv")}
        self.assertIn("I11-MINE", used)
        self.assertFalse(any(not name.startswith("I11") for name in used))
        self.assertIn("I11-MINE", (self.folder / "out/evidence.html").read_text(encoding="utf-8"))
        said = self.salus("evidence", "I011", *FEW, env=env, code=2)
        self.assertIn("I011", said)

    def test_digests_are_scored_apart(self):
        env = self.data()
        head = (
            "study_id,intervention,study,year_start,year_end,country_iso3,city,income_group_then,design,unit,n_treated,n_control,horizon_months,"
            "outcome,crime_type,source_of_outcome,implementer,log_rr,se_log_rr,ci_low_rr,ci_high_rr,conversion,source_url,where_read,verified,pooled_in\n"
        )
        rows = [
            f"I11-NEW-{i},I11,New {i},2015,2016,KEN,,LMIC,quasi_controlled,city,,,12,murders,homicide,police_record,routine,{size},,,,made up,table,yes,\n"
            for i, size in enumerate(("-0.2,0.1", "-0.1,0.2", "0.1,0.15", ","))
        ]
        # A bound is not scored, a null is kept, and what is bundled under another name is not foretold from itself.
        rows += [
            "I11-NEW-b,I11,Bound,2015,2016,KEN,,LMIC,quasi_controlled,city,,,12,murders,homicide,police_record,routine,-0.3,0.153,,,SE_BOUND,made up,table,yes,\n",
            "I11-NEW-n,I11,Null,2015,2016,KEN,,LMIC,quasi_controlled,city,,,12,murders,homicide,police_record,routine,,,,,null,made up,table,yes,\n",
            "I11-NEW-t,I11,Cali once more,1993,1994,COL,Cali,UMIC,quasi_controlled,city,,,12,murders,homicide,police_record,routine,-0.15,0.04,,,,made up,table,yes,\n",
        ]
        (self.folder / "new.csv").write_text(head + "".join(rows), encoding="utf-8")
        said = self.salus("predict-trials", "--studies", "new.csv", "-o", "out", "--sweeps", "20", env=env)
        self.assertIn("own: 4 outcomes of 4 trials by 4 teams", said)
        for text in ("without log_rr, kept as not significant: I11-NEW-n", "left out, since log_rr is empty", "I11-NEW-3",
                     "warning: 'Cali once more' (I11-NEW-t) may be bundled already as 'Villaveces et al 2000 (Cali)'"):
            self.assertIn(text, said)
        teams = {row["id"]: row["team"] for row in self.rows("out", "trials.csv")}
        self.assertEqual(teams["I11-NEW-t"], teams["I11-CLO93-a"])
        own = {row["figure"]: row for row in self.rows("out", "scores.csv") if row["of"] == "own"}
        self.assertLess(float(own["crps_less_random_effects"]["low"]), float(own["crps_less_random_effects"]["high"]))
        self.assertEqual(len([name for name in teams if name.startswith("I11-NEW")]), 4)
        (self.folder / "new.csv").write_text((head + "".join(rows)).replace("-0.1,0.2", "-0.1,0"), encoding="utf-8")
        said = self.salus("predict-trials", "--studies", "new.csv", *FEW, env=env, code=3)
        self.assertIn("new.csv:3:", said)
        self.assertIn("se_log_rr: no study is that sure; found '0'", said)

    def test_malformed_studies_are_refused_with_every_finding(self):
        env = self.data()
        self.own_study(estimate="0", country="Kenya")
        said = self.salus("predict-trials", "--studies", "mine.csv", *FEW, env=env, code=3)
        for text in ("mine.csv:2:", "estimate: a ratio of 0 has no logarithm", "write KEN for Kenya"):
            self.assertIn(text, said)

    def test_oracle_leaves_teams_out_and_asks_questions(self):
        env = self.data()
        self.salus("predict-trials", "-o", "one", "--threads", "1", *FEW, env=env)
        self.salus("predict-trials", "-o", "two", "--threads", "2", *FEW, env=env)
        for name in ("predictions.html", "trials.csv", "questions.csv", "scores.csv", "oracle.json"):
            self.assertEqual((self.folder / "one" / name).read_bytes(), (self.folder / "two" / name).read_bytes(), name)
        trials = self.rows("one", "trials.csv")
        self.assertNotIn("I07-BOG09-a", {row["id"] for row in trials})  # no size
        for row in trials:
            self.assertLess(float(row["salus_q05"]), float(row["salus_q95"]))
            # CRPS of a normal whose mean is right: the error over the root of pi.
            self.assertAlmostEqual(float(row["floor_crps"]), 0.5641896 * float(row["standard_error"]), places=5)
        oracle = json.loads((self.folder / "one/oracle.json").read_text(encoding="utf-8"))
        self.assertEqual(oracle["scores"][0]["outcomes"], len(trials))
        scores = {(row["of"], row["figure"]): row for row in self.rows("one", "scores.csv")}
        mean = sum(float(row["salus_crps"]) for row in trials) / len(trials)
        self.assertAlmostEqual(float(scores["all", "crps"]["value"]), mean, places=4)
        held = sum(float(row["salus_q05"]) <= float(row["observed"]) <= float(row["salus_q95"]) for row in trials) / len(trials)
        self.assertAlmostEqual(float(scores["all", "in90"]["value"]), held, places=5)
        verdicts = [row["verdict"] for row in self.rows("one", "questions.csv")]
        self.assertEqual(verdicts, [question["verdict"] for question in oracle["questions"]])
        sharp, easy = oracle["questions_sharp"], oracle["questions_easy"]
        self.assertEqual(sum(sharp.values()) + sum(easy.values()), sum(verdict != "not_judged" for verdict in verdicts))
        said = [row for row in self.rows("one", "questions.csv") if row["says_little"] == "yes"]
        self.assertEqual(len(said), sum(easy.values()))
        self.assertEqual([f"account {account}" in oracle["made_of"] for account in oracle["accounts"]], [True] * len(oracle["accounts"]))


if __name__ == "__main__":
    main()
