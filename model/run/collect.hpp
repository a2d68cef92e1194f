#pragma once
/// What is kept of one country while its blocks run, and how a draw of a scenario gets there from the kernel's sums.
#include "model/country/kernel_abi.hpp"
#include "model/run/cities.hpp"

namespace salus::model {

/// Target positions by kind, resolved once.
struct TargetMap {
  std::size_t incidents = target_index("homicide_incidents"), violent = target_index("violent_incidents"), groups = target_index("women_victimisations"),
              averted = target_index("homicide_averted"), violent_averted = target_index("violent_averted"), rate = target_index("homicide_rate"),
              active = target_index("active_persons"), imprisoned = target_index("imprisoned_persons"), exposure = target_index("exposure"), trust = target_index("trust"),
              capacity = target_index("capacity"), lethality = target_index("lethality"), perceived = target_index("perceived_safety"),
              survey = target_index("survey_prevalence"), harassment = target_index("harassment_prevalence"), reported = target_index("reported_violent"),
              recorded = target_index("recorded_violent"), groups_averted = targets().size();
};

/// Shares of each group among the victims of each crime type, in one draw.
using GroupShares = std::array<std::array<double, crime_type_count>, target_group_count>;

GroupShares draw_group_shares(const CountryInput& country, RandomKey key);

/// What one lane of a block is: a draw of this country.
struct LaneDraw {
  std::size_t draw = 0;
  ParameterDraw drawn, set, base_set;  ///< as drawn; with the scenario's settings; with the first scenario's
  GroupShares groups{};
  std::array<double, crime_type_count> level{};
  double base_rate = 0.0;    ///< homicides per person-year in 2017-19
  double before_rate = 0.0;  ///< the same in the three years before the start: the panel's past
  PanelDraw panel;
  std::vector<ReachedCity> reached, base_reached;  ///< of this scenario, and of the first
  CountryFactors factors, base_factors;            ///< what they do to the country
};

/// Everything of one country that is filled block by block. Values are [target][scenario][year][draw]; behind the targets stand the
/// differences of the target groups, which only the headlines need. Entries and line sums are kept a block apart and joined in order.
struct Collected {
  std::size_t scenarios, draws, probes, rows;
  std::vector<float> values, sums, probe;
  std::vector<double> person_years = std::vector<double>(horizon_years, 0.0);
  std::vector<float> city_base, city_end;  ///< [city][draw]
  struct Block {
    CityEntries entries;
    std::vector<double> lines;  ///< [lane][row][line figure]
    std::vector<Failure> failures;
    double live = 0.0;
  };
  std::vector<Block> blocks;
  float& at(std::size_t target, std::size_t s, std::size_t y, std::size_t d) { return values[((target * scenarios + s) * horizon_years + y) * draws + d]; }
  float& sum(CountrySum which, std::size_t s, std::size_t d) { return sums[(index(which) * scenarios + s) * draws + d]; }
};

/// Violent incidents a person and year, homicide left out: what a survey can ask.
double violent_rate(const std::array<double, crime_type_count>& incidents, double people);

/// Writes one draw of one scenario from the kernel's sums.
void collect(const YearlySums& sums, int lane, const TargetMap& targets, const LaneDraw& draw, std::size_t scenario, Collected& out);

/// Differences against the first scenario, draw by draw, in double from the kernel's sums, and what they are worth.
void collect_averted(const YearlySums& base, const YearlySums& sums, int lane, const TargetMap& targets, const LaneDraw& draw, const SharedDraws& shared, const CountryInput& country, std::size_t scenario,
                     Collected& out);

/// Incidents of a type in a city and year: the country's, by the city's share, at the city's own factor.
class CityLedger {
 public:
  CityLedger(const PanelDraw& panel, const YearlySums& sums, int lane, const std::vector<ReachedCity>& reached, const CountryFactors& factors)
      : panel_(panel), sums_(sums), lane_(lane), reached_(reached), factors_(factors) {}
  double incidents(std::size_t city, std::size_t year, std::size_t type) const {
    double own = 1.0;
    for (const auto& r : reached_)
      if (r.city == city) own = r.effect.factor[year][type];
    return incidents(city, own, year, type);
  }
  double incidents(std::size_t city, double own_factor, std::size_t year, std::size_t type) const {
    return sums_.incidents[type][year][lane_] * panel_.share(class_of_type[type], city, panel_past_years + year) * own_factor / factors_[year][type];
  }

 private:
  const PanelDraw& panel_;
  const YearlySums& sums_;
  int lane_;
  const std::vector<ReachedCity>& reached_;
  const CountryFactors& factors_;
};

}  // namespace salus::model
