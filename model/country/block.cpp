#include "model/country/block.hpp"

#include <algorithm>
#include <cmath>

#include "model/core/elementary.hpp"
#include "model/core/number.hpp"
#include "model/country/ceiling.hpp"
#include "model/parameters/leading_dimensions.hpp"
#include "model/random/purposes.hpp"
#include "model/random/sampler.hpp"

namespace salus::model {
namespace {

using P = Parameter;

/// Share of a deviation left after a month, given the share left after a year.
double monthly(double yearly) { return exponential(logarithm(yearly) / 12.0); }

}  // namespace

CountryPathsOwner::CountryPathsOwner(const CountryInput& country) {
  const auto& roll = country.roll;
  const auto joined = [](const std::vector<double>& before, const std::vector<double>& after) {
    std::vector<double> all = before;
    all.insert(all.end(), after.begin(), after.end());
    return all;
  };
  const auto outflow = [this](const auto& months) {
    auto migration = months.net_migration.begin();
    for (const double deaths : months.deaths) net_outflow_.push_back(deaths - *migration++);
  };
  births_ = joined(roll.births, country.births);
  outflow(roll);
  outflow(country);
  entering_risk_age_ = joined(roll.entering_risk_age, country.entering_risk_age);
  population_ = joined(roll.population, country.population);
  for (const auto d : every<Driver>) {
    driver_change_[d] = joined(roll.driver_change[d], country.driver_change[d]);
    view_.driver_change[index(d)] = driver_change_[d].data();
  }
  view_.roll_months = static_cast<int>(roll.months());
  view_.births = births_.data();
  view_.net_outflow = net_outflow_.data();
  view_.entering_risk_age = entering_risk_age_.data();
  view_.population = population_.data();
  view_.planted_explosion = 1.0;
}

double own_variance_share(const ParameterDraw& p) {
  return 1.0 - p[P::global_variance_share] - p[P::regional_variance_share] - p[P::lethality_variance_share];
}

CountryStart country_start(const CountryInput& country, std::uint32_t draw) {
  if (country.calibrated.empty()) return {std::nullopt, country.annual_log_sd, country.reversion_gap, 0.0, 0.0};
  const auto& c = country.calibrated[draw % country.calibrated.size()];
  return {c.log_rate, c.annual_log_sd, 0.0, c.memory, country.memory_rate};
}

void put_places(ParameterDraw& parameters, const CountryInput& country, std::uint32_t draw) {
  if (country.calibrated.empty()) return;
  const auto& c = country.calibrated[draw % country.calibrated.size()];
  for (const auto& [parameter, calibrated] : place_parameters) parameters[parameter] = c.*calibrated;
}

void fill_noise(const ParameterDraw& p, const CountryInput& country, const CountryStart& from,
                const EnumArray<double, CrimeType>& log_rate, RandomKey key, int start_year, Lane lane,
                NoiseParameters& out) {
  out.key_low[lane] = key.low;
  out.key_high[lane] = key.high;
  out.country = country.code.m49;
  out.region = index(country.region) + 1;
  const int first_year = start_year - static_cast<int>(country.roll.years);
  constexpr int first_step_year = 2000;
  out.first_step = static_cast<unsigned>(first_year - first_step_year) * months_per_year;
  // The forced year 2020: a common shock of unknown sign through 2020, gone by the end of 2021.
  const int forced_month = (2020 - first_year) * 12;
  constexpr int months = kernel_all_months;
  out.forced_first = forced_month >= 0 && forced_month < months ? forced_month : -1;
  out.forced_last = out.forced_first < 0 ? -1 : out.forced_first + 24;

  const double yearly_sd = p[P::volatility_scale] * from.annual_log_sd;
  // A random walk's yearly means change with 2/3 of the variance of a year's steps, so 3/2 makes the yearly changes
  // right.
  const double month_sd = yearly_sd * std::sqrt(1.5 / 12.0);
  out.sd_violence[lane] = month_sd * std::sqrt(own_variance_share(p));
  out.sd_lethality[lane] = month_sd * std::sqrt(p[P::lethality_variance_share]);
  out.sd_global[lane] = month_sd * std::sqrt(p[P::global_variance_share]);
  out.sd_region[lane] = month_sd * std::sqrt(p[P::regional_variance_share]);
  out.sd_household[lane] = p[P::household_volatility] * std::sqrt(1.5 / 12.0);
  out.sd_property[lane] = p[P::property_volatility] * std::sqrt(1.5 / 12.0);
  out.keep_country[lane] = monthly(p[P::country_persistence]);
  out.keep_factor[lane] = monthly(p[P::factor_persistence]);
  out.jump_probability[lane] = 1.0 - exponential(-p[P::jump_rate] / 12.0);
  out.jump_sd[lane] = p[P::jump_size];
  out.reversion_gap[lane] = from.reversion_gap;
  out.memory[lane] = from.memory;
  out.memory_kept[lane] = exponential(-from.memory_rate);
  out.forced_shock[lane] = p[P::forced_year];
  out.trend[lane] = p[P::secular_trend] / 12.0;
  // A yearly step of the yearly trend, as twelve monthly steps of the monthly one.
  out.trend_step[lane] = p[P::trend_volatility] / (12.0 * std::sqrt(12.0));
  for (const auto d : every<Driver>) out.driver[index(d)][lane] = p[driver_parameters[d]];
  out.driver_household[lane] = p[P::driver_alcohol];
  constexpr CrimeType street = CrimeType::serious_assault;
  const double level = exponential(log_rate[street]);
  const Ceiling ceiling{row_of(street).ceiling};
  out.street_base[lane] = ceiling.before(level) / level;
  out.street_ceiling[lane] = ceiling.value / level;
  for (const auto type : every<CrimeType>) {
    const std::uint32_t k = index(type);
    const NoiseShares& shares = row_of(type).noise;
    out.street_share[k] = shares.street;
    out.household_share[k] = shares.household;
    out.property_share[k] = shares.property;
    out.lethality_share[k] = shares.lethality;
  }
}

EnumArray<double, CrimeType> draw_levels(const CountryInput& country, const CountryStart& from,
                                         const PooledNumbers& numbers) {
  static_assert(level_unknowns == unknowns_of_a_level);
  EnumArray<double, CrimeType> log_rate{};
  for (const auto k : every<CrimeType>) {
    const TypeLevel& level = country.level[k];
    log_rate[k] = level.log_median +
                  level.own_sd * standard_normal(numbers.key(), {country.code.m49, 0, purpose::level, index(k)});
    for (std::uint32_t u = 0; u < level_unknowns; ++u)
      if (level.common[u] != 0.0) log_rate[k] += level.common[u] * numbers.standard_normal(common_level(k, u));
  }
  if (from.log_rate) log_rate[CrimeType::homicide] = *from.log_rate;
  for (const auto k : every<CrimeType>)
    if (country.level[k].per_homicide) log_rate[k] += log_rate[CrimeType::homicide];
  for (const auto k : every<CrimeType>)
    log_rate[k] = logarithm(Ceiling{row_of(k).ceiling}.saturated(exponential(log_rate[k])));
  return log_rate;
}

std::optional<DrawFault> fill_stocks(const ParameterDraw& p, const CountryInput& country,
                                     const EnumArray<double, CrimeType>& log_rate, const EnumArray<bool, Loop>& without,
                                     Lane lane, StockParameters& out) {
  const auto start = balanced_start(p, country, without);
  if (!start) return DrawFault{DrawFault::Kind::contradicting_stocks, 0.0};
  const double gain = loop_gain(p, *start, without);
  if (!(gain < 1.0)) return DrawFault{DrawFault::Kind::unstable_loops, gain};
  const auto on = [&](Loop loop, double value) { return without[loop] ? 0.0 : value; };
  out.not_at_risk[lane] = start->not_at_risk;
  out.at_risk[lane] = start->at_risk;
  out.active[lane] = start->active;
  out.imprisoned[lane] = start->imprisoned;
  out.desisted[lane] = start->desisted;
  out.entry_share[lane] = start->entry_share;
  out.initiation[lane] = start->initiation;
  out.sanction[lane] = start->sanction;
  out.desistance[lane] = start->desistance;
  out.release[lane] = start->release;
  out.return_share[lane] = start->return_share;
  out.relapse[lane] = start->relapse;
  out.forgetting[lane] = start->forgetting;
  out.exposure_on_entry[lane] = on(Loop::exposure, p[P::exposure_on_entry]);
  out.exposure_on_initiation[lane] = on(Loop::exposure, p[P::exposure_on_initiation]);
  out.exposure_rate[lane] = 1.0 / p[P::exposure_memory];
  out.trust_level[lane] = p[P::trust_level];
  out.violence_on_trust[lane] = on(Loop::trust, p[P::violence_on_trust]);
  out.trust_rate[lane] = 1.0 / p[P::trust_memory];
  out.guardianship[lane] = p[P::guardianship];
  out.capacity_level[lane] = p[P::capacity_level];
  out.strain_on_capacity[lane] = on(Loop::sanction, p[P::strain_on_capacity]);
  out.capacity_rate[lane] = 1.0 / p[P::capacity_memory];
  out.leaving_risk_age = leaving_risk_age;
  for (const auto type : every<CrimeType>) {
    const std::uint32_t k = index(type);
    const CrimeTypeRow& row = row_of(type);
    out.active_weight[k][lane] = share_of(row.active, p);
    out.exposure_weight[k][lane] = share_of(row.exposure, p);
    const Ceiling ceiling{row.ceiling};
    out.base[k][lane] = ceiling.before(exponential(log_rate[type])) / 12.0;
    out.ceiling[k] = ceiling.value / 12.0;
    out.at_home[k] = row.at_home;
  }
  return std::nullopt;
}

}  // namespace salus::model
