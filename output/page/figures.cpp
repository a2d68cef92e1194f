#include "output/page/figures.hpp"

#include <cmath>

#include "output/page/parts.hpp"
#include "output/words/chance.hpp"
#include "output/words/sentences/number.hpp"
#include "output/words/sentences/page.hpp"

namespace salus::output::page {
namespace {

Text figure_text(const Estimate& value, Style style) { return words::Figure{value, style}; }

bool without_ends(const IntervalEstimate& i) { return std::isnan(i.low.value) || std::isnan(i.high.value); }

/// Whether two figures read the same; in one language as in all.
bool same_words(const Estimate& a, const Estimate& b, Style style) {
  return words::english().text(figure_text(a, style)) == words::english().text(figure_text(b, style));
}

}  // namespace

Html amount(words::Number value, Style style) { return escaped(words::Figure{value, style}); }
Html money(model::Cents amount) { return words::page::Money{.amount = amount}; }

Html interval(const IntervalEstimate& value, Style style) {
  const IntervalEstimate i = value.in_order();
  const Html middle = unbroken(amount(i.middle, style));
  if (without_ends(i)) return std::isnan(i.middle.value) ? middle : below(middle, words::number::too_few_draws);
  if (same_words(i.low, i.high, style) && same_words(i.low, i.middle, style)) return middle;
  return below(middle, escaped(words::Range{i.low, i.high, style}));
}

words::Message ranged(const IntervalEstimate& value, Style style) {
  const IntervalEstimate i = value.in_order();
  if (without_ends(i)) return words::page::RangedByFew{.middle = figure_text(i.middle, style)};
  return words::page::Ranged{
      .middle = figure_text(i.middle, style), .low = figure_text(i.low, style), .high = figure_text(i.high, style)};
}

Html chance(const Estimate& p) {
  return std::isnan(p.value) ? Html(words::number::dash) : escaped(words::share_of_runs(p));
}

Html points(const Chances& chances) {
  const Estimate more = difference_of_shares(chances.with, chances.without) * 100.0;
  if (std::isnan(more.value)) return words::number::dash;
  return words::page::Points{.points = more};
}

}  // namespace salus::output::page
