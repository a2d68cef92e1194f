#include "apps/evidence/evidence_page.hpp"

#include <cmath>

#include "calibration/statistics.hpp"
#include "model/core/elementary.hpp"
#include "output/page/document.hpp"
#include "output/page/figures.hpp"
#include "output/page/forest_plot.hpp"
#include "output/page/table.hpp"
#include "output/words/names.hpp"
#include "output/words/sentences/evidence.hpp"
#include "output/words/sentences/number.hpp"

namespace salus::apps {
namespace {

namespace page = output::page;
namespace words = output::words;
namespace say = output::words::evidence;
using calibration::LogRange;
using calibration::synthesis::Selection;
using page::Html;
using words::Style;
using words::Verbatim;

Html risk(double log_rr) { return page::amount(model::exponential(log_rr), Style::two_decimals); }

Html range(const LogRange& r) {
  return page::below(risk(r.middle),
                     say::Range{.low = words::Figure{model::exponential(r.low), Style::two_decimals},
                                .high = words::Figure{model::exponential(r.high), Style::two_decimals}});
}

page::ForestRow pooled_row(const words::Message& label, const LogRange& r) {
  return {label, model::exponential(r.middle), model::exponential(r.low), model::exponential(r.high), {}, true};
}

/// The rows under one another.
Html overview(const std::vector<RowPage>& rows) {
  page::Table table(say::overview_caption, {say::measure, say::trials_head, say::mean, say::new_place}, 2);
  for (const auto& row : rows) {
    const say::Picture title{.row = Verbatim(row.row.id), .title = Verbatim(row.row.title)};
    if (!row.summary) {
      table.row({title, page::below(page::amount(0), say::too_few), words::number::dash, words::number::dash});
      continue;
    }
    const Html trials = say::TrialsOf{.trials = row.summary->trials, .with_error = row.summary->with_error.trials};
    table.row({title, is_untested(row) ? page::below(trials, say::too_few) : trials, range(row.summary->mean),
               range(row.summary->new_place)});
  }
  return table.html();
}

/// Every study of a row with the 95 % interval of its own error, and below them what is made of them.
Html picture(const Studies& studies, const RowPage& row) {
  std::vector<page::ForestRow> rows;
  for (const std::size_t at : row.studies) {
    const auto& outcome = studies.base.all[at];
    page::ForestRow& shown = rows.emplace_back(page::ForestRow{Verbatim(label_of(studies.table.studies[at]))});
    if (!outcome.log_rr) continue;
    shown.middle = model::exponential(*outcome.log_rr);
    const double half = 1.96 * std::hypot(outcome.standard_error, outcome.conversion_sd);
    shown.low = model::exponential(*outcome.log_rr - half);
    shown.high = model::exponential(*outcome.log_rr + half);
  }
  rows.push_back(pooled_row(say::mean, row.summary->mean));
  rows.push_back(pooled_row(say::new_place, row.summary->new_place));
  const say::Picture title{.row = Verbatim(row.row.id), .title = Verbatim(row.row.title)};
  return page::figure(say::picture_reading, page::forest_plot(title, say::picture_reading, rows));
}

Html pooled_table(const calibration::synthesis::Synthesis& fitted, const calibration::RowSummary& s) {
  page::Table table(say::pooled_caption, {say::what, say::relative_risk});
  if (s.random_effects) {
    const double half = calibration::half_width_90 * s.random_effects->standard_error;
    const double mean = s.random_effects->mean;
    table.row({say::random_effects, range({mean, mean - half, mean + half})});
  }
  table.row({say::mean, range(s.mean)});
  table.row({say::new_place, range(s.new_place)});
  table.group(say::if_believed);
  table.row({say::NoSelection{.weight = fitted.weights[Selection::none]}, range(s.mean_by_selection[Selection::none])});
  table.row(
      {say::BySignificance{.weight = fitted.weights[Selection::step]}, range(s.mean_by_selection[Selection::step])});
  table.row(
      {say::SmallStudies{.weight = fitted.weights[Selection::slope]}, range(s.mean_by_selection[Selection::slope])});
  table.group(say::delivered_by);
  using calibration::Implementer;
  table.row({say::research, range(s.new_place_by_implementer[Implementer::research])});
  table.row({say::demonstration, range(s.new_place_by_implementer[Implementer::demonstration])});
  table.row({say::routine, range(s.new_place_by_implementer[Implementer::routine])});
  return table.html();
}

/// Middle and 90 % of a normal law of the log.
Html normal_range(double log_rr, double sd) {
  const double half = calibration::half_width_90 * sd;
  return range({log_rr, log_rr - half, log_rr + half});
}

words::Message basis(const calibration::synthesis::Effect& effect) {
  using calibration::synthesis::Basis;
  switch (effect.basis) {
    case Basis::its_crime:
      return say::ItsCrime{.trials = effect.trials};
    case Basis::all_crime:
      return say::AllCrime{.trials = effect.trials};
    case Basis::no_study:
      return say::no_study;
    case Basis::no_row_study:
      break;
  }
  return say::no_row_study;
}

Html prior_table(const RowPage& row) {
  page::Table table(say::prior_caption, {say::crime, say::judged, say::drawn, say::of_studies, say::rests_on});
  for (const auto& [drawn, of, judged] : row.cells)
    table.row({page::escaped(words::in_words(of.of.crime_type)),
               judged ? normal_range(model::logarithm(judged->relative_risk), judged->log_sd) : Html(say::not_judged),
               normal_range(drawn.log_rr, drawn.log_rr_sd()), normal_range(of.log_rr, of.sd()), basis(of)});
  return table.html();
}

page::Section section_of(const Studies& studies, const calibration::synthesis::Synthesis& fitted, const RowPage& row) {
  const say::Picture title{.row = Verbatim(row.row.id), .title = Verbatim(row.row.title)};
  Html body;
  if (is_untested(row)) body += page::lead(page::strong(say::untested));
  if (!row.summary) {
    body += page::paragraph(say::nothing_used);
  } else {
    body += page::paragraph(say::Counts{.outcomes = row.summary->outcomes,
                                        .trials = row.summary->trials,
                                        .with_error = row.summary->with_error.trials,
                                        .teams = row.summary->with_error.teams,
                                        .bounded = row.summary->with_error.bounded});
    body += picture(studies, row) + pooled_table(fitted, *row.summary);
  }
  if (!row.cells.empty()) body += prior_table(row);
  std::vector<words::Text> countries;
  for (const auto& name : row.never_tried) countries.emplace_back(Verbatim(name));
  if (!countries.empty()) body += page::soft(say::NeverTried{.countries = countries});
  return page::section(row.row.id, Verbatim(row.row.id), title, body);
}

}  // namespace

std::string evidence_page(const Studies& studies, const calibration::synthesis::Synthesis& fitted,
                          const std::vector<RowPage>& rows, const std::vector<page::MadeRow>& made) {
  page::Document document("evidence", say::title, say::lead);
  if (rows.size() > 1) document.add(page::section("overview", say::overview, say::overview_title, overview(rows)));
  for (const auto& row : rows) document.add(section_of(studies, fitted, row));
  document.add(page::made_section(made));
  return document.render(words::english());
}

}  // namespace salus::apps
