/// The quantile table, the summary and SHA-256.
#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "output/quantile_table.hpp"
#include "output/sha256.hpp"
#include "output/summary.hpp"
#include "tests/output/sample_results.hpp"

namespace salus::tests {
namespace {

TEST(Sha256, KnownAnswers) {  // FIPS 180-4 examples
  EXPECT_EQ(output::sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(output::sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  output::Sha256 hash;
  for (int i = 0; i < 1000; ++i) hash.add(std::string(1000, 'a'));
  EXPECT_EQ(output::hex(hash.digest()), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(CsvText, QuotesAndDefusesFormulas) {
  EXPECT_EQ(output::csv_text("plain"), "plain");
  EXPECT_EQ(output::csv_text("a,b"), "\"a,b\"");
  EXPECT_EQ(output::csv_text("say \"x\""), "\"say \"\"x\"\"\"");
  for (const char* formula : {"=1+1", "+1", "-1", "@SUM(A1)", "\tx"}) EXPECT_EQ(output::csv_text(formula)[0], '\'') << formula;
}

TEST(QuantileTable, HoldsEveryCellOnceInOrder) {
  const auto r = sample_results();
  std::istringstream in(output::quantile_table(r));
  std::string line;
  std::getline(in, line);
  EXPECT_EQ(line, "location,target,scenario,horizon,quantile,value");
  std::set<std::string> keys;
  std::vector<std::string> locations;
  double before = 0.0;
  std::string cell_before;
  while (std::getline(in, line)) {
    const auto value_at = line.rfind(','), level_at = line.rfind(',', value_at - 1);
    ASSERT_TRUE(keys.insert(line.substr(0, value_at)).second) << line;
    const std::string cell = line.substr(0, level_at), location = line.substr(0, line.find(','));
    if (locations.empty() || locations.back() != location) locations.push_back(location);
    const double value = std::stod(line.substr(value_at + 1));
    if (cell == cell_before) {
      EXPECT_GE(value, before) << line;
    }
    before = value, cell_before = cell;
  }
  std::size_t additive = 0;
  for (const auto& t : model::targets()) additive += t.additive;
  // Regions without a country have no rows; the three countries lie in three regions.
  EXPECT_EQ(keys.size(), (3 + 3 + 1) * additive * 2 * model::horizon_years * output::table_levels.size());
  std::vector<std::string> expected;
  for (const auto& l : r.locations) expected.push_back(l.id);
  EXPECT_EQ(std::set(locations.begin(), locations.end()).size(), locations.size());
  EXPECT_EQ(locations.front(), "AAA");
  EXPECT_EQ(locations.back(), "total");
}

TEST(Summary, AgreesWithTheResults) {
  const auto r = sample_results();
  const auto json = nlohmann::json::parse(output::summary_json(r, "abc"));
  EXPECT_EQ(json.at("format"), 1);
  EXPECT_EQ(json.at("content_hash"), "abc");
  EXPECT_EQ(json.at("seed"), std::to_string(r.identity.seed));
  std::int64_t gross = 0;
  for (const auto& m : r.scenarios[1].money)
    for (const auto c : m.gross) gross += c.value();
  EXPECT_EQ(json.at("scenarios")[1].at("budget_cents").at("gross"), gross);
  EXPECT_EQ(json["scenarios"][1]["budget_cents"]["direct"].get<std::int64_t>() + json["scenarios"][1]["budget_cents"]["support"].get<std::int64_t>(), gross);
  EXPECT_EQ(json["scenarios"][0]["averted_in_ten_years"]["violent_incidents"]["q50"], 0.0);
}

/// The sum over years and types, worked out the slow way from the draws.
TEST(Summary, AvertedQuantileIsTheQuantileOfSums) {
  const auto r = sample_results(9);  // three regions with a country each, then the total
  const std::size_t total = 3, S = 2, Y = r.years.size(), D = 9;
  std::vector<double> sums;
  for (std::size_t d = 0; d < D; ++d) {
    double sum = 0.0;
    for (const std::size_t h : {0u, 2u})
      for (std::size_t y = 0; y < model::budget_years; ++y) sum += static_cast<double>(r.aggregate_averted[(((total * model::headline_count + h) * S + 1) * Y + y) * D + d]);
    sums.push_back(sum);
  }
  std::sort(sums.begin(), sums.end());
  EXPECT_NEAR(output::averted_quantile(r, total, {0, 2}, 1, 0.5), sums[4], 1e-9 * std::abs(sums[4]));
  EXPECT_NEAR(output::averted_quantile(r, total, {0, 2}, 1, 1.0), sums[8], 1e-9 * std::abs(sums[8]));
}

}  // namespace
}  // namespace salus::tests
