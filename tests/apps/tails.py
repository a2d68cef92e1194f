#!/usr/bin/env python3
"""Whether the tails of totals are those that the stated spreads imply: tails.py PROGRAM SOURCE_DIR [--seeds N] [--draws N].

Runs the baseline in both views, and simulates it again from the posterior, the priors and the levels alone: no stocks, no
loops, no ceilings. Refused: a country's homicide of a year above its ceiling; a failed draw; by crime type, a 99.9 % point of
the pooled ten-year totals that lies further above their median than 1.25 times what is implied.
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
LARGEST_RATIO = 1.25
CEILING = 138.4e-5  # of homicide, model/country/README.md
# Share of the log of street, household and property noise; whether lethality comes on top (model/core/crime_types.hpp).
NOISE = {"homicide": (1.0, 0.0, 0.0, True), "serious_assault": (1.0, 0.0, 0.0, False), "robbery": (1.0, 0.0, 0.0, False),
         "partner_violence": (0.0, 1.0, 0.0, False), "sexual_violence": (0.5, 0.5, 0.0, False), "property": (0.5, 0.0, 1.0, False),
         "child_maltreatment": (0.0, 1.0, 0.0, False)}
VIEWS = {"as-of-note": 2020, "now": 2026}


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
    """By crime type [draws]: incidents of ten years in all countries. Largest share of homicide's ceiling. Draws that failed."""
    with netCDF4.Dataset(path) as f:
        headlines, years = text(f["headline"][:]), YEARS
        total = text(f["aggregate"][:]).index("total")
        sums = filled(f["aggregate_draws"])[total, :, 0, :years, :].sum(axis=1)
        homicides = filled(f["country_draws"])[:, text(f["series"][:]).index("homicide_incidents"), 0]
        people = filled(f["population"])[:homicides.shape[0], :homicides.shape[1]]
        highest = np.nanmax(homicides / people[:, :, None]) / CEILING
        failed = np.isnan(sums[0]).sum()
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
            self.iso3 = text(f["country"][:])
            self.region = np.unique(text(inputs["region"][:]), return_inverse=True)[1]
            priors = dict(zip(text(parameters["name"][:]), filled(parameters["prior"])))
            self.priors = {name: priors[name] for name in ("household_volatility", "property_volatility", "lethality_variance_share")}
        with netCDF4.Dataset(posterior) as f:
            group = f["posterior"]
            k = [v.replace("_", "-") for v in text(group["view"][:])].index(view)
            at = [text(group["country"][:]).index(c) for c in self.iso3]
            flat = lambda name: filled(group[name])[:, :, k].reshape(-1, *group[name].shape[3:])
            self.pooled = {name: flat(name) for name in ("jump_rate", "jump_size", "world_variance", "region_variance", "trend_volatility", "drift")}
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
        street, home, things, lethal = (np.zeros((draws, n)) for _ in range(4))
        drift = p["drift"].copy()
        totals = {name: np.zeros(draws) for name in NOISE}
        for year in range(YEARS):
            drift += p["trend_volatility"] * normal(draws)
            jump = (random.random((draws, n)) < p["jump_rate"][:, None]) * p["jump_size"][:, None] * normal(draws, n)
            shared = np.sqrt(p["world_variance"])[:, None] * normal(draws, 1) + np.sqrt(p["region_variance"])[:, None] * normal(draws, 5)[:, self.region]
            step = drift[:, None] + sd * (normal(draws, n) + shared) + jump
            street += step
            home += np.sqrt(1.5) * household[:, None] * normal(draws, n)
            things += np.sqrt(1.5) * own_property[:, None] * normal(draws, n)
            lethal += sd * lethality * normal(draws, n)
            for name, (of_street, of_home, of_things, dies) in NOISE.items():
                log_rate = levels[name] + of_street * (street - 0.5 * step) + of_home * home + of_things * things + (lethal if dies else 0.0)
                totals[name] += (np.exp(log_rate) * self.people[:, year]).sum(axis=1)
        return totals


def tail(draws, share):
    """That quantile over the median."""
    return np.quantile(draws, share) / np.median(draws)


def faults(view, highest, failed, tails):
    """What does not hold; tails: by crime type, of the runs and implied."""
    bad = []
    if not highest < 1.0:
        bad.append(f"{view}: homicide of a country and year reaches {highest:.3g} of the ceiling")
    if failed:
        bad.append(f"{view}: {failed} draws failed")
    for name, (found, implied) in tails.items():
        if not found <= LARGEST_RATIO * implied:
            bad.append(f"{view}: the tail of {name} is {found / implied:.3g} times what the stated spreads imply")
    return bad


def check(program, source, seeds, draws, folder, share=0.999):
    """What does not hold in the pooled draws of the seeds; prints the figures."""
    bad = []
    for view in VIEWS:
        parts = []
        for seed in range(1, seeds + 1):
            results = run(program, source, folder, view, seed, draws)
            parts.append(totals_of(results))
            if seed == 1:
                law = Law(results, source / "calibration/fitted/posterior.h5", view)
            results.unlink()
        highest, failed = max(p[1] for p in parts), sum(p[2] for p in parts)
        print(f"{view}: homicide of a country and year at most {highest:.3f} of the ceiling; {failed} failed draws of {seeds * draws}")
        random = np.random.default_rng(1)
        chunks = [law.simulate(random, 2000) for _ in range(10)]
        tails = {}
        for name in NOISE:
            pooled = np.concatenate([p[0][name] for p in parts])
            pooled = pooled[~np.isnan(pooled)]
            tails[name] = found, implied = tail(pooled, share), tail(np.concatenate([c[name] for c in chunks]), share)
            print(f"  {name:20} {100 * share:g} % point / median {found:6.2f}, implied {implied:6.2f}, ratio {found / implied:.3f}; "
                  f"largest / median {pooled.max() / np.median(pooled):.2f}; share of the largest draw in the sum {pooled.max() / pooled.sum():.5f}")
        bad += faults(view, highest, failed, tails)
    return bad


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=lambda p: Path(p).resolve())
    parser.add_argument("source", type=lambda p: Path(p).resolve())
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--draws", type=int, default=1000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="salus-tails-") as folder:
        bad = check(options.program, options.source, options.seeds, options.draws, Path(folder))
    for line in bad:
        print("NOT AS STATED: " + line, file=sys.stderr)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
