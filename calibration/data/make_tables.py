#!/usr/bin/env python3
"""Makes the bundled country tables from a folder of source tables: make_tables.py SOURCE_DIR [OUT_DIR].

The same sources give the same bytes. Nothing is interpolated but the population of Brazilian cities in city_series.csv; choices between
sources are made here and described in ../README.md.
"""
import csv
import json
import math
import os
import sys
import unicodedata
from collections import defaultdict

from describe import BANDS, SOURCES, TABLES

HERE = os.path.dirname(os.path.abspath(__file__))
A, E, L, N, S = "asia_oceania", "europe_north_america", "latin_america_caribbean", "north_africa_west_asia", "sub_saharan_africa"
LOW, LM, UM, HIGH = "low", "lower_middle", "upper_middle", "high"
COUNTRIES = [  # iso3, UN M49, name, UN Statistics Division region (Africa split at the Sahara), World Bank class of June 2019
    ("ARG", 32, "Argentina", L, UM), ("AUS", 36, "Australia", A, HIGH), ("AUT", 40, "Austria", E, HIGH), ("BRA", 76, "Brazil", L, UM),
    ("BFA", 854, "Burkina Faso", S, LOW), ("BDI", 108, "Burundi", S, LOW), ("CPV", 132, "Cabo Verde", S, LM), ("CMR", 120, "Cameroon", S, LM),
    ("CAN", 124, "Canada", E, HIGH), ("CHL", 152, "Chile", L, HIGH), ("COL", 170, "Colombia", L, UM), ("CIV", 384, "Côte d'Ivoire", S, LM),
    ("COD", 180, "Democratic Republic of the Congo", S, LOW), ("DNK", 208, "Denmark", E, HIGH), ("EGY", 818, "Egypt", N, LM),
    ("SLV", 222, "El Salvador", L, LM), ("FRA", 250, "France", E, HIGH), ("DEU", 276, "Germany", E, HIGH), ("IND", 356, "India", A, LM),
    ("IRQ", 368, "Iraq", N, UM), ("ITA", 380, "Italy", E, HIGH), ("KEN", 404, "Kenya", S, LM), ("LBN", 422, "Lebanon", N, UM),
    ("MDG", 450, "Madagascar", S, LOW), ("MWI", 454, "Malawi", S, LOW), ("MYS", 458, "Malaysia", A, UM), ("MLI", 466, "Mali", S, LOW),
    ("MEX", 484, "Mexico", L, UM), ("MAR", 504, "Morocco", N, LM), ("NLD", 528, "Netherlands", E, HIGH), ("NGA", 566, "Nigeria", S, LM),
    ("NOR", 578, "Norway", E, HIGH), ("PNG", 598, "Papua New Guinea", A, LM), ("PHL", 608, "Philippines", A, LM),
    ("KOR", 410, "Republic of Korea", A, HIGH), ("RWA", 646, "Rwanda", S, LOW), ("SEN", 686, "Senegal", S, LM), ("SRB", 688, "Serbia", E, UM),
    ("ZAF", 710, "South Africa", S, UM), ("ESP", 724, "Spain", E, HIGH), ("SWE", 752, "Sweden", E, HIGH), ("CHE", 756, "Switzerland", E, HIGH),
    ("TZA", 834, "Tanzania", S, LOW), ("TUN", 788, "Tunisia", N, LM), ("UGA", 800, "Uganda", S, LOW), ("GBR", 826, "United Kingdom", E, HIGH),
    ("USA", 840, "United States", E, HIGH), ("VNM", 704, "Viet Nam", A, LM)]
ISO = {c[0] for c in COUNTRIES}


def read(name):
    """Rows of a source table as dictionaries, those of the 48 countries only."""
    with open(os.path.join(SOURCE, name), newline="", encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if row["iso3"] in ISO]


def text(value):
    """Shortest text of at most seven significant digits, never an exponent."""
    if value is None or value == "":
        return ""
    if isinstance(value, (str, int)):
        return str(value)
    number = float("%.7g" % value)
    return str(int(number)) if number == int(number) else ("%.12f" % number).rstrip("0") if abs(number) < 1e-3 else repr(number)


