#pragma once
/// What people may have meant by a number that is not written as files have it. For remedies only: nothing is ever
/// computed from a reading.
#include <string>
#include <string_view>
#include <vector>

namespace salus::scenarios {

/// `$50M`, `50.000.000 USD`, `1,5 million`: the numbers it may stand for, and the rest.
struct WrittenNumber {
  /// Exact to the digit, as a plain decimal; two where one separator may group thousands or be a decimal point; none
  /// where it is not clear.
  std::vector<std::string> readings;
  std::string unit;       ///< `USD` and `%` however they were written; what else stands there; empty where nothing does
  bool negative = false;  ///< a minus stands before it
  bool separated = false;        ///< digits are parted by something
  bool signed_as_money = false;  ///< a currency sign, or the currency before the number
  bool in_words = false;         ///< `million`, `k`
};

/// @param money single letters (`k`, `M`) are multiples
WrittenNumber read_written_number(std::string_view text, bool money);

/// The decimal moved by so many places: `0.13` by 2 is `13`.
std::string shifted(std::string_view number, int places);

}  // namespace salus::scenarios
