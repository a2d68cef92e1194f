"""What the numbers must obey whatever the machine does, and whether other people's tools can read them."""
import csv
import random
import re
import shutil
import subprocess
import sys

import netCDF4
import numpy as np
import xarray as xr

from salus import SOURCE, Case, main

DRAWS = ("--draws", "24", "--quiet")


def averted(folder):
    with netCDF4.Dataset(folder / "results.h5") as f:
        return np.ma.filled(f["aggregate_averted"][:], np.nan)


class OneResult(Case):
    """One content hash, whatever computes it."""

    def test_threads(self):
        hashes = set()
        for threads in (1, 2, 3, 8):
            self.salus("compare", "no-programme", "concept-note", "-o", f"t{threads}", "--threads", threads, *DRAWS)
            hashes.add(self.hash_of(f"t{threads}"))
        self.assertEqual(len(hashes), 1)

    def test_order_of_rows_in_every_input_table(self):
        """A draw or a sum that goes by a row's place would show. Initiatives keep the order of the concept note: they are text."""
        data = self.folder / "data"
        for part in ("calibration/data", "calibration/fitted", "scenarios/evidence", "scenarios/bundled"):
            shutil.copytree(SOURCE / part, data / part)
        shuffler = random.Random(1)
        for table in sorted(data.rglob("*.csv")):
            if table.name not in ("initiatives.csv", "backtest.csv"):
                head, *rows = table.read_text(encoding="utf-8").splitlines(keepends=True)
                shuffler.shuffle(rows)
                table.write_text(head + "".join(rows), encoding="utf-8")
        self.salus("compare", "no-programme", "concept-note", "-o", "as-is", *DRAWS)
        self.salus("compare", "no-programme", "concept-note", "-o", "shuffled", *DRAWS, env={"SALUS_DATA": str(data)})
        for name in ("quantiles.csv", "indicators.csv", "worth.csv", "cities.csv", "budget.csv", "lines.csv"):
            self.assertEqual((self.folder / "as-is" / name).read_bytes(), (self.folder / "shuffled" / name).read_bytes(), name)
        for folder, said in (("as-is", "none: all are those bundled"), ("shuffled", "scenarios/evidence/matrix.csv")):
            page = (self.folder / folder / "report.html").read_text(encoding="utf-8")
            self.assertTrue(said in page.split("<section id=provenance>")[1], folder)
            self.assertEqual("not those bundled" in page, folder == "shuffled", folder)
            self.assertEqual(f"SALUS_DATA={data} ./salus compare" in page, folder == "shuffled", folder)

    def test_instruction_sets(self):
        hashes = {}
        for isa in ("scalar", "sse2", "avx2", "avx512"):
            process = self.start("compare", "no-programme", "concept-note", "-o", isa, *DRAWS, env={"SALUS_ISA": isa})
            _, err = process.communicate()
            if process.returncode == 2 and "does not have" in err:
                continue
            self.assertEqual(process.returncode, 0, err)
            hashes[isa] = self.hash_of(isa)
        self.assertIn("scalar", hashes)
        self.assertGreater(len(hashes), 1)
        self.assertEqual(len(set(hashes.values())), 1, hashes)

    def test_seed_changes_everything(self):
        for seed in (1, 2):
            self.salus("compare", "no-programme", "-o", f"s{seed}", "--seed", seed, *DRAWS)
        self.assertNotEqual(self.hash_of("s1"), self.hash_of("s2"))


