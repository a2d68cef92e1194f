#include "model/run/collect.hpp"

#include "model/core/elementary.hpp"
#include "model/observation/records.hpp"
#include "model/random/purposes.hpp"
#include "model/random/sampler.hpp"

namespace salus::model {

GroupShares draw_group_shares(const CountryInput& country, RandomKey key) {
  GroupShares shares{};
  for (std::size_t g = 0; g < target_group_count; ++g)
    for (std::size_t k = 0; k < crime_type_count; ++k) {
      const auto& s = country.victim_share[g][k];
      if (s.share <= 0.0 || s.share >= 1.0) {
        shares[g][k] = s.share;
        continue;
      }
      const auto n = static_cast<std::uint32_t>(g * 16 + k);
      shares[g][k] =
          logistic(logit(s.share) + s.logit_sd * standard_normal(key, {country.code.m49, 0, purpose::victim_share, n}));
    }
  return shares;
}

double violent_rate(const std::array<double, crime_type_count>& incidents, double people) {
  double n = 0.0;
  for (std::size_t k = 1; k < crime_type_count; ++k)
    if (is_violent[k]) n += incidents[k];
  return n / people;
}

void collect(const YearlySums& sums, int lane, const TargetMap& t, const LaneDraw& l, std::size_t s, Collected& out) {
  const std::size_t d = l.draw;
  const auto& p = l.set;
  const double safe_level = p[Parameter::perceived_safety_level];
  const double fear = p[Parameter::fear_of_violence];
  for (std::size_t y = 0; y < horizon_years; ++y) {
    double violent = 0.0;
    std::array<double, target_group_count> groups{};
    std::array<double, crime_type_count> incidents{};
    for (std::size_t k = 0; k < crime_type_count; ++k) {
      const double n = incidents[k] = sums.incidents[k][y][lane];
      out.at(t.incidents + k, s, y, d) = static_cast<float>(n);
      if (!is_violent[k]) continue;
      violent += n;
      for (std::size_t g = 0; g < target_group_count; ++g) groups[g] += l.groups[g][k] * n;
    }
    const double homicides = incidents[0];
    const double exposure = sums.exposure[y][lane];
    const double trust = sums.trust[y][lane];
    const double capacity = sums.capacity[y][lane];
    out.at(t.violent, s, y, d) = static_cast<float>(violent);
    for (std::size_t g = 0; g < target_group_count; ++g) out.at(t.groups + g, s, y, d) = static_cast<float>(groups[g]);
    out.at(t.rate, s, y, d) = static_cast<float>(1e5 * homicides / out.person_years[y]);
    out.at(t.active, s, y, d) = static_cast<float>(sums.active[y][lane]);
    out.at(t.imprisoned, s, y, d) = static_cast<float>(sums.imprisoned[y][lane]);
    out.at(t.exposure, s, y, d) = static_cast<float>(exposure);
    out.at(t.trust, s, y, d) = static_cast<float>(trust);
    out.at(t.capacity, s, y, d) = static_cast<float>(capacity);
    out.at(t.lethality, s, y, d) = static_cast<float>(homicides / incidents[1]);
    out.at(t.perceived, s, y, d) =
        static_cast<float>(safe_level / (safe_level + (1.0 - safe_level) * (1.0 - fear + fear * exposure)));
    out.at(t.survey, s, y, d) = static_cast<float>(1.0 - exponential(-violent_rate(incidents, out.person_years[y])));
    out.at(t.harassment, s, y, d) =
        static_cast<float>(1.0 - exponential(-incidents[index(CrimeType::sexual_violence)] / out.person_years[y]));
    const auto reported = reported_share(p, trust);
    double told = 0.0;
    for (std::size_t k = 0; k < crime_type_count; ++k) told += reported[k] * incidents[k];
    out.at(t.reported, s, y, d) = static_cast<float>(told);
    out.at(t.recorded, s, y, d) = static_cast<float>(kept_share(p, capacity) * told);
  }
}

void collect_averted(const YearlySums& base, const YearlySums& sums, int lane, const TargetMap& t, const LaneDraw& l,
                     const SharedDraws& shared, const CountryInput& country, std::size_t s, Collected& out) {
  const std::size_t d = l.draw;
  const double elasticity = l.set[Parameter::value_elasticity];
  const double common = exponential(elasticity * logarithm(shared.mean_income / shared.reference_income));
  const double scaled = exponential(elasticity * logarithm(country.gdp_per_head / shared.reference_income));
  double dalys = 0.0;
  double value = 0.0;
  for (std::size_t y = 0; y < horizon_years; ++y) {
    double violent = 0.0;
    std::array<double, target_group_count> groups{};
    for (std::size_t k = 0; k < crime_type_count; ++k) {
      const double averted = base.incidents[k][y][lane] - sums.incidents[k][y][lane];
      out.at(t.averted + k, s, y, d) = static_cast<float>(averted);
      if (y < budget_years) {
        dalys += averted * shared.dalys[d][k];
        value += averted * shared.costs[d][k];
      }
      if (!is_violent[k]) continue;
      violent += averted;
      for (std::size_t g = 0; g < target_group_count; ++g) groups[g] += l.groups[g][k] * averted;
    }
    out.at(t.violent_averted, s, y, d) = static_cast<float>(violent);
    for (std::size_t g = 0; g < target_group_count; ++g)
      out.at(t.groups_averted + g, s, y, d) = static_cast<float>(groups[g]);
  }
  out.sum(CountrySum::dalys_averted, s, d) = static_cast<float>(dalys);
  out.sum(CountrySum::benefit_common_usd, s, d) = static_cast<float>(value * common);
  out.sum(CountrySum::benefit_scaled_usd, s, d) = static_cast<float>(value * scaled);
}

}  // namespace salus::model
