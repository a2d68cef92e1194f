#pragma once
/// Figures of tables: numbers, intervals, chances. What is not known is a dash.
#include "model/core/interval.hpp"
#include "output/page/html.hpp"

namespace salus::output::page {

using model::Interval;
using words::Style;

/// A number; one decimal below ten, else two significant digits, or as `style` says.
Html amount(words::Number value, Style style = Style::amount);
/// An exact amount of money.
Html money(model::Cents amount);
/// Middle, and the 90 % interval below it; the middle alone where all three read the same. Ends that are not known
/// beside a middle that is: too few draws, which is said.
Html interval(const Interval& value, Style style = Style::amount);
/// The same inside a sentence.
words::Message ranged(const Interval& value, Style style = Style::amount);
/// A probability.
Html chance(double probability);
/// Probabilities of the same event with a programme and without.
struct Chances {
  double with = 0.0;
  double without = 0.0;
};
/// Their difference in percentage points.
Html points(const Chances& chances);

}  // namespace salus::output::page
