#pragma once
/// What a run leaves: targets, per-country shards, and the assembled results that output stores and reports.
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "model/core/calendar.hpp"
#include "model/core/ids.hpp"
#include "model/country/country_input.hpp"
#include "model/country/draw_fault.hpp"
#include "model/programme/evidence.hpp"
#include "model/programme/scenario.hpp"
#include "model/run/backtest_summary.hpp"
#include "model/run/parameters_used.hpp"
#include "model/run/projection_start.hpp"

namespace salus::model {

/// Bumped whenever a change moves any number of a result; in every file and every hash.
inline constexpr int result_version = 3;

/// One quantity that is reported as quantiles over draws, per location, scenario and calendar year.
struct Target {
  std::string name;  ///< homicide_incidents
  std::string unit;  ///< UDUNITS text: year-1, 1e-5 year-1, 1
  std::string description;
  bool additive = false;  ///< sums over countries; defined for regions and the total too
};

/// All targets, in the fixed order of every result.
const std::vector<Target>& targets();
/// Position of a target by name; throws std::out_of_range for an unknown name.
std::size_t target_index(std::string_view name);

/// Quantile levels of every quantile table (the 23 levels of forecast hubs).
inline constexpr std::array<double, 23> quantile_levels{0.01, 0.025, 0.05, 0.1, 0.15, 0.2,   0.25, 0.3,
                                                        0.35, 0.4,   0.45, 0.5, 0.55, 0.6,   0.65, 0.7,
                                                        0.75, 0.8,   0.85, 0.9, 0.95, 0.975, 0.99};

/// Series kept per draw: incidents of the seven crime types, then victimisations of the five groups; a year.
inline constexpr std::size_t headline_count = crime_type_count + target_group_count;
std::string headline_name(std::size_t headline);

/// A draw that broke an invariant; left out of every figure.
struct Failure {
  std::uint32_t draw = 0;
  std::string country;   ///< iso3
  std::string scenario;  ///< id
  std::uint32_t month = 0;
  DrawFault fault;
};

/// Reached cities of one country: one entry a draw, scenario and city, by draw, then scenario, then city. The proof of
/// falls needs the cities of all countries of a draw at once, so it is made when results are assembled.
struct CityEntries {
  std::vector<std::uint32_t> draw;
  std::vector<std::uint16_t> scenario;
  std::vector<std::uint16_t> city;  ///< position in CountryInput::cities

  /// test of "the homicide rate fell", from records
  std::vector<float> z;
  std::vector<float> z_without;

  /// log of true homicide rate at the end over that of the three years before joining; NaN where these overlap
  std::vector<float> log_ratio;
  std::vector<float> log_ratio_without;

  /// the same from surveys of violence; NaN where none was held
  std::vector<float> survey_z;
  std::vector<float> survey_log_ratio;

  std::size_t size() const noexcept { return draw.size(); }
};

/// Sums over reached cities and years of one country in one draw and scenario.
enum class CountrySum : std::uint8_t {
  people_reached,
  unabsorbed_usd,
  fixed_usd,
  transfers_usd,
  dalys_averted,
  benefit_common_usd,
  benefit_scaled_usd
};
inline constexpr std::size_t country_sum_count = count_of<CountrySum>;

/// What is kept of a budget line: violent incidents, homicides, partner violence, DALYs averted.
inline constexpr std::size_t line_figures = 4;

/// Draws in which the spread is split by pick-freeze; the first ones.
inline constexpr std::uint32_t probe_draws = 400;

/// One reached city of one draw and scenario that ran as agents, beside what the panel makes of it. Violent incidents
/// and others by crime type.
struct AgentRun {
  std::uint32_t draw = 0;
  std::uint16_t scenario = 0;
  std::uint16_t city = 0;      ///< position in CountryInput::cities
  float person_months = 0.0f;  ///< simulated for this draw and city, in the entry of the first scenario; 0 throughout:
                               ///< the city could not run, figures are NaN

  /// incidents averted in the city over the budget years: by the panel, by the agents' factors on the same incidents
  std::array<float, crime_type_count> panel{};
  std::array<float, crime_type_count> agents{};

