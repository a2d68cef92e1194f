#pragma once
/// Cities that ran as agents beside the panel: the measured difference, for table, page and JSON alike.
#include <optional>
#include <string>
#include <vector>

#include "output/figures.hpp"
#include "output/monte_carlo.hpp"
#include "output/words/message.hpp"

namespace salus::output {

/// Life years, or incidents of a type, averted in ten years in cities that ran as agents, a mean over the draws in
/// which any did, and how many times the panel's the agents' are.
struct AgentDifference {
  std::optional<model::CrimeType> type;  ///< none: life years (DALYs) of all types
  MeanOfDraws panel;
  MeanOfDraws agents;
  MeanOfDraws more;  ///< agents less panel, draw by draw

  /// sum over sum of all runs, and its standard error by the jackknife over draws. Not a number where the panel averts
  /// less than one; no error from one draw
  double ratio = unknown;
  double ratio_error = unknown;

  Estimate level{unknown, unknown};  ///< incidents without a programme, agents over panel, middle of the runs
};

struct AgentCityRow {
  std::string country;
  std::string city;
  std::uint32_t code = 0;
  std::uint32_t runs = 0;

  /// life years averted, means over its runs, each of a draw of its own
  MeanOfDraws panel;
  MeanOfDraws agents;
};

struct AgentSummary {
  model::ScenarioIndex scenario;
  model::AgentCover cover;

  /// a run is a city in a draw; refused: the draw's parameters contradict the city's growth; draws in which any ran
  std::uint32_t runs = 0;
  std::uint32_t refused = 0;
  std::uint32_t draws = 0;

  /// homicides averted in all countries in ten years, median over draws: as projected, and with the effect of
  /// the panel also where cities ran as agents (without what a country's loops add to the difference)
  Estimate middle{unknown, unknown};
  Estimate middle_of_panel{unknown, unknown};

  double person_months = 0.0;
  std::vector<AgentDifference> differences;  ///< life years, then crime types
  std::vector<AgentCityRow> cities;          ///< by country (alphabetical by name), then code
};

/// One of each scenario of which cities could run as agents.
std::vector<AgentSummary> agent_summaries(const model::Results& results);

/// `life years (DALYs)`, `homicide`, ...
words::Text crimes_in_words(const AgentDifference& difference);

/// In two sentences.
words::Message agent_sentence(const AgentSummary& summary, const model::Results& results);

}  // namespace salus::output
