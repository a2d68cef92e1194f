#include "output/page/figures.hpp"

#include <cmath>

#include "output/page/parts.hpp"
#include "output/words/chance.hpp"
#include "output/words/sentences/number.hpp"
#include "output/words/sentences/page.hpp"

namespace salus::output::page {
namespace {

Text figure_text(double value, Style style) { return words::Figure{value, style}; }

bool without_ends(const Interval& i) { return std::isnan(i.low) || std::isnan(i.high); }

/// Whether two figures read the same; in one language as in all.
bool same_words(double a, double b, Style style) {
  return words::english().text(figure_text(a, style)) == words::english().text(figure_text(b, style));
}

}  // namespace

Html amount(words::Number value, Style style) { return escaped(words::Figure{value, style}); }
Html money(model::Cents amount) { return words::page::Money{.amount = amount}; }

Html interval(const Interval& i, Style style) {
  const Html middle = unbroken(amount(i.middle, style));
  if (without_ends(i)) return std::isnan(i.middle) ? middle : below(middle, words::number::too_few_draws);
  if (same_words(i.low, i.high, style) && same_words(i.low, i.middle, style)) return middle;
  return below(middle, escaped(words::Range{i.low, i.high, style}));
}

words::Message ranged(const Interval& i, Style style) {
  if (without_ends(i)) return words::page::RangedByFew{.middle = figure_text(i.middle, style)};
  return words::page::Ranged{
      .middle = figure_text(i.middle, style), .low = figure_text(i.low, style), .high = figure_text(i.high, style)};
}

Html chance(double p) { return std::isnan(p) ? Html(words::number::dash) : escaped(words::share_of_runs(p)); }

Html points(const Chances& chances) {
  const double more = std::round(10000.0 * (chances.with - chances.without)) / 100.0;
  if (std::isnan(more)) return words::number::dash;
  return words::page::Points{.points = more};
}

}  // namespace salus::output::page