  std::array<float, crime_type_count>
      level{};  ///< incidents without a programme over the horizon: agents over panel; NaN where the panel has none
};

/// All draws of one country: the unit of work, of checkpoints and of shards.
/// Sizes: S scenarios, Y = horizon_years, D draws, T targets, Q quantile levels, U cities, W probes. A failed draw is
/// NaN throughout.
struct CountryResult {
  CountryCode code;
  std::uint32_t scenarios = 0;
  std::uint32_t draws = 0;
  /// [headline][S][Y][D] a year. First scenario: values. Others: first minus this one, so that no difference loses
  /// digits.
  std::vector<float> headlines;
  std::vector<float> quantiles;     ///< [T][S][Y][Q]
  std::vector<float> population;    ///< [Y] person-years
  std::vector<float> halving_base;  ///< [3][D] a year: homicides in 2017-19 (published rate, or the draw's own level),
                                    ///< in 2015, and violent incidents but homicide
  CityEntries entries;
  std::vector<float> city_rates;  ///< [U][base, end][5, 50, 95 %] homicides per 100,000 in the first scenario
  std::vector<float> sums;        ///< [CountrySum][S][D]
  std::vector<float> lines;       ///< [row of each scenario in turn][line figure], mean over draws
  std::vector<AgentRun> agents;   ///< by draw, then city, then scenario
  std::vector<float>
      probes;  ///< [S][as it is, data, analogy, assumption, without global effects][W] violent incidents averted
  std::vector<Failure> failures;
};

/// A place in the results: a country, a region, or the total of all.
struct Location {
  enum class Kind : std::uint8_t { country, region, total } kind{};
  std::string id;    ///< iso3, region name, or "total"
  std::string name;  ///< of a country; regions and the total have titles in the output
};

/// What one budget line did: means over draws, all countries, ten budget years. Parts of lines that act on one crime
/// together are in proportion to what each would do alone, so that the lines sum to the whole.
struct LineResult {
  Half half{};
  std::string item;  ///< intervention or global function
  bool process_only = false;
  double paid_usd = 0.0;  ///< direct money that reached delivery, mean over draws

  /// 0 for global functions: they act through the lines
  double violent_averted = 0.0;
  double homicides_averted = 0.0;
  double partner_averted = 0.0;
  double dalys_averted = 0.0;
};

/// How the variance of the ranks over draws of what is averted in reached cities in ten years splits (first-order
/// indices by pick-freeze, standard error about 0.05): what is estimated from data, chance of the future included, what
/// is carried over from elsewhere, what is assumed; the rest acts only together.
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
  std::vector<Account> money;  ///< as planned
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
};

/// One number a draw that describes a whole scenario: cities that fell, money received, benefit and cost.
struct Indicator {
  std::string name;  ///< cities_shown
  std::string unit;  ///< UDUNITS text; USD for money
  std::string description;
};

/// All indicators, in the fixed order of every result.
const std::vector<Indicator>& indicators();
/// Position of an indicator by name; throws std::out_of_range for an unknown name.
std::size_t indicator_index(std::string_view name);

/// One city over all draws. Probabilities are shares of draws; those after `reached` are among draws in which the city
/// takes part.
struct CityResult {
  std::uint32_t code = 0;
  std::uint32_t country = 0;  ///< position in Results::countries

  /// homicides per 100,000, first scenario, three-year means before the start and at the end: 5, 50, 95 % quantiles
  std::array<float, 3> rate_base{};
  std::array<float, 3> rate_end{};

  std::vector<float> reached;  ///< [S] probability that the city takes part

  /// [S] true homicide rate more than 10 % down against the three years before joining, with and without the programme
  std::vector<float> fell;
  std::vector<float> fell_without;

  std::vector<float> shown;          ///< [S] fall proven from records
  std::vector<float> falsely_shown;  ///< proven though the true rate did not fall
};

/// An `AgentRun`, by country.
struct CityAgents {
  std::uint32_t country = 0;  ///< position in Results::countries
  AgentRun run;
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
  std::array<bool, loop_count> without{};                         ///< loops off for the whole run
  std::vector<std::pair<std::string, std::string>> input_hashes;  ///< (name, SHA-256), sorted by name
  ProjectionStart start;
  std::vector<BacktestRow> backtest;        ///< of the bundled tables; empty where none is bundled
  std::vector<std::string> scenario_texts;  ///< canonical text of each scenario, as run
};

/// Assembled results of all countries, alphabetical by country name, then regions alphabetical, then the total.
struct Results {
  RunIdentity identity;
  std::vector<ScenarioResult> scenarios;  ///< [S]; the first is the baseline of every difference
  std::vector<Location> locations;        ///< [L]
  std::vector<int> years;                 ///< [Y]
  std::vector<float> quantiles;           ///< [L][T][S][Y][Q]; NaN where a target is not defined at a location
  std::vector<float> population;          ///< [L][Y] person-years
  std::vector<float> aggregate_draws;     ///< [regions with a country, then the total][headline][S][Y][D]
  std::vector<float> aggregate_averted;   ///< same shape: first scenario minus this one, summed from differences, so
                                          ///< that no digit is lost
  std::vector<float> country_draws;       ///< [country][2: homicide incidents, violent incidents][S][Y][D]
  std::vector<Halving> halving;           ///< [L]
  std::vector<CountryInput> countries;    ///< inputs of the countries, same order as their locations
  std::vector<float> indicators;          ///< [indicator][S][D]
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
};

}  // namespace salus::model
