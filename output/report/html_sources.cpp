/// Assumptions with their sources, what the numbers do not say, and where they come from.
#include <map>
#include <optional>

#include "model/core/world_countries.hpp"
#include "output/page/figures.hpp"
#include "output/page/table.hpp"
#include "output/report/html_sections.hpp"
#include "output/words/forecast_fault.hpp"
#include "output/words/names.hpp"
#include "output/words/run.hpp"
#include "output/words/sentences/assumptions.hpp"
#include "output/words/sentences/backtest.hpp"
#include "output/words/sentences/limits.hpp"
#include "output/words/sentences/provenance.hpp"

namespace salus::output::html {

using page::amount;
using page::escaped;
using page::Html;
using page::Look;
using page::Style;
using page::Table;
using page::Verbatim;
using words::Text;

MaybeSection assumptions_section(const PageData& data) {
  namespace say = words::assumptions;
  if (data.assumptions.empty()) return std::nullopt;
  Html out = page::soft(say::meaning);
  for (const auto& group : data.assumptions) {
    Table table({}, {say::of_name, say::value, say::knowledge, say::source}, 4, Look::cards);
    for (const auto& row : group.rows)
      table.row({escaped(row.name), escaped(row.value), escaped(row.knowledge), escaped(row.source)});
    out += page::details(say::Group{.group = group.name, .rows = group.rows.size()}, table.html());
  }
  return page::section("assumptions", say::name, say::title, out);
}

page::Section limits_section(const PageData& data) {
  namespace say = words::limits;
  Html out = page::bullets({say::surface, say::backtest, say::calibrated, say::effects, say::global_functions,
                            say::cities, say::joining, say::incidents, say::no_data, say::outside_costs});
  if (!data.has_indicators) out += page::soft(say::older);
  return page::section("limits", say::name, say::title, out);
}

namespace {

namespace say_backtest = words::backtest;
using Horizon = model::ForecastHorizon;

Html horizon_cell(const Horizon& horizon) {
  switch (horizon.kind) {
    case Horizon::Kind::long_term:
      return say_backtest::long_term;
    case Horizon::Kind::all:
      return say_backtest::all;
    case Horizon::Kind::one:
      break;
  }
  return amount(horizon.years, Style::integer);
}

words::Message lacks(const model::BacktestRow& row) {
  std::vector<Text> faults;
  for (const auto fault : row.faults) faults.emplace_back(words::forecast_fault(row, fault));
  switch (row.horizon.kind) {
    case Horizon::Kind::long_term:
      return say_backtest::FailedLongTerm{.faults = std::move(faults)};
    case Horizon::Kind::all:
      return say_backtest::FailedAll{.faults = std::move(faults)};
    case Horizon::Kind::one:
      break;
  }
  return say_backtest::FailedAhead{.years = row.horizon.years, .faults = std::move(faults)};
}

/// The country of a case by its name, or its code where that is of no country.
Verbatim country_of(const model::WithoutOne& one) {
  const auto called = model::countries_called(one.iso3);
  return Verbatim(called.size() == 1 ? std::string(called.front()->name) : one.iso3);
}

/// What the means of longer horizons owe to one case each, a case once; empty where that is not known.
std::vector<words::Message> single_cases(const std::vector<model::BacktestRow>& rows) {
  std::map<std::pair<std::string, int>, std::vector<Text>> horizons;
  for (const auto& row : rows) {
    if (row.model != model::ForecastModel::salus || row.without_one.iso3.empty()) continue;
    if (row.horizon.kind == Horizon::Kind::one) continue;
    const bool all = row.horizon.kind == Horizon::Kind::all;
    horizons[{country_of(row.without_one).text(), row.without_one.origin}].push_back(
        say_backtest::OneCaseOf{.when = all ? say_backtest::one_case_all : say_backtest::one_case_long_term,
                                .ratio = row.ratio,
                                .without = row.without_one.ratio});
  }
  std::vector<words::Message> said;
  for (const auto& [one, of] : horizons)
    said.push_back(say_backtest::OneCase{.country = Verbatim(one.first), .origin = one.second, .horizons = of});
  return said;
}

Html without_one_cell(const model::BacktestRow& row) {
  if (row.without_one.iso3.empty()) return escaped(Verbatim(std::string()));
  return say_backtest::WithoutOneOf{
      .ratio = row.without_one.ratio, .country = country_of(row.without_one), .origin = row.without_one.origin};
}

std::vector<Html> score_cells(const model::BacktestRow& row) {
  std::string tenths;
  for (const std::uint32_t n : row.pit) tenths += (tenths.empty() ? "" : " ") + std::to_string(n);
  return {horizon_cell(row.horizon),
          escaped(words::in_words(row.model)),
          amount(row.pairs, Style::integer),
          amount(row.crps_log, Style::three_decimals),
          say_backtest::RatioOf{.ratio = row.ratio, .low = row.ratio_range.low, .high = row.ratio_range.high},
          without_one_cell(row),
          say_backtest::CoverageOf{.share = row.coverage[model::CentralInterval::in90],
                                   .low_percent = 100.0 * row.coverage90_range.low,
                                   .high_percent = 100.0 * row.coverage90_range.high},
          escaped(Verbatim(tenths))};
}

}  // namespace

page::Section backtest_section(const std::vector<model::BacktestRow>& rows) {
  namespace say = words::backtest;
  if (rows.empty())
    return page::section("backtest", say::name, say::title,
                         page::paragraph(words::paragraph({say::none, say::meaning})));
  Table table(
      say::caption,
      {say::horizon, say::forecast, say::pairs, say::crps, say::ratio, say::without_one, say::coverage, say::tenths}, 2,
      Look::cards);
  std::vector<Html> failures;
  for (const auto& row : rows) {
    table.row(score_cells(row));
    if (!row.faults.empty()) failures.push_back(lacks(row));
  }
  Html out = page::paragraph(say::meaning);
  for (const auto& said : single_cases(rows)) out += page::paragraph(said);
  if (!failures.empty()) out += page::paragraph(say::failed) + page::bullets(failures);
  return page::section("backtest", say::name, say::title, out + page::details(say::scores, table.html()));
}

namespace {

namespace say_provenance = words::provenance;

/// Tables that are the user's, by their path.
Html own_tables(const ReportContext& c) {
  if (!c.own_tables) return say_provenance::tables_unknown;
  if (c.own_tables->empty()) return say_provenance::tables_bundled;
  return say_provenance::OwnTablesOf{.tables = words::verbatim(*c.own_tables)};
}

Html run_table(const model::Results& r, const ReportContext& c) {
  page::PairTable table;
  table.row(say_provenance::command, escaped(Verbatim(c.command)));
  table.row(say_provenance::content_hash, escaped(Verbatim(c.content_hash)));
  table.row(say_provenance::program, say_provenance::ProgramOf{.version = Verbatim(c.program_version),
                                                               .results = model::result_version,
                                                               .compiler = Verbatim(c.compiler),
                                                               .build = Verbatim(c.build_type)});
  if (!c.created_at.empty()) table.row(say_provenance::made_at, escaped(Verbatim(c.created_at)));
  table.row(say_provenance::start, escaped(words::start_in_words(r.identity.start)));
  table.row(say_provenance::seed,
            say_provenance::SeedOf{.seed = Verbatim(std::to_string(r.identity.seed)), .draws = r.identity.draws});
  table.row(say_provenance::view,
            say_provenance::ViewOf{.view = words::in_words(r.identity.view), .year = r.identity.start_year});
  std::vector<Text> loops;
  for (const auto l : model::every<model::Loop>)
    if (r.identity.without[l]) loops.emplace_back(words::in_words(l));
  table.row(say_provenance::own_tables, own_tables(c));
  table.row(say_provenance::loops,
            loops.empty() ? Html(say_provenance::none) : Html(say_provenance::LoopsOf{.loops = loops}));
  table.row(say_provenance::failures, r.failures.empty()
                                          ? Html(say_provenance::none)
                                          : Html(say_provenance::FailuresOf{.draws = r.failures.size()}));
  return table.html();
}

}  // namespace

page::Section provenance_section(const model::Results& r, const ReportContext& c) {
  namespace say = words::provenance;
  page::PairTable files;
  for (const auto& [name, hash] : r.identity.input_hashes) files.row(escaped(Verbatim(name)), escaped(Verbatim(hash)));
  page::PairTable sources;
  for (const auto& country : r.countries) {
    std::string ids;
    for (const auto& id : country.source_ids) ids += (ids.empty() ? "" : ", ") + id;
    sources.row(escaped(Verbatim(country.name)), escaped(Verbatim(ids)));
  }
  return page::section("provenance", say::name, say::title,
                       run_table(r, c) + page::heading(say::files) + files.html() + page::heading(say::sources) +
                           page::soft(say::where) + sources.html());
}

}  // namespace salus::output::html
