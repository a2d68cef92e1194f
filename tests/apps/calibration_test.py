"""Calibrate, back-test, and projections from a posterior: files as their readers open them, the same bytes for any number of threads."""
import csv
import json
import math
import random
import time

import netCDF4
import xarray

from salus import SOURCE, Case, main


def series(path, countries=("AFG", "ALB", "KEN", "ZAF"), years=range(1998, 2018)):
    """Made-up rates that walk."""
    rng = random.Random(4)
    with open(path, "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["iso3", "year", "indicator", "value", "unit", "source_id"])
        for iso3 in countries:
            level = rng.uniform(0.5, 3.0)
            for year in years:
                level += rng.gauss(-0.01, 0.1)
                out.writerow([iso3, year, "homicide_rate", round(math.exp(level), 4), "per_100k", "made_up"])


WORDS = ("calibrate", "--countries", "KEN,ZAF,BRA,CIV", "--sweeps", "480", "--draws", "40")


class Calibration(Case):
    fitted = None

    def fit(self):
        """Leaves one.h5 and one.html, of one thread, made once for all tests; @return what the program said."""
        names = ("one.h5", "one.html")
        if Calibration.fitted is None:
            said = self.salus(*WORDS, "-o", "one.h5", "--threads", "1")
            Calibration.fitted = said, [(self.folder / name).read_bytes() for name in names]
        for name, content in zip(names, Calibration.fitted[1]):
            (self.folder / name).write_bytes(content)
        return Calibration.fitted[0]

    def test_backtest_scores_every_forecaster_on_the_same_pairs(self):
        series(self.folder / "rates.csv")
        words = ("backtest", "--data", "rates.csv", "--origins", "2008,2011", "--horizon", "5", "--sweeps", "80")
        said = self.salus(*words, "-o", "one", "--threads", "1")
        for text in ("salus", "random_walk", "R-hat", "today's edition", "nothing about the effects"):
            self.assertIn(text, said)
        self.salus(*words, "-o", "two", "--threads", "2", "--quiet")
        for name in ("scores.csv", "summary.csv", "countries.csv", "backtest.html"):
            self.assertEqual((self.folder / "one" / name).read_bytes(), (self.folder / "two" / name).read_bytes(), name)
        rows = list(csv.DictReader((self.folder / "one/scores.csv").read_text().splitlines()))
        self.assertEqual(list(rows[0]), "model origin iso3 horizon observed median crps_log crps_rate wis in50 in80 in90 in95 pit".split())
        pairs = {}
        for row in rows:
            pairs.setdefault(row["model"], set()).add((row["origin"], row["iso3"], row["horizon"], row["observed"]))
        self.assertEqual(sorted(pairs), ["ar1", "damped_trend", "persistence", "random_walk", "salus"])
        self.assertEqual(len(pairs["salus"]), 4 * 2 * 5)
        for model in pairs:
            self.assertEqual(pairs[model], pairs["salus"])
        # The walk by its definition, for one forecast one year ahead.
        walk = next(r for r in rows if r["model"] == "random_walk" and r["iso3"] == "KEN" and r["origin"] == "2008" and r["horizon"] == "1")
        known = {r["year"]: r["value"] for r in csv.DictReader((self.folder / "rates.csv").read_text().splitlines()) if r["iso3"] == "KEN"}
        self.assertAlmostEqual(float(walk["median"]), float(known["2008"]), places=4)

    def groups_hold_what_belongs_to_the_posterior(self, posterior, prior):
        def opened(group):
            return xarray.open_dataset(self.folder / "one.h5", group=group, engine="netcdf4")

        observed, predictive, stats = opened("observed_data"), opened("posterior_predictive"), opened("sample_stats")
        self.assertEqual(observed["log_rate"].dims, ("view", "country", "year"))
        self.assertEqual(predictive["log_rate"].dims, ("chain", "draw", "view", "country", "year"))
        self.assertEqual(stats["lp"].dims, ("chain", "draw", "view"))
        self.assertEqual(stats["r_hat"].dims, ("quantity", "view"))
        worst = stats["r_hat"].sel(view="now")
        self.assertIn("level[ZAF]", list(stats["quantity"].values))
        self.assertGreater(float(worst.max()), 1.01)  # so few sweeps
        self.assertLess(float(worst.min()), 1.05)
        self.assertTrue(bool((stats["bulk_ess"].sel(view="now", quantity=["jump_rate", "city_kept[BRA]"]) > 0).all()))
        # Draws of the predictive group are draws of the posterior; the view of the note knows nothing after 2019.
        self.assertTrue(set(predictive["draw"].values) <= set(posterior["draw"].values))
        note = observed["log_rate"].sel(view="as-of-note")
        self.assertTrue(bool(note.sel(year=slice(2020, None)).isnull().all()))
        self.assertGreater(int(observed["log_rate"].sel(view="now", year=slice(2020, None)).notnull().sum()), 2)
        self.assertEqual(int(observed["log_rate"].sel(country="CIV").notnull().sum()), 0)
        self.assertGreater(int(observed["log_rate_modelled"].sel(country="CIV").notnull().sum()), 0)
        # South Africa's published figures lie among those drawn: with a hundred draws nearly all of them within the range.
        drawn, seen = predictive["log_rate"].sel(view="now", country="ZAF"), observed["log_rate"].sel(view="now", country="ZAF")
        inside = ((seen >= drawn.min(("chain", "draw"))) & (seen <= drawn.max(("chain", "draw")))).where(seen.notnull())
        self.assertGreater(float(inside.mean()), 0.8)
        # Places: pooled and of the countries that have series; the prior is wider than what is left of it.
        self.assertEqual(list(posterior["city_country"].values), ["ARG", "BRA", "COL", "MEX"])
        self.assertEqual(posterior["city_spread_of_country"].dims, ("chain", "draw", "view", "city_country"))
        self.assertLess(float(posterior["city_overdispersion"].sel(view="now").std()) * 2, float(prior["city_overdispersion"].std()))
        for name in ("city_effect_sd", "city_persistence", "city_volatility"):
            self.assertTrue(bool((posterior[name] > 0).all()), name)
        page = (self.folder / "one.html").read_text(encoding="utf-8")
        for text in ("Kenya", "A check of the chains failed", "Predictive check", "Learnt", "<svg"):
            self.assertIn(text, page)
        self.assertLess(page.index("id=BRA"), page.index("id=CIV"))

    def test_a_later_start_of_the_note_knows_no_later_figures(self):
        group = {}
        for start in (2020, 2023):
            self.salus("calibrate", "--countries", "BRA,KEN", "--start-note", start, "--sweeps", "480", "--draws", "40", "-o", "late.h5", "--replace", "--quiet")
            with xarray.open_dataset(self.folder / "late.h5", group="posterior", engine="netcdf4") as opened:
                group[start] = opened.sel(view="as-of-note").load()
        for name in ("city_spread_of_country", "city_overdispersion"):
            self.assertTrue(bool((group[2020][name] == group[2023][name]).all()), name)
        # Three years without a figure: the level is less sure.
        self.assertGreater(float(group[2023]["level"].sel(country="BRA").std()), 1.3 * float(group[2020]["level"].sel(country="BRA").std()))

    def test_calibrate_reads_countries_of_ones_own(self):
        series(self.folder / "rates.csv", years=range(2000, 2019))
        with open(self.folder / "rates.csv", "a", encoding="utf-8") as file:
            for year in range(2000, 2019):
                file.write(f"AFG,{year},homicide_count,{40 + year % 7},victims,made_up\nAFG,{year},inequality,{40 + 0.3 * (year - 2000)},index_0_100,made_up\nALB,{year},robbery,3,per_100k,made_up\n")
        said = self.salus("calibrate", "--data", "rates.csv", "--sweeps", "480", "--draws", "40", "-o", "own.h5")
        self.assertIn("not read: robbery", said)
        self.assertIn("countries that are not among the 48 and that no projection can use; their figures are used here: AFG, ALB", said)
        group = xarray.open_dataset(self.folder / "own.h5", group="posterior", engine="netcdf4")
        self.assertEqual(list(group["country"].values), ["AFG", "ALB", "KEN", "ZAF"])
        # Two countries in Africa, two in no region of ours: those two levels are learnt, the others stay near their prior, Normal(1.8, 1.2).
        self.assertEqual(str(group["region"].values[-1]), "other")
        spread = group["region_level"].std(("chain", "draw")).sel(view="now")
        home = spread.argmin("region")
        self.assertLess(float(spread.sel(region="other")), 1.1)
        self.assertGreater(int((spread > 0.9).sum()), 3)
        self.assertNotIn(int(home), [i for i, s in enumerate(spread.values) if s > 1.1])
        self.assertTrue(bool((group["driver_inequality"].std(("chain", "draw")) > 0).all()))
        observed = xarray.open_dataset(self.folder / "own.h5", group="observed_data", engine="netcdf4")
        self.assertAlmostEqual(float(observed["counting_sd"].sel(view="now", country="AFG", year=2010)), (40 + 2010 % 7) ** -0.5, places=5)
        self.assertEqual(float(observed["counting_sd"].sel(view="now", country="ALB", year=2010)), 0.0)
        page = (self.folder / "own.html").read_text(encoding="utf-8")
        self.assertIn("driver_inequality", page)
        self.assertNotIn("driver_alcohol", page)  # no country has it, so it was not fitted
        with netCDF4.Dataset(self.folder / "own.h5") as file:
            self.assertRegex(file.getncattr("fitted_to"), "[0-9a-f]{64}  rates.csv\n$")
            self.assertEqual(file.getncattr("content_hash"), self.salus("hash", "own.h5").strip())
        refused = self.salus("run", "no-programme", "--draws", "16", "-o", "no", "--posterior", "own.h5", "--accept-failed-check")
        self.assertIn("fitted to other figures than those bundled here (in rates.csv)", refused)
        self.assertEqual(json.loads((self.folder / "no/summary.json").read_text())["start"]["other_data"], ["rates.csv"])
        self.assertIn("FIRST ESTIMATES for countries that the posterior lacks", (self.folder / "no/report.html").read_text(encoding="utf-8"))
        self.assertEqual(refused.count("Traceback"), 0)
        series(self.folder / "far.csv", countries=("AFG", "ALB"), years=range(2000, 2019))
        self.salus("calibrate", "--data", "far.csv", "--sweeps", "480", "--draws", "40", "-o", "far.h5", "--quiet")
        self.assertIn("none of the bundled countries", self.salus("run", "no-programme", "--draws", "16", "-o", "no2", "--posterior", "far.h5", "--accept-failed-check", code=2))

    def test_backtest_says_what_is_wrong(self):
        self.assertIn("stands twice", self.salus("backtest", "--origins", "2008,2008", code=2))
        self.assertIn("nothing can be forecast", self.salus("backtest", "--origins", "1950", code=2))
        self.assertIn("did you mean 'exposure'", self.salus("backtest", "--without", "exposre", code=2))
        (self.folder / "bad.csv").write_text("iso3,year,indicator,value,unit,source_id\nKEN,2000,homicide_rate,minus,per_100k,x\n")
        self.assertIn("bad.csv:2", self.salus("backtest", "--data", "bad.csv", code=3))
        for code, remedy in (("XXX", "no ISO 3166-1 alpha-3 code"), ("ZAR", "write COD for"), ("Kenya", "write KEN for Kenya")):
            (self.folder / "bad.csv").write_text(f"iso3,year,indicator,value,unit,source_id\n{code},2000,homicide_rate,3,per_100k,x\n")
            for command in ("backtest", "calibrate"):
                self.assertIn(remedy, self.salus(command, "--data", "bad.csv", code=3))
        self.assertIn("write DEU for Germany", self.salus("calibrate", "--countries", "GER", code=2))
        series(self.folder / "short.csv", years=range(2000, 2004))
        self.assertIn("seven years", self.salus("backtest", "--data", "short.csv", "--origins", "2002", "--sweeps", "80", code=2))

    def test_a_posterior_opens_in_xarray_and_projections_start_from_it(self):
        said = self.fit()
        self.assertIn("CHECK FAILED", said)  # so few sweeps cannot pass
        self.salus(*WORDS, "-o", "two.h5", "--threads", "2", "--quiet")
        self.assertEqual((self.folder / "one.h5").read_bytes(), (self.folder / "two.h5").read_bytes())
        self.assertEqual((self.folder / "one.html").read_bytes(), (self.folder / "two.html").read_bytes())
        posterior = xarray.open_dataset(self.folder / "one.h5", group="posterior", engine="netcdf4")
        prior = xarray.open_dataset(self.folder / "one.h5", group="prior", engine="netcdf4")
        self.assertEqual(posterior["level"].dims, ("chain", "draw", "view", "country"))
        self.assertEqual(list(posterior["country"].values), ["BRA", "CIV", "KEN", "ZAF"])
        self.assertEqual(posterior["jump_rate"].dims, ("chain", "draw", "view"))
        self.assertEqual(posterior.sizes["chain"] * posterior.sizes["draw"], 40)
        self.assertEqual(prior["jump_rate"].dims, ("chain", "draw"))
        self.groups_hold_what_belongs_to_the_posterior(posterior, prior)
        # A country with a long series is known far better than one without any.
        spread = posterior["level"].sel(view="now").std(("chain", "draw"))
        self.assertLess(float(spread.sel(country="ZAF")) * 2, float(spread.sel(country="CIV")))
        with netCDF4.Dataset(self.folder / "one.h5") as file:
            self.assertEqual(file.getncattr("file_type"), "salus-posterior")
            sources = set(file.getncattr("sources").split(","))
        for table in ("homicide", "register_quality", "city_series"):  # what it was fitted to is named
            with open(SOURCE / f"calibration/data/{table}.csv", encoding="utf-8") as rows:
                self.assertLessEqual({row["source_id"] for row in csv.DictReader(rows)}, sources)

        run = ("run", "no-programme", "--draws", "16", "--quiet")
        refused = self.salus(*run, "-o", "no", "--posterior", "one.h5", code=2)
        self.assertIn("failed their check", refused)
        self.assertIn("--accept-failed-check", refused)
        self.salus(*run, "-o", "with", "--posterior", "one.h5", "--accept-failed-check")
        self.assertIn("ITS CHECK FAILED", (self.folder / "with/report.html").read_text())
        self.salus(*run, "-o", "without", "--posterior", "none")
        self.salus(*run, "-o", "bundled")
        self.assertIn("first estimates, not calibrated", (self.folder / "without/report.html").read_text())
        self.assertIn("its chains passed their check", (self.folder / "bundled/report.html").read_text())
        self.assertEqual(len({self.hash_of(f) for f in ("with", "without", "bundled")}), 3)

    def test_a_killed_fit_goes_on_to_the_same_bytes(self):
        words = (*WORDS, "--quiet")
        self.fit()
        process = self.start(*words, "-o", "cut.h5")
        parts = self.folder / "cut.parts/shards"
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline and process.poll() is None and not (parts.is_dir() and any(parts.glob("*.salus"))):
            time.sleep(0.02)
        process.kill()
        process.communicate()
        self.assertFalse((self.folder / "cut.h5").exists())
        self.assertIn("--resume", self.salus(*words, "-o", "cut.h5", code=5))
        self.salus(*words, "-o", "cut.h5", "--resume", "--threads", "1")
        self.assertEqual((self.folder / "one.h5").read_bytes(), (self.folder / "cut.h5").read_bytes())
        self.assertFalse(parts.exists())

    def test_a_damaged_posterior_is_refused(self):
        (self.folder / "junk.h5").write_bytes(b"\x89HDF\r\n\x1a\n" + bytes(2000))
        self.salus("run", "no-programme", "--draws", "8", "-o", "out", "--posterior", "junk.h5", code=7)
        self.salus("run", "no-programme", "--draws", "8", "-o", "out", "--posterior", "absent.h5", code=5)


main()
