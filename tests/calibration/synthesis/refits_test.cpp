/// The bundled predictions of trials follow from the bundled studies and from this program.
#include "calibration/synthesis/refits.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "calibration/synthesis/questions.hpp"
#include "calibration/synthesis/study_reader.hpp"
#include "model/core/number.hpp"
#include "output/oracle_file.hpp"
#include "output/sha256.hpp"

namespace salus::calibration {
namespace {

constexpr const char* again = "the bundle is of before: make it again, calibration/fitted/README.md";

std::string text_of(const std::string& path) {
  std::ifstream file(std::string(SALUS_SOURCE_DIR) + "/" + path);
  return std::string{std::istreambuf_iterator<char>(file), {}};
}

TEST(BundledOracle, IsOfTheBundledStudies) {
  const auto made_of = nlohmann::json::parse(text_of("calibration/fitted/oracle.json")).at("made_of");
  for (const char* name : {"studies.csv", "rows.csv", "predictions.csv"}) {
    const std::string path = std::string("scenarios/evidence/") + name;
    EXPECT_EQ(made_of.at("table " + path).get<std::string>(), output::sha256_hex(text_of(path)).substr(0, 12)) << again;
  }
  EXPECT_EQ(made_of.at("sweeps"), "200") << again;
  EXPECT_EQ(made_of.at("seed"), "1") << again;
}

/// One question of the bundle, asked again: half a second where all of it takes three minutes.
TEST(BundledOracle, FollowsFromThisProgram) {
  const std::string text = text_of("calibration/fitted/oracle.json");
  const auto made_of = nlohmann::json::parse(text).at("made_of");
  synthesis::Settings settings;
  settings.chain = {.chains = 1, .warm_up = 100, .draws = 200, .seed = 1};
  for (const auto account : model::every<synthesis::Selection>) {
    const std::string name = "account " + std::string(model::enumerator_names<synthesis::Selection>[account]);
    const double prior = settings.selection[account];
    settings.selection[account] = made_of.contains(name) ? prior : 0.0;
    if (!made_of.contains(name)) continue;
    EXPECT_EQ(made_of.at(name), model::format_number(prior)) << again;
  }
  const auto evidence_text = [](const char* name) { return text_of(std::string("scenarios/evidence/") + name); };
  const StudyTable table =
      read_studies({"rows.csv", evidence_text("rows.csv")}, {{"studies.csv", evidence_text("studies.csv")}}, 2026);
  auto questions = read_questions(evidence_text("predictions.csv"), "predictions.csv", table);
  questions.resize(1);
  const auto judged =
      ask(questions, table, evidence_base(table), refitting_predictor(settings), *model::make_serial_executor());
  const auto bundled = output::read_oracle(text, "oracle.json").questions.front();
  EXPECT_EQ(bundled.id, questions.front().id);
  EXPECT_NEAR(judged.front().forecast.mean, bundled.predicted, 1e-5) << again;
  EXPECT_NEAR(judged.front().forecast.low, bundled.low, 1e-5) << again;
  EXPECT_NEAR(judged.front().forecast.high, bundled.high, 1e-5) << again;
}

}  // namespace
}  // namespace salus::calibration
