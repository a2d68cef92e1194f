"""Descriptions of the bundled tables: fields with units, sources with publisher, edition and terms. Read by make_tables.py."""

KEY = {
    "iso3": ("string", "country, ISO 3166-1 alpha-3"),
    "year": ("integer", "calendar year"),
    "source_id": ("string", "source of the row, a name under `sources`"),
}

BANDS = ["a0_4", "a5_9", "a10_14", "a15_19", "a20_24", "a25_29", "a30_34", "a35_39", "a40_44", "a45_49", "a50_54", "a55_59",
         "a60_64", "a65_69", "a70_74", "a75_79", "a80plus"]

# file: (title, primary key, {field: (type, description with unit)})
TABLES = {
    "countries.csv": ("The 48 countries of the concept note, paragraph 22", ["iso3"], {
        "iso3": KEY["iso3"], "m49": ("integer", "UN M49 number"), "name": ("string", "English name"),
        "region": ("string", "region that shares a factor"), "income": ("string", "World Bank income class, fiscal year 2020 (June 2019)")}),
    "homicide.csv": ("Homicide as published by the police and by UNODC", ["iso3", "year"], {
        "iso3": KEY["iso3"], "year": KEY["year"], "rate_per_100k": ("number", "victims per 100,000 person-years"),
        "count": ("integer", "victims in the year; empty where none is published"), "basis": ("string", "always `observed`"),
        "source_id": KEY["source_id"], "count_source_id": ("string", "source of the count; empty with it")}),
    "noncommercial/homicide_modelled.csv": ("Homicide as modelled by WHO and IHME; the file can be removed", ["iso3", "year", "source_id"], {
        "iso3": KEY["iso3"], "year": KEY["year"], "rate_per_100k": ("number", "deaths per 100,000 person-years, crude, median"),
        "low": ("number", "lower limit as published, per 100,000 person-years; empty where none"),
        "high": ("number", "upper limit as published, per 100,000 person-years; empty where none"), "source_id": KEY["source_id"]}),
    "noncommercial/alcohol.csv": ("Alcohol drunk, WHO; the file can be removed", ["iso3", "year"], {
        "iso3": KEY["iso3"], "year": KEY["year"], "litres": ("number", "litres of pure alcohol per person aged 15 and over and year"),
        "source_id": KEY["source_id"]}),
    "population.csv": ("Population at mid-year, two vintages", ["iso3", "year", "vintage"], {
        "iso3": KEY["iso3"], "year": KEY["year"], "persons": ("integer", "persons at mid-year"), "source_id": KEY["source_id"],
        "vintage": ("string", "as_of_note: UN projection of 2019; now: figures to the last year there is")}),
    "age_structure.csv": ("Population by age, UN projection of 2019", ["iso3", "year"], {
        "iso3": KEY["iso3"], "year": KEY["year"],
        **{b: ("integer", "persons aged " + b[1:].replace("plus", " and over").replace("_", " to ") + " at mid-year") for b in BANDS},
        "women_15_49": ("integer", "women aged 15 to 49 at mid-year"), "source_id": KEY["source_id"]}),
    "urban.csv": ("Share of the population in towns", ["iso3", "year"], {
        "iso3": KEY["iso3"], "year": KEY["year"], "urban_share": ("number", "share 0..1"), "source_id": KEY["source_id"]}),
    "cities.csv": ("Cities of 300,000 and more in 2018", ["un_city_code", "year"], {
        "iso3": KEY["iso3"], "un_city_code": ("integer", "UN city code"), "city": ("string", "name of the urban agglomeration"),
        "lat": ("number", "degrees north"), "lon": ("number", "degrees east"), "year": KEY["year"],
        "persons": ("integer", "persons in the agglomeration"), "source_id": KEY["source_id"]}),
    "drivers.csv": ("Structural drivers", ["iso3", "year", "driver"], {
        "iso3": KEY["iso3"], "year": KEY["year"], "driver": ("string", "name of the driver"),
        "value": ("number", "value in the unit of the row"), "unit": ("string", "unit"), "source_id": KEY["source_id"]}),
    "prison.csv": ("All prisoners, pre-trial and non-violent included", ["iso3", "year"], {
        "iso3": KEY["iso3"], "year": KEY["year"], "rate_per_100k": ("number", "prisoners per 100,000 persons"),
        "source_id": KEY["source_id"]}),
    "crime_levels.csv": ("What sets the level of crime types other than homicide", ["iso3", "year", "crime_type", "measure", "family"], {
        "iso3": KEY["iso3"], "year": KEY["year"], "crime_type": ("string", "crime type of the engine; property stands for recorded theft"),
        "measure": ("string", "recorded_rate: police figure; survey_prevalence: victims in the last 12 months; reporting_share: victims who told the police"),
        "family": ("string", "kind of questionnaire, within which figures compare: crime_survey, street_survey, ncvs, broad_survey, women_module, eu_women_survey, modelled_estimate, other_survey; police_high_income, police_elsewhere (calibration/tables.hpp says what each asks)"),
        "value": ("number", "value in the unit of the row"), "unit": ("string", "per_100k or percent"), "source_id": KEY["source_id"]}),
    "victims.csv": ("Who the victims of homicide are", ["iso3", "year", "measure"], {
        "iso3": KEY["iso3"], "year": KEY["year"], "measure": ("string", "women, under_30 or aged_60_plus"),
        "share": ("number", "share of victims 0..1"), "victims": ("number", "victims the share rests on"), "source_id": KEY["source_id"]}),
    "register_quality.csv": ("How complete the registration of deaths is", ["iso3", "year", "measure"], {
        "iso3": KEY["iso3"], "year": KEY["year"],
        "measure": ("string", "completeness: deaths registered of deaths expected; at_least_75_percent: whether that share is reached, by another publisher, who contradicts the first for Colombia, India, Iraq and Lebanon"),
        "value": ("number", "value in the unit of the row"), "unit": ("string", "percent or 1_yes_0_no"), "source_id": KEY["source_id"]}),
    "gdp.csv": ("Gross domestic product per head", ["iso3", "year"], {
        "iso3": KEY["iso3"], "year": KEY["year"], "gdp_per_head": ("number", "international dollars of 2021 a person and year, purchasing-power parity"),
        "source_id": KEY["source_id"]}),
    "gdp_market.csv": ("Gross domestic product per head at market exchange rates", ["iso3", "year"], {
        "iso3": KEY["iso3"], "year": KEY["year"], "gdp_market_per_head": ("number", "US dollars of the year a person and year, at the market exchange rate"),
        "source_id": KEY["source_id"]}),
    "prices.csv": ("Prices of the United States, and market exchange rates", ["iso3", "year", "measure"], {
        "iso3": KEY["iso3"], "year": KEY["year"],
        "measure": ("string", "deflator: prices of gross domestic product, 2017 = 100, United States only; per_usd: units of the currency for a US dollar, mean of the year"),
        "currency": ("string", "currency, ISO 4217"), "value": ("number", "value of the measure"), "source_id": KEY["source_id"]}),
    "city_series.csv": ("Recorded homicide of cities, provinces and states", ["iso3", "series", "year"], {
        "iso3": KEY["iso3"], "series": ("string", "name of the area, its code and the source: a city in two sources is two series"),
        "area_type": ("string", "what the area is, as the source has it"), "year": KEY["year"],
        "rate_per_100k": ("number", "recorded homicides per 100,000 person-years"),
        "population": ("integer", "persons: as published with the rate; Argentina: from count and rate; Brazil: the UN agglomeration of that name, interpolated, which holds more than the municipality; empty where none"),
        "source_id": KEY["source_id"]}),
    "districts.csv": ("Districts of cities that have a table of their own", ["iso3", "un_city_code", "district"], {
        "iso3": KEY["iso3"], "un_city_code": ("integer", "code of the city in cities.csv"), "district": ("string", "name"),
        "persons": ("integer", "persons in 2019"), "violence_per_100k": ("number", "recorded violence with injury and robbery, per 100,000 person-years of 2011 to 2019"),
        "homicide_per_100k": ("number", "recorded homicides, per 100,000 person-years of 2011 to 2019"), "source_id": KEY["source_id"]}),
}

