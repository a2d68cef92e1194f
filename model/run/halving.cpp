#include "model/run/halving.hpp"

#include <cmath>
#include <optional>

namespace salus::model {
namespace {

std::optional<YearIndex> year_of_target(int start_year) {
  for (const auto y : every<YearIndex>)
    if (start_year + static_cast<int>(y) == 2030) return y;
  return std::nullopt;
}

}  // namespace

Halving halving_of(const LocationSeries& series, const HalvingBases& bases, const RunPlan& plan) {
  Halving result;
  const auto year = year_of_target(plan.start_year());
  const PersonYears adults(bases.adults);
  for (const auto s : plan.every_scenario()) {
    double rate_hits = 0.0;
    double count_hits = 0.0;
    double prevalence_hits = 0.0;
    double rate_2015_hits = 0.0;
    double urban_homicide_hits = 0.0;
    double urban_violent_hits = 0.0;
    double n = 0.0;
    if (year) {
      const HeadlineRow killed = series.incidents(CrimeType::homicide, s, *year);
      const auto prevalence = series.survey_prevalence(s, *year);
      const HeadlineRow urban_killed = series.headline(headline_of(UrbanSeries::homicides), s, *year);
      const HeadlineRow urban_violent = series.headline(headline_of(UrbanSeries::violent), s, *year);
      for (const auto d : plan.every_draw()) {
        const double homicides = killed.value(d);
        if (std::isnan(homicides)) continue;
        const double rate = homicides / series.people(*year).value();
        const double base = bases.incidents(HalvingBase::homicides, d);
        const double violence = bases.incidents(HalvingBase::violence, d);
        n += 1.0;
        rate_hits += rate <= 0.5 * base / bases.people;
        count_hits += homicides <= 0.5 * base;
        prevalence_hits += prevalence(d) <= 0.5 * chance_in_a_year(Incidents(violence) / adults).value();
        rate_2015_hits += rate <= 0.5 * bases.incidents(HalvingBase::homicides_2015, d) / bases.people;
        urban_homicide_hits += urban_killed.value(d) <= 0.5 * bases.incidents(HalvingBase::urban_homicides, d);
        urban_violent_hits += urban_violent.value(d) <= 0.5 * bases.incidents(HalvingBase::urban_violence, d);
      }
    }
    const auto share = [&](double hits) { return n > 0.0 ? hits / n : not_a_number; };
    result.rate_probability.push_back(share(rate_hits));
    result.count_probability.push_back(share(count_hits));
    result.prevalence_probability.push_back(share(prevalence_hits));
    result.rate_2015_probability.push_back(share(rate_2015_hits));
    result.urban_homicide_probability.push_back(share(urban_homicide_hits));
    result.urban_violent_probability.push_back(share(urban_violent_hits));
  }
  return result;
}

}  // namespace salus::model
