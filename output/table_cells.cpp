#include "output/table_cells.hpp"

#include <charconv>

namespace salus::output {

std::string cell(double value) {
  if (std::isnan(value)) return "";
  char number[40];
  const auto end = std::to_chars(number, number + sizeof number, static_cast<float>(value));
  return {number, end.ptr};
}

std::string end_cell(double end, double middle) {
  return std::isnan(end) && !std::isnan(middle) ? too_few_draws_in_words() : cell(end);
}

std::string distribution_cells(const std::vector<double>& draws, const Estimate& mean) {
  const IntervalEstimate q = interval_estimate(draws);
  const auto error_of = [](const Estimate& figure) { return cell(std::isnan(figure.value) ? unknown : figure.error); };
  const auto error_of_end = [&](const Estimate& end) { return q.ends_told ? error_of(end) : ""; };
  return end_cell(q.low.value, q.middle.value) + ',' + cell(q.middle.value) + ',' +
         end_cell(q.high.value, q.middle.value) + ',' + cell(mean.value) + ',' + error_of_end(q.low) + ',' +
         error_of(q.middle) + ',' + error_of_end(q.high) + ',' + error_of(mean);
}

}  // namespace salus::output
