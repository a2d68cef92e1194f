#!/usr/bin/env python3
"""Whether ten-year totals have the middle, spread and tails that are stated: tails.py PROGRAM SOURCE_DIR [--seeds N] [--draws N].

Runs the baseline in both views, and simulates it again from the posterior, the priors, drivers and levels alone: no stocks, no
loops, no ceilings. Refused: a country's homicide of a year above its ceiling; a failed draw; by crime type, in the pooled
ten-year totals, a median more than 3 % off what is implied, a spread of the log more than 10 % off, a 99.9 % point further
above the median than 1.25 times what is implied; a course (total over ten times the first year) whose median is 3 % off.
"""
import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import netCDF4
import numpy as np

YEARS = 10
LARGEST_RATIO = 1.25  # of tails
MEDIAN_OFF = 0.03
SPREAD_OFF = 0.10
CEILING = 138.4e-5  # of homicide, model/country/README.md
# Share of the log of street, household and property noise; whether lethality comes on top (model/core/crime_types.hpp).
NOISE = {"homicide": (1.0, 0.0, 0.0, True), "serious_assault": (1.0, 0.0, 0.0, False), "robbery": (1.0, 0.0, 0.0, False),
         "partner_violence": (0.0, 1.0, 0.0, False), "sexual_violence": (0.5, 0.5, 0.0, False), "property": (0.5, 0.0, 1.0, False),
         "child_maltreatment": (0.0, 1.0, 0.0, False)}
VIEWS = {"as-of-note": 2020, "now": 2026}
FORCED = {2020: 1.0, 2021: 0.5}  # share of the forced year's shock that a year has, gone by the end of the second


def text(values):
    return [str(v) for v in values]


def filled(variable):
    return np.ma.filled(variable[:], np.nan).astype(float)


def run(program, source, folder, view, seed, draws):
    story = (source / "scenarios/bundled/no-programme.yaml").read_text(encoding="utf-8")
    scenario = folder / f"{view}.yaml"
    scenario.write_text(re.sub(r"(?m)^start_year: .*", f"start_year: {VIEWS[view]}", re.sub(r"(?m)^view: .*", f"view: {view}", story)), encoding="utf-8")
    out = folder / f"{view}-{seed}"
    subprocess.run([program, "compare", scenario, "-o", out, "--seed", str(seed), "--draws", str(draws), "--quiet"], check=True,
                   stdout=subprocess.DEVNULL, env={**os.environ, "SALUS_DATA": str(source)})
    return out / "results.h5"


def totals_of(path):
    """By crime type [draws, years]: incidents in all countries. Largest share of homicide's ceiling. Draws that failed."""
    with netCDF4.Dataset(path) as f:
        headlines, years = text(f["headline"][:]), YEARS
        total = text(f["aggregate"][:]).index("total")
        sums = np.moveaxis(filled(f["aggregate_draws"])[total, :, 0, :years, :], 1, 2)
        homicides = filled(f["country_draws"])[:, text(f["series"][:]).index("homicide_incidents"), 0]
        people = filled(f["population"])[:homicides.shape[0], :homicides.shape[1]]
        highest = np.nanmax(homicides / people[:, :, None]) / CEILING
        failed = np.isnan(sums[0, :, 0]).sum()
        return {name: sums[headlines.index(name + "_incidents")] for name in NOISE}, highest, failed


