#include "model/run/country_run.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <functional>
#include <limits>
#include <map>

#include "model/core/elementary.hpp"
#include "model/country/block.hpp"
#include "model/country/kernel.hpp"
#include "model/observation/records.hpp"
#include "model/random/purposes.hpp"
#include "model/random/sampler.hpp"
#include "model/run/collect.hpp"
#include "model/run/quantiles.hpp"

namespace salus::model {
namespace {

constexpr auto not_a_number = std::numeric_limits<float>::quiet_NaN();

class CountryRun {
 public:
  CountryRun(const RunPlan& plan, const SharedDraws& shared, std::size_t position)
      : plan_(plan),
        shared_(shared),
        position_(position),
        country_(plan.countries[position]),
        kernel_(country_kernel(plan.isa)),
        paths_(country_),
        window_(EndWindow::of(plan.scenarios.front().start_year)) {
    const std::size_t S = plan.scenarios.size();
    const std::size_t D = plan.draws;
    const std::size_t T = targets().size();
    std::size_t rows = 0;
    for (const auto& portfolio : shared.portfolios) {
      first_row_.push_back(rows);
      rows += portfolio.rows().size();
    }
    out_.scenarios = S;
    out_.draws = D;
    out_.probes = shared.probes;
    out_.rows = rows;
    out_.values.resize((T + target_group_count) * S * horizon_years * D);
    out_.sums.assign(country_sum_count * S * D, 0.0f);
    out_.probe.assign(S * variant_count * shared.probes, 0.0f);
    out_.city_base.resize(country_.cities.size() * D);
    out_.city_end.resize(country_.cities.size() * D);
    out_.blocks.resize((D + block_lanes - 1) / block_lanes);
    for (std::size_t m = 0; m < horizon_months; ++m)
      out_.person_years[m / 12] += 0.5 * (country_.population[m] + country_.population[m + 1]) / 12.0;
    result_.halving_base.resize(3 * D);
  }

  /// The cities of this country that run as agents; before any block. @return false where `stop` said so.
  bool run_agents(const Executor& executor, const std::function<bool()>& stop);
  void run_block(std::size_t block);
  CountryResult finish(const Executor& executor);
  std::size_t blocks() const { return out_.blocks.size(); }

 private:
  /// Memory of one block; too large for the stack.
  struct Scratch {
    NoiseParameters noise{};
    NoisePaths paths;
    StockParameters stocks{};
    ProgrammeFactors programme{};
    YearlySums base{};
    YearlySums sums{};
    std::array<LaneDraw, block_lanes> lanes;
  };

  std::optional<double> published(int first, int last) const;
  void prepare(Scratch& scratch, std::size_t block);
  std::array<bool, loop_count> loops_off(const Scenario& scenario) const;
  /// Puts the agents' factors in place of the panel's.
  void take_agents(std::vector<ReachedCity>& reached, std::size_t draw, std::size_t scenario) const;
  void record_cities(Scratch& scratch, int lane, std::size_t s, Collected::Block& block);
  void record_baseline(const Scratch& scratch, int lane);
  void probe(const Scratch& scratch, int lane, std::size_t s);
  double averted_here(const Scratch& scratch, int data_lane, const std::vector<ReachedCity>& reached) const;
  void mark_failed(std::size_t d);

