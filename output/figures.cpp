#include "output/figures.hpp"

#include <algorithm>
#include <set>

#include "model/core/elementary.hpp"
#include "model/core/statistics.hpp"
#include "output/words/sentences/number.hpp"
#include "output/words/words.hpp"

namespace salus::output {

using model::Results;

std::uint32_t number_of_known(const std::vector<double>& values) {
  std::uint32_t n = 0;
  for (const double v : values) n += std::isnan(v) ? 0u : 1u;
  return n;
}

double quantile_of(std::vector<double> values, double level) {
  std::erase_if(values, [](double v) { return std::isnan(v); });
  if (values.empty()) return unknown;
  std::sort(values.begin(), values.end());
  return model::quantile(values, level);
}

Interval interval_of(const std::vector<double>& values) {
  const Interval all =
      model::by_level([&](model::IntervalLevel level) { return quantile_of(values, model::interval_shares[level]); });
  return number_of_known(values) < least_values_of_interval ? Interval{unknown, all.middle, unknown} : all;
}

double mean_of(std::vector<double> values) {
  std::erase_if(values, [](double v) { return std::isnan(v); });
  return values.empty() ? unknown : model::mean(values);
}

double largest_draw_share(std::vector<double> values) {
  std::erase_if(values, [](double v) { return std::isnan(v); });
  if (values.empty()) return unknown;
  double sum = 0.0;
  double largest = 0.0;
  for (const double v : values) {
    sum += std::abs(v);
    largest = std::max(largest, std::abs(v));
  }
  return sum > 0.0 ? largest / sum : 0.0;
}

std::vector<double> indicator_draws(const Results& r, model::Indicator which, model::ScenarioIndex scenario) {
  if (r.indicators.empty()) return {};
  const auto draws = r.indicators.row(which, scenario);
  return {draws.begin(), draws.end()};
}

double draws_kept(const Results& r) {
  std::set<std::uint32_t> failed;  // a draw may fail in several countries
  for (const auto& failure : r.failures) failed.insert(failure.draw);
  return r.identity.draws - static_cast<double>(failed.size());
}

bool too_few_draws(const Results& r) { return draws_kept(r) < least_values_of_interval; }

std::string too_few_draws_in_words() { return words::english().text(words::number::too_few_draws); }

model::LocationIndex total_location(const Results& r) { return r.quantiles.along<model::LocationIndex>().last(); }

model::AggregateIndex total_aggregate(const Results& r) {
  return r.aggregate_first.along<model::AggregateIndex>().last();
}

std::optional<model::YearIndex> year_2030(const Results& r) {
  for (const auto y : model::positions_in<model::YearIndex>(r.years))
    if (r.years[y] == 2030) return y;
  return std::nullopt;
}

bool against_nothing(const Results& r) {
  return std::all_of(r.scenarios[0].money.begin(), r.scenarios[0].money.end(), [](const auto& m) {
    return std::all_of(m.gross.begin(), m.gross.end(), [](model::Cents c) { return c == model::Cents(); });
  });
}

int cities_end_year(const Results& r) {
  const auto year = year_2030(r);
  return year && *year >= 4 ? 2030 : r.years.back();
}

std::optional<model::ScenarioIndex> scenario_named(const Results& r, std::string_view id) {
  for (const auto s : model::positions_in<model::ScenarioIndex>(r.scenarios))
    if (r.scenarios[s].id == id) return s;
  return std::nullopt;
}

model::ScenarioIndex shown_scenario(const Results& r) {
  if (r.about) return *r.about;
  const model::ScenarioIndex note = scenario_named(r, "concept-note").value_or(first_scenario);
  if (note != first_scenario || r.scenarios.size() < 2) return note;
  return first_scenario + 1u;
}

namespace {

/// Sums of the headlines over years, by draw. @param row of a headline and year
template <class Row>
std::vector<double> sums(const Results& r, const std::vector<model::Headline>& headlines, const YearSpan& years,
                         const Row& row) {
  std::vector<double> all(r.aggregate_first.along<model::DrawIndex>().size(), 0.0);
  for (const model::Headline h : headlines)
    for (model::YearIndex y = years.from; y < years.to; y = y + 1u) {
      auto sum = all.begin();
      for (const double value : row(h, y)) *sum++ += value;
    }
  return all;
}

}  // namespace

std::vector<double> first_draws(const Results& r, model::AggregateIndex aggregate,
                                const std::vector<model::Headline>& headlines, const YearSpan& years) {
  return sums(r, headlines, years,
              [&](model::Headline h, model::YearIndex y) { return r.aggregate_first.row(aggregate, h, y); });
}

std::vector<double> averted_draws(const Results& r, model::AggregateIndex aggregate,
                                  const std::vector<model::Headline>& headlines, model::ScenarioIndex scenario,
                                  const YearSpan& years) {
  return sums(r, headlines, years, [&](model::Headline h, model::YearIndex y) {
    return r.aggregate_averted.row(aggregate, h, scenario, y);
  });
}

std::vector<double> in_life_years(const Results& r, const model::EnumArray<bool, model::CrimeType>& which,
                                  const std::function<std::vector<double>(model::CrimeType)>& incidents) {
  std::vector<double> sum(r.aggregate_first.along<model::DrawIndex>().size(), r.indicators.empty() ? unknown : 0.0);
  for (const auto k : model::every<model::CrimeType>) {
    if (!which[k] || r.indicators.empty()) continue;
    const auto of_type = paired(incidents(k), indicator_draws(r, model::dalys_of_one(k), first_scenario),
                                [](double n, double each) { return n * each; });
    sum = paired(sum, of_type, [](double before, double more) { return before + more; });
  }
  return sum;
}

std::vector<model::Headline> violent_headlines() {
  std::vector<model::Headline> all;
  for (const auto k : model::every<model::CrimeType>)
    if (model::is_violent[k]) all.push_back(model::headline_of(k));
  return all;
}

HomicideBase homicide_base(const Results& r) {
  HomicideBase base;
  for (const auto& c : r.countries) {
    const model::RatePerPerson own(model::exponential(c.level[model::CrimeType::homicide].log_rate));
    const auto rate = c.base_homicide_rate.value_or(own);
    base.homicides += (rate * model::PersonYears(c.base_population)).value();
    base.people += c.base_population;
    base.published += c.base_homicide_rate.has_value();
  }
  return base;
}

std::string item_label(const Results& r, model::Half half, const std::string& item) {
  if (half == model::Half::local_delivery)
    for (const auto& i : r.interventions)
      if (i.id == item) return i.id + " " + i.title;
  if (half == model::Half::global_functions)
    for (const auto& f : r.functions)
      if (f.id == item && !f.title.empty()) return f.title;
  std::string label = item;
  for (char& c : label)
    if (c == '_') c = ' ';
  return label;
}

const model::City* city_of(const Results& r, const model::CityResult& city) {
  if (city.country >= r.countries.size()) return nullptr;
  for (const auto& c : r.countries[city.country].cities)
    if (c.code == city.code) return &c;
  return nullptr;
}

std::vector<CityResultIndex> cities_in_order(const Results& r) {
  std::vector<CityResultIndex> order;
  for (const auto i : model::positions_in<CityResultIndex>(r.cities)) order.push_back(i);
  std::stable_sort(order.begin(), order.end(), [&](CityResultIndex a, CityResultIndex b) {
    return std::pair(r.cities[a].country, r.cities[a].code) < std::pair(r.cities[b].country, r.cities[b].code);
  });
  return order;
}

}  // namespace salus::output
