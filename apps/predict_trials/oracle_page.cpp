#include "apps/predict_trials/oracle_page.hpp"

#include <map>

#include "model/core/elementary.hpp"
#include "output/page/document.hpp"
#include "output/page/figures.hpp"
#include "output/page/forest_plot.hpp"
#include "output/report/html_oracle.hpp"
#include "output/words/sentences/oracle.hpp"

namespace salus::apps {
namespace {

namespace page = output::page;
namespace words = output::words;
namespace say = output::words::oracle;
using calibration::TrialForecaster;
using page::Html;
using words::Verbatim;

/// Predictions with their intervals, and hollow what came; a picture a row of the register.
Html pictures(const Studies& studies, const std::vector<calibration::PredictedTrial>& predicted) {
  std::map<std::string, std::vector<page::ForestRow>> rows;
  for (const auto& p : predicted) {
    const auto& s = studies.table.studies[studies.base.study[p.outcome]];
    const auto& f = p.by[TrialForecaster::salus];
    rows[s.intervention].push_back({Verbatim(label_of(s)), model::exponential(f.mean), model::exponential(f.low),
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

}  // namespace

std::string oracle_page(const Studies& studies, const std::vector<calibration::PredictedTrial>& predicted,
                        const model::OracleSummary& oracle, const std::vector<page::MadeRow>& made) {
  namespace html = output::html;
  page::Document document("predict-trials", say::title, say::lead);
  document.add(page::section("scores", say::scores, say::scores_title,
                             page::paragraph(say::meaning) + html::oracle_scores(oracle.scores) +
                                 html::oracle_accounts(oracle) + page::soft(say::limits)));
  document.add(
      page::section("questions", say::questions, say::questions_title,
                    html::oracle_verdicts(oracle) + page::soft(say::rule) + html::oracle_questions(oracle, false)));
  document.add(page::section("trials", say::trials, say::trials_title,
                             page::paragraph(say::picture_reading) + pictures(studies, predicted)));
  document.add(page::made_section(made));
  return document.render(words::english());
}

}  // namespace salus::apps