  const RunPlan& plan_;
  const SharedDraws& shared_;
  std::size_t position_;
  const CountryInput& country_;
  const CountryKernel& kernel_;
  CountryPathsOwner paths_;
  EndWindow window_;
  TargetMap targets_;
  std::map<AgentPair, AgentOutcome> agents_;
  std::vector<std::size_t> first_row_;
  Collected out_;
  CountryResult result_;
};

/// Mean of the published homicide rates of some years that may be used, per person-year.
std::optional<double> CountryRun::published(int first, int last) const {
  double sum = 0.0;
  double n = 0.0;
  for (const auto& o : country_.history)
    if (o.year >= first && o.year <= last && o.basis == Basis::observed && !o.held_out) {
      sum += o.rate * 1e-5;
      n += 1.0;
    }
  return n > 0.0 ? std::optional(sum / n) : std::nullopt;
}

void CountryRun::prepare(Scratch& scratch, std::size_t block) {
  const std::size_t D = out_.draws;
  for (int lane = 0; lane < block_lanes; ++lane) {
    auto& l = scratch.lanes[static_cast<std::size_t>(lane)];
    // Lanes past the last draw repeat it; what they compute is not kept.
    const std::size_t d = l.draw = std::min(block * block_lanes + static_cast<std::size_t>(lane), D - 1);
    const RandomKey key = shared_.keys[d];
    l.drawn = drawn_parameters(plan_, shared_, country_, d);
    const CountryStart from = country_start(country_, d);
    fill_noise(l.drawn, country_, from, key, plan_.scenarios.front().start_year, lane, scratch.noise);
    l.groups = draw_group_shares(country_, key);
    l.level = draw_levels(country_, from, key);
    l.panel.draw(country_, l.drawn, key);
    const int start = plan_.scenarios.front().start_year;
    l.base_rate = country_.base_homicide_rate ? *country_.base_homicide_rate : exponential(l.level[0]);
    // Where the base is not a published one the draw has a scale of its own, and what is published moves it in
    // proportion.
    const auto before = published(start - 3, start - 1);
    const auto middle = published(2017, 2019);
    const auto early = published(2015, 2015);
    l.before_rate = country_.base_homicide_rate && before ? *before : exponential(l.level[0]);
    const double rate_2015 =
        early ? l.base_rate * *early / middle.value_or(exponential(country_.level[0].log_rate)) : l.base_rate;
    double violence = 0.0;
    for (std::size_t k = 1; k < crime_type_count; ++k)
      if (is_violent[k]) violence += exponential(l.level[k]);
    result_.halving_base[d] = static_cast<float>(l.base_rate * country_.base_population);
    result_.halving_base[D + d] = static_cast<float>(rate_2015 * country_.base_population);
    result_.halving_base[2 * D + d] = static_cast<float>(violence * country_.base_population);
  }
  kernel_.draw_noise(scratch.noise, paths_.view(), scratch.paths);
}

bool CountryRun::run_agents(const Executor& executor, const std::function<bool()>& stop) {
  const auto& pairs = shared_.agents.by_country[position_];
  auto scratch = std::make_unique<Scratch>();
  const auto block_of = [](const AgentPair& pair) { return pair.draw / block_lanes; };
  for (std::size_t i = 0; i < pairs.size();) {
    const std::size_t block = block_of(pairs[i]);
    // The country's path without any programme, in the first scenario's settings.
    prepare(*scratch, block);
    for (auto& year : scratch->programme.factor)
      for (auto& type : year)
        for (double& lane : type) lane = 1.0;
    std::array<bool, block_lanes> refused{};
    for (int lane = 0; lane < block_lanes; ++lane) {
      auto& l = scratch->lanes[static_cast<std::size_t>(lane)];
      l.set = l.drawn;
      apply_overrides(l.set, plan_.scenarios.front().overrides);
      refused[static_cast<std::size_t>(lane)] =
          fill_stocks(l.set, country_, l.level, loops_off(plan_.scenarios.front()), lane, scratch->stocks).has_value();
    }
    kernel_.run_scenario(scratch->stocks, scratch->programme, paths_.view(), scratch->paths, scratch->base);
    // A draw that is refused here fails in its block too, and is in no figure.
    while (i < pairs.size() && block_of(pairs[i]) == block) {
      std::vector<AgentPair> same;
      for (const std::size_t first = i;
           i < pairs.size() && pairs[i].draw == pairs[first].draw && pairs[i].city == pairs[first].city; ++i)
        same.push_back(pairs[i]);
      const auto lane = static_cast<int>(same.front().draw % block_lanes);
      const auto& l = scratch->lanes[static_cast<std::size_t>(lane)];
      if (refused[static_cast<std::size_t>(lane)] || scratch->base.failed_month[lane] >= 0.0) continue;
      CountryPath path{country_, l.drawn, l.level, l.panel, {}};
      for (std::size_t y = 0; y < horizon_years; ++y)
        for (std::size_t k = 0; k < crime_type_count; ++k) path.incidents[y][k] = scratch->base.incidents[k][y][lane];
      std::vector<ReachedCity> cities;
      for (const auto& pair : same) {
        ParameterDraw p = l.drawn;
        apply_overrides(p, plan_.scenarios[pair.scenario].overrides);
        for (auto& reached : reached_cities(country_, position_, l.panel, p, shared_.deliveries[pair.scenario],
                                            shared_.courses[pair.scenario][pair.draw], shared_.interventions[pair.draw],
                                            shared_.keys[pair.draw]))
          if (reached.city == pair.city) cities.push_back(std::move(reached));
      }
      std::vector<const CityEffect*> effects;
      for (const auto& city : cities) effects.push_back(&city.effect);
      auto outcomes = model::run_agents(plan_, shared_, position_, path, same, effects, executor, stop);
      if (!outcomes) return false;
      for (std::size_t n = 0; n < same.size(); ++n) {
        result_.agents.push_back((*outcomes)[n].run);
        agents_[same[n]] = std::move((*outcomes)[n]);
      }
    }
  }
  return true;
}

void CountryRun::take_agents(std::vector<ReachedCity>& reached, std::size_t draw, std::size_t scenario) const {
  for (auto& city : reached) {
    const auto found = agents_.find({static_cast<std::uint32_t>(draw), city.city, scenario});
    if (found != agents_.end()) {
      city.effect.factor = found->second.factor;
      city.as_agents = true;
    }
  }
}

std::array<bool, loop_count> CountryRun::loops_off(const Scenario& scenario) const {
  std::array<bool, loop_count> without = plan_.without;
  for (std::size_t l = 0; l < loop_count; ++l) without[l] = without[l] || scenario.without[l];
  return without;
}

void CountryRun::run_block(std::size_t b) {
  auto scratch = std::make_unique<Scratch>();
  auto& block = out_.blocks[b];
  block.lines.assign(block_lanes * line_figures * out_.rows, 0.0);
  prepare(*scratch, b);
  const std::size_t first = b * block_lanes;
  const std::size_t live = std::min<std::size_t>(block_lanes, out_.draws - first);
  std::array<bool, block_lanes> failed{};
  const auto fail = [&](std::size_t lane, std::size_t s, std::uint32_t month, DrawFault fault) {
    if (failed[lane]) return;
    failed[lane] = true;
    block.failures.push_back({static_cast<std::uint32_t>(first + lane), std::string(country_.code.name()),
                              plan_.scenarios[s].id, month, fault});
  };
  for (std::size_t s = 0; s < out_.scenarios; ++s) {
    const auto& scenario = plan_.scenarios[s];
    const auto without = loops_off(scenario);
    for (int lane = 0; lane < block_lanes; ++lane) {
      const auto at = static_cast<std::size_t>(lane);
      auto& l = scratch->lanes[at];
      l.set = l.drawn;
      apply_overrides(l.set, scenario.overrides);
      l.reached = reached_cities(country_, position_, l.panel, l.set, shared_.deliveries[s], shared_.courses[s][l.draw],
                                 shared_.interventions[l.draw], shared_.keys[l.draw]);
      take_agents(l.reached, l.draw, s);
      l.factors = country_factors(l.panel, l.reached);
      if (s == 0) {
        l.base_set = l.set;
        l.base_reached = l.reached;
        l.base_factors = l.factors;
      }
      for (std::size_t y = 0; y < horizon_years; ++y)
        for (std::size_t k = 0; k < crime_type_count; ++k) scratch->programme.factor[y][k][lane] = l.factors[y][k];
      const auto refused = fill_stocks(l.set, country_, l.level, without, lane, scratch->stocks);
      if (refused && at < live) fail(at, s, 0, *refused);
    }
    YearlySums& sums = s == 0 ? scratch->base : scratch->sums;
    kernel_.run_scenario(scratch->stocks, scratch->programme, paths_.view(), scratch->paths, sums);
    for (std::size_t lane = 0; lane < live; ++lane) {
      const int at = static_cast<int>(lane);
      if (sums.failed_month[lane] >= 0.0)
        fail(lane, s, static_cast<std::uint32_t>(sums.failed_month[lane]), {DrawFault::Kind::not_conserved, 0.0});
      auto& l = scratch->lanes[lane];
      collect(sums, at, targets_, l, s, out_);
      collect_averted(scratch->base, sums, at, targets_, l, shared_, country_, s, out_);
      if (failed[lane]) continue;
      if (s == 0) record_baseline(*scratch, at);
      record_cities(*scratch, at, s, block);
      if (l.draw < out_.probes) probe(*scratch, at, s);
    }
  }
  for (std::size_t lane = 0; lane < live; ++lane) {
    if (!failed[lane]) {
      block.live += 1.0;
      continue;
    }
    mark_failed(first + lane);
    std::fill_n(block.lines.begin() + static_cast<std::ptrdiff_t>(lane * line_figures * out_.rows),
                line_figures * out_.rows, 0.0);
  }
}

/// Homicide rates of every city in the first scenario, base and end.
void CountryRun::record_baseline(const Scratch& scratch, int lane) {
  const auto& l = scratch.lanes[static_cast<std::size_t>(lane)];
  const CityLedger ledger(l.panel, scratch.base, lane, l.base_reached, l.base_factors);
  for (std::size_t u = 0; u < country_.cities.size(); ++u) {
    double base = 0.0;
    double end = 0.0;
    double base_people = 0.0;
    double end_people = 0.0;
    for (std::size_t y = 0; y < 3; ++y) {
      base += l.before_rate * panel_population(country_, y) * l.panel.share(CrimeClass::street, u, y);
      base_people += country_.cities[u].population[y];
      end += ledger.incidents(u, window_.first + y, 0);
      end_people += country_.cities[u].population[panel_past_years + window_.first + y];
    }
    out_.city_base[u * out_.draws + l.draw] = static_cast<float>(1e5 * base / base_people);
    out_.city_end[u * out_.draws + l.draw] = static_cast<float>(1e5 * end / end_people);
  }
}

void CountryRun::record_cities(Scratch& scratch, int lane, std::size_t s, Collected::Block& block) {
  const auto& l = scratch.lanes[static_cast<std::size_t>(lane)];
  if (l.reached.empty()) return;
  const std::size_t d = l.draw;
  const auto& course = shared_.courses[s][d];
  const RandomKey key = shared_.keys[d];
  const YearlySums& sums = s == 0 ? scratch.base : scratch.sums;
  const CityLedger with(l.panel, sums, lane, l.reached, l.factors);
  const CityLedger without(l.panel, scratch.base, lane, l.base_reached, l.base_factors);
  const std::size_t last = window_.first + 2;
  const auto recorded = [&](const ParameterDraw& p, const YearlySums& from) {
    return logarithm(kept_share(p, from.capacity[last][lane]) / p[Parameter::recorded_homicide]);
  };
  const double change = recorded(l.set, sums);
  const double change_without = recorded(l.base_set, scratch.base);
  const double power = course.global[last].power;
  const double power_without = shared_.courses[0][d].global[last].power;
  const double waves = 0.5 * shared_.deliveries[s].interviews(position_, course, shared_.interventions[d]);
  const std::size_t joined = course.countries[position_].joined;
  double people = 0.0;
  double unabsorbed = 0.0;
  double fixed = 0.0;
  double transfers = 0.0;
  auto& e = block.entries;
  for (const auto& r : l.reached) {
    const auto& city = country_.cities[r.city];
    CountPair counts;
    CountPair counts_without;
    for (std::size_t y = 0; y < 3; ++y) {
      // The three years before the city joined; panel years below three lie before the start.
      const std::size_t before = joined + y;
      if (before < panel_past_years) {
        const double n =
            l.before_rate * panel_population(country_, before) * l.panel.share(CrimeClass::street, r.city, before);
        counts.base += n;
        counts_without.base += n;
      } else {
        counts.base +=
            with.incidents(r.city, r.effect.factor[before - panel_past_years][0], before - panel_past_years, 0);
        counts_without.base += without.incidents(r.city, before - panel_past_years, 0);
      }
      counts.base_people += city.population[before];
      counts.end += with.incidents(r.city, r.effect.factor[window_.first + y][0], window_.first + y, 0);
      counts_without.end += without.incidents(r.city, window_.first + y, 0);
      counts.end_people += city.population[panel_past_years + window_.first + y];
    }
    counts_without.base_people = counts.base_people;
    counts_without.end_people = counts.end_people;
    const auto log_ratio = [](const CountPair& c) {
      return static_cast<float>(logarithm(c.end / c.end_people) - logarithm(c.base / c.base_people));
    };
    const auto prevalence = [&](std::size_t year) {
      std::array<double, crime_type_count> incidents{};
      for (std::size_t k = 1; k < crime_type_count; ++k)
        if (is_violent[k]) incidents[k] = with.incidents(r.city, r.effect.factor[year][k], year, k);
      return 1.0 - exponential(-violent_rate(incidents, city.population[panel_past_years + year]));
    };
    e.draw.push_back(static_cast<std::uint32_t>(d));
    e.scenario.push_back(static_cast<std::uint16_t>(s));
    e.city.push_back(static_cast<std::uint16_t>(r.city));
    const bool late = joined > window_.first;  // its base would be part of the end
    e.z.push_back(late ? not_a_number
                       : static_cast<float>(records_statistic(counts, l.set, change, power, key, city.code)));
    e.z_without.push_back(late ? not_a_number
                               : static_cast<float>(records_statistic(counts_without, l.base_set, change_without,
                                                                      power_without, key, city.code)));
    e.log_ratio.push_back(late ? not_a_number : log_ratio(counts));
    e.log_ratio_without.push_back(late ? not_a_number : log_ratio(counts_without));
    if (waves >= 100.0 && joined < last) {
      const double before = prevalence(joined);
      const double after = prevalence(last);
      e.survey_z.push_back(static_cast<float>(survey_statistic(before, after, waves, l.set, key, city.code)));
      e.survey_log_ratio.push_back(static_cast<float>(logarithm(after / before)));
    } else {
      e.survey_z.push_back(not_a_number);
      e.survey_log_ratio.push_back(not_a_number);
    }
    if (course.countries[position_].takes_part(budget_years - 1))
      people += city.population[panel_past_years + budget_years - 1];
    unabsorbed += r.effect.unabsorbed_usd;
    fixed += r.effect.fixed_usd;
    transfers += r.effect.transfers_usd;
    // What each line averted here: what it would do alone, less its part of the overlap.
    for (std::size_t y = 0; y < budget_years; ++y)
      for (std::size_t k = 0; k < crime_type_count; ++k) {
        if (r.effect.factor[y][k] == 1.0) continue;
        const double incidents = without.incidents(r.city, 1.0, y, k);
        double all = 0.0;
        double size = 0.0;
        for (const auto& row : r.effect.rows) {
          all += row.alone[y][k];
          size += std::abs(row.alone[y][k]);
        }
        // Agents may commit less of a crime that no row acts on, where another crime would have led to it: all rows at
        // work have a part in it.
        const auto at_work = [&](const CityEffect::Row& row) { return row.covered[y] > 0.0; };
        const double part_each = size > 0.0
                                     ? 0.0
                                     : 1.0 / std::max(1.0, static_cast<double>(std::count_if(
                                                               r.effect.rows.begin(), r.effect.rows.end(), at_work)));
        const double together = 1.0 - r.effect.factor[y][k] - all;  // what overlap takes from the sum
        for (std::size_t row = 0; row < r.effect.rows.size(); ++row) {
          const double alone = r.effect.rows[row].alone[y][k];
          const double part = incidents * (alone + together * (size > 0.0                    ? std::abs(alone) / size
                                                               : at_work(r.effect.rows[row]) ? part_each
                                                                                             : 0.0));
          double* line =
              &block.lines[line_figures * (static_cast<std::size_t>(lane) * out_.rows + first_row_[s] + row)];
          if (is_violent[k]) line[0] += part;
          line[3] += part * shared_.dalys[d][k];
          if (k == index(CrimeType::homicide)) line[1] += part;
          if (k == index(CrimeType::partner_violence)) line[2] += part;
        }
      }
  }
  out_.sum(CountrySum::people_reached, s, d) = static_cast<float>(people);
  out_.sum(CountrySum::unabsorbed_usd, s, d) = static_cast<float>(unabsorbed);
  out_.sum(CountrySum::fixed_usd, s, d) = static_cast<float>(fixed);
  out_.sum(CountrySum::transfers_usd, s, d) = static_cast<float>(transfers);
}

/// Violent incidents averted in reached cities over the budget years, on the incidents of one lane's first scenario;
/// what the country's feedback adds is left out.
double CountryRun::averted_here(const Scratch& scratch, int data_lane, const std::vector<ReachedCity>& reached) const {
  const auto& l = scratch.lanes[static_cast<std::size_t>(data_lane)];
  double averted = 0.0;
  for (const auto& r : reached)
    for (std::size_t y = 0; y < budget_years; ++y)
      for (std::size_t k = 0; k < crime_type_count; ++k)
        if (is_violent[k] && r.effect.factor[y][k] != 1.0)
          averted += scratch.base.incidents[k][y][data_lane] *
                     l.panel.share(class_of_type[k], r.city, panel_past_years + y) * (1.0 - r.effect.factor[y][k]);
  return averted;
}

void CountryRun::probe(const Scratch& scratch, int lane, std::size_t s) {
  const auto& l = scratch.lanes[static_cast<std::size_t>(lane)];
  const std::size_t W = out_.probes;
  const std::size_t d = l.draw;
  const std::size_t other = SharedDraws::partner(d, out_.draws);
  const int partner_lane = lane + static_cast<int>(other) - static_cast<int>(d);
  const auto& o = scratch.lanes[static_cast<std::size_t>(partner_lane)];
  float* out = &out_.probe[s * variant_count * W + d];
  // The spread is that of the panel: of its partners no city runs as agents.
  const bool agents = std::any_of(l.reached.begin(), l.reached.end(), [](const auto& r) { return r.as_agents; });
  out[0] = static_cast<float>(
      averted_here(scratch, lane,
                   agents ? reached_cities(country_, position_, l.panel, l.set, shared_.deliveries[s],
                                           shared_.courses[s][d], shared_.interventions[d], shared_.keys[d])
                          : l.reached));
  for (std::size_t g = 0; g < knowledge_count; ++g) {
    const auto& course = shared_.probe_courses[g][s][d];
    if (course.countries[position_].joined == never) continue;  // nothing is averted
    const auto kept = static_cast<Knowledge>(g);
    ParameterDraw p = mixed(l.drawn, o.drawn, kept);
    apply_overrides(p, plan_.scenarios[s].overrides);
    const bool own_data = kept == Knowledge::data;
    const RandomKey key = shared_.keys[kept == Knowledge::assumption ? d : other];
    const auto reached = reached_cities(country_, position_, own_data ? l.panel : o.panel, p, shared_.deliveries[s],
                                        course, shared_.probe_interventions[g][d], key);
    out[(g + 1) * W] = static_cast<float>(averted_here(scratch, own_data ? lane : partner_lane, reached));
  }
  float& without = out[variant_without_global * W];
  const auto& course = shared_.courses_without_global[s][d];
  if (course.countries.empty()) without = out[0];  // as it is
  else if (course.countries[position_].joined != never)
    without = static_cast<float>(averted_here(scratch, lane,
                                              reached_cities(country_, position_, l.panel, l.set, shared_.deliveries[s],
                                                             course, shared_.interventions[d], shared_.keys[d])));
}

void CountryRun::mark_failed(std::size_t d) {
  for (std::size_t t = 0; t < targets().size() + target_group_count; ++t)
    for (std::size_t s = 0; s < out_.scenarios; ++s)
      for (std::size_t y = 0; y < horizon_years; ++y) out_.at(t, s, y, d) = not_a_number;
  for (std::size_t i = 0; i < country_sum_count * out_.scenarios; ++i) out_.sums[i * out_.draws + d] = not_a_number;
  for (std::size_t u = 0; u < country_.cities.size(); ++u)
    out_.city_base[u * out_.draws + d] = out_.city_end[u * out_.draws + d] = not_a_number;
  if (d < out_.probes)
    for (std::size_t i = 0; i < out_.scenarios * variant_count; ++i) out_.probe[i * out_.probes + d] = not_a_number;
}

CountryResult CountryRun::finish(const Executor& executor) {
  const std::size_t S = out_.scenarios;
  const std::size_t D = out_.draws;
  const std::size_t T = targets().size();
  const std::size_t U = country_.cities.size();
  const std::size_t Q = quantile_levels.size();
  result_.code = country_.code;
  result_.scenarios = static_cast<std::uint32_t>(S);
  result_.draws = static_cast<std::uint32_t>(D);
  for (const double years : out_.person_years) result_.population.push_back(static_cast<float>(years));
  result_.quantiles.resize(T * S * horizon_years * Q);
  executor.for_blocks(T * S, 8, [&](std::size_t begin, std::size_t end) {
    SortScratch sort;
    for (std::size_t i = begin * horizon_years; i < end * horizon_years; ++i)
      write_quantiles(&out_.values[i * D], D, &result_.quantiles[i * Q], sort);
  });
  result_.headlines.resize(headline_count * S * horizon_years * D);
  for (std::size_t h = 0; h < headline_count; ++h)
    for (std::size_t s = 0; s < S; ++s) {
      const bool type = h < crime_type_count;
      const std::size_t target = type ? (s == 0 ? targets_.incidents : targets_.averted) + h
                                      : (s == 0 ? targets_.groups : targets_.groups_averted) + h - crime_type_count;
      std::copy_n(&out_.at(target, s, 0, 0), horizon_years * D, &result_.headlines[(h * S + s) * horizon_years * D]);
    }
  SortScratch sort;
  std::array<float, quantile_levels.size()> levels{};
  for (std::size_t u = 0; u < U; ++u)
    for (const auto* from : {&out_.city_base, &out_.city_end}) {
      write_quantiles(&(*from)[u * D], D, levels.data(), sort);
      for (const std::size_t q : {std::size_t{2}, std::size_t{11}, std::size_t{20}})
        result_.city_rates.push_back(levels[q]);
    }
  std::vector<double> lines(line_figures * out_.rows, 0.0);
  double live = 0.0;
  for (auto& block : out_.blocks) {
    live += block.live;
    for (std::size_t i = 0; i < block.lines.size(); ++i) lines[i % lines.size()] += block.lines[i];
    for (auto& failure : block.failures) result_.failures.push_back(std::move(failure));
    auto& all = result_.entries;
    const auto& some = block.entries;
    const auto join = [](auto& to, const auto& from) { to.insert(to.end(), from.begin(), from.end()); };
    join(all.draw, some.draw);
    join(all.scenario, some.scenario);
    join(all.city, some.city);
    join(all.z, some.z);
    join(all.z_without, some.z_without);
    join(all.log_ratio, some.log_ratio);
    join(all.log_ratio_without, some.log_ratio_without);
    join(all.survey_z, some.survey_z);
    join(all.survey_log_ratio, some.survey_log_ratio);
  }
  for (const double line : lines) result_.lines.push_back(static_cast<float>(live > 0.0 ? line / live : 0.0));
  result_.sums = std::move(out_.sums);
  result_.probes = std::move(out_.probe);
  return std::move(result_);
}

}  // namespace

std::optional<CountryResult> run_country(const RunPlan& plan, const SharedDraws& shared, const Executor& executor,
                                         std::size_t country, const RunObserver& observer) {
  CountryRun run(plan, shared, country);
  if (!run.run_agents(executor, [&] { return observer.stop_requested(); })) return std::nullopt;
  std::atomic<bool> stopped{false};
  executor.for_blocks(run.blocks(), 1, [&](std::size_t block, std::size_t) {
    if (stopped || observer.stop_requested()) {
      stopped = true;
      return;
    }
    run.run_block(block);
  });
  if (stopped) return std::nullopt;
  return run.finish(executor);
}

}  // namespace salus::model
