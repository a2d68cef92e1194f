#pragma once
/// Sections of the report, a file a group of them: html_first, html_compare, html_behind, html_money, html_places,
/// html_sources. A section that has nothing to say is none, and the navigation names those that there are.
#include <optional>
#include <vector>

#include "output/page/parts.hpp"
#include "output/report/page_data.hpp"
#include "output/report/report.hpp"

namespace salus::output::html {

using MaybeSection = std::optional<page::Section>;

page::Section headline_section(const PageData& data, const model::Results& results);
MaybeSection framework_section(const PageData& data);
MaybeSection requirements_section(const PageData& data);
page::Section comparison_section(const PageData& data);
MaybeSection contribution_section(const PageData& data);
/// Which trials stand behind each line.
MaybeSection behind_section(const PageData& data);
MaybeSection groups_section(const PageData& data);
page::Section budget_section(const PageData& data, const model::Results& results);
MaybeSection cities_section(const PageData& data, const model::Results& results);
MaybeSection agents_section(const PageData& data, const model::Results& results);
page::Section fans_section(const PageData& data);
page::Section countries_section(const PageData& data);
MaybeSection assumptions_section(const PageData& data);
page::Section limits_section(const PageData& data);
/// What forecasts from past years were worth; says so where there is no back-test.
page::Section backtest_section(const std::vector<model::BacktestRow>& rows);
page::Section provenance_section(const model::Results& results, const ReportContext& context);

}  // namespace salus::output::html
