#include "model/run/location_series.hpp"

#include <algorithm>

namespace salus::model {
namespace {

/// Types whose incidents a survey asks about.
constexpr EnumArray<bool, CrimeType> asked_about = [] {
  EnumArray<bool, CrimeType> types;
  for (const auto k : every<CrimeType>) types[k] = can_be_asked_about(k);
  return types;
}();

double sum_of_values(const std::vector<HeadlineRow>& rows, DrawIndex d) {
  double sum = 0.0;
  for (const auto& row : rows) sum += row.value(d);
  return sum;
}

double sum_of_averted(const std::vector<HeadlineRow>& rows, DrawIndex d) {
  double sum = 0.0;
  for (const auto& row : rows) sum += row.averted(d);
  return sum;
}

/// Of a number of incidents, the share of persons who meet with one in the year.
double share_hit(double incidents, PersonYears people) {
  return chance_in_a_year(Incidents(incidents) / people).value();
}

}  // namespace

HeadlineRow LocationSeries::headline(Headline h, ScenarioIndex s, YearIndex y) const {
  return {source_.first(h, y), s == 0 ? Row{} : source_.averted(h, s, y)};
}

std::vector<HeadlineRow> LocationSeries::incidents_of(const Types& types, ScenarioIndex s, YearIndex y) const {
  std::vector<HeadlineRow> rows;
  for (const auto k : every<CrimeType>)
    if (types[k]) rows.push_back(incidents(k, s, y));
  return rows;
}

std::function<double(DrawIndex)> LocationSeries::survey_prevalence(ScenarioIndex s, YearIndex y) const {
  return [rows = incidents_of(asked_about, s, y), persons = adults(y)](DrawIndex d) {
    return share_hit(sum_of_values(rows, d), persons);
  };
}

bool LocationSeries::fill(Target target, ScenarioIndex s, YearIndex y, std::span<Single> out) const {
  const auto each = [out](const auto& value) {
    for (const auto d : positions_in<DrawIndex>(out)) out[d] = value(d);
    return true;
  };
  for (const auto k : every<CrimeType>) {
    if (target == model::incidents_of(k)) return each([row = incidents(k, s, y)](auto d) { return row.value(d); });
    if (target == averted_of(k)) return each([row = incidents(k, s, y)](auto d) { return row.averted(d); });
  }
  for (const auto g : every<TargetGroup>)
    if (target == dalys_of(g)) return each([row = headline(headline_of(g), s, y)](auto d) { return row.value(d); });
  for (const auto u : every<UrbanSeries>)
    if (target == target_of(u)) return each([row = headline(headline_of(u), s, y)](auto d) { return row.value(d); });
  for (const auto o : every<OwnSeries>)
    if (target == own_target[o]) {
      if (source_.own) std::ranges::copy(source_.own(o, s, y), out.begin());
      return static_cast<bool>(source_.own);
    }
  const auto violent = incidents_of(is_violent, s, y);
  const auto homicides = incidents(CrimeType::homicide, s, y);
  const PersonYears persons = people(y);
  switch (target) {
    case Target::violent_incidents:
      return each([&](auto d) { return sum_of_values(violent, d); });
    case Target::violent_averted:
      return each([&](auto d) { return sum_of_averted(violent, d); });
    case Target::homicide_rate:
      return each([&](auto d) { return per_100000(Incidents(homicides.value(d)), persons).value(); });
    case Target::survey_prevalence:
      return each(survey_prevalence(s, y));
    case Target::harassment_prevalence: {
      const auto sexual = incidents(CrimeType::sexual_violence, s, y);
      return each([&](auto d) { return share_hit(sexual.value(d), adults(y)); });
    }
    case Target::lethality: {
      if (!source_.own) return false;
      const auto assaults = incidents(CrimeType::serious_assault, s, y);
      return each([&](auto d) { return homicides.value(d) / assaults.value(d); });
    }
    default:
      return false;
  }
}

}  // namespace salus::model
