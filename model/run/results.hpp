#pragma once
/// What a run leaves: the results that output stores and reports.
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/core/axes.hpp"
#include "model/country/country_input.hpp"
#include "model/country/draw_fault.hpp"
#include "model/programme/evidence.hpp"
#include "model/programme/scenario.hpp"
#include "model/run/backtest_summary.hpp"
#include "model/run/country_part.hpp"
#include "model/run/indicators.hpp"
#include "model/run/oracle_summary.hpp"
#include "model/run/parameters_used.hpp"
#include "model/run/plan_spread.hpp"
#include "model/run/projection_start.hpp"

namespace salus::model {

/// Bumped whenever a change moves any number of a result; in every file and every hash.
inline constexpr int result_version = 5;

/// A place in the results: a country, a region, or the total of all.
struct Location {
  enum class Kind : std::uint8_t { country, region, total } kind{};
  std::string id;    ///< iso3, region name, or "total"
  std::string name;  ///< of a country; regions and the total have titles in the output
};

/// What one budget line did, all countries, ten budget years. Parts of lines that act on one crime together are in
/// proportion to what each would do alone, so that the lines sum to what is averted in reached cities; what a whole
/// country's feedback adds to that is of no line.
struct LineResult {
  Half half{};
  std::string item;  ///< intervention or global function
  bool process_only = false;
  PaidUsd paid{};  ///< direct money that reached delivery, mean over draws

  /// mean over draws; 0 for global functions: they act through the lines
  EnumArray<double, LineFigure> averted{};
  /// the same, a draw an entry, a failed one not a number; empty for global functions, and where a file lacks it
  EnumArray<std::vector<Single>, LineFigure> averted_draws{};
};

/// How the variance of the ranks over draws of the life years averted in reached cities in ten years splits
/// (first-order indices by pick-freeze, standard error about 0.05): what is estimated from data, chance of the future
/// included, what is carried over from elsewhere, what is assumed; the rest acts only together.
struct SpreadShares {
  double data = 0.0;
  double analogy = 0.0;
  double assumption = 0.0;
  double joint = 0.0;
};

/// How far a scenario's cities ran as agents.
struct AgentCover {
  std::uint32_t draws = 0;    ///< draws in which cities could
  std::uint32_t reached = 0;  ///< cities in those draws that the programme reached, of places that may run as agents
  double budget = 0.0;        ///< person-months that `auto` may cost; 0: not asked for
  double spent = 0.0;         ///< that those chosen by `auto` are reckoned to cost
  double cheapest = 0.0;      ///< of the cities that `auto` could choose from
};

struct ScenarioResult {
  std::string id;
  std::string title;
  std::string story;
  std::vector<std::string> sources;
  std::vector<Account> money;     ///< as planned
  std::optional<int> price_year;  ///< whose dollars its budget is in; none: of the year in which they are paid
  Enrolment enrolment{};
  EnumArray<bool, Half> drawn_split;
  std::vector<LineResult> lines;  ///< by half, then item
  SpreadShares spread;            ///< not a number for the first scenario and where nothing is averted
  AgentCover agents;
};

/// P(2030 at most half the base) at one location, a scenario an entry; the base is the mean of 2017-19. Not a number
/// where 2030 is outside the horizon.
struct Halving {
  std::vector<double> rate_probability;        ///< [S] homicide rate
  std::vector<double> count_probability;       ///< [S] number of homicides
  std::vector<double> prevalence_probability;  ///< [S] survey prevalence of violence (SDG 16.1.3)
  std::vector<double> rate_2015_probability;   ///< [S] homicide rate, against 2015
  /// [S] number of homicides, and of violent incidents, in the cities of the panel
  std::vector<double> urban_homicide_probability;
  std::vector<double> urban_violent_probability;
};

/// One city over all draws. Probabilities are shares of draws; those after `judged` are among draws in which the city
/// is judged.
struct CityResult {
  std::uint32_t code = 0;
  CountryIndex country;

  /// homicides per 100,000, first scenario, three-year means before the start and at the end
  EnumArray<Single, IntervalLevel> rate_base{};
  EnumArray<Single, IntervalLevel> rate_end{};

  std::vector<Single> reached;  ///< [scenario] probability that the city takes part

  std::vector<Single> judged;  ///< [scenario] probability that it takes part and its fall can be told

  /// [scenario] true homicide rate more than 10 % down against the three years before joining, with and without the
  /// programme
  std::vector<Single> fell;
  std::vector<Single> fell_without;

