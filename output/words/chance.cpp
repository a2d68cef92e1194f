#include "output/words/chance.hpp"

#include <algorithm>
#include <cmath>

#include "output/words/sentences/chance.hpp"
#include "output/words/sentences/number.hpp"

namespace salus::output::words {

Text share_of_runs(const Estimate& probability) {
  const double p = probability.value;
  if (std::isnan(p)) return number::not_known;
  if (p == 0.0) return chance::no_run;
  if (p < 0.01) return chance::under_one_percent;
  if (p == 1.0) return chance::every_run;
  if (p > 0.99) return chance::over_99_percent;
  return Figure{probability, Style::percent};
}

Message in_share_of_runs(const Estimate& probability) {
  const double p = probability.value;
  if (std::isnan(p)) return chance::in_unknown_share;
  if (p == 0.0) return chance::in_no_run;
  if (p < 0.01) return chance::in_few;
  if (p == 1.0) return chance::in_every_run;
  if (p > 0.99) return chance::in_most;
  return chance::InShare{.share = probability};
}

Message in_runs(double p, std::uint32_t runs) {
  if (std::isnan(p) || p == 0.0 || p == 1.0 || runs < 100) return in_share_of_runs(share_of_draws(p, runs));
  return chance::InSomeOf{.runs = std::clamp(std::round(p * runs), 1.0, runs - 1.0), .all = runs};
}

}  // namespace salus::output::words
