#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>
#include <stdexcept>

#include "model/core/elementary.hpp"
#include "model/core/number.hpp"
#include "model/run/outcomes.hpp"
#include "model/run/quantiles.hpp"

namespace salus::model {
namespace {

constexpr std::size_t Y = horizon_years;
constexpr std::size_t Q = quantile_levels.size();
constexpr std::size_t H = headline_count;

/// Sums per draw over the countries of a region (or of all), in double, in the order of the countries: the first
/// scenario's values, and the others' differences from it.
struct Sums {
  std::vector<double> headlines;     ///< [H][S][Y][D]
  std::vector<double> population;    ///< [Y]
  std::vector<double> halving_base;  ///< [3][D]
  double base_population = 0.0;
  void add(const CountryResult& country, const CountryInput& input) {
    headlines.resize(country.headlines.size());
    population.resize(Y);
    halving_base.resize(country.halving_base.size());
    for (std::size_t i = 0; i < headlines.size(); ++i) headlines[i] += static_cast<double>(country.headlines[i]);
    for (std::size_t y = 0; y < Y; ++y) population[y] += static_cast<double>(country.population[y]);
    for (std::size_t d = 0; d < halving_base.size(); ++d)
      halving_base[d] += static_cast<double>(country.halving_base[d]);
    base_population += input.base_population;
  }
};

class Assembler {
 public:
  Assembler(const RunPlan& plan, const SharedDraws& shared)
      : plan_(plan), S_(plan.scenarios.size()), D_(plan.draws), T_(targets().size()), outcomes_(plan, shared) {
    auto& id = results_.identity;
    id.seed = plan.seed;
    id.draws = plan.draws;
    id.start_year = plan.scenarios.front().start_year;
    id.view = plan.scenarios.front().view;
    id.without = plan.without;
    for (std::size_t s = 0; s < S_; ++s) {
      const auto& scenario = plan.scenarios[s];
      results_.scenarios.push_back({scenario.id,
                                    scenario.title,
                                    scenario.story,
                                    scenario.sources,
                                    shared.portfolios[s].accounts(),
                                    scenario.enrolment,
                                    scenario.budget.drawn_split,
                                    {},
                                    {},
                                    shared.agents.cover[s]});
    }
    for (std::size_t y = 0; y < Y; ++y) results_.years.push_back(id.start_year + static_cast<int>(y));
    results_.countries = plan.countries;
    results_.parameters = parameters_used(plan.posterior, plan.countries);
    results_.interventions = plan.evidence.interventions;
    results_.functions = plan.evidence.functions;
    results_.harm_values.assign(plan.evidence.values.begin(), plan.evidence.values.end());
    results_.initiatives = plan.evidence.initiatives;
  }

  void add_country(const CountryInput& input, const CountryResult& result) {
    check(input, result);
    results_.locations.push_back({Location::Kind::country, std::string(input.code.name()), input.name});
    results_.quantiles.insert(results_.quantiles.end(), result.quantiles.begin(), result.quantiles.end());
    results_.population.insert(results_.population.end(), result.population.begin(), result.population.end());
    Sums own;
    own.add(result, input);
    for (const bool all_violent : {false, true})
      for (std::size_t s = 0; s < S_; ++s)
        for (std::size_t y = 0; y < Y; ++y)
          for (std::size_t d = 0; d < D_; ++d)
            results_.country_draws.push_back(
                static_cast<float>(all_violent ? violent(own, s, y, d) : headline(own, 0, s, y, d)));
    results_.halving.push_back(halving(own));
    sums_[index(input.region)].add(result, input);
    sums_[region_count].add(result, input);
    present_.insert(index(input.region));
    results_.failures.insert(results_.failures.end(), result.failures.begin(), result.failures.end());
    outcomes_.add(result);
  }

  Results finish() {
    refuse_too_many_failures();
    for (const std::size_t r : present_)
      add_aggregate({Location::Kind::region, std::string(region_names[r]), ""}, sums_[r]);
    add_aggregate({Location::Kind::total, "total", ""}, sums_[region_count]);
    outcomes_.finish(results_);
    return std::move(results_);
  }

 private:
  void check(const CountryInput& input, const CountryResult& result) const {
    if (!(result.code == input.code) || result.scenarios != S_ || result.draws != D_ ||
        result.headlines.size() != H * S_ * Y * D_ || result.quantiles.size() != T_ * S_ * Y * Q ||
        result.population.size() != Y || result.halving_base.size() != 3 * D_)
      throw std::invalid_argument("the shard of " + std::string(input.code.name()) + " does not fit this run");
  }

  void refuse_too_many_failures() const {
    std::set<std::uint32_t> failed;
    for (const auto& failure : results_.failures) failed.insert(failure.draw);
    if (100 * failed.size() <= D_) return;
    throw RunFailure(failed.size(), plan_.draws, results_.failures.front());
  }

  /// P(value in 2030 <= half the base) over draws that did not fail.
  Halving halving(const Sums& sums) const {
    Halving result;
    const int year = 2030 - results_.identity.start_year;
    for (std::size_t s = 0; s < S_; ++s) {
      std::array<double, 4> hits{};
      double n = 0.0;
      if (year >= 0 && year < static_cast<int>(Y))
        for (std::size_t d = 0; d < D_; ++d) {
          const auto y = static_cast<std::size_t>(year);
          const double homicides = headline(sums, 0, s, y, d);
          if (std::isnan(homicides)) continue;
          const double rate = homicides / sums.population[y];
          const double base = sums.halving_base[d] / sums.base_population;
          ++n;
          hits[0] += rate <= 0.5 * base;
          hits[1] += homicides <= 0.5 * sums.halving_base[d];
          hits[2] += prevalence(sums, s, y, d) <=
                     0.5 * (1.0 - exponential(-sums.halving_base[2 * D_ + d] / sums.base_population));
          hits[3] += rate <= 0.5 * sums.halving_base[D_ + d] / sums.base_population;
        }
      const auto share = [&](std::size_t i) { return n > 0 ? hits[i] / n : std::numeric_limits<double>::quiet_NaN(); };
      result.rate_probability.push_back(share(0));
      result.count_probability.push_back(share(1));
      result.prevalence_probability.push_back(share(2));
      result.rate_2015_probability.push_back(share(3));
    }
    return result;
  }