class Law:
    """What is stated: levels and population of a result, a view of the posterior, priors."""

    def __init__(self, results, posterior, view):
        with netCDF4.Dataset(results) as f:
            inputs, parameters = f["inputs"], f["parameters"]
            types = text(f["crime_type"][:])
            of_type = lambda variable: dict(zip(types, np.moveaxis(filled(inputs[variable]), 1, 0)))
            self.median, self.common, self.apart = of_type("level_log_median"), of_type("level_common"), of_type("level_own_sd")
            self.per_homicide = of_type("level_per_homicide")
            self.people = filled(f["population"])[:len(self.median["homicide"]), :YEARS]
            self.drivers = text(f["driver"][:])
            change = filled(inputs["driver_change"])[:, :, :12 * YEARS]
            self.driver_change = change.reshape(*change.shape[:2], YEARS, 12).mean(axis=3)
            self.iso3 = text(f["country"][:])
            self.start_year = VIEWS[view]
            self.region = np.unique(text(inputs["region"][:]), return_inverse=True)[1]
            priors = dict(zip(text(parameters["name"][:]), filled(parameters["prior"])))
            self.priors = {name: priors[name] for name in ("household_volatility", "property_volatility", "lethality_variance_share")}
        with netCDF4.Dataset(posterior) as f:
            group = f["posterior"]
            k = [v.replace("_", "-") for v in text(group["view"][:])].index(view)
            at = [text(group["country"][:]).index(c) for c in self.iso3]
            flat = lambda name: filled(group[name])[:, :, k].reshape(-1, *group[name].shape[3:])
            self.pooled = {name: flat(name) for name in ("jump_rate", "jump_size", "world_variance", "region_variance", "trend_volatility", "drift", "forced_year",
                                                          *("driver_" + d for d in self.drivers))}
            self.own = {name: flat(name)[:, at] for name in ("volatility", "start_level")}

    def simulate(self, random, draws):
        """By crime type [draws]: totals of ten years."""
        n = len(self.iso3)
        which = random.integers(len(self.pooled["drift"]), size=draws)
        p = {name: values[which] for name, values in self.pooled.items()}
        sd = self.own["volatility"][which]
        normal = lambda *shape: random.standard_normal(shape)
        lognormal = lambda name: np.exp(np.log(self.priors[name][0]) + self.priors[name][1] * normal(draws))
        household, own_property = lognormal("household_volatility"), lognormal("property_volatility")
        lethality = np.sqrt(np.clip(lognormal("lethality_variance_share"), 0.0, 0.9))[:, None]
        levels = {"homicide": self.own["start_level"][which] + np.log(1e-5)}
        for name in NOISE:
            if name != "homicide":
                shared_by_all = normal(draws, self.common[name].shape[1]) @ self.common[name].T
                levels[name] = self.median[name] + shared_by_all + self.apart[name] * normal(draws, n) + self.per_homicide[name] * levels["homicide"]
        driven = sum(p["driver_" + d][:, None, None] * self.driver_change[:, k] for k, d in enumerate(self.drivers))
        home_driven = p["driver_alcohol"][:, None, None] * self.driver_change[:, self.drivers.index("alcohol")]
        street, home, things, lethal = (np.zeros((draws, n)) for _ in range(4))
        drift = p["drift"].copy()
        totals = {name: np.zeros((draws, YEARS)) for name in NOISE}
        for year in range(YEARS):
            drift += p["trend_volatility"] * normal(draws)
            jump = (random.random((draws, n)) < p["jump_rate"][:, None]) * p["jump_size"][:, None] * normal(draws, n)
            shared = np.sqrt(p["world_variance"])[:, None] * normal(draws, 1) + np.sqrt(p["region_variance"])[:, None] * normal(draws, 5)[:, self.region]
            step = drift[:, None] + sd * (normal(draws, n) + shared) + jump
            steps = [np.sqrt(1.5) * yearly[:, None] * normal(draws, n) for yearly in (household, own_property)]
            steps.append(sd * lethality * normal(draws, n))
            for path, by in zip((street, home, things, lethal), (step, *steps)):
                path += by
            middle = year + 0.5
            forced = p["forced_year"] * FORCED.get(self.start_year + year, 0.0)
            of_street = street - 0.5 * step + driven[:, :, year] + forced[:, None]
            for name, (street_share, home_share, things_share, dies) in NOISE.items():
                # What is judgement keeps the mean: less half of its variance.
                kept = 0.75 * middle * ((home_share * household) ** 2 + (things_share * own_property) ** 2)[:, None]
                log_rate = (levels[name] + street_share * of_street + home_share * (home - 0.5 * steps[0] + home_driven[:, :, year])
                            + things_share * (things - 0.5 * steps[1]) + dies * (lethal - 0.5 * steps[2]) - kept)
                totals[name][:, year] = (np.exp(log_rate) * self.people[:, year]).sum(axis=1)
        return totals


