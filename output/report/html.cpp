#include "output/report/html_parts.hpp"
#include "output/report/report.hpp"

namespace salus::output {

std::string report_html(const model::Results& r, const ReportContext& context) {
  using namespace html;
  const PageData data = page_data(r);
  const std::string title = "Salus: " + std::to_string(r.countries.size()) + " countries, " + std::to_string(r.years.front()) + "-" + std::to_string(r.years[model::budget_years - 1]);
  const std::string sections = headline_section(data, r) + framework_section(data) + comparison_section(data) + requirements_section(data) + contribution_section(data) + groups_section(data) + cities_section(data, r) + budget_section(data, r) +
                               fans_section(data) + countries_section(data) + backtest_section(r) + limits_section(data) + assumptions_section(data) + provenance_section(r, context);
  std::string nav;
  for (const auto& [id, name] : {std::pair{"headline", "What follows"}, {"framework", "Results framework"}, {"comparison", "Portfolios"}, {"requirements", "What would have to be true"}, {"contribution", "Lines and initiatives"}, {"groups", "Groups"}, {"cities", "Cities"},
                                 {"budget", "Budget"}, {"regions", "Regions"}, {"countries", "Countries"}, {"limits", "Limits"}, {"assumptions", "Assumptions"}, {"provenance", "Provenance"}})
    if (sections.find("<section id=" + std::string(id) + ">") != std::string::npos) nav += "<a href=#" + std::string(id) + ">" + name + "</a> ";
  return "<!DOCTYPE html>\n<html lang=en><head><meta charset=utf-8><meta name=viewport content=\"width=device-width,initial-scale=1\">"
         "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\"><title>" +
         escaped(title) + "</title><style>" + page_style + "</style></head><body><a class=skip href=#headline>To the content</a><header><h1>" + escaped(title) +
         "</h1><p class=soft>What follows from a way to spend the Safer Cities programme's money, how sure that is, and what would have happened anyway.</p><nav>" + nav + "</nav></header><main>" + sections +
         "</main><footer class=soft>Names of countries do not imply any opinion on legal status. Figures belong to their publishers.</footer></body></html>\n";
}

}  // namespace salus::output
