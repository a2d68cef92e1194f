/// What the page and its JSON are made from: classes that add up, titles of interventions, bases of levels.
#include "output/report/page_data.hpp"

#include <gtest/gtest.h>

#include "output/report/assumptions.hpp"
#include "tests/output/report/sample_page.hpp"

namespace salus::tests {
namespace {

/// All cities 74 +- 6, of which one class has 31.4 and another 42.6, each known within one: 31 and 43 of 70 fit not.
TEST(Classes, AddUpToTheirLastRow) {
  auto r = sample_results(30);
  using I = model::Indicator;
  constexpr model::ScenarioIndex note(1u);
  const auto set = [&](I which, double mean, double swing) {
    for (const auto d : r.indicators.along<model::DrawIndex>())
      r.indicators(which, note, d) = mean + (d % 2u == 0u ? swing : -swing);
  };
  set(of_class(I::cities_reached_lower, model::Vulnerability::lower), 31.4, 4.0);
  set(of_class(I::cities_reached_lower, model::Vulnerability::middle), 42.6, 4.0);
  set(of_class(I::cities_reached_lower, model::Vulnerability::higher), 0.0, 0.0);
  set(I::cities_reached, 74.0, 33.0);
  const auto rows = output::class_rows(r, note);
  ASSERT_EQ(rows.size(), 4u);
  const auto mean = [&rows](std::size_t row) { return rows[row].reached.mean.rounded(); };
  EXPECT_EQ(mean(3), 70.0);
  EXPECT_EQ(mean(0) + mean(1) + mean(2), mean(3));
  // So do the four numbers: those that fell are no more than those judged.
  set(I::cities_judged, 14.0, 33.0);
  set(I::cities_fell, 13.4, 2.0);
  set(I::cities_attributable, 0.34, 0.2);
  std::string all;
  for (const auto& s : sentences_of(r)) all += s + "\n";
  EXPECT_NE(all.find("Of 70 cities that the programme reached, 10 joined in time to be judged: of these 10 fell"),
            std::string::npos)
      << all;
  EXPECT_NE(all.find("all but 0.3 would"), std::string::npos) << all;
}

TEST(Titles, OfInterventionsAreThoseOfTheirRecords) {
  model::Results r;
  for (const auto& [id, title] :
       {std::pair{"I01", "Lighting: all streets"}, {"I21.2", "Women-only carriages"}, {"I21", "Patrol"}}) {
    model::Intervention i;
    i.id = id;
    i.title = title;
    r.interventions.push_back(i);
  }
  EXPECT_EQ(output::item_label(r, model::Half::local_delivery, "I01"), "I01 Lighting: all streets");
  EXPECT_EQ(output::item_label(r, model::Half::local_delivery, "I21"), "I21 Patrol");
  EXPECT_EQ(output::item_label(r, model::Half::local_delivery, "I21.2"), "I21.2 Women-only carriages");
  EXPECT_EQ(output::item_label(r, model::Half::global_functions, "peer_review"), "peer review");
}

TEST(Places, SayTheBasisOfTheirHomicide) {  // that of another crime type
  auto r = sample_results();
  for (auto& c : r.countries)
    for (const auto type : model::every<model::CrimeType>)
      c.level[type].basis = type == model::CrimeType::homicide ? model::Basis::observed : model::Basis::pooled;
  const auto data = output::page_data(r);
  EXPECT_EQ(data.countries.size(), r.countries.size());
  for (const auto& country : data.countries) EXPECT_EQ(country.basis, model::Basis::observed) << country.id;
}

}  // namespace
}  // namespace salus::tests
