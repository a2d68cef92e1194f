/// Cities that ran as agents: what is summed up, said, written and read back.
#include "output/agents.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "output/error.hpp"
#include "output/hdf5.hpp"
#include "output/monte_carlo.hpp"
#include "output/shard_file.hpp"
#include "output/tables.hpp"
#include "output/words/words.hpp"
#include "tests/output/sample_results.hpp"

namespace salus::tests {
namespace {

constexpr auto robbery = model::CrimeType::robbery;
constexpr auto property = model::CrimeType::property;

model::CityAgents run(std::uint32_t country, std::uint32_t city, std::uint32_t draw, double panel, double agents) {
  model::CityAgents a;
  a.country = model::CountryIndex(static_cast<std::uint32_t>(country));
  a.run.city = model::CityIndex(static_cast<std::uint32_t>(city));
  a.run.draw = model::DrawIndex(static_cast<std::uint32_t>(draw));
  a.run.scenario = model::ScenarioIndex(1u);
  a.run.person_months = 1e6;
  a.run.panel[robbery] = panel;
  a.run.agents[robbery] = agents;
  a.run.panel[property] = 0.5;
  a.run.agents[property] = 7.0;
  a.run.level.fill(1.1);
  return a;
}

/// Four runs of three cities in three draws, and one that could not run.
model::Results with_agents() {
  model::Results r = sample_results(40);
  r.scenarios[1].agents = {5, 9, 1e7, 4.2e6, 9e5};
  for (const auto k : model::every<model::CrimeType>)  // a robbery costs half a life year, all else nothing
    for (const auto d : r.indicators.along<model::DrawIndex>())
      r.indicators(model::dalys_of_one(k), model::ScenarioIndex(1u), d) = k == robbery ? 0.5 : 0.0;
  r.agents = {run(0, 0, 0, 10.0, 30.0), run(0, 2, 1, 20.0, 30.0), run(1, 0, 0, 10.0, 10.0), run(1, 0, 2, 40.0, 60.0)};
  auto refused = run(1, 1, 2, 0.0, 0.0);
  refused.run.panel.fill(NAN);
  refused.run.agents.fill(NAN);
  refused.run.level.fill(NAN);
  refused.run.person_months = 0.0;
  r.agents.push_back(refused);
  return r;
}

TEST(AgentSummary, IsWhatOneReckonsByHand) {
  const auto r = with_agents();
  const auto all = output::agent_summaries(r);
  ASSERT_EQ(all.size(), 1u);
  const auto& a = all[0];
  EXPECT_EQ(a.scenario, 1u);
  EXPECT_EQ(a.runs, 4u);
  EXPECT_EQ(a.refused, 1u);
  EXPECT_EQ(a.draws, 3u);
  EXPECT_EQ(a.person_months, 4e6);
  ASSERT_EQ(a.cities.size(), 3u);
  EXPECT_EQ(a.cities[2].runs, 2u);
  EXPECT_NEAR(a.cities[2].agents.mean, 0.5 * 35.0, 1e-6);
  EXPECT_NEAR(a.cities[2].agents.error, 0.5 * 25.0, 1e-6);  // of 10 and 60
  EXPECT_NEAR(a.cities[2].agents.largest_share, 60.0 / 70.0, 1e-6);
  EXPECT_TRUE(std::isnan(a.cities[0].agents.error));  // one run
  const auto& dalys = a.differences[0];
  EXPECT_EQ(output::words::english().text(crimes_in_words(dalys)), "life years (DALYs)");
  EXPECT_NEAR(dalys.panel.mean, 0.5 * 80.0 / 3.0, 1e-6);
  EXPECT_NEAR(dalys.agents.mean, 0.5 * 130.0 / 3.0, 1e-6);
  // Draws: the panel 20, 20, 40; agents 40, 30, 60; more 20, 10, 20.
  EXPECT_NEAR(dalys.panel.error, 0.5 * 20.0 / 3.0, 1e-6);
  EXPECT_NEAR(dalys.panel.largest_share, 0.5, 1e-6);
  EXPECT_NEAR(dalys.agents.error, 0.5 * std::sqrt(1400.0 / 3.0 / 6.0), 1e-6);
  EXPECT_NEAR(dalys.more.mean, 0.5 * 50.0 / 3.0, 1e-6);
  EXPECT_NEAR(dalys.more.error, 0.5 * 10.0 / 3.0, 1e-6);
  EXPECT_NEAR(dalys.ratio, 130.0 / 80.0, 1e-9);
  // Jackknife over draws: without the first 90/60, without the second 100/60, without the third 70/40.
  const double x[] = {90.0 / 60.0, 100.0 / 60.0, 70.0 / 40.0};
  const double mean = (x[0] + x[1] + x[2]) / 3.0;
  double squares = 0.0;
  for (const double v : x) squares += (v - mean) * (v - mean);
  EXPECT_NEAR(dalys.ratio_error, std::sqrt(2.0 / 3.0 * squares), 1e-9);
  EXPECT_TRUE(std::isnan(a.differences[1 + model::index(property)].ratio));  // the panel averts less than one
  EXPECT_NEAR(a.differences[1 + model::index(property)].level.value, 1.1, 1e-6);
}

/// The panel averts 0, -2 and 18 robberies in three draws: a mean of 5, or of nothing.
TEST(AgentSummary, HasNoRatioToWhatMayBeNothing) {
  auto r = with_agents();
  for (auto& one : r.agents) one.run.panel[robbery] = one.run.panel[robbery] - (one.run.draw == 0u ? 10.0 : 22.0);
  const auto differences = output::agent_summaries(r)[0].differences;
  EXPECT_GT(std::abs(differences[0].panel.mean), 1.0);
  EXPECT_TRUE(std::isnan(differences[0].ratio));
  EXPECT_TRUE(std::isnan(differences[0].ratio_error));
}

TEST(AgentSummary, TheMiddleOfThePanelTakesTheAgentsOut) {
  auto r = with_agents();
  for (auto& one : r.agents) {
    one.run.panel[model::CrimeType::homicide] = one.run.panel[robbery];
    one.run.agents[model::CrimeType::homicide] = one.run.agents[robbery];
  }
  const auto a = output::agent_summaries(r)[0];
  auto averted = output::averted_draws(r, output::total_aggregate(r), {output::homicide}, model::ScenarioIndex(1u),
                                       output::over_budget);
  EXPECT_EQ(a.middle.value, output::quantile_of(averted, 0.5));
  averted[0] += 20.0 - 40.0;
  averted[1] += 20.0 - 30.0;
  averted[2] += 40.0 - 60.0;
  EXPECT_NEAR(a.middle_of_panel.value, output::quantile_of(averted, 0.5), 1e-6);
}

TEST(AgentSummary, SaysHowManyRunsAndWhyNone) {
  auto r = with_agents();
  const std::string said = output::words::english().text(output::agent_sentence(output::agent_summaries(r)[0], r));
  EXPECT_NE(said.find("In the first 5 of 40 runs"), std::string::npos) << said;
  EXPECT_NE(said.find("4 of 9 reached cities (3 different ones)"), std::string::npos) << said;
  EXPECT_NE(said.find("there, averted are robbery, 1.6 times the panel's"), std::string::npos) << said;
  EXPECT_NE(said.find("property, 9 a run, where the panel has 0.7 (means; Monte Carlo errors 2.3 and 0.17)"),
            std::string::npos)
      << said;
  r.agents.clear();
  r.scenarios[1].agents.budget = 1000.0;
  const std::string none = output::words::english().text(output::agent_sentence(output::agent_summaries(r)[0], r));
  EXPECT_NE(none.find("No city was run as agents"), std::string::npos) << none;
  EXPECT_NE(none.find("the budget is 1,000"), std::string::npos) << none;
  EXPECT_TRUE(output::agent_summaries(sample_results(8)).empty());
}

TEST(AgentRuns, AreReadBackAsTheyWereWritten) {
  const auto r = with_agents();
  output::Provenance p;
  const auto again = output::read_results(output::Hdf5Reader(output::results_bytes(r, sample_provenance())), p);
  ASSERT_EQ(again.agents.size(), r.agents.size());
  EXPECT_EQ(again.scenarios[1].agents.spent, 4.2e6);
  EXPECT_EQ(again.scenarios[1].agents.reached, 9u);
  EXPECT_EQ(again.agents[1].run.city, 2u);
  EXPECT_EQ(again.agents[3].run.agents, r.agents[3].run.agents);
  EXPECT_TRUE(std::isnan(again.agents[4].run.panel[model::CrimeType::homicide]));
  EXPECT_TRUE(output::read_results(output::Hdf5Reader(output::results_bytes(sample_results(8), sample_provenance())), p)
                  .agents.empty());
}

TEST(AgentRuns, AreKeptInShards) {
  model::CountryPart shard;
  shard.code.iso3 = {'A', 'A', 'A'};
  shard.scenarios = 2;
  shard.draws = {model::DrawIndex(0u), 3};
  for (const auto& a : with_agents().agents) shard.agents.push_back(a.run);
  const auto again = output::read_shard_payload(output::shard_payload(shard));
  ASSERT_EQ(again.agents.size(), 5u);
  EXPECT_EQ(again.agents[3].draw, 2u);
  EXPECT_EQ(again.agents[3].agents, shard.agents[3].agents);
  EXPECT_EQ(again.agents[0].level, shard.agents[0].level);
}

TEST(AgentRuns, StandInATable) {
  const std::string text = output::agent_table(with_agents());
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 6);
  EXPECT_EQ(text.substr(0, text.find(',')), "country");
  EXPECT_NE(text.find("averted_by_agents_robbery"), std::string::npos);
  EXPECT_EQ(output::agent_table(sample_results(8)), "");
}

}  // namespace
}  // namespace salus::tests
