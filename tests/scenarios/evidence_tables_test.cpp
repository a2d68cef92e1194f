/// What is known of interventions: every number with its source, every fault with its place.
#include "scenarios/evidence_tables.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "tests/scenarios/bundled_inputs.hpp"

namespace salus::tests {
namespace {

const model::Intervention& row_of(const std::string& id) {
  const auto& rows = bundled_vocabulary().evidence->interventions;
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.id == id; });
  if (found == rows.end()) throw std::invalid_argument("no row " + id);
  return *found;
}

TEST(Evidence, EveryEffectAndCostHasASourceAndASpread) {
  for (const auto& row : bundled_vocabulary().evidence->interventions) {
    EXPECT_FALSE(row.source.empty()) << row.id;
    EXPECT_GT(row.unit_cost.b, 0.0) << row.id << ": a cost known without error";
    // I10 alone is narrower: a cost an incident is published, and the unit cost follows from it.
    if (!row.cost_verified) {
      EXPECT_GE(row.unit_cost.b, row.id == "I10" ? 0.6 : 0.7) << row.id << ": a cost nobody published";
    }
    std::size_t cells = 0;
    std::size_t measured = 0;
    for (const auto& cell : row.effect) {
      if (cell.share <= 0.0) continue;
      ++cells;
      measured += cell.measured;
      EXPECT_EQ(cell.measured, cell.trials > 0) << row.id << ": matrix.csv and effects.csv differ";
      EXPECT_FALSE(cell.source.empty()) << row.id;
      EXPECT_GT(cell.log_rr_sd(), 0.0) << row.id << ": an effect known without error";
      if (!cell.measured) {
        EXPECT_EQ(cell.log_rr, 0.0) << row.id << ": an effect that nobody measured";
      }
    }
    if (row.process_only) EXPECT_EQ(cells, 0u) << row.id;
    else EXPECT_GT(measured, 0u) << row.id << ": acts without any measured effect";
  }
}

TEST(Evidence, EveryRowThatActsHasASmallestUsefulSizeWithItsSource) {
  for (const auto& row : bundled_vocabulary().evidence->interventions) {
    EXPECT_EQ(row.least_a_year.upper > 0.0, !row.process_only) << row.id;
    EXPECT_FALSE(row.least_source.empty()) << row.id;
    if (row.process_only) continue;
    const bool judged = row.least_source.find("judgement") != std::string::npos;
    EXPECT_GE(row.least_a_year.b, judged ? 1.0 : 0.7) << row.id;
    EXPECT_GE(row.least_a_year.a, row.unit_cost.a) << row.id << ": less than one unit";
  }
  // 35,000 dollars of 2011, 7,500 of 2012 and 7,000 of 2015.
  EXPECT_NEAR(row_of("I19").least_a_year.a, 35000.0 * 1.137, 60.0);
  EXPECT_GT(row_of("I17").least_a_year.a, 7500.0);
  EXPECT_GT(row_of("I16").least_a_year.a, 7000.0);
}

TEST(Evidence, SaysWhatWearsWhatEndsAndWhatMovesElsewhere) {
  using model::Mechanism;
  for (const auto& row : bundled_vocabulary().evidence->interventions) {
    EXPECT_EQ(row.mechanism == Mechanism::process, row.process_only) << row.id;
    EXPECT_EQ(row.fatigue_months > 0.0, row.decay_class == model::DecayClass::fast_fade) << row.id;
    // Where crime can move next door, how much does is uncertain in both directions.
    EXPECT_EQ(row.displacement_sd > 0.0, row.mechanism == Mechanism::places) << row.id;
    if (row.decay_class == model::DecayClass::political_reversal) {
      EXPECT_TRUE(row.political) << row.id;
    }
  }
  EXPECT_GT(row_of("I03").displacement, 0.0);
  EXPECT_GT(row_of("I21.2").effect[model::CrimeType::serious_assault].log_rr_sd(), 0.1) << "harm must be possible";
}

/// At small coverage and full scale-up, dollars for one incident averted a year by a row at its medians, in a place
/// with these rates.
double cost_of_one(const model::Intervention& row, const std::map<model::CrimeType, double>& rates) {
  double averted = 0.0;
  for (const auto& [type, rate] : rates) {
    const auto& cell = row.effect[type];
    averted += rate * cell.share * (1.0 - std::exp(cell.log_rr));
  }
  return row.unit_cost.a * row.eligible_per_person.a / averted;
}

