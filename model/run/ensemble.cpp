#include "model/run/ensemble.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "model/core/elementary.hpp"
#include "model/country/block.hpp"
#include "model/country/kernel.hpp"
#include "model/programme/delivery.hpp"
#include "model/random/purposes.hpp"
#include "model/random/sampler.hpp"
#include "model/run/quantiles.hpp"

namespace salus::model {
namespace {

constexpr std::size_t Y = horizon_years;

/// Target positions by kind, resolved once.
struct TargetMap {
  std::size_t incidents = target_index("homicide_incidents"), violent = target_index("violent_incidents"), groups = target_index("women_victimisations"),
              averted = target_index("homicide_averted"), violent_averted = target_index("violent_averted"), rate = target_index("homicide_rate"),
              active = target_index("active_persons"), imprisoned = target_index("imprisoned_persons"), exposure = target_index("exposure"), trust = target_index("trust"),
              capacity = target_index("capacity"), lethality = target_index("lethality"), perceived = target_index("perceived_safety"),
              groups_averted = targets().size();
};

/// Shares of each group among the victims of each crime type, in one draw.
using GroupShares = std::array<std::array<double, crime_type_count>, target_group_count>;

GroupShares draw_group_shares(const CountryInput& country, RandomKey key) {
  GroupShares shares{};
  for (std::size_t g = 0; g < target_group_count; ++g)
    for (std::size_t k = 0; k < crime_type_count; ++k) {
      const auto& s = country.victim_share[g][k];
      if (s.share <= 0.0 || s.share >= 1.0) { shares[g][k] = s.share; continue; }
      const auto n = static_cast<std::uint32_t>(g * 16 + k);
      shares[g][k] = logistic(logit(s.share) + s.logit_sd * standard_normal(key, {country.code.m49, 0, purpose::victim_share, n}));
    }
  return shares;
}

}  // namespace

/// What all countries share, drawn once: keys, the accepted attempt of the pooled parameters, interventions.
struct Ensemble::Shared {
  std::vector<ScenarioDelivery> deliveries;
  std::vector<RandomKey> keys;
  std::vector<std::uint32_t> attempts;
  std::vector<std::vector<InterventionDraw>> interventions;
  TargetMap targets;
};

Ensemble::Ensemble(const RunPlan& plan, const Executor& executor) : plan_(plan), executor_(executor), shared_(std::make_unique<Shared>()) {
  if (plan.scenarios.empty() || plan.countries.empty() || plan.draws == 0) throw std::invalid_argument("a run needs at least one scenario, one country and one draw");
  for (const auto& scenario : plan.scenarios)
    if (scenario.view != plan.scenarios.front().view || scenario.start_year != plan.scenarios.front().start_year)
      throw std::invalid_argument("scenario '" + scenario.id + "' has another view or start year than '" + plan.scenarios.front().id + "': they cannot share their noise");
  for (const auto& scenario : plan.scenarios) shared_->deliveries.emplace_back(scenario, plan.evidence, plan.countries);
  shared_->keys.resize(plan.draws);
  shared_->attempts.resize(plan.draws);
  shared_->interventions.resize(plan.draws);
  executor.for_blocks(plan.draws, 64, [&](std::size_t begin, std::size_t end) {
    for (std::size_t d = begin; d < end; ++d) {
      const RandomKey key = shared_->keys[d] = random_key(plan.seed, d, 0);
      shared_->interventions[d] = draw_interventions(plan.evidence, key);
      // Pooled parameters are redrawn until no country's loops run away and the noise has variance left for the country.
      for (std::uint32_t attempt = 0;; ++attempt) {
        if (attempt == 64) throw std::runtime_error("64 draws of the pooled parameters in a row were rejected");
        bool good = true;
        for (std::size_t c = 0; c < plan.countries.size() && good; ++c) {
          const auto p = draw_country_parameters(key, plan.countries[c], attempt, plan.without);
          const auto start = balanced_start(p, plan.countries[c], plan.without);
          good = own_variance_share(p) >= least_own_variance && (!start || loop_gain(p, *start, plan.without) < 1.0);
        }
        shared_->attempts[d] = attempt;
        if (good) break;
      }
    }
  });
}

Ensemble::~Ensemble() = default;

const std::vector<Account>& Ensemble::money(std::size_t scenario) const { return shared_->deliveries[scenario].money(); }

namespace {

/// Everything of one country that is filled block by block. Values are [target][scenario][year][draw]; behind the targets stand the
/// differences of the target groups, which only the headlines need.
struct Collected {
  std::size_t scenarios, draws;
  std::vector<float> values;
  std::vector<double> person_years = std::vector<double>(Y, 0.0);
  float& at(std::size_t target, std::size_t s, std::size_t y, std::size_t d) { return values[((target * scenarios + s) * Y + y) * draws + d]; }
};

/// Writes one draw of one scenario from the kernel's sums.
void collect(const YearlySums& sums, int lane, const TargetMap& t, const GroupShares& shares, double safe_level, double fear, std::size_t s, std::size_t d, Collected& out) {
  for (std::size_t y = 0; y < Y; ++y) {
    double violent = 0.0;
    std::array<double, target_group_count> groups{};
    for (std::size_t k = 0; k < crime_type_count; ++k) {
      const double n = sums.incidents[k][y][lane];
      out.at(t.incidents + k, s, y, d) = static_cast<float>(n);
      if (!is_violent[k]) continue;
      violent += n;
      for (std::size_t g = 0; g < target_group_count; ++g) groups[g] += shares[g][k] * n;
    }
    const double homicides = sums.incidents[0][y][lane], exposure = sums.exposure[y][lane];
    out.at(t.violent, s, y, d) = static_cast<float>(violent);
    for (std::size_t g = 0; g < target_group_count; ++g) out.at(t.groups + g, s, y, d) = static_cast<float>(groups[g]);
    out.at(t.rate, s, y, d) = static_cast<float>(1e5 * homicides / out.person_years[y]);
    out.at(t.active, s, y, d) = static_cast<float>(sums.active[y][lane]);
    out.at(t.imprisoned, s, y, d) = static_cast<float>(sums.imprisoned[y][lane]);
    out.at(t.exposure, s, y, d) = static_cast<float>(exposure);
    out.at(t.trust, s, y, d) = static_cast<float>(sums.trust[y][lane]);
    out.at(t.capacity, s, y, d) = static_cast<float>(sums.capacity[y][lane]);
    out.at(t.lethality, s, y, d) = static_cast<float>(homicides / sums.incidents[1][y][lane]);
    out.at(t.perceived, s, y, d) = static_cast<float>(safe_level / (safe_level + (1.0 - safe_level) * (1.0 - fear + fear * exposure)));
  }
}

/// Differences against the first scenario, draw by draw, in double from the kernel's sums.
void collect_averted(const YearlySums& base, const YearlySums& sums, int lane, const TargetMap& t, const GroupShares& shares, std::size_t s, std::size_t d, Collected& out) {
  for (std::size_t y = 0; y < Y; ++y) {
    double violent = 0.0;
    std::array<double, target_group_count> groups{};
    for (std::size_t k = 0; k < crime_type_count; ++k) {
      const double averted = base.incidents[k][y][lane] - sums.incidents[k][y][lane];
      out.at(t.averted + k, s, y, d) = static_cast<float>(averted);
      if (!is_violent[k]) continue;
      violent += averted;
      for (std::size_t g = 0; g < target_group_count; ++g) groups[g] += shares[g][k] * averted;
    }
    out.at(t.violent_averted, s, y, d) = static_cast<float>(violent);
    for (std::size_t g = 0; g < target_group_count; ++g) out.at(t.groups_averted + g, s, y, d) = static_cast<float>(groups[g]);
  }
}

void mark_failed(std::size_t d, Collected& out) {
  for (std::size_t t = 0; t < targets().size() + target_group_count; ++t)
    for (std::size_t s = 0; s < out.scenarios; ++s)
      for (std::size_t y = 0; y < Y; ++y) out.at(t, s, y, d) = std::numeric_limits<float>::quiet_NaN();
}

/// Memory of one block; too large for the stack.
struct BlockScratch {
  NoiseParameters noise{};
  NoisePaths paths;
  StockParameters stocks{};
  DeliveryParameters delivery{};
  YearlySums base{}, sums{};
};

}  // namespace

std::optional<CountryResult> Ensemble::run_country(std::size_t c, const RunObserver& observer) const {
  const CountryInput& country = plan_.countries[c];
  const CountryKernel& kernel = country_kernel(plan_.isa);
  const CountryPathsOwner paths(country);
  const std::size_t S = plan_.scenarios.size(), D = plan_.draws, T = targets().size();
  Collected out{S, D, {}};
  out.values.resize((T + target_group_count) * S * Y * D);
  for (std::size_t m = 0; m < horizon_months; ++m) out.person_years[m / 12] += 0.5 * (country.population[m] + country.population[m + 1]) / 12.0;

  CountryResult result;
  result.code = country.code;
  result.scenarios = static_cast<std::uint32_t>(S);
  result.draws = plan_.draws;
  result.halving_base.resize(D);
  for (const double years : out.person_years) result.population.push_back(static_cast<float>(years));
  const std::size_t blocks = (D + block_lanes - 1) / block_lanes;
  std::vector<std::vector<Failure>> failures(blocks);
  std::atomic<bool> stopped{false};

  executor_.for_blocks(blocks, 1, [&](std::size_t block, std::size_t) {
    if (stopped || observer.stop_requested()) { stopped = true; return; }
    auto scratch = std::make_unique<BlockScratch>();
    const std::size_t first = block * block_lanes, live = std::min<std::size_t>(block_lanes, D - first);
    std::array<bool, block_lanes> failed{};
    const auto fail = [&](std::size_t lane, std::size_t s, std::uint32_t month, std::string message) {
      if (failed[lane]) return;
      failed[lane] = true;
      failures[block].push_back({static_cast<std::uint32_t>(first + lane), std::string(country.code.name()), plan_.scenarios[s].id, month, std::move(message)});
    };
    // Lanes past the last draw repeat it; what they compute is not kept.
    const auto draw_of = [&](int lane) { return std::min(first + static_cast<std::size_t>(lane), D - 1); };
    std::array<GroupShares, block_lanes> shares;
    std::array<std::array<double, crime_type_count>, block_lanes> levels;
    std::array<ParameterDraw, block_lanes> drawn, parameters;
    for (int lane = 0; lane < block_lanes; ++lane) {
      const std::size_t d = draw_of(lane);
      const auto& p = drawn[static_cast<std::size_t>(lane)] = draw_country_parameters(shared_->keys[d], country, shared_->attempts[d], plan_.without);
      fill_noise(p, country, shared_->keys[d], plan_.scenarios.front().start_year, lane, scratch->noise);
      shares[static_cast<std::size_t>(lane)] = draw_group_shares(country, shared_->keys[d]);
      const auto& level = levels[static_cast<std::size_t>(lane)] = draw_levels(country, shared_->keys[d]);
      const double base_rate = country.base_homicide_rate ? *country.base_homicide_rate : exponential(level[0]);
      result.halving_base[d] = static_cast<float>(base_rate * country.base_population);
    }
    kernel.draw_noise(scratch->noise, paths.view(), scratch->paths);
    for (std::size_t s = 0; s < S; ++s) {
      const auto& scenario = plan_.scenarios[s];
      std::array<bool, loop_count> without = plan_.without;
      for (std::size_t l = 0; l < loop_count; ++l) without[l] = without[l] || scenario.without[l];
      shared_->deliveries[s].fill_country(c, scratch->delivery);
      for (int lane = 0; lane < block_lanes; ++lane) {
        const std::size_t d = draw_of(lane);
        auto& p = parameters[static_cast<std::size_t>(lane)] = drawn[static_cast<std::size_t>(lane)];
        apply_overrides(p, scenario.overrides);
        shared_->deliveries[s].fill_lane(c, lane, p, shared_->interventions[d], scratch->delivery);
        const std::string refused = fill_stocks(p, country, levels[static_cast<std::size_t>(lane)], without, lane, scratch->stocks);
        if (!refused.empty() && static_cast<std::size_t>(lane) < live) fail(static_cast<std::size_t>(lane), s, 0, refused);
      }
      YearlySums& sums = s == 0 ? scratch->base : scratch->sums;
      kernel.run_scenario(scratch->stocks, scratch->delivery, paths.view(), scratch->paths, sums);
      for (std::size_t lane = 0; lane < live; ++lane) {
        if (sums.failed_month[lane] >= 0.0) fail(lane, s, static_cast<std::uint32_t>(sums.failed_month[lane]), "persons are not conserved, or a stock left its range");
        const auto& p = parameters[lane];
        collect(sums, static_cast<int>(lane), shared_->targets, shares[lane], p[Parameter::perceived_safety_level], p[Parameter::fear_of_violence], s, first + lane, out);
        collect_averted(scratch->base, sums, static_cast<int>(lane), shared_->targets, shares[lane], s, first + lane, out);
      }
    }
    for (std::size_t lane = 0; lane < live; ++lane)
      if (failed[lane]) mark_failed(first + lane, out);
  });
  if (stopped) return std::nullopt;

  result.quantiles.resize(T * S * Y * quantile_levels.size());
  executor_.for_blocks(T * S, 8, [&](std::size_t begin, std::size_t end) {
    SortScratch sort;
    for (std::size_t i = begin * Y; i < end * Y; ++i) write_quantiles(&out.values[i * D], D, &result.quantiles[i * quantile_levels.size()], sort);
  });
  result.headlines.resize(headline_count * S * Y * D);
  const auto& t = shared_->targets;
  for (std::size_t h = 0; h < headline_count; ++h)
    for (std::size_t s = 0; s < S; ++s) {
      const bool type = h < crime_type_count;
      const std::size_t target = type ? (s == 0 ? t.incidents : t.averted) + h : (s == 0 ? t.groups : t.groups_averted) + h - crime_type_count;
      std::copy_n(&out.at(target, s, 0, 0), Y * D, &result.headlines[(h * S + s) * Y * D]);
    }
  for (auto& block : failures)
    for (auto& failure : block) result.failures.push_back(std::move(failure));
  return result;
}

RunEnd Ensemble::run(ShardStore& store, RunObserver& observer) const {
  std::vector<std::size_t> mine;
  for (std::size_t c = plan_.shard; c < plan_.countries.size(); c += plan_.shards) mine.push_back(c);
  for (std::size_t i = 0; i < mine.size(); ++i) {
    if (observer.stop_requested()) return RunEnd::stopped;
    if (!store.load(plan_.countries[mine[i]].code)) {
      const auto result = run_country(mine[i], observer);
      if (!result) return RunEnd::stopped;
      store.save(*result);
    }
    observer.country_finished(i + 1, mine.size());
  }
  return RunEnd::complete;
}

}  // namespace salus::model