  std::vector<Single> shown;          ///< [scenario] fall by 10 % more than the control cities proven from records
  std::vector<Single> falsely_shown;  ///< [scenario] proven though the true rate did not fall by so much more
};

/// An `AgentRun`, by country.
struct CityAgents {
  CountryIndex country;
  AgentRun run;
};

/// Incidents of a country that are kept draw by draw.
enum class CountrySeries : std::uint8_t { homicide, violent };

/// What a projection may be made without. Left out of a plan and its baseline alike, it shows what their difference
/// owes to it.
enum class Omission : std::uint8_t {
  loops,     ///< all feedback loops off
  posterior  ///< first estimates of levels and priors of parameters in its place
};

/// Life years (DALYs) that one plan averts against the first scenario over the budget years, in the first draws of a
/// run as they are, and in the same draws with one thing left out; in both by the panel, without cities of agents. Not
/// a number in a failed draw, nor in any where too many fail.
struct Omissions {
  ScenarioIndex scenario;
  std::vector<Single> as_it_is;                      ///< [draw]
  EnumArray<std::vector<Single>, Omission> without;  ///< [draw]; empty where it was not there
};

/// A number that results rest on as files before format 3 of the results say it, in words.
struct WordedAssumption {
  std::string group;  ///< parameter, intervention, effect, global function, value
  std::string name;
  std::string value;
  std::string knowledge;  ///< data, analogy, assumption
  std::string source;
};

/// What a result says about its own making. Enters the content hash.
struct RunIdentity {
  std::uint64_t seed = 0;
  std::uint32_t draws = 0;
  int start_year = 0;
  View view{};
  EnumArray<bool, Loop> without{};                                ///< loops off for the whole run
  std::vector<std::pair<std::string, std::string>> input_hashes;  ///< (name, SHA-256), sorted by name
  ProjectionStart start;
  std::vector<BacktestRow> backtest;        ///< of the bundled tables; empty where none is bundled
  OracleSummary oracle;                     ///< of the bundled studies; empty where none is bundled
  std::vector<std::string> scenario_texts;  ///< canonical text of each scenario, as run
};

/// Results of all countries, alphabetical by country name, then regions alphabetical, then the total.
struct Results {
  RunIdentity identity;
  std::optional<ScenarioIndex> about;     ///< the scenario that pages are about, where one was chosen; moves no number
  std::vector<ScenarioResult> scenarios;  ///< [S]; the first is the baseline of every difference
  std::vector<Location> locations;        ///< [L]
  std::vector<int> years;                 ///< [Y]
  /// NaN where a target is not defined at a location
  Grid<Single, LocationIndex, Target, ScenarioIndex, YearIndex, QuantileIndex> quantiles;
  Grid<Single, LocationIndex, YearIndex> population;                             ///< person-years
  Grid<Single, AggregateIndex, Headline, YearIndex, DrawIndex> aggregate_first;  ///< in the first scenario
  /// first scenario minus this one, summed from differences, so that no digit is lost
  Grid<Single, AggregateIndex, Headline, ScenarioIndex, YearIndex, DrawIndex> aggregate_averted;
  Grid<Single, CountryIndex, CountrySeries, ScenarioIndex, YearIndex, DrawIndex> country_draws;
  std::vector<Halving> halving;         ///< [L]
  std::vector<CountryInput> countries;  ///< inputs of the countries, same order as their locations
  Grid<Single, Indicator, ScenarioIndex, DrawIndex> indicators;
  std::vector<CityResult> cities;         ///< by country, then code
  std::vector<CityAgents> agents;         ///< by country, draw, city, scenario
  std::vector<ParameterUsed> parameters;  ///< in the order of the registry
  std::vector<Intervention>
      interventions;                      ///< by id; id and title only where `worded_assumptions` stand in their place
  std::vector<GlobalFunction> functions;  ///< by id
  std::vector<HarmValue> harm_values;     ///< [crime type]
  std::vector<WordedAssumption> worded_assumptions;  ///< of files before format 3, which lack the four above
  std::vector<Initiative> initiatives;               ///< of paras 16-18, with their items
  std::vector<Failure> failures;
  std::optional<Omissions> omissions;  ///< of the scenario that pages were about when it was run
  std::vector<PlanSpread> spreads;     ///< of that scenario, and of the concept note
};

}  // namespace salus::model
