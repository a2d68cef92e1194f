#include "calibration/fit/sbc.hpp"

#include <algorithm>
#include <cmath>

#include "calibration/fit/simulate.hpp"
#include "calibration/inference/domains.hpp"

namespace salus::calibration {
namespace {

using Kind = SbcFault::Kind;

/// Of a panel's fit, what its readings can inform: no offset where there is no second source.
std::vector<FitQuantity> informed(const FitPanel& panel, const Fit& fit) {
  auto all = quantities(panel, fit);
  std::erase_if(all, [](const FitQuantity& q) { return !q.informed; });
  FitQuantity likelihood{"log_likelihood", {}};
  for (const auto& chain : fit.draws) {
    likelihood.chains.emplace_back();
    for (const auto& draw : chain) likelihood.chains.back().push_back(draw.log_likelihood);
  }
  all.push_back(std::move(likelihood));
  return all;
}

std::vector<double> joined(const std::vector<std::vector<double>>& chains) {
  std::vector<double> all;
  for (const auto& chain : chains) all.insert(all.end(), chain.begin(), chain.end());
  return all;
}

/// Draws as a faulty fit would give them.
void spoil(const SbcFault& fault, std::vector<double>& draws) {
  if (fault.kind != Kind::narrow && fault.kind != Kind::shift) return;
  double mean = 0.0;
  double square = 0.0;
  const auto n = static_cast<double>(draws.size());
  for (const double x : draws) mean += x / n;
  for (const double x : draws) square += (x - mean) * (x - mean) / n;
  for (double& x : draws)
    x = fault.kind == Kind::narrow ? mean + fault.size * (x - mean) : x + fault.size * std::sqrt(square);
}

}  // namespace

FitPanel sbc_pattern(std::size_t countries) {
  FitPanel panel;
  panel.first_year = 2011;
  panel.last_year = 2022;
  panel.regions = 2;
  // Police figures and figures of the second source by year from 2011 on: x is one, . is none.
  struct Row {
    const char* iso3;
    const char* police;
    const char* modelled;
    std::uint32_t region;
    double victims;  ///< a year
    std::uint32_t drivers;
    double quality;
  };
  constexpr Row rows[]{{"AAA", "xxxxxxxxxxxx", "....x.......", 0, 2000.0, 2, 1.0},
                       {"BBB", "..xxxx.xxxxx", "............", 1, 300.0, 1, 0.3},
                       {"CCC", "............", "x....x....x.", 0, 0.0, 0, 0.375},
                       {"DDD", "xxxxxxxxxxxx", "............", 1, 5.0, 0, 0.9},
                       {"EEE", "x.xxx..xxxx.", "x...x......x", 0, 1000.0, 2, 0.6},
                       {"FFF", "xxxxxxxxxxxx", "............", 1, 5000.0, 0, 1.0}};
  for (const Row& row : rows) {
    if (panel.countries.size() == countries) break;
    PanelCountry country;
    country.iso3 = row.iso3;
    country.region = row.region;
    country.quality = row.quality;
    for (std::uint32_t t = 0; t < panel.years(); ++t) {
      // Small counts go through 3, 5, 10, ...; large ones hardly move.
      const double victims = row.victims * (t % 3 == 0 ? 0.6 : t % 3 == 1 ? 1.0 : 2.0);
      if (row.police[t] == 'x') country.readings.push_back({t, 0.0, 1.0 / victims, false});
      if (row.modelled[t] == 'x') country.readings.push_back({t, 0.0, 0.0, true});
    }
    // Changes of up to half a standard deviation of countries a year, that turn after some years.
    for (std::uint32_t d = 0; d < row.drivers; ++d) {
      auto& driver = country.driver[model::enumerator_after(model::Driver::youth_share, 2 * d)];
      for (std::uint32_t t = 0; t < panel.years() + model::horizon_years; ++t)
        driver.push_back((t / (3 + d)) % 2 == 0 ? 0.5 : -0.4);
    }
    panel.countries.push_back(std::move(country));
  }
  return panel;
}

FitPlan sbc_fit_plan() { return {.chains = 1, .warmup = 300, .kept = 59, .thin = 20, .assumptions = {}, .stop = {}}; }
FitPlan sbc_full_plan() { return {.chains = 1, .warmup = 800, .kept = 99, .thin = 20, .assumptions = {}, .stop = {}}; }

std::vector<SbcQuantity> sbc_quantities(const FitPanel& pattern) {
  std::vector<SbcQuantity> all;
  for (const auto& q : informed(pattern, {})) all.push_back({q.name, q.group});
  return all;
}

std::uint32_t sbc_draws(const SbcPlan& plan) { return static_cast<std::uint32_t>(plan.fit.chains * plan.fit.kept); }

SbcReplicate sbc_replicate(const SbcPlan& plan, std::uint64_t number) {
  const auto own = model::random_key(plan.fit.seed, number, domain::replicate);
  FitPlan fit_plan = plan.fit;
  fit_plan.seed = std::uint64_t{own.high} << 32 | own.low;
  const auto key = [&](std::uint64_t n) { return model::random_key(fit_plan.seed, n, domain::replicate); };

  model::Prior typical = pooled_registry()[Pooled::typical_volatility].prior;
  if (plan.fault.kind == Kind::prior) typical.a *= plan.fault.size;
  const auto priors = pooled_registry().with_prior(Pooled::typical_volatility, typical);
  Fit truth{{std::vector<FitDraw>(1)}};
  const FitPanel panel = simulate(plan.pattern, plan.fit.assumptions, key(0), truth.draws[0][0], priors);
  Fit fit;
  if (plan.fault.kind == Kind::ignored) {
    if (fit_plan.stop && fit_plan.stop()) throw FitStopped("the check was stopped");
    fit.draws.emplace_back();
    for (std::uint32_t i = 1; i <= sbc_draws(plan); ++i)
      fit.draws[0].push_back(draw_prior(panel, plan.fit.assumptions, key(i)));
  } else {
    fit = fit_countries(panel, fit_plan, *model::make_serial_executor());
  }

  SbcReplicate out;
  const auto truths = informed(panel, truth);
  const auto draws = informed(panel, fit);
  for (std::size_t i = 0; i < draws.size(); ++i) {
    auto all = joined(draws[i].chains);
    spoil(plan.fault, all);
    out.rank.push_back(sbc_rank(truths[i].chains[0][0], all));
    out.ess.push_back(effective_sample_size(draws[i].chains));
  }
  return out;
}

namespace {

/// How much of a rank's cell of the unit line, [below, above], lies within a central interval: one that the interval's
/// end cuts counts in part.
double share_within(double interval, double below, double above) {
  const double low = 0.5 - 0.5 * interval;
  const double high = 0.5 + 0.5 * interval;
  return std::max(0.0, std::min(above, high) - std::max(below, low));
}

}  // namespace

std::vector<SbcVerdict> sbc_verdicts(const std::vector<SbcQuantity>& quantities,
                                     std::span<const SbcReplicate> replicates, std::uint32_t draws) {
  std::vector<SbcVerdict> out;
  const auto n = static_cast<double>(replicates.size());
  const double all = draws;
  const double levels = all + 1.0;
  const auto compared = static_cast<double>(quantities.size());
  for (std::size_t i = 0; i < quantities.size(); ++i) {
    SbcVerdict v;
    v.quantity = quantities[i];
    v.ess_share = 0.0;
    std::vector<std::uint32_t> ranks;
    for (const auto& r : replicates) {
      ranks.push_back(r.rank[i]);
      ++v.histogram[ranks.back() * sbc_bins / (draws + 1)];
      if (std::isfinite(r.ess[i])) v.ess_share += r.ess[i] / (all * n);
      const double rank = ranks.back();
      for (const auto interval : model::every<model::CentralInterval>)
        v.coverage[interval] +=
            share_within(model::central_shares[interval], rank / levels, (rank + 1.0) / levels) * levels / n;
    }
    v.p_value = uniformity_p_value(ranks, draws + 1);
    v.adjusted = std::min(1.0, v.p_value * compared);
    out.push_back(std::move(v));
  }
  return out;
}

std::vector<SbcGroup> sbc_groups(const std::vector<SbcVerdict>& verdicts) {
  std::vector<SbcGroup> groups;
  for (const auto& v : verdicts) {
    auto group = std::find_if(groups.begin(), groups.end(), [&](const auto& g) { return g.of == v.quantity.group; });
    if (group == groups.end()) group = groups.insert(groups.end(), {v.quantity.group, 0, {}, {}});
    ++group->quantities;
    for (std::size_t b = 0; b < sbc_bins; ++b) group->histogram[b] += v.histogram[b];
    for (const auto interval : model::every<model::CentralInterval>) group->coverage[interval] += v.coverage[interval];
  }
  for (auto& g : groups)
    for (double& c : g.coverage) c /= g.quantities;
  return groups;
}

}  // namespace salus::calibration
