#pragma once
/// The page of the evidence: a section a row of the register.
#include <string>
#include <vector>

#include "apps/evidence/evidence_tables.hpp"
#include "output/page/parts.hpp"

namespace salus::apps {

std::string evidence_page(const Studies& studies, const calibration::synthesis::Synthesis& fitted,
                          const std::vector<RowPage>& rows, const std::vector<output::page::MadeRow>& made);

}  // namespace salus::apps
