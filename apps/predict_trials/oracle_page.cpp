#include "apps/predict_trials/oracle_page.hpp"

#include <cmath>
#include <map>

#include "model/core/elementary.hpp"
#include "output/page/document.hpp"
#include "output/page/figures.hpp"
#include "output/page/forest_plot.hpp"
#include "output/page/table.hpp"
#include "output/words/sentences/oracle.hpp"

namespace salus::apps {
namespace {

namespace page = output::page;
namespace words = output::words;
namespace say = output::words::oracle;
using calibration::OracleFigure;
using calibration::TrialForecaster;
using calibration::Verdict;
using page::Html;
using words::Style;
using words::Verbatim;

Html figure(const OracleFigure& f, Style style) {
  if (std::isnan(f.range.low)) return page::amount(f.value, style);
  return page::below(page::amount(f.value, style),
                     say::Range{.low = words::Figure{f.range.low, style}, .high = words::Figure{f.range.high, style}});
}

Html scores_table(const Oracle& oracle) {
  page::Table table(say::caption,
                    {say::of, say::outcomes, say::crps, say::random_effects, say::two_level, say::floor,
                     say::against_random_effects, say::gap_closed, say::gap_closed_two_level, say::in90, say::slope},
                    1, page::Look::cards);
  for (const auto& s : oracle.scores) {
    const Html of = s.of == "all"           ? Html(say::all)
                    : s.of == "known_error" ? Html(say::known_error)
                                            : page::escaped(Verbatim(s.of));
    table.row({of, say::OutcomesOf{.outcomes = s.outcomes, .trials = s.trials, .teams = s.teams},
               figure(s.crps[TrialForecaster::salus], Style::three_decimals),
               figure(s.crps[TrialForecaster::random_effects], Style::three_decimals),
               figure(s.crps[TrialForecaster::two_level], Style::three_decimals),
               figure(s.crps[TrialForecaster::floor], Style::three_decimals),
               figure(s.against_random_effects, Style::three_decimals), figure(s.gap_closed, Style::percent),
               figure(s.gap_closed_two_level, Style::percent), figure(s.coverage90, Style::percent),
               figure(s.slope, Style::two_decimals)});
  }
  return table.html();
}

/// Predictions with their intervals, and hollow what came; a picture a row of the register.
Html pictures(const Studies& studies, const Oracle& oracle) {
  std::map<std::string, std::vector<page::ForestRow>> rows;
  for (const auto& p : oracle.predicted) {
    const auto& s = studies.table.studies[studies.base.study[p.outcome]];
    const auto& f = p.by[TrialForecaster::salus];
    rows[s.intervention].push_back({Verbatim(s.id), model::exponential(f.mean), model::exponential(f.low),
                                    model::exponential(f.high), model::exponential(p.observed)});
  }
  Html out;
  for (const auto& row : studies.table.rows)
    if (const auto found = rows.find(row.id); found != rows.end()) {
      const say::Picture title{.row = Verbatim(row.id), .title = Verbatim(row.title)};
      out += page::figure(title, page::forest_plot(title, say::picture_reading, found->second));
    }
  return out;
}

Html risk(const std::optional<double>& log_rr) {
  return log_rr ? page::amount(model::exponential(*log_rr), Style::two_decimals) : Html(say::no_size);
}

Html questions_table(const Oracle& oracle) {
  page::Table table(say::questions_caption,
                    {say::question, say::kind, say::before, say::predicted, say::observed, say::verdict}, 2,
                    page::Look::cards);
  for (const auto& j : oracle.judged) {
    const auto& q = oracle.questions[j.question];
    table.row({page::below(page::escaped(Verbatim(q.text)), page::escaped(Verbatim(q.id))),
               page::escaped(Verbatim(calibration::question_kind_names[q.kind])), risk(j.before),
               page::below(risk(j.forecast.mean),
                           say::Range{.low = words::Figure{model::exponential(j.forecast.low), Style::two_decimals},
                                      .high = words::Figure{model::exponential(j.forecast.high), Style::two_decimals}}),
               risk(j.observed),
               j.verdict == Verdict::hit    ? Html(say::hit)
               : j.verdict == Verdict::miss ? Html(say::miss)
                                            : Html(say::not_judged)});
  }
  return table.html();
}

}  // namespace

std::string oracle_page(const Studies& studies, const Oracle& oracle, const std::vector<page::MadeRow>& made) {
  page::Document document("predict-trials", say::title, say::lead);
  document.add(page::section("scores", say::scores, say::scores_title,
                             page::paragraph(say::meaning) + scores_table(oracle) + page::soft(say::limits)));
  document.add(page::section("questions", say::questions, say::questions_title,
                             page::paragraph(say::QuestionsOf{.asked = oracle.questions.size(),
                                                              .hits = questions_with(oracle, Verdict::hit),
                                                              .misses = questions_with(oracle, Verdict::miss)}) +
                                 page::soft(say::rule) + questions_table(oracle)));
  document.add(page::section("trials", say::trials, say::trials_title,
                             page::paragraph(say::picture_reading) + pictures(studies, oracle)));
  document.add(page::made_section(made));
  return document.render(words::english());
}

}  // namespace salus::apps
