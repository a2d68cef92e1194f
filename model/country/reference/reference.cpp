#include "model/country/reference/reference.hpp"

#include <cmath>

#include "model/core/elementary.hpp"
#include "model/core/grid.hpp"
#include "model/core/ids.hpp"
#include "model/random/philox.hpp"
#include "model/random/purposes.hpp"
#include "model/random/sampler.hpp"

namespace salus::model::reference {

namespace {

/// A rate that never reaches its ceiling.
double below(double ceiling, double rate) { return rate / std::pow(1 + std::pow(rate / ceiling, 4), 0.25); }

/// Variance of a sum of n shocks of which each month leaves the share kept.
double variance_after(double n, double shock_sd, double kept) {
  double sum = 0;
  for (double month = 0; month < n; ++month) sum += std::pow(kept, 2 * month);
  return shock_sd * shock_sd * sum;
}

}  // namespace

Noise draw_noise(const NoiseParameters& in, const CountryPaths& paths, int lane) {
  const int l = lane;
  const RandomKey key{static_cast<std::uint32_t>(in.key_low[l]), static_cast<std::uint32_t>(in.key_high[l])};
  Noise noise{};
  double violence = 0;
  double lethality = 0;
  double household = 0;
  double property = 0;
  double world = 0;
  double region = 0;
  double trend = in.trend[l];
  double drift = 0;
  const double shock = in.forced_shock[l];
  const std::uint32_t months = static_cast<std::uint32_t>(paths.roll_months) + kernel_months;
  for (std::uint32_t month = 0; month < months; ++month) {
    const auto pair = [&](std::uint32_t entity, std::uint32_t what, std::uint32_t n) {
      return uniform_pair(key, {entity, in.first_step + month, what, n});
    };
    const auto own = pair(in.country, purpose::country_noise, 0);
    const auto other = pair(in.country, purpose::country_noise, 1);
    const auto jump = pair(in.country, purpose::country_noise, 2);
    violence = in.reversion_gap[l] + in.keep_country[l] * (violence - in.reversion_gap[l]) +
               in.sd_violence[l] * normal_quantile(own[0]);
    lethality = in.keep_country[l] * lethality + in.sd_lethality[l] * normal_quantile(own[1]);
    household = in.keep_country[l] * household + in.sd_household[l] * normal_quantile(other[0]);
    property = in.keep_country[l] * property + in.sd_property[l] * normal_quantile(other[1]);
    const auto common = pair(0, purpose::global_factor, 0);
    world = in.keep_factor[l] * world + in.sd_global[l] * normal_quantile(common[0]);
    trend += in.trend_step[l] * normal_quantile(common[1]);
    drift += trend;
    region =
        in.keep_factor[l] * region + in.sd_region[l] * normal_quantile(pair(in.region, purpose::regional_factor, 0)[0]);
    if (jump[0] < in.jump_probability[l]) violence += in.jump_sd[l] * normal_quantile(jump[1]);
    double drivers = drift + in.memory[l] * (1.0 - std::pow(in.memory_kept[l], month + 1.0));
    for (int d = 0; d < kernel_drivers; ++d) drivers += in.driver[d][l] * paths.driver_change[d][month];
    double forced = 0;
    const int m = static_cast<int>(month);
    if (in.forced_first >= 0 && m >= in.forced_first && m < in.forced_last) {
      const double fading = in.forced_last - in.forced_first - 12;
      forced = m < in.forced_first + 12 ? shock : shock * (1.0 - (m - in.forced_first - 11) / (fading + 1.0));
    }
    const double street = violence + world + region + drivers + forced;
    const double home = household + in.driver_household[l] * paths.driver_change[kernel_alcohol][month];
    noise[month].street = below(in.street_ceiling[l], in.street_base[l] * std::exp(street));
    const double household_variance = variance_after(month + 1.0, in.sd_household[l], in.keep_country[l]);
    const double property_variance = variance_after(month + 1.0, in.sd_property[l], in.keep_country[l]);
    for (std::size_t k = 0; k < kernel_types; ++k) {
      const NoiseShares& share = crime_types[k].noise;
      const double judged =
          share.household * share.household * household_variance + share.property * share.property * property_variance;
      noise[month].type[k] = std::exp(share.street * street + share.household * home + share.property * property +
                                      share.lethality * lethality - judged / 2);
    }
  }
  return noise;
}

namespace {

enum class Stock : std::uint8_t { not_at_risk, at_risk, active, imprisoned, desisted, exposure, trust, capacity };
using State = EnumArray<double, Stock>;

double persons(const State& s) {
  using enum Stock;
  return s[not_at_risk] + s[at_risk] + s[active] + s[imprisoned] + s[desisted];
}

/// Weight of a crime type that is constant, moves with the active stock, and moves with exposure.
double weighted(const StockParameters& in, std::uint32_t k, int lane, double active_relative, double exposure) {
  return 1 - in.active_weight[k][lane] - in.exposure_weight[k][lane] + in.active_weight[k][lane] * active_relative +
         in.exposure_weight[k][lane] * exposure;
}

State derivatives(const State& s, const StockParameters& in, int l, double start_active_share, double births,
                  double net_outflow, double entering, double street) {
  using enum Stock;
  const double people = persons(s);
  const double guarded = 1 - in.guardianship[l] * (s[trust] - in.trust_level[l]);
  const double violence =
      street * weighted(in, kernel_street, l, s[active] / people / start_active_share, s[exposure]) * guarded;
  const auto pull = [&](double g) { return 1 / (1 - g + g / s[exposure]); };
  // The odds of entering rise with exposure, so that the share never exceeds one.
  const double odds = in.entry_share[l] / (1 - in.entry_share[l]) * pull(in.exposure_on_entry[l]);
  const double entry = entering * odds / (1 + odds);
  const double initiation = in.initiation[l] * s[at_risk] * pull(in.exposure_on_initiation[l]) * guarded;
  const double sanction = in.sanction[l] * s[capacity] / in.capacity_level[l] * s[active];
  const double release = in.release[l] * s[imprisoned];
  const double relapse = in.relapse[l] * s[desisted];
  const auto target = [](double level, double slope, double x) {
    return 1 / (1 + (1 - level) / level * (1 + slope * (x - 1)));
  };
  const double strain = s[exposure];
  State d;
  d[not_at_risk] = births - entry + in.leaving_risk_age * s[at_risk] + in.forgetting[l] * s[desisted];
  d[at_risk] = entry - in.leaving_risk_age * s[at_risk] - initiation;
  d[active] = initiation - in.desistance[l] * s[active] - sanction + in.return_share[l] * release + relapse;
  d[imprisoned] = sanction - release;
  d[desisted] =
      in.desistance[l] * s[active] + (1 - in.return_share[l]) * release - relapse - in.forgetting[l] * s[desisted];
  for (const Stock of_persons : {not_at_risk, at_risk, active, imprisoned, desisted})
    d[of_persons] -= net_outflow * s[of_persons] / people;
  d[exposure] = (violence - s[exposure]) * in.exposure_rate[l];
  d[trust] = (target(in.trust_level[l], in.violence_on_trust[l], violence) - s[trust]) * in.trust_rate[l];
  d[capacity] = (target(in.capacity_level[l], in.strain_on_capacity[l], strain) - s[capacity]) * in.capacity_rate[l];
  return d;
}

State plus(const State& s, const State& d, double h) {
  State next = s;
  for (const auto stock : every<Stock>) next[stock] += h * d[stock];
  return next;
}

}  // namespace

Outcome run_scenario(const StockParameters& in, const ProgrammeFactors& programme, const CountryPaths& paths,
                     const Noise& noise, int lane, int steps_a_month) {
  const int l = lane;
  using enum Stock;
  State s{{in.not_at_risk[l], in.at_risk[l], in.active[l], in.imprisoned[l], in.desisted[l], 1.0, in.trust_level[l],
           in.capacity_level[l]}};
  const double start_active_share = s[active] / persons(s);
  Outcome out;
  const std::uint32_t rolled = static_cast<std::uint32_t>(paths.roll_months);
  for (std::uint32_t month = 0; month < rolled + kernel_months; ++month) {
    const bool started = month >= rolled;
    const std::uint32_t year = started ? (month - rolled) / 12 : 0;
    std::array<double, kernel_types> factor;
    for (std::size_t k = 0; k < kernel_types; ++k) factor[k] = started ? programme.factor[year][k][l] : 1.0;
    const State before = s;
    const auto rate = [&](const State& at) {
      return derivatives(at, in, l, start_active_share, paths.births[month], paths.net_outflow[month],
                         paths.entering_risk_age[month], noise[month].street * factor[kernel_street]);
    };
    const double h = 1.0 / steps_a_month;
    for (int i = 0; i < steps_a_month; ++i) {
      const State k1 = rate(s);
      const State k2 = rate(plus(s, k1, h / 2));
      const State k3 = rate(plus(s, k2, h / 2));
      const State k4 = rate(plus(s, k3, h));
      for (const auto j : every<Stock>) s[j] += h * (k1[j] + 2 * k2[j] + 2 * k3[j] + k4[j]) / 6;
    }
    if (!started) continue;
    const double people = (persons(before) + persons(s)) / 2;
    const double active_relative = (before[active] + s[active]) / 2 / people / start_active_share;
    const double guarded = 1 - in.guardianship[l] * ((before[trust] + s[trust]) / 2 - in.trust_level[l]);
    for (std::uint32_t k = 0; k < kernel_types; ++k)
      out.incidents[k][year] +=
          people *
          below(in.ceiling[k], in.base[k][l] *
                                   weighted(in, k, l, active_relative, (before[exposure] + s[exposure]) / 2) *
                                   noise[month].type[k] * (crime_types[k].at_home ? 1.0 : guarded)) *
          factor[k];
    out.active[year] = s[active];
    out.imprisoned[year] = s[imprisoned];
    out.exposure[year] = s[exposure];
    out.trust[year] = s[trust];
    out.capacity[year] = s[capacity];
    out.persons[year] = persons(s);
  }
  return out;
}

}  // namespace salus::model::reference