/// I10.2: 3,500 to 4,500 dollars per violent incident prevented in Port of Spain, at the effects that are drawn.
TEST(Evidence, ViolenceInterruptionCostsWhatWasPublished) {
  for (const double homicides : {35e-5, 45e-5}) {
    const double usd = cost_of_one(row_at_its_middle("I10"), {{model::CrimeType::homicide, homicides},
                                                              {model::CrimeType::serious_assault, 30 * homicides}});
    EXPECT_GT(usd, 2500.0);
    EXPECT_LT(usd, 6000.0);
  }
}

/// I19: 460 dollars for a past-year case averted at the end of four years, where 26 % of women aged 15-49 (23.5 % of
/// inhabitants) are hit.
TEST(Evidence, CommunityMobilisationCostsWhatWasPublished) {
  const auto row = community_mobilisation_as_in_its_trial();
  const double tau = row.ramp_months;
  const double fourth_year =
      1.0 - tau / 12.0 * (std::exp(-36.0 / tau) - std::exp(-48.0 / tau));  // mean of the ramp in it
  const double usd = 4.0 * cost_of_one(row, {{model::CrimeType::partner_violence, 0.26 * 0.235}}) / fourth_year;
  const double of_then = usd * row.stated_cost.amount / row.unit_cost.a;  // the published figure is in dollars of then
  EXPECT_NEAR(of_then, 460.0, 60.0);
}

/// What the program reckons with, from what the sources have, by hand: prices of 2019 over those of the year (the US
/// deflator of calibration/data/prices.csv).
TEST(Evidence, MoneyIsConvertedIntoDollarsOf2019) {
  const auto& values = bundled_vocabulary().evidence->values;
  // SASA!: 5 x 103.9791 / 91.48096 (2011).
  EXPECT_NEAR(row_of("I19").unit_cost.a, 5.683101, 5e-6);
  // WSIPP: 2,383 x 103.9791 / 118.0265 (2022).
  EXPECT_NEAR(row_of("I12").unit_cost.a, 2099.378, 5e-3);
  // Cardiff: 1.14 x 103.9791 / 77.00658 (2003).
  EXPECT_NEAR(row_of("I25").unit_cost.a, 1.539299, 5e-6);
  // A homicide: 9 million x 103.9791 / 94.77044 (2013); a robbery: 42,310 x 103.9791 / 88.01299 (2008).
  EXPECT_NEAR(values[model::CrimeType::homicide].cost.a, 9874512.6, 0.5);
  EXPECT_NEAR(values[model::CrimeType::robbery].cost.a, 49985.30, 5e-2);
  // A judgement is made in dollars of 2019 and stays as it is.
  EXPECT_EQ(row_of("P01").unit_cost.a, 15000.0);
  for (const auto& row : bundled_vocabulary().evidence->interventions) {
    EXPECT_GT(row.stated_cost.amount, 0.0) << row.id;
    EXPECT_EQ(row.stated_cost.currency.size(), 3u) << row.id;
    EXPECT_GT(row.stated_cost.year, 1999) << row.id;
  }
}

TEST(Evidence, ValuesRiseWithHarmAndSayWhatIsJudgement) {
  const auto& values = bundled_vocabulary().evidence->values;
  for (const auto k : model::every<model::CrimeType>) {
    EXPECT_GT(values[k].dalys.a, 0.0);
    EXPECT_GT(values[k].cost.b, 0.0);
    if (!values[k].verified) {
      EXPECT_GE(values[k].cost.b, 1.0) << model::crime_type_names[k];
    }
    EXPECT_NE(values[k].source.find("judgement"), std::string::npos) << model::crime_type_names[k];
  }
  const auto of = [&](model::CrimeType type) { return values[type]; };
  EXPECT_GT(of(model::CrimeType::homicide).cost.a, of(model::CrimeType::serious_assault).cost.a);
  EXPECT_GT(of(model::CrimeType::serious_assault).cost.a, of(model::CrimeType::robbery).cost.a);
  EXPECT_GT(of(model::CrimeType::homicide).dalys.a, of(model::CrimeType::serious_assault).dalys.a);
}

/// Every initiative of paras 16-18 has an item; it acts, or it is named process-only. And nothing that money buys
/// belongs to none.
TEST(Evidence, EveryInitiativeActsOrIsNamedProcessOnly) {
  const auto& evidence = *bundled_vocabulary().evidence;
  std::vector<std::string> ids;
  std::set<std::string> used;
  for (const auto& initiative : evidence.initiatives) {
    ids.push_back(initiative.id);
    EXPECT_FALSE(initiative.items.empty()) << initiative.id;
    EXPECT_FALSE(initiative.note.empty()) << initiative.id;
    bool acts = false;
    for (const auto& item : initiative.items) {
      used.insert(item);
      const bool function = model::find(model::function_names, item).has_value();
      acts = acts || function || !row_of(item).process_only;
    }
    EXPECT_EQ(acts, !initiative.process_only) << initiative.id;
  }
  EXPECT_EQ(ids,
            (std::vector<std::string>{"16a", "16b", "16c", "16d", "16e", "17a", "17b", "18a", "18b", "18c", "18d"}));
  for (const auto& f : evidence.functions) EXPECT_TRUE(used.count(f.id)) << f.id;
  for (const auto& i : evidence.interventions) EXPECT_TRUE(used.count(i.id)) << i.id;
}

