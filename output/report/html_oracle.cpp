#include "output/report/html_oracle.hpp"

#include <algorithm>
#include <cmath>

#include "model/core/elementary.hpp"
#include "output/page/figures.hpp"
#include "output/page/parts.hpp"
#include "output/page/table.hpp"
#include "output/words/sentences/oracle.hpp"

namespace salus::output::html {
namespace {

namespace say = words::oracle;
using model::Expected;
using model::OracleFigure;
using model::QuestionKind;
using model::Verdict;
using page::Html;
using words::Style;
using words::Text;
using words::Verbatim;

Html figure(const model::RangedFigure& f, Style style) {
  if (std::isnan(f.range.low)) return page::amount(f.value, style);
  return page::below(page::amount(f.value, style),
                     say::Range{.low = words::Figure{f.range.low, style}, .high = words::Figure{f.range.high, style}});
}

Html group_name(const std::string& of) {
  if (of == "all") return say::all;
  if (of == "known_error") return say::known_error;
  if (of == "own") return say::own;
  return page::escaped(Verbatim(of));
}

Html risk(double log_rr) {
  return std::isfinite(log_rr) ? page::amount(model::exponential(log_rr), Style::two_decimals) : Html(say::no_size);
}

Html title_of(QuestionKind kind) {
  switch (kind) {
    case QuestionKind::second_city:
      return say::kind_second_city;
    case QuestionKind::dose:
      return say::kind_dose;
    case QuestionKind::scale_up:
      return say::kind_scale_up;
    case QuestionKind::reversal:
      return say::kind_reversal;
    case QuestionKind::fade:
      return say::kind_fade;
    case QuestionKind::replication:
      return say::kind_replication;
    case QuestionKind::mechanism:
      break;
  }
  return say::kind_mechanism;
}

Html in_words(Expected expected) {
  switch (expected) {
    case Expected::as_from:
      return say::expected_as_from;
    case Expected::smaller:
      return say::expected_smaller;
    case Expected::larger:
      return say::expected_larger;
    case Expected::none:
      break;
  }
  return say::expected_none;
}

Html in_words(Verdict verdict) {
  if (verdict == Verdict::not_judged) return say::not_judged;
  return verdict == Verdict::hit ? Html(say::hit) : Html(say::miss);
}

std::vector<Html> cells(const model::OracleQuestion& q) {
  const say::FromTo studies{.first = Verbatim(q.first), .second = Verbatim(q.second)};
  const words::Figure low{model::exponential(q.low), Style::two_decimals};
  const words::Figure high{model::exponential(q.high), Style::two_decimals};
  return {page::escaped(Verbatim(q.text)) + Html::markup("<br><span class=soft>") + studies + Html::markup("</span>"),
          in_words(q.expected),
          risk(q.before),
          page::below(risk(q.predicted), say::Range{.low = low, .high = high}),
          risk(q.observed),
          in_words(q.verdict)};
}

}  // namespace

Html oracle_scores(const std::vector<model::OracleScore>& scores) {
  page::Table table(say::caption,
                    {say::of, say::outcomes, say::crps, say::random_effects, say::two_level, say::floor,
                     say::against_random_effects, say::gap_closed, say::gap_closed_two_level, say::in90, say::slope},
                    1, page::Look::cards);
  for (const auto& s : scores) {
    const auto cell = [&](OracleFigure f, Style style) { return figure(s.figures[f], style); };
    table.row({group_name(s.of), say::OutcomesOf{.outcomes = s.outcomes, .trials = s.trials, .teams = s.teams},
               cell(OracleFigure::crps, Style::three_decimals),
               cell(OracleFigure::crps_random_effects, Style::three_decimals),
               cell(OracleFigure::crps_two_level, Style::three_decimals),
               cell(OracleFigure::crps_floor, Style::three_decimals),
               cell(OracleFigure::crps_less_random_effects, Style::three_decimals),
               cell(OracleFigure::gap_closed, Style::percent), cell(OracleFigure::gap_closed_two_level, Style::percent),
               cell(OracleFigure::in90, Style::percent), cell(OracleFigure::slope, Style::two_decimals)});
  }
  return table.html();
}

Html oracle_questions(const model::OracleSummary& oracle, bool judged_only) {
  page::Table table(say::questions_caption,
                    {say::question, say::expected, say::before, say::predicted, say::observed, say::verdict}, 2,
                    page::Look::cards);
  for (const auto kind : model::every<QuestionKind>) {
    bool titled = false;
    for (const auto& q : oracle.questions) {
      if (q.kind != kind || (judged_only && q.verdict == Verdict::not_judged)) continue;
      if (!titled) table.group(title_of(kind));
      titled = true;
      table.row(cells(q));
    }
  }
  return table.html();
}

Html oracle_verdicts(const model::OracleSummary& oracle) {
  return page::paragraph(words::paragraph({say::QuestionsOf{.asked = oracle.questions.size(),
                                                            .hits = questions_with(oracle, Verdict::hit),
                                                            .misses = questions_with(oracle, Verdict::miss)},
                                           say::EasyOf{.easy = easy_questions(oracle)}}));
}

page::Section oracle_section(const model::OracleSummary& oracle) {
  if (oracle.scores.empty()) return page::section("oracle", say::name, say::report_title, page::paragraph(say::none));
  const auto& all = oracle.scores.front();
  const auto range = [&](OracleFigure f, Style style) {
    const auto& [low, high] = all.figures[f].range;
    return say::Range{.low = words::Figure{low, style}, .high = words::Figure{high, style}};
  };
  const auto value = [&](OracleFigure f) { return all.figures[f].value; };
  Html out = page::paragraph(say::report_meaning);
  out += page::paragraph(say::Result{.outcomes = all.outcomes,
                                     .teams = all.teams,
                                     .crps = value(OracleFigure::crps),
                                     .random_effects = value(OracleFigure::crps_random_effects),
                                     .two_level = value(OracleFigure::crps_two_level),
                                     .floor = value(OracleFigure::crps_floor),
                                     .less = value(OracleFigure::crps_less_random_effects),
                                     .less_range = range(OracleFigure::crps_less_random_effects, Style::three_decimals),
                                     .in90 = value(OracleFigure::in90),
                                     .slope = value(OracleFigure::slope),
                                     .slope_range = range(OracleFigure::slope, Style::two_decimals)});
  out += oracle_verdicts(oracle);
  out += page::details(say::scores, oracle_scores(oracle.scores) + page::soft(say::meaning) + page::soft(say::limits));
  out += page::details(
      say::QuestionsJudged{.judged = questions_with(oracle, Verdict::hit) + questions_with(oracle, Verdict::miss)},
      page::soft(say::rule) + oracle_questions(oracle, true));
  return page::section("oracle", say::name, say::report_title, out);
}

}  // namespace salus::output::html