  void add_aggregate(Location location, const Sums& sums) {
    results_.locations.push_back(std::move(location));
    results_.halving.push_back(halving(sums));
    for (const double people : sums.population) results_.population.push_back(static_cast<float>(people));
    for (std::size_t h = 0; h < H; ++h)
      for (std::size_t s = 0; s < S_; ++s)
        for (std::size_t y = 0; y < Y; ++y)
          for (std::size_t d = 0; d < D_; ++d) {
            results_.aggregate_draws.push_back(static_cast<float>(headline(sums, h, s, y, d)));
            results_.aggregate_averted.push_back(static_cast<float>(averted(sums, h, s, y, d)));
          }
    std::vector<float> quantiles(T_ * S_ * Y * Q, std::numeric_limits<float>::quiet_NaN());
    std::vector<float> values(D_);
    SortScratch scratch;
    for (std::size_t t = 0; t < T_; ++t) {
      if (!targets()[t].additive) continue;
      for (std::size_t s = 0; s < S_; ++s)
        for (std::size_t y = 0; y < Y; ++y) {
          for (std::size_t d = 0; d < D_; ++d) values[d] = static_cast<float>(value_of(t, sums, s, y, d));
          write_quantiles(values.data(), D_, &quantiles[((t * S_ + s) * Y + y) * Q], scratch);
        }
    }
    results_.quantiles.insert(results_.quantiles.end(), quantiles.begin(), quantiles.end());
  }

  /// An additive target of an aggregate, from its sums.
  double value_of(std::size_t t, const Sums& sums, std::size_t s, std::size_t y, std::size_t d) const {
    if (t < violent_) return headline(sums, t, s, y, d);
    if (t == violent_) return violent(sums, s, y, d);
    if (t < averted_) return headline(sums, crime_type_count + t - violent_ - 1, s, y, d);
    if (t < violent_averted_) return averted(sums, t - averted_, s, y, d);
    if (t == violent_averted_) {
      double sum = 0.0;
      for (std::size_t k = 0; k < crime_type_count; ++k)
        if (is_violent[k]) sum += averted(sums, k, s, y, d);
      return sum;
    }
    if (t == survey_) return prevalence(sums, s, y, d);
    if (t == harassment_)
      return 1.0 - exponential(-headline(sums, index(CrimeType::sexual_violence), s, y, d) / sums.population[y]);
    return 1e5 * headline(sums, 0, s, y, d) / sums.population[y];
  }

  /// Share of people with violence in the year, as a survey asks.
  double prevalence(const Sums& sums, std::size_t s, std::size_t y, std::size_t d) const {
    double n = 0.0;
    for (std::size_t k = 1; k < crime_type_count; ++k)
      if (is_violent[k]) n += headline(sums, k, s, y, d);
    return 1.0 - exponential(-n / sums.population[y]);
  }

  double stored(const Sums& sums, std::size_t h, std::size_t s, std::size_t y, std::size_t d) const {
    return sums.headlines[((h * S_ + s) * Y + y) * D_ + d];
  }
  double averted(const Sums& sums, std::size_t h, std::size_t s, std::size_t y, std::size_t d) const {
    return s == 0 ? 0.0 * stored(sums, h, 0, y, d) : stored(sums, h, s, y, d);
  }
  double headline(const Sums& sums, std::size_t h, std::size_t s, std::size_t y, std::size_t d) const {
    return stored(sums, h, 0, y, d) - averted(sums, h, s, y, d);
  }
  double violent(const Sums& sums, std::size_t s, std::size_t y, std::size_t d) const {
    double sum = 0.0;
    for (std::size_t k = 0; k < crime_type_count; ++k)
      if (is_violent[k]) sum += headline(sums, k, s, y, d);
    return sum;
  }

  const RunPlan& plan_;
  std::size_t S_;
  std::size_t D_;
  std::size_t T_;
  std::size_t violent_ = target_index("violent_incidents");
  std::size_t averted_ = target_index("homicide_averted");
  std::size_t violent_averted_ = target_index("violent_averted");
  std::size_t survey_ = target_index("survey_prevalence");
  std::size_t harassment_ = target_index("harassment_prevalence");
  Results results_;
  std::array<Sums, region_count + 1> sums_;
  std::set<std::size_t> present_;
  Outcomes outcomes_;
};

}  // namespace

Results assemble(const RunPlan& plan, const SharedDraws& shared, ShardStore& store) {
  Assembler assembler(plan, shared);
  // The next shard is read while the last one is added; the store is never called twice at once.
  const auto load = [&](std::size_t c) {
    return std::async(background, [&store, &plan, c] { return store.load(plan.countries[c].code); });
  };
  auto next = load(0);
  for (std::size_t c = 0; c < plan.countries.size(); ++c) {
    const auto result = next.get();
    const auto& country = plan.countries[c];
    if (!result) throw std::invalid_argument("the shard of " + std::string(country.code.name()) + " is missing");
    if (c + 1 < plan.countries.size()) next = load(c + 1);
    assembler.add_country(country, *result);
  }
  return assembler.finish();
}

}  // namespace salus::model
