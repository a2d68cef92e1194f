#pragma once
/// Pieces of the page. Every text that comes from outside goes through `escaped`; cells of tables are HTML.
#include <string>
#include <vector>

#include "output/report/page_data.hpp"
#include "output/report/report.hpp"

namespace salus::output::html {

extern const char* const page_style;

/// A whole page. @param nav links, HTML. @param first id of the section to skip to.
std::string document(const std::string& title, const std::string& lead, const std::string& nav,
                     const std::string& first, const std::string& body);

std::string td(const std::string& cell);
std::string th(const std::string& text);  ///< heading of a row; escapes
std::string usd(model::Cents amount);

/// A number for a table: one decimal below ten, else two significant digits; a dash for what is not known.
std::string amount(double value);
/// A number in a unit of the framework: 1, year-1, 1e-5 year-1, 1e-6, share, USD, ratio (two decimals), two digits (at
/// most two that signify).
std::string amount(double value, const std::string& unit);
/// Middle, and the 90 % interval below it; the middle alone where the ends are not known.
std::string interval(const Interval& value, const std::string& unit = "1");
/// The same inside a sentence.
std::string ranged(const Interval& value, const std::string& unit = "1");
/// A probability; a dash for what is not known.
std::string chance(double probability);
std::string points(double with, double without);

/// A table with a heading a column. `cards`: on a narrow screen each row becomes a block with the headings in it.
class Table {
 public:
  Table(const std::string& caption, std::vector<std::string> heads, std::size_t text_columns = 1, bool cards = false);
  void group(const std::string& title);             ///< a heading over the rows that follow
  void row(const std::vector<std::string>& cells);  ///< the first is the row's heading
  void foot(const std::vector<std::string>& cells);
  std::string text() const;

 private:
  std::string row_of(const std::vector<std::string>& cells) const;
  std::vector<std::string> heads_;
  std::size_t text_columns_;
  bool cards_;
  std::string head_;
  std::string body_;
  std::string foot_;
};

std::string section(const std::string& id, const std::string& title, const std::string& body);
/// Closed unless `open`; readable without JavaScript.
std::string details(const std::string& summary, const std::string& body, bool open = false);
std::string soft(const std::string& text);  ///< a paragraph in small print; escapes

// Sections, a file a group of them: html_first, html_compare, html_money, html_places, html_sources.
std::string headline_section(const PageData& data, const model::Results& results);
std::string framework_section(const PageData& data);
std::string requirements_section(const PageData& data);
std::string comparison_section(const PageData& data);
std::string contribution_section(const PageData& data);
std::string groups_section(const PageData& data);
std::string budget_section(const PageData& data, const model::Results& results);
std::string cities_section(const PageData& data, const model::Results& results);
std::string agents_section(const PageData& data, const model::Results& results);
std::string fans_section(const PageData& data);
std::string countries_section(const PageData& data);
std::string assumptions_section(const PageData& data);
std::string limits_section(const PageData& data);
/// What forecasts from past years were worth; says so where there is no back-test. @param summary text of its
/// summary.csv.
std::string backtest_section(const std::string& summary);
std::string provenance_section(const model::Results& results, const ReportContext& context);

}  // namespace salus::output::html