def write(name, rows):
    """Writes one table, sorted by its key."""
    title, key, fields = TABLES[name]
    columns = list(fields)
    at = [columns.index(k) for k in key]
    rows = sorted(rows, key=lambda row: [row[i] for i in at])
    path = os.path.join(OUT, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(columns)
        for row in rows:
            assert len(row) == len(columns), (name, row)
            out.writerow([text(value) for value in row])


def wdi_population():
    return {(r["iso3"], int(r["year"])): float(r["value"]) for r in read("population.csv") if r["source_id"] == "wdi_pop_2026"}


def homicide():
    """UNODC as of 2025 first; a gap is filled from an older vintage where both agree within 25 % in the nearest shared year."""
    rate, older = {}, defaultdict(dict)
    for r in read("homicide.csv"):
        rate[r["iso3"], int(r["year"])] = (float(r["value"]), r["source_id"])
    first = dict(rate)
    for r in read("homicide_vintages.csv"):
        older[r["source_id"], r["iso3"]][int(r["year"])] = float(r["value"])
    for (source, iso), series in sorted(older.items()):
        if (source, iso) == ("unodc_portal_adk_2026", "GBR"):
            continue  # 2022-23 hold one small jurisdiction only: 0.1 per 100,000
        shared = [y for y in series if (iso, y) in first]
        for year in sorted(series):
            if (iso, year) in rate:
                continue
            if shared:
                near = min(shared, key=lambda y: (abs(y - year), y))
                ratio = series[near] / first[iso, near][0]
                if not 0.8 <= ratio <= 1.25:
                    continue
            rate[iso, year] = (series[year], source)
    people, count = wdi_population(), {}
    for r in read("homicide_counts.csv"):
        key = (r["iso3"], int(r["year"]))
        if r["indicator"] == "homicide_count" and key in rate and key in people:
            implied = rate[key][0] * people[key] / 1e5  # a count of another vintage that disagrees is left out
            if abs(float(r["value"]) - implied) <= max(5.0, 0.1 * implied) and (key not in count or r["source_id"] == "unodc_gsh2019"):
                count[key] = (int(float(r["value"])), r["source_id"])
    return [(i, y, v, count.get((i, y), ("", ""))[0], "observed", s, count.get((i, y), ("", ""))[1]) for (i, y), (v, s) in rate.items()]


def homicide_modelled():
    people, who, rows = wdi_population(), defaultdict(dict), []
    for r in read("homicide_who.csv"):
        key = (r["iso3"], int(r["year"]))
        if r["source_id"] == "who_ghe2019_homicidenum" and r["indicator"] in ("homicide_count", "homicide_count_low", "homicide_count_high"):
            who[key][r["indicator"]] = float(r["value"]) / people[key] * 1e5
        if r["source_id"] == "ihme_gbd2023_gapminder" and r["indicator"] == "homicide_count" and key[1] >= 1990:
            rows.append((*key, float(r["value"]) / people[key] * 1e5, "", "", r["source_id"]))
    for key, v in who.items():
        rows.append((*key, v["homicide_count"], v["homicide_count_low"], v["homicide_count_high"], "who_ghe2019_homicidenum"))
    return rows


def age_bands():
    """Persons by (iso3, year) and band, and by band and sex."""
    both, sexes, source = defaultdict(lambda: defaultdict(float)), defaultdict(dict), {}
    for r in read("population_age_sex.csv"):
        key = (r["iso3"], int(r["year"]))
        _, sex, band = r["indicator"].split("_", 2)
        both[key]["a" + band] += float(r["value"])
        sexes[key][sex, "a" + band] = float(r["value"])
        source[key] = r["source_id"]
    return both, sexes, source


def population(both, source):
    rows = [(i, y, round(v), "wdi_pop_2026", "now") for (i, y), v in wdi_population().items() if y >= 1990]
    return rows + [(i, y, round(sum(b.values())), source[i, y], "as_of_note") for (i, y), b in both.items()]


def age_structure(both, sexes, source):
    fertile = BANDS[3:10]
    return [(i, y, *(round(b[a]) for a in BANDS), round(sum(sexes[i, y]["female", a] for a in fertile)), source[i, y])
            for (i, y), b in both.items() if y >= 2015]


def urban():
    return [(r["iso3"], int(r["year"]), float(r["value"]) / 100, r["source_id"])
            for r in read("covariates.csv") if r["indicator"] == "urban_share" and int(r["year"]) >= 2000]


def cities():
    return [(r["iso3"], int(r["un_city_code"]), r["city"], float(r["lat"]), float(r["lon"]), int(r["year"]), round(float(r["value"])), r["source_id"])
            for r in read("city_population.csv") if 2010 <= int(r["year"]) <= 2035]


def gdp():
    """The carrier whose terms are stated; the other one agrees to seven digits."""
    return [(r["iso3"], int(r["year"]), float(r["value"]), r["source_id"]) for r in read("covariates.csv")
            if r["indicator"] == "gdp_pc_ppp_const" and r["source_id"] == "wdi_sg_2026" and int(r["year"]) >= 2000]


def gdp_market():
    """At market exchange rates, the published line of one edition."""
    return [(r["iso3"], int(r["year"]), float(r["value"]), r["source_id"]) for r in read("incomes_market.csv")
            if r["indicator"] == "gdp_pc_usd_current" and r["source_id"] == "wdi_2024_06" and int(r["year"]) >= 2000]


CURRENCIES = {"ARG": "ARS", "AUS": "AUD", "AUT": "EUR", "BRA": "BRL", "BFA": "XOF", "BDI": "BIF", "CPV": "CVE", "CMR": "XAF", "CAN": "CAD", "CHL": "CLP",
              "COL": "COP", "CIV": "XOF", "COD": "CDF", "DNK": "DKK", "EGY": "EGP", "SLV": "USD", "FRA": "EUR", "DEU": "EUR", "IND": "INR", "IRQ": "IQD",
              "ITA": "EUR", "KEN": "KES", "LBN": "LBP", "MDG": "MGA", "MWI": "MWK", "MYS": "MYR", "MLI": "XOF", "MEX": "MXN", "MAR": "MAD", "NLD": "EUR",
              "NGA": "NGN", "NOR": "NOK", "PNG": "PGK", "PHL": "PHP", "KOR": "KRW", "RWA": "RWF", "SEN": "XOF", "SRB": "RSD", "ZAF": "ZAR", "ESP": "EUR",
              "SWE": "SEK", "CHE": "CHF", "TZA": "TZS", "TUN": "TND", "UGA": "UGX", "GBR": "GBP", "USA": "USD", "VNM": "VND"}


def prices():
    """Prices of the United States, and market exchange rates: purchasing-power factor over price level, for the years in which countries of one
    currency come out with one rate to 0.01 % (two editions: before and after they disagree by up to 7 %)."""
    factor, level, rows = {}, {}, []
    for r in read("prices.csv"):
        key = (r["iso3"], int(r["year"]))
        if r["indicator"] == "us_gdp_deflator":
            rows.append((*key, "deflator", "USD", float(r["value"]), r["source_id"]))
        elif r["indicator"] == "ppp_conversion_factor_gdp":
            factor[key] = float(r["value"])
        elif r["indicator"] == "price_level_ratio_ppp_to_market":
            level[key] = float(r["value"])
    for year in range(2011, 2021):
        first = {}
        for iso, currency in sorted(CURRENCIES.items()):
            if currency == "USD":
                continue
            rate = factor[iso, year] / level[iso, year]
            assert abs(rate / first.setdefault(currency, rate) - 1) < 1e-4, (iso, year, rate)
            rows.append((iso, year, "per_usd", currency, rate, "wdi_exchange_derived"))
    return rows


def plain(name):
    """Letters of a city's name in lower case without accents; what follows a comma is the state."""
    return "".join(c for c in unicodedata.normalize("NFD", name.split(",")[0].lower()) if c.isalpha())


def city_series():
    """Recorded homicide rates of cities and states; persons as published with the rate, else from count and rate, else of the UN agglomeration
    of that name (log-linear between its five-year points), else empty."""
    count, agglomeration, rows = {}, defaultdict(dict), []
    for r in read("city_population.csv"):
        agglomeration[r["iso3"], plain(r["city"])][int(r["year"])] = math.log(float(r["value"]))
    table = read("city_homicide.csv")
    for r in table:
        if r["indicator"] == "homicide_count":
            count[r["iso3"], r["area_code"], r["city"], r["source_id"], r["year"]] = float(r["value"])
    for r in table:
        if r["indicator"] != "homicide_rate":
            continue
        rate, year = float(r["value"]), int(r["year"])
        victims = count.get((r["iso3"], r["area_code"], r["city"], r["source_id"], r["year"]))
        points = agglomeration.get((r["iso3"], plain(r["city"])))
        persons = ""
        if r["population"]:
            persons = round(float(r["population"]))
        elif victims and rate > 0:
            persons = round(victims / rate * 1e5)
        elif victims is None and points:
            before = year - year % 5
            persons = round(math.exp(points[before] + (points[before + 5] - points[before]) * (year - before) / 5))
        series = " ".join(part for part in (r["city"], r["area_code"], r["source_id"]) if part)
        rows.append((r["iso3"], series, r["area_type"], year, rate, persons, r["source_id"]))
    return rows


def districts():
    """Districts of a city that has a table of its own: persons of 2019, and recorded crime of 2011 to 2019, which both views may know."""
    code = next(r["un_city_code"] for r in read("city_population.csv") if r["iso3"] == "GBR" and r["city"] == "London")
    counts, persons, all_years = defaultdict(lambda: defaultdict(float)), {}, defaultdict(float)
    for r in read("neighbourhood_london_borough.csv"):
        if not 2011 <= int(r["year"]) <= 2019:
            continue
        counts[r["neighbourhood"]][r["indicator"]] += float(r["value"])
        if r["indicator"] == "homicide_count":
            all_years[r["neighbourhood"]] += float(r["population"])
            if r["year"] == "2019":
                persons[r["neighbourhood"]] = round(float(r["population"]))
    rate = lambda name, *indicators: 1e5 * sum(counts[name][i] for i in indicators) / all_years[name]
    return [("GBR", int(code), name, persons[name], rate(name, "violence_with_injury_count", "robbery_count"), rate(name, "homicide_count"), "gbr_mps_borough") for name in persons]


DRIVERS = {"pop_share_male_15_29": ("youth_share", 2000), "gini_wdi": ("inequality", 1990), "unemployment_total_modelled": ("unemployment", 2000),
           "slum_share_urban": ("slum_share", 1990), "wgi_ruleof_law": ("rule_of_law", 2000)}


def drivers():
    rows = []
    for r in read("covariates.csv"):
        if r["indicator"] in DRIVERS:
            driver, since = DRIVERS[r["indicator"]]
            if int(r["year"]) >= since:
                rows.append((r["iso3"], int(r["year"]), driver, float(r["value"]), r["unit"], r["source_id"]))
    return rows


def alcohol():
    return [(r["iso3"], int(r["year"]), float(r["value"]), r["source_id"]) for r in read("covariates.csv") if r["indicator"] == "alcohol_per_capita_15plus"]


def prison():
    """UNODC first; the World Prison Brief fills years without it."""
    found = {}
    for r in read("criminal_justice.csv"):
        if r["indicator"] == "prison_population_rate":
            key = (r["iso3"], int(r["year"]))
            if key not in found or r["source_id"].startswith("unodc"):
                found[key] = (*key, float(r["value"]), r["source_id"])
    return list(found.values())


# Kind of questionnaire of a survey by country and the last year it was asked so (0: to this day), the rest as surveys of crime; ../tables.hpp says what each asks.
FAMILIES = {
    "robbery": {**{iso: (("street_survey", 0),) for iso in ("ARG", "CHL", "COL", "MEX", "SLV")}, "USA": (("ncvs", 0),),
                "CPV": (("other_survey", 0),), "UGA": (("other_survey", 0),)},
    "sexual_violence": {**{iso: (("broad_survey", 0),) for iso in ("CAN", "CHE", "MEX", "SWE")}, "USA": (("ncvs", 0),), "PHL": (("women_module", 0),),
                        "KOR": (("broad_survey", 2014),), "NLD": (("broad_survey", 2011),)},
    "serious_assault": {"USA": (("ncvs", 0),)}}
EU_WOMEN_SURVEY = {"AUT", "DEU", "DNK", "ESP", "FRA", "GBR", "ITA", "NLD", "SWE"}  # ages 18 and over, 2012


def family(iso, year, kind, indicator):
    if indicator == "partner_violence_gapminder":
        return "modelled_estimate"
    if indicator in ("ipv_12m_women_15_49", "ipv_12m_women_18_49"):
        return "eu_women_survey" if year == 2012 and iso in EU_WOMEN_SURVEY else "women_module"
    return next((name for name, last in FAMILIES[kind].get(iso, ()) if last == 0 or year <= last), "crime_survey")


SURVEYS = {"robbery_victimisation_12m": ("robbery", "survey_prevalence"), "sexual_violence_victimisation_12m": ("sexual_violence", "survey_prevalence"),
           "physical_violence_victimisation_12m": ("serious_assault", "survey_prevalence"), "partner_violence_gapminder": ("partner_violence", "survey_prevalence"),
           "ipv_12m_women_15_49": ("partner_violence", "survey_prevalence"), "ipv_12m_women_18_49": ("partner_violence", "survey_prevalence"),
           "police_reporting_rate_robbery": ("robbery", "reporting_share"), "police_reporting_rate_sexual_assault": ("sexual_violence", "reporting_share"),
           "police_reporting_rate_physical_assault": ("serious_assault", "reporting_share")}
RECORDED = {"robbery_rate": "robbery", "sexual_violence_rate": "sexual_violence", "serious_assault_rate": "serious_assault", "theft_rate": "property"}


def crime_levels():
    """One police source per country and type: the one that reaches furthest, UNODC at a tie."""
    rows, series = [], defaultdict(lambda: defaultdict(dict))
    high = {c[0] for c in COUNTRIES if c[4] == HIGH}
    for name in ("crime.csv", "crime_eurostat.csv"):
        for r in read(name):
            if r["indicator"] in RECORDED and int(r["year"]) >= 2005:
                series[r["iso3"], RECORDED[r["indicator"]]][r["source_id"]][int(r["year"])] = float(r["value"])
    for (iso, kind), sources in series.items():
        best = max(sources, key=lambda s: (max(sources[s]), s.startswith("unodc"), s))
        police = "police_high_income" if iso in high else "police_elsewhere"
        rows += [(iso, y, kind, "recorded_rate", police, v, "per_100k", best) for y, v in sources[best].items()]
    for r in read("victimisation.csv"):
        if r["indicator"] in SURVEYS:
            iso, year, (kind, measure) = r["iso3"], int(r["year"]), SURVEYS[r["indicator"]]
            rows.append((iso, year, kind, measure, family(iso, year, kind, r["indicator"]), float(r["value"]), "percent", r["source_id"]))
    return rows


def victims(both, sexes):
    """Shares of victims: women from counts; ages from rates times population, United Kingdom of the 2026 extract left out (one part only)."""
    order = {"unodc_portal_adk_2026": 0, "unodc_gsh2019": 1, "unsd_sdg_2020": 2}
    count, age, rows = defaultdict(dict), defaultdict(dict), []
    for r in read("homicide_counts.csv"):
        if r["indicator"] in ("homicide_count_male", "homicide_count_female"):
            count[r["iso3"], int(r["year"]), r["source_id"]][r["indicator"][15:]] = float(r["value"])
    best = {}
    for (iso, year, source), c in count.items():
        if len(c) == 2 and sum(c.values()) > 0 and (iso, source) != ("GBR", "unodc_portal_adk_2026"):
            if (iso, year) not in best or order[source] < order[best[iso, year][0]]:
                best[iso, year] = (source, c)
    rows = [(i, y, "women", c["female"] / sum(c.values()), sum(c.values()), s) for (i, y), (s, c) in best.items()]
    for r in read("homicide_by_age_sex.csv"):
        _, _, sex, band = r["indicator"].split("_", 3)
        age[r["iso3"], int(r["year"]), r["source_id"]][sex, band] = float(r["value"])
    for (iso, year, source), rates in sorted(age.items(), key=lambda item: (item[0][:2], order[item[0][2]])):
        if (iso, source) == ("GBR", "unodc_portal_adk_2026") or (iso, year) not in both or any(row[:3] == (iso, year, "under_30") for row in rows):
            continue
        bands = AGE_BANDS[source]
        if any((sex, b) not in rates for sex in ("male", "female") for b in bands):
            continue
        dead = {b: sum(rates[sex, b] / 1e5 * sum(f * sexes[iso, year][sex, a] for a, f in parts.items()) for sex in ("male", "female"))
                for b, parts in bands.items()}
        total = sum(dead.values())
        if total < 1:
            continue
        young = sum(v for b, v in dead.items() if max(int(BANDS_TOP[a]) for a in bands[b]) < 30)
        rows.append((iso, year, "under_30", young / total, total, source))
        rows.append((iso, year, "aged_60_plus", dead["60plus"] / total, total, source))
    return rows


REGISTERS = {"death_registration_completeness": ("completeness", "percent"), "death_registration_at_least_75pct_complete": ("at_least_75_percent", "1_yes_0_no")}


def register_quality():
    """Rows as published: how complete the registration of deaths is, in percent, and whether it is at least 75 %."""
    return [(r["iso3"], int(r["year"]), REGISTERS[r["indicator"]][0], float(r["value"]), REGISTERS[r["indicator"]][1], r["source_id"])
            for r in read("register_quality.csv") if r["indicator"] in REGISTERS]


def span(first, last):
    return {a: 1.0 for a in BANDS[BANDS.index(first):BANDS.index(last) + 1]}


BANDS_TOP = {a: (a.split("_")[1] if "_" in a else "999") for a in BANDS}
OLDER = {"30_44": span("a30_34", "a40_44"), "45_59": span("a45_49", "a55_59"), "60plus": span("a60_64", "a80plus")}
AGE_BANDS = {
    "unodc_gsh2019": {"0_14": span("a0_4", "a10_14"), "15_29": span("a15_19", "a25_29"), **OLDER},
    "unodc_portal_adk_2026": {"0_9": span("a0_4", "a5_9"), "10_14": span("a10_14", "a10_14"), "15_17": {"a15_19": 0.6}, "18_19": {"a15_19": 0.4},
                              "20_24": span("a20_24", "a20_24"), "25_29": span("a25_29", "a25_29"), **OLDER}}


def package():
    """Frictionless Data Package v2 with a Table Schema per table."""
    def name_of(file):
        return os.path.splitext(file.replace("/", "-"))[0]
    used = defaultdict(set)
    for file, (_, _, fields) in TABLES.items():
        for column in ("source_id", "count_source_id"):
            if column in fields:
                with open(os.path.join(OUT, file), newline="", encoding="utf-8") as table:
                    used[file] |= {row[column] for row in csv.DictReader(table) if row[column]}
    resources = []
    for file, (title, key, fields) in TABLES.items():
        terms = sorted({SOURCES[s][2] for s in used[file]}) or ["facts"]
        resources.append({
            "name": name_of(file), "path": file, "title": title, "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
            "licenses": [{"name": "other", "title": t} for t in terms], "sources": [{"title": s} for s in sorted(used[file])],
            "schema": {"fields": [{"name": f, "type": t, "description": d} for f, (t, d) in fields.items()], "primaryKey": key, "missingValues": [""]}})
    everything = sorted(set().union(*used.values()))
    data = {"$schema": "https://datapackage.org/profiles/2.0/datapackage.json", "name": "salus-country-tables",
            "title": "Country figures for the Salus engine", "version": "1.0.0",
            "description": "Facts compiled from public sources for 48 countries. The data terms of each publisher apply to its figures and are apart from the licence of the code.",
            "sources": [{"name": s, "title": SOURCES[s][0], "version": SOURCES[s][1], "license": SOURCES[s][2]} for s in everything],
            "resources": resources}
    with open(os.path.join(OUT, "datapackage.json"), "w", encoding="utf-8") as file:
        json.dump(data, file, indent=1, ensure_ascii=False)
        file.write("\n")


def main():
    both, sexes, source = age_bands()
    write("countries.csv", COUNTRIES)
    write("homicide.csv", homicide())
    write("noncommercial/homicide_modelled.csv", homicide_modelled())
    write("noncommercial/alcohol.csv", alcohol())
    write("population.csv", population(both, source))
    write("age_structure.csv", age_structure(both, sexes, source))
    write("urban.csv", urban())
    write("cities.csv", cities())
    write("drivers.csv", drivers())
    write("prison.csv", prison())
    write("crime_levels.csv", crime_levels())
    write("victims.csv", victims(both, sexes))
    write("register_quality.csv", register_quality())
    write("gdp.csv", gdp())
    write("gdp_market.csv", gdp_market())
    write("prices.csv", prices())
    write("city_series.csv", city_series())
    write("districts.csv", districts())
    package()


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    SOURCE = sys.argv[1]
    OUT = sys.argv[2] if len(sys.argv) == 3 else HERE
    main()
