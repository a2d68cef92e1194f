#pragma once
/// The series of one location in every draw, and the targets that follow from them: the same law for a country, a
/// region and the total.
#include <functional>
#include <span>

#include "model/run/country_part.hpp"
#include "model/run/shared.hpp"

namespace salus::model {

/// One headline in one scenario and year, by draw.
class HeadlineRow {
 public:
  using Row = std::span<const Single>;
  /// @param averted of scenarios after the first; empty for the first, which averts nothing
  HeadlineRow(Row first, Row averted) : first_(first), averted_(averted) {}

  /// Zero for the first scenario, but not a number where that is none.
  double averted(DrawIndex draw) const {
    if (averted_.empty()) return 0.0 * first_[draw];
    return averted_[draw];
  }
  double value(DrawIndex draw) const { return first_[draw] - averted(draw); }

 private:
  Row first_;
  Row averted_;
};

/// Person-years of a country, or of several: of all, and of those whom surveys ask.
struct YearlyPeople {
  YearlyPersons all;
  YearlyPersons adults;
  void add(const CountryInput& country) {
    const YearlyPersons years = person_years(country);
    for (const auto y : every<YearIndex>) {
      all(y) += years(y);
      adults(y) += adult_share(country) * years(y);
    }
  }
};

class LocationSeries {
 public:
  using Row = HeadlineRow::Row;
  /// Where the series are kept.
  struct Source {
    std::function<Row(Headline, YearIndex)> first;
    std::function<Row(Headline, ScenarioIndex, YearIndex)> averted;    ///< of scenarios after the first
    std::function<Row(OwnSeries, ScenarioIndex, YearIndex)> own = {};  ///< none where several countries are summed up
  };
  LocationSeries(Source source, const YearlyPeople& people) : source_(std::move(source)), people_(people) {}

  HeadlineRow headline(Headline h, ScenarioIndex s, YearIndex y) const;
  HeadlineRow incidents(CrimeType k, ScenarioIndex s, YearIndex y) const { return headline(headline_of(k), s, y); }
  PersonYears people(YearIndex y) const { return PersonYears(people_.all(y)); }
  PersonYears adults(YearIndex y) const { return PersonYears(people_.adults(y)); }

  /// Fills `out` with a target, a draw a cell. @return false where the location has none
  bool fill(Target target, ScenarioIndex s, YearIndex y, std::span<Single> out) const;
  /// Share of adults with violence in the year, as a survey asks, by draw.
  std::function<double(DrawIndex)> survey_prevalence(ScenarioIndex s, YearIndex y) const;

 private:
  using Types = EnumArray<bool, CrimeType>;
  std::vector<HeadlineRow> incidents_of(const Types& types, ScenarioIndex s, YearIndex y) const;

  Source source_;
  YearlyPeople people_;
};

}  // namespace salus::model