TEST(Evidence, TellsFaultsWithTheirPlace) {
  const auto messages = [](const std::string& table, const std::string& from, const std::string& to) {
    auto texts = evidence_texts();
    const auto at = texts[table].find(from);
    EXPECT_NE(at, std::string::npos);
    texts[table].replace(at, from.size(), to);
    try {
      scenarios::read_evidence(texts, calibration::tables().prices);
    } catch (const model::InputError& e) {
      std::string all;
      for (const auto& d : e.diagnostics()) {
        EXPECT_FALSE(d.fix.empty()) << to_string(d);
        all += to_string(d) + "\n";
      }
      return all;
    }
    return std::string("accepted");
  };
  EXPECT_NE(messages("matrix.csv", "\nI01,property,0.25", "\nI99,property,0.25").find("no intervention has this id"),
            std::string::npos);
  EXPECT_NE(messages("matrix.csv", "\nI01,property,0.25", "\nI01,propety,0.25").find("crime_type"), std::string::npos);
  EXPECT_NE(messages("matrix.csv", "\nI01,property,0.25", "\nI01,property,-0.25").find("share"), std::string::npos);
  EXPECT_NE(messages("matrix.csv", "\nI01,property", "\nI01,robbery").find("stands twice"), std::string::npos);
  EXPECT_NE(messages("matrix.csv", "\nI01,property", "\nP01,property").find("process-only"), std::string::npos);
  // Of a whole area, or of those reached.
  EXPECT_NE(messages("interventions.csv", "best,0.02174,reached,", "best,0.02174,area,")
                .find("effect_of: an effect on an area is that of persons named there, over all that happens there; "
                      "found 'area'; expected reached, or city_target: risky_persons; fix: say reached"),
            std::string::npos);
  EXPECT_NE(messages("interventions.csv", "best,0.02174,reached,", "best,0.02174,city,").find("effect_of"),
            std::string::npos);
  EXPECT_NE(messages("matrix.csv", "\nI09,homicide,1,0,", "\nI09,homicide,0.4,0.5,")
                .find("share: the intervention's studies are of all that happens in an area; found '0.4'; expected a "
                      "share of 1 and a share_logit_sd of 0"),
            std::string::npos);
  EXPECT_NE(messages("matrix.csv", "\nI01,property,0.25", "\nI01,property,1").find("no target accounts for all"),
            std::string::npos);
  // An effect for each cell, and for no other.
  EXPECT_NE(
      messages("matrix.csv", "\nI01,property", "\nI01,child_maltreatment")
          .find("matrix.csv:2:5: crime_type: no effect is given for this cell; found 'child_maltreatment'; expected "
                "a row of effects.csv; fix: add a row `I01,child_maltreatment` there"),
      std::string::npos);
  EXPECT_NE(messages("effects.csv", "\nI01,property", "\nI01,child_maltreatment")
                .find("effects.csv:6:5: crime_type: the matrix has no such cell"),
            std::string::npos);
  EXPECT_NE(messages("effects.csv", "\nI01,property", "\nI99,property").find("no intervention has this id"),
            std::string::npos);
  EXPECT_NE(messages("effects.csv", "\nI01,property", "\nI01,robbery").find("the effect stands twice"),
            std::string::npos);
  EXPECT_NE(messages("effects.csv", "I01,homicide,0.0000,", "I01,homicide,0.0000,0,0,0.1,0,2,2,x\nI01,homicide,0,")
                .find("trials: the matrix says that no study measured this; found '2'"),
            std::string::npos);
  EXPECT_NE(messages("effects.csv", "\nI01,homicide,0.0000,", "\nI01,homicide,-0.1,")
                .find("log_rr: the matrix says that no study measured this: its spread is around none; found '-0.1'"),
            std::string::npos);
  EXPECT_NE(messages("effects.csv", "\nI02,", "\nI02,property,0,0,0,-0.1,0,0,0,x\nI02,").find("cell_sd"),
            std::string::npos);
  EXPECT_NE(messages("effects.csv", ",0,0,no study", ",3,2,no study").find("do not go together"), std::string::npos);
  EXPECT_NE(messages("effects.csv", ",0,0,no study", ",0,0.5,no study").find("outcomes"), std::string::npos);
  EXPECT_NE(messages("interventions.csv", "\nI03,", "\nI01,").find("stands twice"), std::string::npos);
  EXPECT_NE(messages("interventions.csv", ",places,asset", ",process,asset")
                .find("an intervention with an effect acts on something"),
            std::string::npos);
  EXPECT_NE(
      messages("interventions.csv", ",process,process", ",norms,process").find("a process-only row acts on nothing"),
      std::string::npos);
  EXPECT_NE(messages("interventions.csv", ",places,", ",plces,").find("interventions.csv:2:"), std::string::npos);
  EXPECT_NE(
      messages("interventions.csv", ",4,USD,2019,1.0,no,0,0.2,", ",4,USD,2019,1.0,no,0,,").find("needs this number"),
      std::string::npos);
  EXPECT_NE(
      messages("interventions.csv", ",4,USD,2019,1.0,no,0,0.2,", ",4,USD,2019,1.0,no,1.5,0.2,").find("transfer_share"),
      std::string::npos);
  EXPECT_NE(messages("interventions.csv", ",15000,USD,", ",,USD,").find("unit_cost"), std::string::npos);
  EXPECT_NE(messages("interventions.csv", ",unknown,5000,1.0,", ",unknown,,1.0,").find("least_usd_a_year"),
            std::string::npos);
  EXPECT_NE(messages("interventions.csv", ",unknown,5000,1.0,", ",unknown,6000,,").find("needs this number"),
            std::string::npos);
  EXPECT_NE(messages("interventions.csv", ",unknown,5000,1.0,", ",perhaps,6000,1.0,").find("start_up"),
            std::string::npos);
  EXPECT_NE(messages("interventions.csv", ",0,0.2,places", ",1.5,0.2,places").find("displacement"), std::string::npos);
  // Money: no row without a currency and a year, none that cannot be converted.
  EXPECT_NE(messages("interventions.csv", ",4,USD,2019,", ",4,,2019,").find("interventions.csv:2:80: currency"),
            std::string::npos);
  EXPECT_NE(messages("interventions.csv", ",4,USD,2019,", ",4,USD,,").find("price_year"), std::string::npos);
  EXPECT_NE(messages("interventions.csv", ",4,USD,2019,", ",4,EUR,1990,").find("2011 to 2020 for EUR"),
            std::string::npos);
  EXPECT_NE(messages("interventions.csv", ",4,USD,2019,", ",4,INT,2019,").find("no exchange rate of this currency"),
            std::string::npos);
  EXPECT_NE(messages("values.csv", ",9000000,USD,2013,", ",9000000,USD,2099,").find("1990 to 2024 for USD"),
            std::string::npos);
  EXPECT_NE(messages("values.csv", ",9000000,USD,2013,", ",9000000,,2013,").find("values.csv:2:"), std::string::npos);
  EXPECT_NE(messages("global_functions.csv", "half_life", "half_lfie").find("global_functions.csv:1"),
            std::string::npos);
  EXPECT_NE(messages("global_functions.csv", "\nnetwork,", "\nnetwrok,").find("global_functions.csv:5:1: id"),
            std::string::npos);
  EXPECT_NE(messages("global_functions.csv", "\nnetwork,", "\nmonitoring,")
                .find("a global function is missing; found no row 'network'"),
            std::string::npos);
  EXPECT_NE(
      messages("values.csv", "\nrobbery,", "\nhomicide,").find("a crime type has no value; found no row 'robbery'"),
      std::string::npos);
  EXPECT_NE(messages("values.csv", "\nrobbery,0.03", "\nrobbery,-0.03").find("values.csv:4:9: dalys"),
            std::string::npos);
  EXPECT_NE(messages("initiatives.csv", ",network,", ",netwok,").find("did you mean 'network'?"), std::string::npos);
  EXPECT_NE(messages("initiatives.csv", "P01 P05", "P01 P01").find("the item 'P01' stands twice"), std::string::npos);
  EXPECT_NE(messages("initiatives.csv", "quality assurance\",yes", "quality assurance\",no")
                .find("no item of the initiative acts"),
            std::string::npos);
  EXPECT_NE(
      messages("initiatives.csv", "global network,no", "global network,yes").find("the initiative has items that act"),
      std::string::npos);
  EXPECT_NE(messages("initiatives.csv", ",network,", ",  ,").find("items"), std::string::npos);
  EXPECT_NE(messages("initiatives.csv", "\n16b,", "\n16a,").find("the initiative stands twice"), std::string::npos);
}

}  // namespace
}  // namespace salus::tests
