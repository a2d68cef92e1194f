#pragma once
/// What is known of interventions and global functions: costs, reach, and the matrix intervention x crime type.
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/city/targets.hpp"
#include "model/core/axes.hpp"
#include "model/core/prices.hpp"
#include "model/parameters/prior.hpp"
#include "model/programme/coverage_curve.hpp"
#include "model/programme/trials_behind.hpp"

namespace salus::model {

/// One cell of the matrix: relative risk among those reached and the share of the crime that they account for.
struct EffectCell {
  double log_rr = 0.0;      ///< median and mean of the log relative risk in a new place; 0 where nothing was measured
  double common_sd = 0.0;   ///< standard deviation of what all cells of all rows err by together
  double row_sd = 0.0;      ///< of what the cells of its row err by together
  double cell_sd = 0.0;     ///< of its own error
  double between_sd = 0.0;  ///< spread between places
  double share = 0.0;       ///< median share of this crime in the reached places that the target accounts for, 0..1
  double share_logit_sd = 0.0;
  bool measured = false;   ///< false: no estimate for this crime type, so a spread around no effect
  bool of_area = false;    ///< of all that happens where those reached are, not of what they do: `EffectOf::area`
  std::string source{};    ///< evidence id and citation, or why the cell is an assumption
  int trials = 0;          ///< from which the effect was estimated
  int outcomes = 0;        ///< of these trials
  std::string estimate{};  ///< how the effect was estimated from them
  std::string surface{};   ///< label of the response surface that the share comes from; empty: the evidence matrix
  std::optional<CurvePrior> curve{};  ///< of the surface; none: the share is in proportion to coverage
  double log_rr_sd() const;           ///< of the log relative risk in one place, all of the above together
};

/// What an intervention acts on. Rows with one mechanism overlap: together they do less than the sum of what each does
/// alone.
enum class Mechanism : std::uint8_t { places, groups, youth, norms, family, institutions, process };
inline constexpr std::size_t mechanism_count = count_of<Mechanism>;
inline constexpr auto mechanism_names = enumerator_names<Mechanism>;

/// How long what a measure did lasts once it ends; the classes of the evidence register.
enum class DecayClass : std::uint8_t {
  asset,
  delayed,
  fast_fade,
  long_persistence,
  only_while_enforced,
  political_reversal,
  process,
  programme_period,
  slow,
  up_to_two_years,
  while_it_runs
};
inline constexpr auto decay_class_names = for_each_of<DecayClass, std::string_view>({
    {DecayClass::asset, "asset"},
    {DecayClass::delayed, "delayed"},
    {DecayClass::fast_fade, "fast fade"},
    {DecayClass::long_persistence, "long persistence"},
    {DecayClass::only_while_enforced, "only while enforced"},
    {DecayClass::political_reversal, "political reversal"},
    {DecayClass::process, "process"},
    {DecayClass::programme_period, "programme period"},
    {DecayClass::slow, "slow"},
    {DecayClass::up_to_two_years, "up to two years"},
    {DecayClass::while_it_runs, "while it runs"},
});

/// Whether a unit's cost holds what it costs to start.
enum class StartUp : std::uint8_t { included, left_out, unknown };
inline constexpr auto start_up_names = enumerator_names<StartUp>;

/// Whose crime a row's studies measured: that of those reached, persons or places; or all of the area that was served,
/// as a city's killings where its groups were called in. Units of the second serve as much of a city as they are of all
/// who are eligible.
enum class EffectOf : std::uint8_t { reached, area };
inline constexpr auto effect_of_names = enumerator_names<EffectOf>;

/// What interventions and laws have in common: whom they are aimed at, and what they do to crime.
struct MeasureEvidence {
  std::string id;  ///< evidence id (I19)
  std::string title;
  MeasureTarget city_target = MeasureTarget::none;  ///< whom or what it is aimed at where a city runs as agents
  EnumArray<EffectCell, CrimeType> effect;
  bool verified = false;
  std::string source;
};

/// A rule of a whole city, in force at once and wherever its targets are; no budget buys it.
struct Law : MeasureEvidence {};

/// A measure that money buys.
struct Intervention : MeasureEvidence {
  std::string unit;                     ///< what money buys (person-year, place-year, city-year)
  StatedMoney stated_cost;              ///< median direct cost of a unit, as its source has it
  Prior unit_cost;                      ///< the same, US dollars of `price_year`
  bool cost_verified = false;           ///< false: no published cost was read; the prior is judgement
  StartUp start_up = StartUp::unknown;  ///< whether that cost holds what it costs to start
  Prior least_a_year;  ///< smallest useful size: US dollars of `price_year` a city and year below which a line buys
                       ///< process only; upper bound 0: it has none
  std::string least_source;  ///< smallest arm that was ever tried, or why it is judgement
  double transfer_share =
      0.0;  ///< part of the cost that is handed on to participants (cash, wages): a cost to who pays, none to society
  Prior eligible_per_person;    ///< target units per inhabitant of the city
  double ramp_months = 12.0;    ///< time constant with which coverage builds
  double decay_months = 12.0;   ///< time constant with which it fades once money stops
  double delay_months = 0.0;    ///< time before what is covered begins to act
  double fatigue_months = 0.0;  ///< time constant with which the effect wears under constant effort; 0: it does not
  bool one_off = false;    ///< a unit is paid once and lasts as long as its decay says; otherwise it is paid every year
  bool political = false;  ///< fades within months once the country leaves at a change of government
  double displacement =
      0.0;  ///< mean share of a local reduction that turns up elsewhere in the city; negative: others gain too
  double displacement_sd = 0.0;
  Mechanism mechanism = Mechanism::places;
  DecayClass decay_class = DecayClass::slow;
  bool process_only = false;                   ///< costs money and appears in the indicators; has no effect on crime
  Targeting city_targeting = Targeting::best;  ///< how it finds its targets: a universal programme has whoever is there
  double city_targets_a_unit =
      0.0;  ///< cells or persons (households for `households`, couples for `couples`) that a unit reaches there
  EffectOf effect_of = EffectOf::reached;
  TrialsBehind behind;  ///< nothing where no table of studies was read
};

/// What global spending builds. Each acts on one thing only (model/README.md, global functions).
enum class Function : std::uint8_t { advocacy, knowledge, monitoring, network, peer_review, tools };
inline constexpr std::size_t function_count = count_of<Function>;
inline constexpr auto function_names = enumerator_names<Function>;

/// Whether it changes what a local dollar does; the others act on measuring, adoption and money.
constexpr bool changes_local_effect(Function function) {
  return function == Function::tools || function == Function::knowledge;
}

struct GlobalFunction {
  std::string id;  ///< one of `function_names`
  std::string title;
  double half_life_months = 36.0;  ///< with which the stock that spending built wears
  std::string source;
};

/// What a harm averted is worth, by crime type.
struct HarmValue {
  Prior dalys;  ///< disability-adjusted life years lost an incident
  Prior cost;  ///< US dollars of `price_year` an incident in the United States, tangible and intangible, willingness to
               ///< pay left out
  StatedMoney stated_cost;  ///< its median, as its source has it
  bool verified = false;
  std::string source;
};

/// An initiative of paras 16-18 of the concept note, and the budget items through which it acts.
struct Initiative {
  std::string id;  ///< 16a
  std::string title;
  bool process_only = false;       ///< costs money and appears in the indicators; no effect on violence is claimed
  std::vector<std::string> items;  ///< global functions and interventions (prefix families spelt out), sorted
  std::string note;
};

struct Evidence {
  Prices prices;                            ///< with which money was converted
  std::vector<Intervention> interventions;  ///< sorted by id
  std::vector<Law> laws;                    ///< sorted by id
  std::vector<GlobalFunction> functions;    ///< sorted by id
  EnumArray<HarmValue, CrimeType> values;
  std::vector<Initiative> initiatives;  ///< in the order of the concept note
};

}  // namespace salus::model
