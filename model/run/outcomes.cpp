#include "model/run/outcomes.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "model/core/elementary.hpp"
#include "model/run/city_proof.hpp"
#include "model/run/spread.hpp"

namespace salus::model {
namespace {

template <class Sums, class Values>
void add_up(Sums& sums, const Values& values) {
  auto sum = sums.cells().begin();
  for (const double value : values.cells()) *sum++ += value;
}

}  // namespace

Outcomes::Outcomes(const RunPlan& plan, const SharedDraws& shared)
    : plan_(plan),
      shared_(shared),
      indicators_(every<Indicator>, plan.every_scenario(), plan.every_draw()),
      halving_base_(every<HalvingBase>, plan.every_draw()),
      sums_(every<CountrySum>, plan.every_scenario(), plan.every_draw()),
      probes_(plan.every_scenario(), every<Variant>, plan.probes()) {
  std::size_t lines = 0;
  for (const auto& portfolio : shared.portfolios) lines += portfolio.rows().size();
  lines_ = {Positions<LineIndex>(lines), every<LineFigure>};
}

void Outcomes::add(const CountryResult& country) {
  const CountryIndex position(static_cast<std::uint32_t>(entries_.size()));
  const auto& cities = plan_.countries[position].cities;
  if (country.sums.size() != sums_.size() || country.lines.size() != lines_.size() ||
      country.probes.size() != probes_.size() ||
      !country.city_rates.spans(positions_in<CityIndex>(cities), every<CityWindow>, every<IntervalLevel>))
    throw std::invalid_argument("the shard of " + std::string(country.code.name()) + " does not fit this run");
  add_up(sums_, country.sums);
  add_up(lines_, country.lines);
  add_up(probes_, country.probes);
  for (const auto u : positions_in<CityIndex>(cities)) {
    CityResult one;
    one.code = cities[u].code;
    one.country = position;
    for (const auto level : every<IntervalLevel>) {
      one.rate_base[level] = country.city_rates(u, CityWindow::base, level);
      one.rate_end[level] = country.city_rates(u, CityWindow::end, level);
    }
    for (auto* series : {&one.reached, &one.judged, &one.fell, &one.fell_without, &one.shown, &one.falsely_shown})
      series->resize(plan_.scenarios.size());
    cities_.push_back(std::move(one));
  }
  for (const AgentRun& run : country.agents) agents_.push_back({position, run});
  entries_.push_back(country.entries);
  add_up(halving_base_, country.halving_base);
}

void Outcomes::fill_lines(Results& r) const {
  LineIndex at;
  for (const auto s : plan_.every_scenario()) {
    const auto& portfolio = shared_.portfolios[s];
    std::vector<LineResult> lines;
    const auto line_of = [&](Half half, const std::string& item) -> LineResult& {
      for (auto& line : lines)
        if (line.half == half && line.item == item) return line;
      lines.push_back({.half = half, .item = item});
      return lines.back();
    };
    for (const auto a : positions_in<AccountIndex>(portfolio.accounts())) {
      const auto& account = portfolio.accounts()[a];
      auto& line = line_of(account.half, account.item);
      for (const auto& i : plan_.evidence.interventions)
        if (account.half == Half::local_delivery && i.id == account.item) line.process_only = i.process_only;
      for (const auto d : plan_.every_draw()) line.paid += shared_.courses(s, d).accounts[a].paid / plan_.draws;
    }
    for (const auto& row : portfolio.rows()) {
      auto& line = line_of(Half::local_delivery, plan_.evidence.interventions[row.intervention].id);
      line.violent_averted = lines_(at, LineFigure::violent);
      line.homicides_averted = lines_(at, LineFigure::homicides);
      line.partner_averted = lines_(at, LineFigure::partner);
      line.dalys_averted = lines_(at, LineFigure::dalys);
      at = at + 1u;
    }
    std::sort(lines.begin(), lines.end(),
              [](const auto& a, const auto& b) { return a.half != b.half ? a.half < b.half : a.item < b.item; });
    r.scenarios[s].lines = std::move(lines);
  }
}

/// From numbers of draws to probabilities.
void Outcomes::fill_cities(const std::vector<bool>& failed, Results& r) {
  double live = 0.0;
  for (const bool f : failed) live += f ? 0.0 : 1.0;
  for (auto& city : cities_)
    for (const auto s : plan_.every_scenario()) {
      const double n = city.judged[s];
      for (auto* series : {&city.fell, &city.fell_without, &city.shown, &city.falsely_shown})
        (*series)[s] = n > 0.0 ? (*series)[s] / n : std::numeric_limits<double>::quiet_NaN();
      city.reached[s] = city.reached[s] / live;
      city.judged[s] = n / live;
    }
  r.cities = std::move(cities_);
}

void Outcomes::finish(Results& r) {
  std::vector<bool> failed(plan_.draws, false);
  for (const auto& failure : r.failures) failed[failure.draw] = true;
  prove(plan_, entries_, failed, indicators_, cities_);
  std::erase_if(agents_, [&](const CityAgents& a) { return failed[a.run.draw]; });
  r.agents = std::move(agents_);
  r.indicators = std::move(indicators_);
  add_programme_indicators(plan_, shared_, sums_, probes_, r);
  for (const auto s : plan_.every_scenario())
    for (const auto d : plan_.every_draw()) {
      r.indicators(Indicator::urban_homicides_base, s, d) = halving_base_(HalvingBase::urban_homicides, d);
      r.indicators(Indicator::urban_violent_base, s, d) = halving_base_(HalvingBase::urban_violence, d);
    }
  // A draw that failed in any country is in no figure.
  for (const auto i : every<Indicator>)
    for (const auto s : plan_.every_scenario())
      for (const auto d : plan_.every_draw())
        if (failed[d]) r.indicators(i, s, d) = std::numeric_limits<double>::quiet_NaN();
  fill_cities(failed, r);
  fill_lines(r);
  for (const auto s : plan_.every_scenario()) r.scenarios[s].spread = spread_of(probes_, s);
}

}  // namespace salus::model
