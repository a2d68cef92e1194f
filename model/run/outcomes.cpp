#include "model/run/outcomes.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "model/run/quantiles.hpp"
#include "model/run/spread.hpp"

namespace salus::model {
namespace {

template <class Sums, class Values>
void add_up(Sums& sums, const Values& values) {
  auto sum = sums.cells().begin();
  for (const double value : values.cells()) *sum++ += value;
}

/// From blocks of draws, by country and draw.
void sort_by_country(const RunPlan& plan, Results& r) {
  std::map<std::string, CountryIndex> position;
  for (const auto c : plan.every_country()) position[std::string(plan.countries[c].code.name())] = c;
  std::ranges::stable_sort(r.failures, {}, [&](const Failure& f) { return position.at(f.country); });
  std::ranges::stable_sort(r.agents, {}, &CityAgents::country);
}

}  // namespace

Outcomes::Outcomes(const RunPlan& plan, const Programmes& programmes, const Objectives& objectives, Results& results)
    : plan_(plan),
      programmes_(programmes),
      objectives_(objectives),
      results_(results),
      failed_(plan.draws, false),
      probes_(plan.every_scenario(), every<Variant>, plan.probes()),
      lines_(programmes.lines, every<LineFigure>, plan.every_draw()) {
  results.indicators = {every<Indicator>, plan.every_scenario(), plan.every_draw()};
  for (const auto c : plan.every_country()) {
    first_city_.push_back(results.cities.size());
    for (const auto& city : plan.countries[c].cities) {
      CityResult one;
      one.code = city.code;
      one.country = c;
      for (auto* series : {&one.reached, &one.judged, &one.fell, &one.fell_without, &one.shown, &one.falsely_shown})
        series->resize(plan.scenarios.size());
      results.cities.push_back(std::move(one));
    }
  }
  for (const auto& portfolio : programmes.portfolios) paid_.emplace_back(portfolio.accounts().size());
}

void Outcomes::open(DrawRange draws) {
  draws_ = draws;
  sums_ = {every<CountrySum>, plan_.every_scenario(), draws};
  block_lines_ = {programmes_.lines, every<LineFigure>, draws};
  block_probes_ = {plan_.every_scenario(), every<Variant>, draws.among_first(plan_.probes().count())};
  bases_ = {every<HalvingBase>, draws};
  entries_.assign(plan_.countries.size(), {});
}

void Outcomes::add(CountryIndex country, const CountryPart& part) {
  if (draws_ != part.draws) open(part.draws);
  add_up(sums_, part.sums);
  add_up(block_lines_, part.lines);
  add_up(block_probes_, part.probes);
  add_up(bases_, part.halving_base);
  entries_[country] = part.entries;
  for (const auto& failure : part.failures) failed_[failure.draw] = true;
  results_.failures.insert(results_.failures.end(), part.failures.begin(), part.failures.end());
  for (const AgentRun& run : part.agents) results_.agents.push_back({country, run});
}

void Outcomes::add_paid(const SharedDraws& shared, DrawIndex d) {
  for (const auto s : plan_.every_scenario()) {
    auto paid = paid_[s].begin();
    for (const auto& account : shared.courses(s, d).accounts) *paid++ += account.paid;
  }
}

void Outcomes::close(const SharedDraws& shared) {
  if (objectives_.proofs) prove(plan_, draws_, entries_, failed_, results_.indicators, results_.cities);
  else leave_out_cities();
  put_in(probes_, block_probes_);
  put_in(lines_, block_lines_);
  add_programme_indicators(plan_, shared, sums_, probes_, results_);
  for (const auto s : plan_.every_scenario())
    for (const auto d : draws_) {
      results_.indicators(Indicator::urban_homicides_base, s, d) = bases_(HalvingBase::urban_homicides, d);
      results_.indicators(Indicator::urban_violent_base, s, d) = bases_(HalvingBase::urban_violence, d);
    }
  if (!objectives_.spread) leave_out(Indicator::global_dalys_averted);
  for (const auto d : draws_) {
    if (!failed_[d]) {
      live_ += 1.0;
      add_paid(shared, d);
      continue;
    }
    // A draw that failed in any country is in no figure.
    for (const auto i : every<Indicator>)
      for (const auto s : plan_.every_scenario())
        results_.indicators(i, s, d) = std::numeric_limits<double>::quiet_NaN();
    for (const auto line : programmes_.lines)
      for (const auto figure : every<LineFigure>) lines_(line, figure, d) = not_a_number;
  }
}

void Outcomes::leave_out(Indicator which) {
  for (const auto s : plan_.every_scenario())
    for (const auto d : draws_) results_.indicators(which, s, d) = not_a_number;
}

void Outcomes::leave_out_cities() {
  for (auto i = Indicator::cities_reached; i != Indicator::planned_usd; i = enumerator_after(i, 1u))
    if (i != Indicator::people_reached) leave_out(i);
}

void Outcomes::add_city_rates(CountryIndex country, const Grid<Single, CityIndex, CityWindow, DrawIndex>& rates) {
  SortScratch sort;
  FixedGrid<Single, QuantileIndex> levels;
  for (const auto u : rates.along<CityIndex>()) {
    CityResult& city = results_.cities[first_city_[country] + u];
    const auto write = [&](CityWindow window, EnumArray<Single, IntervalLevel>& to) {
      write_quantiles(rates.row(u, window), levels.cells, sort);
      for (const auto level : every<IntervalLevel>) to[level] = levels(interval_levels[level]);
    };
    write(CityWindow::base, city.rate_base);
    write(CityWindow::end, city.rate_end);
  }
}

void Outcomes::refuse_too_many_failures() {
  const auto failed = static_cast<std::size_t>(std::ranges::count(failed_, true));
  if (100 * failed > plan_.draws) throw RunFailure(failed, plan_.draws, results_.failures.front());
}

void Outcomes::fill_lines() {
  const auto put = [&](LineResult& line, LineIndex at, LineFigure figure) {
    const auto draws = lines_.row(at, figure);
    double sum = 0.0;
    for (const double averted : draws)
      if (!std::isnan(averted)) sum += averted;
    line.averted[figure] = sum / live_;
    line.averted_draws[figure].assign(draws.begin(), draws.end());
  };
  LineIndex at;
  for (const auto s : plan_.every_scenario()) {
    const auto& portfolio = programmes_.portfolios[s];
    std::vector<LineResult> lines;
    const auto line_of = [&](Half half, const std::string& item) -> LineResult& {
      for (auto& line : lines)
        if (line.half == half && line.item == item) return line;
      lines.push_back({.half = half, .item = item});
      // Global functions avert nothing by themselves.
      for (auto& draws : lines.back().averted_draws) draws.assign(plan_.draws, Single(0.0));
      return lines.back();
    };
    for (const auto a : positions_in<AccountIndex>(portfolio.accounts())) {
      const auto& account = portfolio.accounts()[a];
      auto& line = line_of(account.half, account.item);
      for (const auto& i : plan_.evidence.interventions)
        if (account.half == Half::local_delivery && i.id == account.item) line.process_only = i.process_only;
      line.paid += paid_[s][a] / live_;
    }
    for (const auto& row : portfolio.rows()) {
      auto& line = line_of(Half::local_delivery, plan_.evidence.interventions[row.intervention].id);
      for (const auto figure : every<LineFigure>) put(line, at, figure);
      at = at + 1u;
    }
    std::sort(lines.begin(), lines.end(),
              [](const auto& a, const auto& b) { return a.half != b.half ? a.half < b.half : a.item < b.item; });
    results_.scenarios[s].lines = std::move(lines);
  }
}

/// From numbers of draws to probabilities.
void Outcomes::fill_cities() {
  for (auto& city : results_.cities)
    for (const auto s : plan_.every_scenario()) {
      const double n = city.judged[s];
      for (auto* series : {&city.fell, &city.fell_without, &city.shown, &city.falsely_shown})
        (*series)[s] = n > 0.0 ? (*series)[s] / n : std::numeric_limits<double>::quiet_NaN();
      city.reached[s] = city.reached[s] / live_;
      city.judged[s] = n / live_;
    }
}

void Outcomes::finish() {
  sort_by_country(plan_, results_);
  refuse_too_many_failures();
  std::erase_if(results_.agents, [&](const CityAgents& a) { return failed_[a.run.draw]; });
  fill_cities();
  fill_lines();
  if (objectives_.spread)
    for (const auto s : plan_.every_scenario()) results_.scenarios[s].spread = spread_of(probes_, s);
}

}  // namespace salus::model
