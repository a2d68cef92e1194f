#include "calibration/table_reader.hpp"

#include <algorithm>
#include <tuple>

#include "calibration/table_checks.hpp"
#include "model/core/diagnostic.hpp"

namespace salus::calibration {
namespace {

using model::CsvTable;
using C = TableColumn;

/// A parsed table with columns by name.
class Reader {
 public:
  Reader(const ParsedTables& tables, TableId id)
      : rule_(rule_of(id)), table_(tables.count(id) ? &tables.at(id) : nullptr) {}
  std::size_t rows() const { return table_ ? table_->rows() : 0; }
  const std::string& text(std::size_t row, TableColumn column) const {
    return table_->text(row, column_of(rule_, column));
  }
  double number(std::size_t row, TableColumn column) const { return table_->number(row, column_of(rule_, column)); }
  std::optional<double> maybe(std::size_t row, TableColumn column) const {
    return table_->empty_field(row, column_of(rule_, column)) ? std::nullopt
                                                              : std::optional<double>(number(row, column));
  }
  int year(std::size_t row) const { return table_->whole(row, column_of(rule_, C::year)); }
  YearValue value(std::size_t row, TableColumn column) const {
    return {year(row), number(row, column), text(row, C::source_id)};
  }

 private:
  const TableRule& rule_;
  const CsvTable* table_;
};

template <class T>
void sort_by_year(std::vector<T>& series) {
  std::stable_sort(series.begin(), series.end(), [](const T& a, const T& b) { return a.year < b.year; });
}

std::vector<CountryName> read_countries(const ParsedTables& parsed) {
  const Reader table(parsed, TableId::countries);
  std::vector<CountryName> countries;
  for (std::size_t row = 0; row < table.rows(); ++row)
    countries.push_back({table.text(row, C::iso3), static_cast<std::uint16_t>(table.number(row, C::m49)),
                         table.text(row, C::name), model::find(model::region_names, table.text(row, C::region)).value(),
                         model::find(model::income_names, table.text(row, C::income)).value()});
  std::sort(countries.begin(), countries.end(),
            [](const CountryName& a, const CountryName& b) { return a.name < b.name; });
  return countries;
}

/// Hands each row of a table to the country it belongs to.
template <class F>
void for_rows(const ParsedTables& parsed, TableId id, std::map<std::string, CountryTables*>& by_iso3, const F& take) {
  const Reader table(parsed, id);
  for (std::size_t row = 0; row < table.rows(); ++row) take(*by_iso3.at(table.text(row, C::iso3)), table, row);
}

AgeYear read_ages(const Reader& t, std::size_t row) {
  AgeYear ages{t.year(row), {}, t.number(row, C::women_15_49), t.text(row, C::source_id)};
  for (std::size_t band = 0; band < age_band_count; ++band) ages.band[band] = t.number(row, age_column(band));
  return ages;
}

void read_series(const ParsedTables& parsed, const model::Prices& prices,
                 std::map<std::string, CountryTables*>& by_iso3) {
  for_rows(parsed, TableId::homicide, by_iso3, [](CountryTables& c, const Reader& t, std::size_t row) {
    c.homicide.push_back(
        {t.year(row), t.number(row, C::rate_per_100k), t.maybe(row, C::count), t.text(row, C::source_id)});
  });
  for_rows(parsed, TableId::homicide_modelled, by_iso3, [](CountryTables& c, const Reader& t, std::size_t row) {
    auto& series = publisher_of(t.text(row, C::source_id)) == Publisher::who ? c.who : c.ihme;
    series.push_back({t.year(row), t.number(row, C::rate_per_100k), t.text(row, C::source_id)});
  });
  for_rows(parsed, TableId::population, by_iso3, [](CountryTables& c, const Reader& t, std::size_t row) {
    const bool now = model::find(vintage_names, t.text(row, C::vintage)) == Vintage::now;
    (now ? c.population_now : c.population_note).push_back(t.value(row, C::persons));
  });
  for_rows(parsed, TableId::age_structure, by_iso3,
           [](CountryTables& c, const Reader& t, std::size_t row) { c.ages.push_back(read_ages(t, row)); });
  for_rows(parsed, TableId::urban, by_iso3, [](CountryTables& c, const Reader& t, std::size_t row) {
    c.urban_share.push_back(t.value(row, C::urban_share));
  });
  for_rows(parsed, TableId::prison, by_iso3, [](CountryTables& c, const Reader& t, std::size_t row) {
    c.prisoners.push_back(t.value(row, C::rate_per_100k));
  });
  for_rows(parsed, TableId::drivers, by_iso3, [](CountryTables& c, const Reader& t, std::size_t row) {
    c.drivers[model::find(model::driver_names, t.text(row, C::driver)).value()].push_back(t.value(row, C::value));
  });
  for_rows(parsed, TableId::alcohol, by_iso3, [](CountryTables& c, const Reader& t, std::size_t row) {
    c.drivers[model::Driver::alcohol].push_back(t.value(row, C::litres));
  });
  for_rows(parsed, TableId::crime_levels, by_iso3, [](CountryTables& c, const Reader& t, std::size_t row) {
    c.levels.push_back({t.year(row), model::find(model::crime_type_names, t.text(row, C::crime_type)).value(),
                        model::find(measure_names, t.text(row, C::measure)).value(),
                        model::find(family_names, t.text(row, C::family)).value(), t.number(row, C::value),
                        t.text(row, C::source_id)});
  });
  for_rows(parsed, TableId::victims, by_iso3, [](CountryTables& c, const Reader& t, std::size_t row) {
    c.victims.push_back({t.year(row), model::find(victim_measure_names, t.text(row, C::measure)).value(),
                         t.number(row, C::share), t.number(row, C::victims), t.text(row, C::source_id)});
  });
  for_rows(parsed, TableId::register_quality, by_iso3, [](CountryTables& c, const Reader& t, std::size_t row) {
    c.death_register[model::find(register_measure_names, t.text(row, C::measure)).value()].push_back(
        t.value(row, C::value));
  });
  for_rows(parsed, TableId::gdp, by_iso3, [](CountryTables& c, const Reader& t, std::size_t row) {
    c.gdp_per_head.push_back(t.value(row, C::gdp_per_head));
  });
  for_rows(parsed, TableId::gdp_market, by_iso3, [&prices](CountryTables& c, const Reader& t, std::size_t row) {
    YearValue product = t.value(row, C::gdp_market_per_head);
    product.value = prices.converted({product.value, "USD", product.year}).value().value();
    c.gdp_market.push_back(std::move(product));
  });
}

std::vector<CitySeries> read_city_series(const ParsedTables& parsed) {
  const Reader t(parsed, TableId::city_series);
  std::map<std::pair<std::string, std::string>, CitySeries> all;
  for (std::size_t row = 0; row < t.rows(); ++row) {
    auto& series = all[{t.text(row, C::iso3), t.text(row, C::series)}];
    series.iso3 = t.text(row, C::iso3);
    series.name = t.text(row, C::series);
    series.area_type = model::find(area_type_names, t.text(row, C::area_type)).value();
    series.source_id = t.text(row, C::source_id);
    series.years.push_back({t.year(row), t.number(row, C::rate_per_100k), t.maybe(row, C::population)});
  }
  std::vector<CitySeries> list;
  for (auto& [key, series] : all) {
    sort_by_year(series.years);
    list.push_back(std::move(series));
  }
  return list;
}

std::vector<District> read_districts(const ParsedTables& parsed) {
  const Reader t(parsed, TableId::districts);
  std::vector<District> list;
  for (std::size_t row = 0; row < t.rows(); ++row)
    list.push_back({t.text(row, C::iso3), static_cast<std::uint32_t>(t.number(row, C::un_city_code)),
                    t.text(row, C::district), t.number(row, C::persons), t.number(row, C::violence_per_100k)});
  std::sort(list.begin(), list.end(), [](const District& a, const District& b) {
    return a.un_city_code != b.un_city_code ? a.un_city_code < b.un_city_code : a.name < b.name;
  });
  return list;
}

std::vector<City> read_cities(const ParsedTables& parsed) {
  const Reader t(parsed, TableId::cities);
  std::map<std::pair<std::string, double>, City> cities;
  for (std::size_t row = 0; row < t.rows(); ++row) {
    auto& city = cities[{t.text(row, C::iso3), t.number(row, C::un_city_code)}];
    city.iso3 = t.text(row, C::iso3);
    city.un_city_code = static_cast<std::uint32_t>(t.number(row, C::un_city_code));
    city.name = t.text(row, C::city);
    city.latitude = t.number(row, C::lat);
    city.longitude = t.number(row, C::lon);
    city.persons.push_back(t.value(row, C::persons));
  }
  std::vector<City> list;
  for (auto& [key, city] : cities) {
    sort_by_year(city.persons);
    list.push_back(std::move(city));
  }
  return list;
}

model::Prices read_prices(const ParsedTables& parsed) {
  const Reader t(parsed, TableId::prices);
  model::Prices prices;
  for (std::size_t row = 0; row < t.rows(); ++row)
    if (model::find(price_measure_names, t.text(row, C::measure)) == PriceMeasure::deflator)
      prices.add_deflator(t.year(row), t.number(row, C::value));
    else prices.add_exchange(t.text(row, C::currency), t.year(row), t.number(row, C::value));
  return prices;
}

ParsedTables parse_all(const TableTexts& texts, model::Diagnostics& findings) {
  ParsedTables parsed;
  for (const auto& rule : table_rules()) {
    const auto text = texts.by_name.find(rule.name);
    if (text == texts.by_name.end()) {
      if (!rule.optional)
        findings.push_back({rule.name, 0, 0, "", "the table is missing", "", "the file " + rule.name,
                            "restore it from the distribution, or make it anew with make_tables.py"});
      continue;
    }
    const std::size_t before = findings.size();
    auto table = CsvTable::parse(text->second, rule.name, model::columns_of<C>(rule.columns), findings);
    if (findings.size() == before) parsed.emplace(rule.id, std::move(table));
  }
  for (const auto& [name, text] : texts.by_name)
    if (const auto names = table_names(); std::find(names.begin(), names.end(), name) == names.end()) {
      const std::string near = model::nearest_name(name, names);
      findings.push_back({name, 0, 0, "", "the table is not known", "'" + name + "'", "",
                          near.empty() ? "remove it" : "did you mean '" + near + "'?"});
    }
  return parsed;
}

}  // namespace

std::optional<Publisher> publisher_of(std::string_view source_id) {
  return model::find(publisher_names, source_id.substr(0, source_id.find('_')));
}

std::vector<std::string> table_names() {
  std::vector<std::string> names;
  for (const auto& rule : table_rules()) names.push_back(rule.name);
  return names;
}

std::vector<std::string> fitted_table_names() {
  std::vector<std::string> names;
  for (const auto id : {TableId::countries, TableId::homicide, TableId::homicide_modelled, TableId::alcohol,
                        TableId::population, TableId::drivers, TableId::register_quality, TableId::city_series})
    names.push_back(rule_of(id).name);
  return names;
}

Tables read_tables(const TableTexts& texts) {
  model::Diagnostics findings;
  const ParsedTables parsed = parse_all(texts, findings);
  check_tables(parsed, findings);
  if (!findings.empty()) {
    model::sort_by_place(findings);
    throw model::InputError(std::move(findings));
  }
  Tables tables;
  tables.countries = read_countries(parsed);
  std::map<std::string, CountryTables*> by_iso3;
  tables.by_country.resize(tables.countries.size());
  for (std::size_t i = 0; i < tables.countries.size(); ++i) {
    tables.by_country[i].name = tables.countries[i];
    by_iso3[tables.countries[i].iso3] = &tables.by_country[i];
  }
  tables.prices = read_prices(parsed);
  read_series(parsed, tables.prices, by_iso3);
  for (auto& c : tables.by_country) {
    sort_by_year(c.homicide);
    sort_by_year(c.who);
    sort_by_year(c.ihme);
    sort_by_year(c.population_note);
    sort_by_year(c.population_now);
    sort_by_year(c.ages);
    sort_by_year(c.urban_share);
    sort_by_year(c.prisoners);
    sort_by_year(c.levels);
    sort_by_year(c.victims);
    for (auto& measure : c.death_register) sort_by_year(measure);
    sort_by_year(c.gdp_per_head);
    sort_by_year(c.gdp_market);
    for (auto& driver : c.drivers) sort_by_year(driver);
  }
  tables.cities = read_cities(parsed);
  tables.city_series = read_city_series(parsed);
  tables.districts = read_districts(parsed);
  std::map<std::string, std::size_t> rank;
  for (std::size_t i = 0; i < tables.countries.size(); ++i) rank[tables.countries[i].iso3] = i;
  std::stable_sort(tables.cities.begin(), tables.cities.end(),
                   [&](const City& a, const City& b) { return rank[a.iso3] < rank[b.iso3]; });
  return tables;
}

}  // namespace salus::calibration