UN = "(c) United Nations, UNODC terms of use; none stated by the carrier"
DESA = "(c) United Nations, UN terms of use; none stated by the carrier"
WHO = "CC BY-NC-SA 3.0 IGO, as Our World in Data records WHO data; none stated by the carrier"
OWID = "(c) United Nations, UNODC terms of use; Our World in Data: reuse with citation, subject to the source"
# source_id: (publisher and dataset, edition, terms)
SOURCES = {
    "unodc_owid_2025": ("UNODC Intentional Homicide Victims, processed by Our World in Data", "retrieved 2025-05-28", OWID),
    "unodc_gsh2019": ("UNODC Global Study on Homicide 2019, digital annex", "2019, data to 2017", UN),
    "unodc_portal_adk_2026": ("UNODC data portal, course-project extract", "repository of 2026-06-19, years 2019-2023", UN),
    "unsd_sdg_2020": ("UN Statistics Division, Global SDG Indicators Database", "2020-10-19", DESA),
    "who_ghe2019_homicidenum": ("WHO Global Health Observatory, VIOLENCE_HOMICIDENUM (counts over WDI population)", "read 2022, years 2000-2019", WHO),
    "ihme_gbd2023_gapminder": ("IHME Global Burden of Disease 2023, interpersonal violence, via Gapminder (counts over WDI population)", "2026-03-01, years 1980-2023", "IHME non-commercial terms (not stated by the carrier); Gapminder CC BY 4.0"),
    "icdr_karlinsky_2024": ("Karlinsky, International Completeness of Death Registration; expected deaths: mean of UN WPP, IHME GBD and WHO GHE", "2024, years 2015-2019", "CC BY 4.0 according to Our World in Data; no file in the repository"),
    "wdi_pop_2026": ("World Bank World Development Indicators, SP.POP.TOTL", "2026-03-06", "PDDL (carrier package)"),
    "unwpp2019_estimate": ("UN World Population Prospects 2019, estimates", "2019", DESA),
    "unwpp2019_medium_projection": ("UN World Population Prospects 2019, medium projection", "2019", DESA),
    "wdi_sg_2026": ("World Bank World Development Indicators, via Gapminder Systema Globalis", "2026-03-01", "CC BY 4.0"),
    "wgi_2020": ("World Bank Worldwide Governance Indicators, rule of law", "2020 update, 1996-2019", "CC0 (carrier repository)"),
    "wdi_projecthyee_2024": ("World Bank World Development Indicators, SL.UEM.TOTL.ZS, modelled ILO estimate", "2024-12-06", "CC BY 4.0"),
    "who_gho_2024": ("WHO Global Health Observatory, alcohol per person aged 15 and over (SDG 3.5.2)", "2024-06", WHO),
    "unodc_violent_sexual_20250602": ("UNODC Crime Trends Survey, violent and sexual crime", "2025-06-02", UN),
    "unodc_violent_sexual_20250602_uk_sum": ("UNODC Crime Trends Survey, violent and sexual crime; United Kingdom summed over three jurisdictions", "2025-06-02", UN),
    "unodc_economic_crime_20240516": ("UNODC Crime Trends Survey, corruption and economic crime", "2024-05-16", UN),
    "unodc_economic_crime_20240516_uk_sum": ("UNODC Crime Trends Survey, economic crime; United Kingdom summed over three jurisdictions", "2024-05-16", UN),
    "unodc_robbery_2019_derived_rate": ("UNODC Crime Trends Survey, robbery; counts over WDI population", "2019", UN),
    "unodc_robbery_2019_uk_sum": ("UNODC Crime Trends Survey, robbery; United Kingdom summed over three jurisdictions", "2019", UN),
    "eurostat_crim_off_cat_2024": ("Eurostat, police-recorded offences by category", "2024-12-01", "none stated by the carrier; Eurostat terms, reuse with citation"),
    "unodc_prisons_20230511": ("UNODC Crime Trends Survey, prisons and prisoners", "2023-05-11", UN),
    "world_prison_brief_2018": ("World Prison Brief, via Our World in Data", "September 2018", "CC BY (Our World in Data)"),
    "gapminder_fasttrack_partner_violence": ("WHO and SDG 5.2.1, partner violence in the last 12 months, women 15-49, via Gapminder", "2022-02-10, year 2018", "CC BY 4.0"),
    "unwup2018_estimate": ("UN World Urbanization Prospects 2018, cities of 300,000 and more", "2018", DESA),
    "arg_snic": ("Argentina, Sistema Nacional de Información Criminal, provinces", "to 2023, repository facundoj3/Trabajo-Final-Met4op", "none stated by the carrier"),
    "bra_ipea_atlas_violencia": ("IPEA, Atlas da Violência, homicide rates of municipalities", "to 2019, repository victorpasson/pri-turno-eleicoes-2022-pres", "MIT (carrier repository); IPEA terms not stated"),
    "col_finiterank": ("Colombian police, homicides by municipality 1990-2013", "repository finiterank/homicidios", "none stated by the carrier"),
    "col_pnc_badillo": ("Colombian National Police, homicides by municipality 2003-2024", "repository reynellbadillo/homicidios_Colombia_2003_2024", "none stated by the carrier"),
    "gbr_mps_borough": ("Metropolitan Police, recorded crime by borough", "2011-2022, repository andyxuegit/CASA0006_DSSS_Data", "none stated by the carrier"),
    "mex_inegi_gargiulo": ("INEGI, death certificates by state, summed to years", "2000-2022, repository thegargiulian/mexico-homicide-rates", "CC BY 4.0"),
    "wdi_2024_06": ("World Bank World Development Indicators, NY.GDP.PCAP.CD", "2024-06-28", "CC BY 4.0"),
    "bea_gdp_us_2025_derived": ("US Bureau of Economic Analysis, current over chained gross domestic product", "repository of 2025-06-01, derived as a ratio", "PDDL (carrier package); US public domain"),
    "wdi_exchange_derived": ("World Bank World Development Indicators, PA.NUS.PPP over PA.NUS.PPPC.RF", "2026-03-05 over 2024-06-28, derived as a ratio", "PDDL (carrier package) and CC BY 4.0"),
    "unwup2018_projection": ("UN World Urbanization Prospects 2018, projection", "2018", DESA),
}
