#pragma once
/// What is kept of one country while its blocks run, and how a draw of a scenario gets there from the kernel's sums.
#include "model/country/kernel_abi.hpp"
#include "model/run/cities.hpp"

namespace salus::model {

/// Target positions by kind, resolved once.
struct TargetMap {
  std::size_t incidents = target_index("homicide_incidents");
  std::size_t violent = target_index("violent_incidents");
  std::size_t groups = target_index("women_victimisations");
  std::size_t averted = target_index("homicide_averted");
  std::size_t violent_averted = target_index("violent_averted");
  std::size_t rate = target_index("homicide_rate");
  std::size_t active = target_index("active_persons");
  std::size_t imprisoned = target_index("imprisoned_persons");
  std::size_t exposure = target_index("exposure");
  std::size_t trust = target_index("trust");
  std::size_t capacity = target_index("capacity");
  std::size_t lethality = target_index("lethality");
  std::size_t perceived = target_index("perceived_safety");
  std::size_t survey = target_index("survey_prevalence");
  std::size_t harassment = target_index("harassment_prevalence");
  std::size_t reported = target_index("reported_violent");
  std::size_t recorded = target_index("recorded_violent");
  std::size_t groups_averted = targets().size();
};

/// Shares of each group among the victims of each crime type, in one draw.
using GroupShares = std::array<std::array<double, crime_type_count>, target_group_count>;

GroupShares draw_group_shares(const CountryInput& country, RandomKey key);

/// What one lane of a block is: a draw of this country.
struct LaneDraw {
  std::size_t draw = 0;
  ParameterDraw drawn;     ///< as drawn
  ParameterDraw set;       ///< with the scenario's settings
  ParameterDraw base_set;  ///< with the first scenario's
  GroupShares groups{};
  std::array<double, crime_type_count> level{};
  double base_rate = 0.0;    ///< homicides per person-year in 2017-19
  double before_rate = 0.0;  ///< the same in the three years before the start: the panel's past
  PanelDraw panel;

  /// of this scenario, and of the first
  std::vector<ReachedCity> reached;
  std::vector<ReachedCity> base_reached;

  /// what they do to the country
  CountryFactors factors;
  CountryFactors base_factors;
};

/// Everything of one country that is filled block by block. Values are [target][scenario][year][draw]; behind the
/// targets stand the differences of the target groups, which only the headlines need. Entries and line sums are kept a
/// block apart and joined in order.
struct Collected {
  std::size_t scenarios;
  std::size_t draws;
  std::size_t probes;
  std::size_t rows;
  std::vector<float> values;
  std::vector<float> sums;
  std::vector<float> probe;
  std::vector<double> person_years = std::vector<double>(horizon_years, 0.0);

  /// [city][draw]
  std::vector<float> city_base;
  std::vector<float> city_end;

  struct Block {
    CityEntries entries;
    std::vector<double> lines;  ///< [lane][row][line figure]
    std::vector<Failure> failures;
    double live = 0.0;
  };
  std::vector<Block> blocks;
  float& at(std::size_t target, std::size_t s, std::size_t y, std::size_t d) {
    return values[((target * scenarios + s) * horizon_years + y) * draws + d];
  }
  float& sum(CountrySum which, std::size_t s, std::size_t d) {
    return sums[(index(which) * scenarios + s) * draws + d];
  }
};

/// Violent incidents a person and year, homicide left out: what a survey can ask.
double violent_rate(const std::array<double, crime_type_count>& incidents, double people);

/// Writes one draw of one scenario from the kernel's sums.
void collect(const YearlySums& sums, int lane, const TargetMap& targets, const LaneDraw& draw, std::size_t scenario,
             Collected& out);

/// Differences against the first scenario, draw by draw, in double from the kernel's sums, and what they are worth.
void collect_averted(const YearlySums& base, const YearlySums& sums, int lane, const TargetMap& targets,
                     const LaneDraw& draw, const SharedDraws& shared, const CountryInput& country, std::size_t scenario,
                     Collected& out);

/// Incidents of a type in a city and year: the country's, by the city's share, at the city's own factor.
class CityLedger {
 public:
  CityLedger(const PanelDraw& panel, const YearlySums& sums, int lane, const std::vector<ReachedCity>& reached,
             const CountryFactors& factors)
      : panel_(panel), sums_(sums), lane_(lane), reached_(reached), factors_(factors) {}
  double incidents(std::size_t city, std::size_t year, std::size_t type) const {
    double own = 1.0;
    for (const auto& r : reached_)
      if (r.city == city) own = r.effect.factor[year][type];
    return incidents(city, own, year, type);
  }
  double incidents(std::size_t city, double own_factor, std::size_t year, std::size_t type) const {
    return sums_.incidents[type][year][lane_] * panel_.share(class_of_type[type], city, panel_past_years + year) *
           own_factor / factors_[year][type];
  }

 private:
  const PanelDraw& panel_;
  const YearlySums& sums_;
  int lane_;
  const std::vector<ReachedCity>& reached_;
  const CountryFactors& factors_;
};

}  // namespace salus::model
