#include "output/page/document.hpp"
#include "output/report/html_oracle.hpp"
#include "output/report/html_sections.hpp"
#include "output/words/sentences/report.hpp"

namespace salus::output {

std::string report_html(const model::Results& r, const ReportContext& context) {
  using namespace html;
  const PageData data = page_data(r);
  page::Document document(
      "report",
      words::report::Title{
          .countries = r.countries.size(), .from = r.years.front(), .to = r.years[model::budget_years - 1]},
      words::report::lead);
  document.add(headline_section(data, r));
  document.add(framework_section(data));
  document.add(comparison_section(data));
  document.add(requirements_section(data));
  document.add(contribution_section(data));
  document.add(behind_section(data));
  document.add(groups_section(data));
  document.add(cities_section(data, r));
  document.add(agents_section(data, r));
  document.add(budget_section(data, r));
  document.add(fans_section(data));
  document.add(countries_section(data));
  document.add(backtest_section(r.identity.backtest));
  document.add(oracle_section(r.identity.oracle));
  document.add(limits_section(data));
  document.add(assumptions_section(data));
  document.add(provenance_section(r, context));
  return document.render(words::english());
}

}  // namespace salus::output