class Figures:
    """What is compared of draws of totals [draws, years]."""

    def __init__(self, years, share):
        whole = years.sum(axis=1)
        self.median = np.median(whole)
        self.spread = np.log(whole).std()
        self.tail = np.quantile(whole, share) / self.median
        self.course = np.median(whole / (YEARS * years[:, 0]))
        self.largest, self.largest_share = whole.max() / self.median, whole.max() / whole.sum()


def faults(view, name, found, implied, medians=True):
    """What does not hold of a crime type. @param medians: whether the draws are enough to tell those of totals."""
    bad = []
    for what, value, stated, off in (("median", found.median, implied.median, MEDIAN_OFF), ("course", found.course, implied.course, MEDIAN_OFF),
                                     ("spread", found.spread, implied.spread, SPREAD_OFF)):
        if (medians or what != "median") and not abs(value / stated - 1.0) <= off:
            bad.append(f"{view}: the {what} of {name} is {value / stated:.3f} times what is stated")
    if not found.tail <= LARGEST_RATIO * implied.tail:
        bad.append(f"{view}: the tail of {name} is {found.tail / implied.tail:.3g} times what the stated spreads imply")
    return bad


def faults_of_runs(view, highest, failed):
    bad = []
    if not highest < 1.0:
        bad.append(f"{view}: homicide of a country and year reaches {highest:.3g} of the ceiling")
    if failed:
        bad.append(f"{view}: {failed} draws failed")
    return bad


def implied_by(law, share, draws=20000):
    """By crime type: what is stated."""
    random = np.random.default_rng(1)
    chunks = [law.simulate(random, 2000) for _ in range(draws // 2000)]
    return {name: Figures(np.concatenate([c[name] for c in chunks]), share) for name in NOISE}


def check(program, source, seeds, draws, folder, share=0.999, medians=True):
    """What does not hold in the pooled draws of the seeds, and the law of each view; prints the figures."""
    bad, laws = [], {}
    for view in VIEWS:
        parts = []
        for seed in range(1, seeds + 1):
            results = run(program, source, folder, view, seed, draws)
            parts.append(totals_of(results))
            if seed == 1:
                laws[view] = Law(results, source / "calibration/fitted/posterior.h5", view)
            results.unlink()
        highest, failed = max(p[1] for p in parts), sum(p[2] for p in parts)
        print(f"{view}: homicide of a country and year at most {highest:.3f} of the ceiling; {failed} failed draws of {seeds * draws}")
        bad += faults_of_runs(view, highest, failed)
        implied = implied_by(laws[view], share)
        for name in NOISE:
            pooled = np.concatenate([p[0][name] for p in parts])
            found, stated = Figures(pooled[~np.isnan(pooled[:, 0])], share), implied[name]
            print(f"  {name:20} median / stated {found.median / stated.median:.3f}; course {found.course:.3f}, stated {stated.course:.3f}; spread "
                  f"{found.spread:.3f}, stated {stated.spread:.3f}; {100 * share:g} % point / median {found.tail:6.2f}, implied {stated.tail:6.2f}, ratio "
                  f"{found.tail / stated.tail:.3f}; largest / median {found.largest:.2f}; share of the largest draw in the sum {found.largest_share:.5f}")
            bad += faults(view, name, found, stated, medians)
    return bad, laws


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=lambda p: Path(p).resolve())
    parser.add_argument("source", type=lambda p: Path(p).resolve())
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--draws", type=int, default=1000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="salus-tails-") as folder:
        bad, _ = check(options.program, options.source, options.seeds, options.draws, Path(folder))
    for line in bad:
        print("NOT AS STATED: " + line, file=sys.stderr)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
