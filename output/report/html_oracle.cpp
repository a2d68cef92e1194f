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
  if (std::isnan(f.value)) return Html(say::untold);
  if (std::isnan(f.range.low)) return page::amount(f.value, style);
  return page::below(page::amount(f.value, style),
                     say::Range{.low = words::Figure{f.range.low, style}, .high = words::Figure{f.range.high, style}});
}

Html group_name(const std::string& of) {
  if (of == "all") return say::all;
  if (of == "known_error") return say::known_error;
  if (of == "precise") return say::precise;
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

Html verdict_of(const model::OracleQuestion& q) {
  if (q.verdict == Verdict::not_judged) return say::not_judged;
  const Html verdict = q.verdict == Verdict::hit ? Html(say::hit) : Html(say::miss);
  return is_easy(q) ? page::below(verdict, say::little) : verdict;
}

Text in_words(const std::string& account) {
  if (account == "none") return say::account_none;
  return account == "step" ? Text(say::account_step) : Text(say::account_slope);
}

words::Figure figure_of(double value, Style style) { return {value, style}; }

/// How much of the gap to the floor is closed, where it can be told.
Html gap_closed(const model::OracleSummary& oracle) {
  const auto* score = score_of(oracle, "precise");
  if (!score || std::isnan(score->figures[OracleFigure::gap_closed].value)) return {};
  const auto range = [&](OracleFigure f) {
    const auto& [low, high] = score->figures[f].range;
    return say::Range{.low = figure_of(low, Style::percent), .high = figure_of(high, Style::percent)};
  };
  return page::paragraph(say::Gap{.outcomes = score->outcomes,
                                  .gap = score->figures[OracleFigure::gap_closed].value,
                                  .gap_range = range(OracleFigure::gap_closed),
                                  .two_level = score->figures[OracleFigure::gap_closed_two_level].value,
                                  .two_level_range = range(OracleFigure::gap_closed_two_level)});
}

/// The second under the first, on as many lines as it needs.
Html soft_below(const Html& first, const Html& second) {
  return first + Html::markup("<br><span class=soft>") + second + Html::markup("</span>");
}

std::vector<Html> cells(const model::OracleQuestion& q) {
  const say::FromTo studies{.first = Verbatim(q.first), .second = Verbatim(q.second)};
  const words::Figure low{model::exponential(q.low), Style::two_decimals};
  const words::Figure high{model::exponential(q.high), Style::two_decimals};
  return {soft_below(page::escaped(Verbatim(q.text)), studies),
          in_words(q.expected),
          risk(q.before),
          page::below(risk(q.predicted), say::Range{.low = low, .high = high}),
          risk(q.observed),
          verdict_of(q)};
}

}  // namespace

Html oracle_scores(const std::vector<model::OracleScore>& scores) {
  page::Table table(say::caption,
                    {say::of, say::crps, say::random_effects, say::two_level, say::floor, say::against_random_effects,
                     say::gap_closed, say::in90, say::slope},
                    1, page::Look::cards);
  for (const auto& s : scores) {
    const auto cell = [&](OracleFigure f, Style style) { return figure(s.figures[f], style); };
    const say::OutcomesOf counts{.outcomes = s.outcomes, .trials = s.trials, .teams = s.teams};
    table.row({soft_below(group_name(s.of), counts), cell(OracleFigure::crps, Style::three_decimals),
               cell(OracleFigure::crps_random_effects, Style::three_decimals),
               cell(OracleFigure::crps_two_level, Style::three_decimals),
               cell(OracleFigure::crps_floor, Style::three_decimals),
               cell(OracleFigure::crps_less_random_effects, Style::three_decimals),
               cell(OracleFigure::gap_closed, Style::percent), cell(OracleFigure::in90, Style::percent),
               cell(OracleFigure::slope, Style::two_decimals)});
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
  const auto sharp = questions_judged(oracle, false);
  const auto easy = questions_judged(oracle, true);
  const std::size_t judged = sharp.hits + sharp.misses + easy.hits + easy.misses;
  return page::paragraph(
      words::paragraph({say::SharpOf{.judged = sharp.hits + sharp.misses, .hits = sharp.hits, .misses = sharp.misses},
                        say::EasyOf{.judged = easy.hits + easy.misses, .hits = easy.hits, .misses = easy.misses},
                        say::NotJudgedOf{.questions = oracle.questions.size() - judged}}));
}

Html oracle_accounts(const model::OracleSummary& oracle) {
  if (oracle.accounts.empty() || oracle.accounts.size() == 3) return {};
  std::vector<Text> accounts;
  for (const auto& account : oracle.accounts) accounts.push_back(in_words(account));
  return page::soft(say::Accounts{.accounts = accounts});
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
  out += oracle_verdicts(oracle);
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
  out += gap_closed(oracle);
  out += oracle_accounts(oracle);
  out += page::details(say::scores, oracle_scores(oracle.scores) + page::soft(say::meaning) + page::soft(say::limits));
  const auto sharp = questions_judged(oracle, false);
  const auto easy = questions_judged(oracle, true);
  out += page::details(say::QuestionsJudged{.judged = sharp.hits + sharp.misses + easy.hits + easy.misses},
                       page::soft(say::rule) + oracle_questions(oracle, true));
  return page::section("oracle", say::name, say::report_title, out);
}

}  // namespace salus::output::html