class Readme(Case):
    """What output/README.md says of results.h5 is there, under that name."""

    def test_names_and_lines_of_the_readme_are_of_the_file(self):
        enough = ("--draws", "64", "--quiet")  # for the spread of lines
        self.salus("compare", "no-programme", "concept-note", "-o", "out", *enough)
        later = (SOURCE / "scenarios/bundled/no-programme.yaml").read_text().replace("as-of-note", "now")
        (self.folder / "later.yaml").write_text(later.replace("start_year: 2020", "start_year: 2028"))
        self.salus("compare", "./later.yaml", "-o", "rolled", *DRAWS)
        readme = (SOURCE / "output/README.md").read_text(encoding="utf-8")
        table = readme.split("## results.h5")[1].split("## Reading it")[0]
        only_where_asked = ("agents/", "failures/")
        named = 0
        with netCDF4.Dataset(self.folder / "out/results.h5") as f, netCDF4.Dataset(self.folder / "rolled/results.h5") as rolled:
            for row in table.splitlines():
                if not row.startswith("| `"):
                    continue
                names = re.findall(r"`([^`]+)`", row.split(" | ")[0])
                group = names.pop(0) if names[0].endswith("/") else ""
                self.assertTrue(all("*" not in name and "..." not in row for name in names), row)
                if group in only_where_asked:
                    continue
                self.assertTrue(not group or group[:-1] in f.groups, row)
                file = rolled if "only where a posterior is rolled forward" in row else f
                where = file[group[:-1]] if group else file
                for name in names:
                    self.assertIn(name, where.variables, row)
                    named += 1
            self.assertGreater(named, 100)
            coordinates = re.search(r"Coordinates: (.*?)\.\n\n", table, re.S).group(1)
            for name in re.findall(r"`([a-z_0-9]+)`", coordinates):
                if name not in ("total",):
                    self.assertIn(name, {d for g in (f, *f.groups.values(), *rolled.groups.values()) for d in g.dimensions}, name)
        # So do the columns of tables.
        tables = readme.split("## Tables and texts")[1].split("## Whose folder")[0]
        checked = 0
        for file, columns in re.findall(r"^\| `(\w+\.csv)` \| `([^`]+)`", tables, re.M):
            if (self.folder / "out" / file).exists():
                header = (self.folder / "out" / file).read_text(encoding="utf-8-sig").splitlines()[0]
                self.assertTrue((header + ",").startswith(columns + ","), file)
                checked += 1
        self.assertGreaterEqual(checked, 4)
        # The lines to copy run as they stand, with the labels that they name.
        code = readme.split("```python")[1].split("```")[0]
        subprocess.run([sys.executable, "-c", code], cwd=self.folder / "out", check=True)


class Money(Case):
    def write(self, name, text):
        own = re.sub("^title: .*$", f"title: {name}", text, count=1, flags=re.M)  # two of one title are refused
        (self.folder / f"{name}.yaml").write_text(own.replace("name: all-local", f"name: {name}"))
        return f"{name}.yaml"

    def test_zero_money_is_the_baseline_bit_for_bit(self):
        text = (SOURCE / "scenarios/bundled/concept-note.yaml").read_text().replace("name: concept-note", "name: all-local")
        zero = self.write("zero", re.sub(r"total: [0-9.]+ USD", "total: 0 USD", text))
        self.salus("compare", "no-programme", zero, "-o", "out", *DRAWS)
        with netCDF4.Dataset(self.folder / "out/results.h5") as f:
            for name in ("quantiles", "aggregate_draws", "country_draws"):
                values = f[name]
                axis = values.dimensions.index("scenario")
                a, b = np.split(np.ma.filled(values[:], np.nan), 2, axis=axis)
                self.assertEqual(a.tobytes(), b.tobytes(), name)
        self.assertTrue(np.all(averted(self.folder / "out")[:, :, 1] == 0.0))

    def test_a_line_in_two_halves_is_the_line(self):
        text = (SOURCE / "scenarios/bundled/all-local.yaml").read_text()
        lines = list(re.finditer(r"      - intervention: (\w+).*\n        places: recipients\n        total: ([0-9.]+) USD\n        phasing: even\n", text))
        even = next(m for m in lines if round(float(m[2]) * 100) % 20 == 0) if any(round(float(m[2]) * 100) % 20 == 0 for m in lines) else None
        if even is None:  # make the first line even by moving cents to the last one
            first, last = lines[0], lines[-1]
            cents = round(float(first[2]) * 100)
            moved = cents % 20
            text = text.replace(first[0], first[0].replace(first[2], f"{(cents - moved) / 100:.2f}"), 1)
            text = text.replace(last[0], last[0].replace(last[2], f"{(round(float(last[2]) * 100) + moved) / 100:.2f}"), 1)
            even = re.search(r"      - intervention: (\w+).*\n        places: recipients\n        total: ([0-9.]+) USD\n        phasing: even\n", text)
        half = even[0].replace(even[2], f"{float(even[2]) / 2:.2f}")
        whole, split = self.write("whole", text), self.write("split", text.replace(even[0], half + half, 1))
        self.salus("compare", "no-programme", whole, split, "-o", "out", *DRAWS)
        values = averted(self.folder / "out")
        self.assertGreater(np.nanmax(np.abs(values[:, :, 1])), 0.0)
        self.assertEqual(values[:, :, 1].tobytes(), values[:, :, 2].tobytes())


