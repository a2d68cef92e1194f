/// Assumptions with their sources, what the numbers do not say, and where they come from.
#include <algorithm>

#include "model/core/csv.hpp"
#include "output/page/figures.hpp"
#include "output/page/table.hpp"
#include "output/report/html_sections.hpp"
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
using words::Text;

MaybeSection assumptions_section(const PageData& data) {
  namespace say = words::assumptions;
  if (data.assumptions.empty()) return std::nullopt;
  std::vector<std::string> groups;  // in the order in which they come
  for (const auto& a : data.assumptions)
    if (std::find(groups.begin(), groups.end(), a.group) == groups.end()) groups.push_back(a.group);
  Html out = page::soft(say::meaning);
  for (const auto& group : groups) {
    Table table({}, {say::of_name, say::value, say::knowledge, say::source}, 4, Look::cards);
    std::uint32_t rows = 0;
    for (const auto& a : data.assumptions) {
      if (a.group != group) continue;
      table.row({escaped(a.name), escaped(a.value), escaped(a.knowledge), escaped(a.source)});
      ++rows;
    }
    out += page::details(say::Group{.group = group, .rows = rows}, table.html());
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

namespace of_backtest = words::backtest;

/// Columns of summary.csv of a back-test.
enum : std::size_t {
  name_at,
  horizon_at,
  pairs_at,
  crps_at,
  in90_at,
  low_at,
  high_at,
  ratio_at,
  ratio_low_at,
  ratio_high_at,
  pit_at = 16,
  failed_at
};

model::CsvTable backtest_table(const std::string& summary) {
  using model::Column;
  const std::vector<Column> columns{{"model"},
                                    {"horizon"},
                                    {"pairs", Column::Kind::integer},
                                    {"crps_log", Column::Kind::number},
                                    {"in90", Column::Kind::number},
                                    {"in90_low", Column::Kind::number},
                                    {"in90_high", Column::Kind::number},
                                    {"ratio_to_walk", Column::Kind::number},
                                    {"ratio_low", Column::Kind::number},
                                    {"ratio_high", Column::Kind::number},
                                    {"countries", Column::Kind::integer},
                                    {"crps_rate", Column::Kind::number},
                                    {"wis", Column::Kind::number},
                                    {"in50", Column::Kind::number},
                                    {"in80", Column::Kind::number},
                                    {"in95", Column::Kind::number},
                                    {"pit_tenths"},
                                    {"failed", Column::Kind::text, false}};
  model::Diagnostics findings;
  if (summary.empty()) return {};
  auto csv = model::CsvTable::parse(summary, "backtest", columns, findings);
  return findings.empty() ? csv : model::CsvTable();
}

words::Message failed_ahead(const std::string& horizon, const std::string& what) {
  if (horizon == "all") return of_backtest::FailedAll{.what = what};
  return of_backtest::FailedAhead{.years = std::atoi(horizon.c_str()), .what = what};
}

std::vector<Html> score_cells(const model::CsvTable& csv, std::size_t i) {
  return {
      escaped(csv.text(i, horizon_at)),
      escaped(csv.text(i, name_at)),
      amount(csv.integer(i, pairs_at), Style::integer),
      amount(csv.number(i, crps_at), Style::three_decimals),
      of_backtest::RatioOf{
          .ratio = csv.number(i, ratio_at), .low = csv.number(i, ratio_low_at), .high = csv.number(i, ratio_high_at)},
      of_backtest::CoverageOf{.share = csv.number(i, in90_at),
                              .low_percent = 100.0 * csv.number(i, low_at),
                              .high_percent = 100.0 * csv.number(i, high_at)},
      escaped(csv.text(i, pit_at))};
}

}  // namespace

page::Section backtest_section(const std::string& summary) {
  namespace say = words::backtest;
  const auto csv = backtest_table(summary);
  if (csv.rows() == 0)
    return page::section("backtest", say::name, say::title,
                         page::paragraph(words::paragraph({say::none, say::meaning})));
  Table table(say::caption,
              {say::horizon, say::forecast, say::pairs, say::crps, say::ratio, say::coverage, say::tenths}, 2,
              Look::cards);
  std::vector<Html> failures;
  for (std::size_t i = 0; i < csv.rows(); ++i) {
    table.row(score_cells(csv, i));
    const std::string& failed = csv.text(i, failed_at);
    if (!failed.empty()) failures.push_back(failed_ahead(csv.text(i, horizon_at), failed));
  }
  Html out = page::paragraph(say::meaning);
  if (!failures.empty()) out += page::paragraph(say::failed) + page::bullets(failures);
  return page::section("backtest", say::name, say::title, out + page::details(say::scores, table.html()));
}

namespace {

namespace of_origin = words::provenance;

Html run_table(const model::Results& r, const ReportContext& c) {
  page::PairTable table;
  table.row(of_origin::command, escaped(c.command));
  table.row(of_origin::content_hash, escaped(c.content_hash));
  table.row(of_origin::program, of_origin::ProgramOf{.version = c.program_version,
                                                     .results = model::result_version,
                                                     .compiler = c.compiler,
                                                     .build = c.build_type});
  if (!c.created_at.empty()) table.row(of_origin::made_at, escaped(c.created_at));
  table.row(of_origin::start, escaped(r.identity.calibration));
  table.row(of_origin::seed, of_origin::SeedOf{.seed = std::to_string(r.identity.seed), .draws = r.identity.draws});
  table.row(of_origin::view,
            of_origin::ViewOf{.view = model::view_names[r.identity.view], .year = r.identity.start_year});
  const std::vector<Text> loops(r.identity.without.begin(), r.identity.without.end());
  table.row(of_origin::loops, loops.empty() ? Html(of_origin::none) : Html(of_origin::LoopsOf{.loops = loops}));
  table.row(of_origin::failures,
            r.failures.empty() ? Html(of_origin::none) : Html(of_origin::FailuresOf{.draws = r.failures.size()}));
  return table.html();
}

}  // namespace

page::Section provenance_section(const model::Results& r, const ReportContext& c) {
  namespace say = words::provenance;
  page::PairTable files;
  for (const auto& [name, hash] : r.identity.input_hashes) files.row(escaped(name), escaped(hash));
  page::PairTable sources;
  for (const auto& country : r.countries) {
    std::string ids;
    for (const auto& id : country.source_ids) ids += (ids.empty() ? "" : ", ") + id;
    sources.row(escaped(country.name), escaped(ids));
  }
  return page::section("provenance", say::name, say::title,
                       run_table(r, c) + page::heading(say::files) + files.html() + page::heading(say::sources) +
                           page::soft(say::where) + sources.html());
}

}  // namespace salus::output::html
