#pragma once
/// Figures of tables: numbers, intervals, chances. What is not known is a dash.
#include "output/page/html.hpp"

namespace salus::output::page {

using words::Style;

/// A number; one decimal below ten, else two significant digits, or as `style` says.
Html amount(words::Number value, Style style = Style::amount);
/// An exact amount of money.
Html money(model::Cents amount);
/// Middle, and the 90 % interval below it; the middle alone where all three read the same. Ends that are not known
/// beside a middle that is: too few draws, which is said.
Html interval(const IntervalEstimate& value, Style style = Style::amount);
/// The same inside a sentence.
words::Message ranged(const IntervalEstimate& value, Style style = Style::amount);
/// A probability.
Html chance(const Estimate& probability);
/// Probabilities of the same event with a programme and without.
struct Chances {
  Estimate with;
  Estimate without;
};
/// Their difference in percentage points.
Html points(const Chances& chances);

}  // namespace salus::output::page
