/// results.h5: what is written is read back, the same results give the same bytes, and the content hash sees content
/// only.
#include <gtest/gtest.h>
#include <hdf5.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <random>

#include "output/error.hpp"
#include "output/figures.hpp"
#include "output/hdf5.hpp"
#include "output/oracle_file.hpp"
#include "output/report/report.hpp"
#include "tests/calibration/bundled_tables.hpp"
#include "tests/model/rolled_world.hpp"
#include "tests/output/sample_results.hpp"

namespace salus::tests {
namespace {

using output::CorruptStore;
using output::Hdf5Reader;
using output::Hdf5Writer;

std::string hash_of(const model::Results& r, const output::Provenance& p = sample_provenance()) {
  return Hdf5Reader(output::results_bytes(r, p)).content_hash();
}

TEST(ResultsFile, ReadsBackWhatWasWritten) {
  const model::Results r = sample_results();
  output::Provenance p;
  const std::string bytes = output::results_bytes(r, sample_provenance());
  const model::Results again = output::read_results(Hdf5Reader(bytes), p);
  EXPECT_EQ(p.command, "./salus demo");
  EXPECT_EQ(p.threads, 3);
  EXPECT_EQ(again.identity.seed, r.identity.seed);
  EXPECT_EQ(again.identity.input_hashes, r.identity.input_hashes);
  EXPECT_EQ(again.countries[0].name, r.countries[0].name);
  EXPECT_EQ(again.scenarios[1].sources, r.scenarios[1].sources);
  EXPECT_EQ(again.aggregate_first, r.aggregate_first);
  EXPECT_EQ(again.country_draws, r.country_draws);
  // What came with format 2.
  EXPECT_EQ(
      std::memcmp(again.indicators.cells().data(), r.indicators.cells().data(), r.indicators.size() * sizeof(float)),
      0);
  ASSERT_EQ(again.indicators.size(), r.indicators.size());
  ASSERT_EQ(again.cities.size(), r.cities.size());
  EXPECT_EQ(again.cities[3].country, 1u);
  EXPECT_EQ(again.cities[3].code, r.cities[3].code);
  EXPECT_EQ(again.cities[3].rate_end, r.cities[3].rate_end);
  EXPECT_EQ(again.cities[3].reached, r.cities[3].reached);
  EXPECT_EQ(again.cities[4].falsely_shown[1], r.cities[4].falsely_shown[1]);
  ASSERT_EQ(again.countries[0].cities.size(), 3u);
  EXPECT_EQ(again.countries[0].cities[2].name, "Abyss");
  EXPECT_EQ(again.countries[0].cities[2].vulnerability, model::Vulnerability::higher);
  EXPECT_EQ(again.countries[0].cities[2].population, r.countries[0].cities[2].population);
  EXPECT_EQ(again.countries[1].gdp_per_head, r.countries[1].gdp_per_head);
  EXPECT_EQ(again.countries[1].market_income, r.countries[1].market_income);
  EXPECT_EQ(again.scenarios[2].price_year, 2021);
  EXPECT_FALSE(again.scenarios[0].price_year);
  EXPECT_EQ(again.scenarios[1].price_year, r.scenarios[1].price_year);
  ASSERT_EQ(again.scenarios[3].lines.size(), 3u);
  EXPECT_TRUE(again.scenarios[3].lines[2].process_only);
  EXPECT_EQ(again.scenarios[3].lines[2].item, "I26");
  EXPECT_EQ(again.scenarios[1].lines[3].averted, r.scenarios[1].lines[3].averted);
  for (const auto figure : model::every<model::LineFigure>) {
    const auto& draws = r.scenarios[1].lines[3].averted_draws[figure];
    ASSERT_EQ(again.scenarios[1].lines[3].averted_draws[figure].size(), draws.size());
    EXPECT_EQ(std::memcmp(again.scenarios[1].lines[3].averted_draws[figure].data(), draws.data(),
                          draws.size() * sizeof(float)),
              0);
  }
  ASSERT_TRUE(again.omissions);
  EXPECT_EQ(again.omissions->scenario, 1u);
  ASSERT_EQ(again.omissions->as_it_is.size(), 8u);
  for (const auto left_out : model::every<model::Omission>)
    EXPECT_EQ(std::memcmp(again.omissions->without[left_out].data(), r.omissions->without[left_out].data(),
                          8u * sizeof(float)),
              0);
  EXPECT_EQ(again.scenarios[2].enrolment, model::Enrolment::named);
  EXPECT_EQ(again.scenarios[2].drawn_split, (model::EnumArray<bool, model::Half>{{false, true}}));
  EXPECT_EQ(again.scenarios[1].spread.analogy, 0.42);
  EXPECT_TRUE(std::isnan(again.scenarios[0].spread.data));
  ASSERT_EQ(again.initiatives.size(), 3u);
  EXPECT_EQ(again.initiatives[0].items, (std::vector<std::string>{"knowledge", "network"}));
  EXPECT_TRUE(again.initiatives[1].process_only);
  EXPECT_EQ(again.halving[2].prevalence_probability, r.halving[2].prevalence_probability);
  EXPECT_EQ(again.halving.back().rate_2015_probability, r.halving.back().rate_2015_probability);
  EXPECT_EQ(again.scenarios[1].money.back().places, r.scenarios[1].money.back().places);
  // Bytes are compared once more, since they cover every field, not-a-numbers included.
  EXPECT_EQ(output::results_bytes(again, sample_provenance()), bytes);
}

/// Takes a variable out of the image of a file.
void remove_link(std::string& bytes, const char* path) {
  const hid_t access = H5Pcreate(H5P_FILE_ACCESS);
  H5Pset_fapl_core(access, 1 << 16, false);
  H5Pset_file_image(access, bytes.data(), bytes.size());
  const hid_t file = H5Fopen("image", H5F_ACC_RDWR, access);
  ASSERT_GE(file, 0);
  EXPECT_GE(H5Ldelete(file, path, H5P_DEFAULT), 0) << path;
  H5Fflush(file, H5F_SCOPE_GLOBAL);
  bytes.resize(static_cast<std::size_t>(H5Fget_file_image(file, nullptr, 0)));
  H5Fget_file_image(file, bytes.data(), bytes.size());
  H5Fclose(file);
  H5Pclose(access);
}

/// Results with every record that a run can leave.
model::Results full_results() {
  model::Results r = sample_results(2);
  r.identity.start = sample_start(model::ProjectionStart::Kind::mixed);
  r.identity.start.checks.failed = sample_failed_checks();
  r.identity.start.rolled_from = 2018;
  for (auto& country : r.countries) tests::start_two_years_later(country);
  r.identity.without = {{false, true, false, true}};
  r.identity.backtest = sample_backtest();
  r.identity.oracle = tests::sample_oracle();
  r.failures.push_back({1, "AAA", "concept-note", 17, {model::DrawFault::Kind::unstable_loops, 1.25}});
  return r;
}

TEST(ResultsFile, ReadsBackTheRecordsThatARunUsed) {
  const model::Results r = full_results();
  output::Provenance p;
  const std::string bytes = output::results_bytes(r, sample_provenance());
  const model::Results again = output::read_results(Hdf5Reader(bytes), p);
  EXPECT_EQ(again.identity.start, r.identity.start);
  EXPECT_FALSE(again.identity.start.believed());
  EXPECT_EQ(again.identity.without, r.identity.without);
  ASSERT_EQ(again.identity.backtest.size(), 2u);
  EXPECT_EQ(again.identity.backtest[0].model, model::ForecastModel::salus);
  EXPECT_EQ(again.identity.backtest[0].horizon, r.identity.backtest[0].horizon);
  EXPECT_EQ(again.identity.backtest[0].faults,
            (std::vector{model::ForecastFault::coverage, model::ForecastFault::gain_not_settled}));
  EXPECT_EQ(again.identity.backtest[1].pit, r.identity.backtest[1].pit);
  EXPECT_EQ(again.identity.backtest[1].ratio_range.high, 1.0);
  EXPECT_EQ(output::oracle_json(again.identity.oracle, {}), output::oracle_json(r.identity.oracle, {}));
  ASSERT_EQ(again.parameters.size(), model::registry().size());
  EXPECT_EQ(again.parameters[0].drawn.posterior, r.parameters[0].drawn.posterior);
  EXPECT_FALSE(again.parameters[1].drawn.posterior.has_value());
  EXPECT_EQ(again.parameters[4].prior.family, r.parameters[4].prior.family);
  EXPECT_EQ(again.parameters[4].scope, r.parameters[4].scope);
  EXPECT_EQ(again.parameters[3].unit, model::Unit::month);
  EXPECT_EQ(again.parameters[4].unit, model::Unit::one);
  ASSERT_EQ(again.interventions.size(), r.interventions.size());
  EXPECT_EQ(again.interventions[0].title, "Lighting");
  EXPECT_EQ(again.interventions[0].effect[model::CrimeType::robbery].source, "made up <one>");
  EXPECT_EQ(again.interventions[1].unit_cost.a, r.interventions[1].unit_cost.a);
  EXPECT_EQ(again.interventions[1].behind.countries, r.interventions[1].behind.countries);
  EXPECT_EQ(again.interventions[1].behind.last_year, r.interventions[1].behind.last_year);
  ASSERT_EQ(again.spreads.size(), 1u);
  EXPECT_EQ(again.spreads[0].draws, 256u);
  EXPECT_EQ(again.spreads[0].lines[2].item, "I09");
  EXPECT_EQ(again.spreads[0].lines[2].parts[model::SpreadQuestion::enough].total.error, 0.05);
  EXPECT_EQ(again.functions.size(), r.functions.size());
  EXPECT_EQ(again.harm_values[0].source, "=made up four");
  EXPECT_EQ(again.harm_values[0].stated_cost.amount, 1.5);
  EXPECT_EQ(again.harm_values[0].stated_cost.currency, "KES");
  EXPECT_EQ(again.harm_values[0].stated_cost.year, 2018);
  ASSERT_EQ(again.failures.size(), 1u);
  EXPECT_EQ(again.countries[1].roll.population, r.countries[1].roll.population);
  EXPECT_EQ(again.countries[1].roll.driver_change, r.countries[1].roll.driver_change);
  EXPECT_EQ(again.failures[0].fault, r.failures[0].fault);
  EXPECT_EQ(output::results_bytes(again, sample_provenance()), bytes);  // every field
  const output::ReportContext context{"./salus demo", "9.9.9", "some compiler", "Release", "now", "hash"};
  EXPECT_EQ(output::report_html(again, context), output::report_html(r, context));
  EXPECT_EQ(output::report_json(again, context), output::report_json(r, context));
}

/// Every record stands in the file, be it empty: one that is gone is damage, and the message says which.
TEST(ResultsFile, NamesARecordThatIsMissing) {
  const model::Results r = full_results();
  const std::string whole = output::results_bytes(r, sample_provenance());
  std::size_t tried = 0;
  for (const char* path : {"/start/missing_country_id",
                           "/start/failed_check_limit",
                           "/parameters/prior",
                           "/parameters/posterior",
                           "/parameters/knowledge",
                           "/interventions/id",
                           "/interventions/unit_cost_family",
                           "/interventions/mechanism",
                           "/interventions/effect_log_rr",
                           "/interventions/effect_measured",
                           "/interventions/effect_between_sd",
                           "/global_functions/half_life",
                           "/harm_values/dalys",
                           "/harm_values/crime_type",
                           "/backtest/pairs",
                           "/backtest/faults",
                           "/oracle/range",
                           "/oracle/verdict",
                           "/initiatives/items",
                           "/failures/fault",
                           "/inputs/roll_population",
                           "/inputs/roll_driver_change"}) {
    std::string bytes = whole;
    remove_link(bytes, path);
    output::Provenance p;
    try {
      output::read_results(Hdf5Reader(bytes), p);
      ADD_FAILURE() << path << " is not missed";
    } catch (const CorruptStore& e) {
      EXPECT_NE(std::string(e.what()).find(path), std::string::npos) << path << ": " << e.what();
      ++tried;
    }
  }
  EXPECT_EQ(tried, 22u);
  // Numbers that do not fit, and names that are none.
  const auto message = [](auto change) -> std::string {
    model::Results other = full_results();
    change(other);
    try {
      output::Provenance p;
      output::read_results(Hdf5Reader(output::results_bytes(other, sample_provenance())), p);
    } catch (const std::exception& e) {
      return e.what();
    }
    return "accepted";
  };
  EXPECT_NE(message([](auto& o) { o.harm_values.pop_back(); }).find("crime_type"), std::string::npos);
  EXPECT_NE(message([](auto& o) { o.countries.back().roll.years = 1; }).find("roll_years"), std::string::npos);
}

TEST(ResultsFile, SameResultsGiveTheSameBytes) {
  const model::Results r = sample_results();
  EXPECT_EQ(output::results_bytes(r, sample_provenance()), output::results_bytes(r, sample_provenance()));
}

TEST(ContentHash, LeavesOutWhoMadeItAndSeesEverythingElse) {
  const model::Results r = sample_results();
  const std::string hash = hash_of(r);
  EXPECT_EQ(hash_of(r, {"0.0.0", "other", "Debug", "other command", "now", "avx2", 1}), hash);
  const auto changed = [&](auto change) {
    model::Results other = r;
    change(other);
    EXPECT_NE(hash_of(other), hash);
  };
  changed([](auto& o) {
    o.aggregate_first.cells().back() = std::nextafter(o.aggregate_first.cells().back().stored(), 1e9f);
  });
  changed([](auto& o) { o.quantiles.cells().front() = std::nextafter(o.quantiles.cells().front().stored(), 1e9f); });
  changed([](auto& o) { o.identity.seed += 1; });
  changed([](auto& o) { o.identity.input_hashes[0].second[5] = 'c'; });
  changed([](auto& o) { o.scenarios[1].title += "."; });
  changed([](auto& o) { o.scenarios[1].money[0].gross[0] += model::Cents(1); });
  changed([](auto& o) { o.indicators.cells().front() += 1.0; });
  changed([](auto& o) { o.cities.back().reached.back() += 0.1; });
  changed([](auto& o) { o.countries[0].cities[1].population[3] += 1.0; });
  changed([](auto& o) { o.countries[0].gdp_per_head += 1.0; });
  changed([](auto& o) { o.countries[0].market_income += model::UsdPerPerson(1.0); });
  changed([](auto& o) { o.scenarios[1].price_year = 2020; });
  changed([](auto& o) { o.harm_values[1].stated_cost.year += 1; });
  changed([](auto& o) { o.scenarios[1].lines[0].paid += model::PaidUsd(1.0); });
  changed([](auto& o) { o.scenarios[1].spread.data += 0.01; });
  changed([](auto& o) { o.scenarios[1].drawn_split[model::Half::global_functions] = false; });
  changed([](auto& o) { o.scenarios[1].enrolment = model::Enrolment::named; });
  changed([](auto& o) { o.identity.start.kind = model::ProjectionStart::Kind::first_estimates; });
  changed([](auto& o) { o.identity.start.draws += 1; });
  changed([](auto& o) { o.identity.start.rolled_from = 2018; });
  changed([](auto& o) { std::ranges::for_each(o.countries, tests::start_two_years_later); });
  changed([](auto& o) { o.identity.start.checks.failed = sample_failed_checks(); });
  changed([](auto& o) { o.identity.without[model::Loop::sanction] = true; });
  changed([](auto& o) { o.identity.backtest = sample_backtest(); });
  changed([](auto& o) { o.identity.oracle = tests::sample_oracle(); });
  changed([](auto& o) { o.parameters[3].prior.b += 0.01; });
  changed([](auto& o) { o.parameters[3].unit = model::Unit::year; });
  changed([](auto& o) { o.parameters[0].drawn.posterior.reset(); });
  changed([](auto& o) { o.parameters[0].drawn.prior_too = true; });
  changed([](auto& o) { o.parameters[7].source += "."; });
  changed([](auto& o) { o.interventions[0].title += "."; });
  changed([](auto& o) { o.interventions[0].effect[model::CrimeType::serious_assault].cell_sd += 0.01; });
  changed([](auto& o) { o.interventions[0].effect[model::CrimeType::serious_assault].between_sd += 0.01; });
  changed([](auto& o) { o.interventions[0].effect[model::CrimeType::serious_assault].trials += 1; });
  changed([](auto& o) { o.interventions[0].effect[model::CrimeType::serious_assault].estimate += "."; });
  changed([](auto& o) { o.interventions[1].ramp_months += 1.0; });
  changed([](auto& o) { o.interventions[1].mechanism = model::Mechanism::norms; });
  changed([](auto& o) { o.functions[2].half_life_months += 1.0; });
  changed([](auto& o) { o.harm_values[5].cost.a += 1.0; });
  changed([](auto& o) { o.initiatives[0].items.pop_back(); });
  changed([](auto& o) { o.halving.back().prevalence_probability[1] += 0.1; });
  changed([](auto& o) { o.omissions->without[model::Omission::loops].front() += 1.0; });
  changed([](auto& o) { o.omissions->scenario = model::ScenarioIndex(2u); });
  changed([](auto& o) { std::swap(o.locations[0].name, o.locations[1].name); });
}

TEST(ContentHash, HasOneNotANumberAndKeepsTheSignOfZero) {
  const auto with = [](float value) {
    Hdf5Writer w(false);
    w.dimension("n", 1);
    w.variable("x", {"n"}, std::vector<float>{value}, {"1", "x"});
    return Hdf5Reader(w.finish()).content_hash();
  };
  EXPECT_EQ(with(std::nanf("1")), with(-std::nanf("2")));
  EXPECT_NE(with(0.0f), with(-0.0f));
}

TEST(ContentHash, DoesNotDependOnCompression) {
  const auto with = [](bool compress) {
    Hdf5Writer w(compress);
    w.dimension("n", 100000);
    w.variable("x", {"n"}, std::vector<float>(100000, 1.5f), {"1", "x"});
    const std::string bytes = w.finish();
    return std::pair(bytes.size(), Hdf5Reader(bytes).content_hash());
  };
  EXPECT_EQ(with(true).second, with(false).second);
  EXPECT_LT(with(true).first, with(false).first / 4);
}

/// Large variables are written by slices and hashed by pieces: the file, and the hash, of what is there as a whole.
TEST(ContentHash, OfALargeVariableIsThatOfTheWhole) {
  constexpr std::size_t first = 3;
  constexpr std::size_t second = 4;
  constexpr std::size_t third = 1100000;  // the whole does not fit into a piece, nor does one position on the first
  std::vector<float> values(first * second * third);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<float>(i % 1000003);
  values[5] = std::nanf("3");
  const auto with = [&](const std::function<void(Hdf5Writer&)>& write) {
    Hdf5Writer w;
    w.dimension("a", first);
    w.dimension("b", second);
    w.dimension("c", third);
    write(w);
    return w.finish();
  };
  const std::string whole = with([&](Hdf5Writer& w) { w.variable("x", {"a", "b", "c"}, values, {"1", "x"}); });
  const std::string slices = with([&](Hdf5Writer& w) {
    w.variable_in_slices("x", {"a", "b", "c"}, 2,
                         [&](std::size_t i) { return std::span<const float>(values).subspan(i * third, third); },
                         {"1", "x"});
  });
  EXPECT_EQ(output::hdf5_content_hash(whole), Hdf5Reader(whole).content_hash());
  EXPECT_EQ(output::hdf5_content_hash(slices), output::hdf5_content_hash(whole));
  values.back() += 1.0f;
  EXPECT_NE(output::hdf5_content_hash(with([&](Hdf5Writer& w) {
              w.variable("x", {"a", "b", "c"}, values, {"1", "x"});
            })),
            output::hdf5_content_hash(whole));
}

TEST(ResultsFile, RefusesOtherFormatsByName) {
  const auto message = [](const char* type, std::int64_t format) -> std::string {
    Hdf5Writer w;
    w.attribute("/", "file_type", type);
    w.attribute("/", "format", format);
    w.attribute("/", "result_version", std::int64_t{1});
    output::Provenance p;
    try {
      output::read_results(Hdf5Reader(w.finish()), p);
    } catch (const CorruptStore& e) {
      return e.what();
    }
    return "accepted";
  };
  EXPECT_NE(message("salus-results", 4).find("format 4"), std::string::npos) << message("salus-results", 4);
  EXPECT_NE(message("salus-results", 0).find("format 0"), std::string::npos) << message("salus-results", 0);
  EXPECT_NE(message("salus-posterior", 1).find("salus-posterior"), std::string::npos) << message("salus-posterior", 1);
  EXPECT_NE(message("salus-results", 1), "accepted");
  EXPECT_NE(message("salus-results", 2), "accepted");
  EXPECT_NE(message("salus-results", 3), "accepted");  // right in name, nothing in it
}

/// What all readers rely on: countries, regions, one total, in this order, and at least one scenario.
TEST(ResultsFile, RefusesLocationsInAnotherOrder) {
  const auto refused = [](auto change) {
    model::Results r = sample_results(2);
    change(r);
    output::Provenance p;
    EXPECT_THROW(output::read_results(Hdf5Reader(output::results_bytes(r, sample_provenance())), p), CorruptStore);
  };
  using Kind = model::Location::Kind;
  refused([](auto& r) { r.locations.back().kind = Kind::region; });
  refused([](auto& r) { r.locations[3].kind = Kind::total; });
  refused([](auto& r) { std::swap(r.locations[0].kind, r.locations[3].kind); });
}

TEST(ResultsFile, RefusesPartsThatDoNotFit) {
  // A city in a country that the file does not have, in words; a variable of another length.
  const auto message = [](auto change) -> std::string {
    model::Results r = sample_results(2);
    change(r);
    try {
      output::Provenance p;
      output::read_results(Hdf5Reader(output::results_bytes(r, sample_provenance())), p);
    } catch (const std::exception& e) {
      return e.what();
    }
    return "accepted";
  };
  EXPECT_EQ(message([](auto&) {}), "accepted");
  EXPECT_NE(message([](auto& r) { r.indicators.cells().pop_back(); }), "accepted");
  EXPECT_NE(message([](auto& r) { r.cities[0].shown.pop_back(); }), "accepted");
  EXPECT_NE(message([](auto& r) { r.countries[0].cities[0].population.pop_back(); }), "accepted");
  EXPECT_NE(message([](auto& r) { r.cities[0].country = model::CountryIndex(99u); }), "accepted");
  EXPECT_EQ(message([](auto& r) { r.omissions->without[model::Omission::loops].clear(); }), "accepted");
  EXPECT_NE(message([](auto& r) { r.omissions->as_it_is.push_back(1.0); }), "accepted");
  EXPECT_NE(message([](auto& r) { r.omissions->as_it_is.clear(); }), "accepted");
}

/// Other damage can reach the HDF5 library itself, which is not safe against it: commands read foreign files in a
/// process apart (tests/apps).
TEST(ResultsFile, ATruncatedFileIsRefused) {
  const std::string bytes = output::results_bytes(sample_results(2), sample_provenance());
  std::mt19937_64 random(3);
  for (int i = 0; i < 200; ++i) {
    output::Provenance p;
    EXPECT_THROW(output::read_results(Hdf5Reader(bytes.substr(0, random() % bytes.size())), p), CorruptStore);
  }
}

TEST(ResultsFile, SizeIsWithinTheLimitPerDraw) {
  // A demo (48 countries, 4 scenarios, 1,000 draws) may take 250 MB: 1.3 kB a country, scenario and draw.
  const std::uint32_t draws = 64;
  const auto bytes = output::results_bytes(sample_results(draws), sample_provenance()).size();
  EXPECT_LT(static_cast<double>(bytes) / (3 * 4 * draws), 6000.0);  // regions and total weigh more with three countries
}

}  // namespace
}  // namespace salus::tests
