#pragma once
/// The page of the oracle: scores, every prediction beside what came, questions.
#include <string>
#include <vector>

#include "apps/predict_trials/oracle_tables.hpp"
#include "output/page/parts.hpp"

namespace salus::apps {

std::string oracle_page(const Studies& studies, const std::vector<calibration::PredictedTrial>& predicted,
                        const model::OracleSummary& oracle, const std::vector<output::page::MadeRow>& made);

}  // namespace salus::apps
