/// Trials that are bundled already: found under another spelling, and not used to foretell themselves.
#include "calibration/synthesis/twins.hpp"

#include <gtest/gtest.h>

namespace salus::calibration {
namespace {

Study study(const std::string& id, const std::string& name, const std::string& team, int from, int to) {
  Study s;
  s.id = id;
  s.name = name;
  s.trial = name;
  s.team = team;
  s.intervention = "I19";
  s.country = "UGA";
  s.city = "Kampala";
  s.year_start = from;
  s.year_end = to;
  s.measure = StudyMeasure::log_relative_risk;
  s.estimate = -0.5;
  return s;
}

Study own(const std::string& name, int from, int to) {
  Study s = study("OWN", name, name, from, to);
  s.own = true;
  s.team_guessed = true;
  s.city.clear();
  s.estimate = -0.1;
  return s;
}

/// The team that one's own trial is of beside two bundled ones, and what is said of it.
struct Joined {
  std::string team;
  std::vector<std::string> notices;
};
Joined joined(const Study& mine) {
  StudyTable table;
  table.studies = {study("A", "Alpha 2014", "alpha", 2008, 2012), study("B", "Beta 2016", "beta", 2012, 2015), mine};
  join_twins(table);
  return {table.studies.back().team, table.notices};
}

TEST(Twins, ANameThatBeginsAlikeIsOfTheSameTeam) {
  const auto found = joined(own("ALPHA (Kampala trial)", 2020, 2021));
  EXPECT_EQ(found.team, "alpha");
  ASSERT_EQ(found.notices.size(), 2u);
  EXPECT_EQ(found.notices[0],
            "warning: 'ALPHA (Kampala trial)' (OWN) may be bundled already as 'Alpha 2014' (A): taken as of that team, "
            "'alpha'");
  EXPECT_NE(found.notices[1].find("say otherwise in a column 'team'"), std::string::npos);
}

TEST(Twins, YearsThatOverlapAreEnoughWhereOneTrialAloneHasThem) {
  EXPECT_EQ(joined(own("Kampala trial", 2007, 2008)).team, "alpha");
  const auto two = joined(own("Kampala trial", 2011, 2013));
  EXPECT_EQ(two.team, "Kampala trial");
  ASSERT_EQ(two.notices.size(), 2u);
  EXPECT_NE(two.notices[0].find("'Alpha 2014' (A), 'Beta 2016' (B)"), std::string::npos);
  Study same_result = own("Kampala trial", 2011, 2013);
  same_result.estimate = -0.505;
  EXPECT_EQ(joined(same_result).team, "Kampala trial");  // both found -0.5
}

TEST(Twins, OtherYearsCountriesAndRowsAreOtherTrials) {
  const auto apart = [](const Study& mine) { return joined(mine).notices.empty(); };
  EXPECT_TRUE(apart(own("Kampala trial", 2020, 2021)));
  Study elsewhere = own("Gulu trial", 2008, 2012);
  elsewhere.city = "Gulu";
  EXPECT_TRUE(apart(elsewhere));
  elsewhere.city = "Kampala (Makindye)";
  EXPECT_FALSE(apart(elsewhere));
  Study kenyan = own("Alpha again", 2008, 2012);
  kenyan.country = "KEN;TZA";
  EXPECT_TRUE(apart(kenyan));
  Study other_row = own("Alpha again", 2008, 2012);
  other_row.intervention = "I11";
  EXPECT_TRUE(apart(other_row));
}

TEST(Twins, ATeamThatIsToldStays) {
  Study told = own("Alpha, other data", 2008, 2012);
  told.team_guessed = false;
  told.team = "mine";
  const auto found = joined(told);
  EXPECT_EQ(found.team, "mine");
  ASSERT_EQ(found.notices.size(), 2u);
  EXPECT_NE(found.notices[0].find("it stays of the team that is told, 'mine'"), std::string::npos);
  told.team = "alpha";
  EXPECT_TRUE(joined(told).notices.empty());
}

}  // namespace
}  // namespace salus::calibration
