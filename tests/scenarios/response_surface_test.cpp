/// Shares of crime that targets account for, as a file.
#include "scenarios/response_surface.hpp"

#include <gtest/gtest.h>

#include "tests/scenarios/bundled_inputs.hpp"

namespace salus::tests {
namespace {

model::Diagnostics faults_of_surface(const std::string& text) {
  model::Diagnostics findings;
  scenarios::read_surface(text, "surface.csv", *bundled_vocabulary().evidence, findings);
  return findings;
}

TEST(ResponseSurface, IsReadAsItWasWrittenAndTheFrozenOneStillIs) {
  const auto& evidence = *bundled_vocabulary().evidence;
  const auto prior = model::prior_surface(evidence);
  model::Diagnostics findings;
  const auto again = scenarios::read_surface(scenarios::surface_text(prior), "surface.csv", evidence, findings);
  ASSERT_TRUE(findings.empty());
  ASSERT_EQ(again.points.size(), prior.points.size());
  EXPECT_EQ(again.label, prior.label);
  for (std::size_t i = 0; i < prior.points.size(); ++i) EXPECT_EQ(again.points[i].share, prior.points[i].share);
  // The prior surface in place of itself changes nothing.
  model::Evidence same = evidence;
  model::apply(again, same);
  for (std::size_t i = 0; i < same.interventions.size(); ++i)
    for (const auto k : model::every<model::CrimeType>) {
      EXPECT_EQ(same.interventions[i].effect[k].share, evidence.interventions[i].effect[k].share);
      EXPECT_EQ(same.interventions[i].effect[k].source, evidence.interventions[i].effect[k].source);
    }
  const auto frozen = scenarios::read_surface(scenario_file("tests/scenarios/frozen/surface-1.csv"), "surface-1.csv",
                                              evidence, findings);
  ASSERT_TRUE(findings.empty());
  EXPECT_EQ(frozen.points.size(), 4u);
  EXPECT_EQ(frozen.label, "Lorenz shares of \"a\" city");
}

TEST(ResponseSurface, SharesOfBestTargetsAtFullCoverageStandInForTheMatrix) {
  model::Evidence evidence = *bundled_vocabulary().evidence;
  model::Diagnostics findings;
  model::apply(scenarios::read_surface(scenario_file("tests/scenarios/frozen/surface-1.csv"), "surface-1.csv", evidence,
                                       findings),
               evidence);
  const auto row = std::find_if(evidence.interventions.begin(), evidence.interventions.end(),
                                [](const auto& i) { return i.id == "I03"; });
  const auto& robbery = row->effect[model::CrimeType::robbery];
  EXPECT_EQ(robbery.share, 0.35);
  EXPECT_EQ(robbery.share_logit_sd, 0.5);
  EXPECT_NE(robbery.surface.find("Lorenz shares"), std::string::npos);
  EXPECT_EQ(row->effect[model::CrimeType::child_maltreatment].share,
            0.0);  // the matrix says that hot spots have no part in it
}

TEST(ResponseSurface, AnotherFormatAndWrongPointsAreRefused) {
  const std::string head = "format,intervention,crime_type,targeting,coverage,targets,share,logit_sd,label\n";
  EXPECT_TRUE(faults_of_surface(head + "1,I03,robbery,best,1,10,0.3,0.5,a\n").empty());
  for (const char* row :
       {"2,I03,robbery,best,1,10,0.3,0.5,a\n", "1,I99,robbery,best,1,10,0.3,0.5,a\n",
        "1,I03,arson,best,1,10,0.3,0.5,a\n", "1,I03,robbery,good,1,10,0.3,0.5,a\n",
        "1,I03,robbery,best,1,10,1.3,0.5,a\n", "1,I03,robbery,best,1,10,0.3,0.5,a\n1,I03,robbery,best,1,10,0.4,0.5,a\n",
        "1,I03,robbery,best,1,10,0.3,0.5,a\n1,I03,property,best,1,10,0.4,0.5,b\n"}) {
    const auto found = faults_of_surface(head + row);
    ASSERT_EQ(found.size(), 1u) << row;
    EXPECT_FALSE(found[0].fix.empty());
    EXPECT_GT(found[0].line, 1u);
  }
}

}  // namespace
}  // namespace salus::tests