class OtherPeoplesTools(Case):
    @classmethod
    def setUpClass(cls):
        case = cls("setUp")
        case.setUp()
        case.salus("compare", "no-programme", "concept-note", "all-local", "-o", "out", "--draws", "40", "--quiet")
        cls.case, cls.out = case, case.folder / "out"

    @classmethod
    def tearDownClass(cls):
        cls.case.doCleanups()

    def test_xarray(self):
        with xr.open_dataset(self.out / "results.h5") as data:
            self.assertEqual(dict(data.sizes)["country"], 48)
            median = data.quantiles.sel(target="violent_incidents", scenario="no-programme", quantile=0.5, year=2025)
            self.assertTrue(bool((median > 0).all()))
            total = float(median.sel(location="total"))
            self.assertGreater(total, float(median.sel(location="KEN")))
            for name, variable in data.variables.items():
                self.assertIn("units", variable.attrs, name)
                self.assertIn("long_name", variable.attrs, name)
            for name in ("quantiles", "aggregate_draws", "country_draws"):
                self.assertFalse(any(d.startswith("phony") for d in data[name].dims), name)
        with xr.open_dataset(self.out / "results.h5", group="money") as money:
            gross = money.gross.values.sum(axis=1)
            for scenario, cents in ((0, 0), (1, 5_000_000_000), (2, 5_000_000_000)):
                self.assertEqual(int(gross[money.scenario_index.values == scenario].sum()), cents)
            self.assertTrue(np.array_equal(money.gross.values, money.direct.values + money.support.values))

    def test_quantiles_are_those_of_the_draws(self):
        with xr.open_dataset(self.out / "results.h5") as data:
            draws = data.country_draws.sel(country="COL", series="homicide_incidents", scenario="concept-note").values
            for level in (0.05, 0.5, 0.95):
                stored = data.quantiles.sel(location="COL", target="homicide_incidents", scenario="concept-note", quantile=level).values
                np.testing.assert_allclose(stored, np.quantile(draws.astype(float), level, axis=-1), rtol=1e-6)

    def test_regions_add_up_to_the_total(self):
        with netCDF4.Dataset(self.out / "results.h5") as f:
            draws = f["aggregate_draws"][:].astype(float)
            np.testing.assert_allclose(draws[:-1].sum(axis=0), draws[-1], rtol=1e-5)
            countries = f["country_draws"][:].astype(float)
            np.testing.assert_allclose(countries[:, 0].sum(axis=0), draws[-1, 0], rtol=1e-5)

    def test_netcdf_tools(self):
        header = subprocess.run(["ncdump", "-h", self.out / "results.h5"], capture_output=True, text=True, check=True).stdout
        self.assertIn("float quantiles(location, target, scenario, year, quantile)", header)

    def test_the_quantile_table_is_the_file(self):
        with xr.open_dataset(self.out / "results.h5") as data, open(self.out / "quantiles.csv", newline="") as table:
            rows = {(r["location"], r["target"], r["scenario"], int(r["horizon"]), float(r["quantile"])): r["value"] for r in csv.DictReader(table)}
            self.assertLess(len(rows), 1_048_576)
            for key in list(rows)[:: max(1, len(rows) // 500)]:
                l, t, s, y, q = key
                stored = data.quantiles.sel(location=l, target=t, scenario=s, year=y, quantile=q).values
                self.assertEqual(np.float32(rows[key]), stored, key)

    def test_nothing_is_ordered_by_a_value(self):
        names = []
        with xr.open_dataset(self.out / "results.h5") as data:
            names = [str(n) for n, kind in zip(data.location_name.values, data.location_kind.values) if kind == 0]
        fold = str.maketrans("éôü", "eou")
        self.assertEqual([n.translate(fold) for n in names], sorted(n.translate(fold) for n in names))
        page = (self.out / "report.html").read_text()
        section = page[page.index("<section id=countries>"):]
        positions = [section.index(f"<h3>{n.replace(chr(39), '&#39;').replace('&', '&amp;') if chr(39) not in n else n.replace(chr(39), '&#39;')}</h3>") for n in names]
        self.assertEqual(positions, sorted(positions))


main()
