#include "output/report/html_parts.hpp"
#include "output/report/report.hpp"

namespace salus::output {

std::string report_html(const model::Results& r, const ReportContext& context) {
  using namespace html;
  const PageData data = page_data(r);
  const std::string title = "Salus: " + std::to_string(r.countries.size()) + " countries, " +
                            std::to_string(r.years.front()) + "-" + std::to_string(r.years[model::budget_years - 1]);
  const std::string sections = headline_section(data, r) + framework_section(data) + comparison_section(data) +
                               requirements_section(data) + contribution_section(data) + groups_section(data) +
                               cities_section(data, r) + agents_section(data, r) + budget_section(data, r) +
                               fans_section(data) + countries_section(data) + backtest_section(r.identity.backtest) +
                               limits_section(data) + assumptions_section(data) + provenance_section(r, context);
  std::string nav;
  for (const auto& [id, name] : {std::pair{"headline", "What follows"},
                                 {"framework", "Results framework"},
                                 {"comparison", "Portfolios"},
                                 {"requirements", "What would have to be true"},
                                 {"contribution", "Lines and initiatives"},
                                 {"groups", "Groups"},
                                 {"cities", "Cities"},
                                 {"agents", "Cities as agents"},
                                 {"budget", "Budget"},
                                 {"regions", "Regions"},
                                 {"countries", "Countries"},
                                 {"backtest", "Back-test"},
                                 {"limits", "Limits"},
                                 {"assumptions", "Assumptions"},
                                 {"provenance", "Provenance"}})
    if (sections.find("<section id=" + std::string(id) + ">") != std::string::npos)
      nav += "<a href=#" + std::string(id) + ">" + name + "</a> ";
  return document(title,
                  "What follows from a way to spend the Safer Cities programme's money, how sure that is, and what "
                  "would have happened anyway.",
                  nav, "headline", sections);
}

}  // namespace salus::output
