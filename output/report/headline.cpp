#include "output/report/headline.hpp"

#include <algorithm>
#include <cmath>

#include "model/core/number.hpp"
#include "output/summary.hpp"

namespace salus::output {

std::string in_words(double value) {
  if (std::isnan(value)) return "not known";
  const double size = std::abs(value);
  if (size < 0.5) return "0";
  const double unit = std::pow(10.0, std::max(0.0, std::floor(std::log10(size)) - 1.0));
  const double rounded = std::round(value / unit) * unit;
  if (std::abs(rounded) >= 1e6) return model::format_fixed(rounded / 1e6, std::abs(rounded) < 1e7 ? 1 : 0, true) + " million";
  return model::format_fixed(rounded, 0, true);
}

std::string percent(double p) {
  if (std::isnan(p)) return "not known";
  if (p < 0.01) return p == 0.0 ? "no draw" : "under 1 %";
  if (p > 0.99) return p == 1.0 ? "every draw" : "over 99 %";
  return model::format_fixed(100.0 * p, 0) + " %";
}

std::vector<std::string> headline_sentences(const model::Results& r) {
  std::vector<std::string> sentences;
  std::size_t total = 0;
  for (const auto& l : r.locations) total += l.kind != model::Location::Kind::country;
  --total;
  const std::vector<std::size_t> violent{0, 1, 2, 3, 4};
  const std::string years = std::to_string(r.years.front()) + "-" + std::to_string(r.years[model::budget_years - 1]);
  double all = 0.0, n = 0.0;  // violent incidents of the baseline over the ten years, mean over draws
  const std::size_t S = r.scenarios.size(), Y = r.years.size(), D = r.identity.draws;
  for (std::size_t d = 0; d < D; ++d) {
    double sum = 0.0;
    for (const std::size_t h : violent)
      for (std::size_t y = 0; y < model::budget_years; ++y) sum += static_cast<double>(r.aggregate_draws[(((total * model::headline_count + h) * S) * Y + y) * D + d]);
    if (!std::isnan(sum)) all += sum, n += 1.0;
  }
  all /= n;
  for (std::size_t s = 1; s < S; ++s) {
    const auto q = [&](double level) { return averted_quantile(r, total, violent, s, level); };
    const double low = q(0.05), middle = q(0.5), high = q(0.95), deaths = averted_quantile(r, total, {0}, s, 0.5);
    std::string text = r.scenarios[s].title + ": over " + years + ", against '" + r.scenarios[0].title + "', ";
    if (low == 0.0 && high == 0.0) text += "no violent incident is averted in any draw.";
    else {
      text += high < 0.0 ? "between " + in_words(-high) + " and " + in_words(-low) + " more violent incidents"
              : low <= 0.0 ? "anywhere from " + std::string(low < 0.0 ? in_words(-low) + " more" : "none") + " to " + in_words(high) + " fewer violent incidents"
                           : "between " + in_words(low) + " and " + in_words(high) + " fewer violent incidents";
      text += " (90 % interval; middle " + in_words(middle) + "; homicides, middle " + in_words(deaths) + ").";
      const double share = std::abs(middle) / all * 1e4;
      if (share >= 0.05) text += " The middle is about " + (share < 1.0 ? model::format_fixed(share, 1) : model::format_fixed(share, 0)) + " of every 10,000 violent incidents.";
      if (low <= 0.0 && high >= 0.0) text += " No effect at all is within the interval.";
    }
    sentences.push_back(text);
  }
  const auto& halving = r.halving.back().rate_probability;
  std::string base = "Homicide rate of all " + std::to_string(r.countries.size()) + " countries halved by 2030 against 2017-19: '" + r.scenarios[0].title + "' in " + percent(halving[0]);
  for (std::size_t s = 1; s < S; ++s) base += "; '" + r.scenarios[s].title + "' in " + percent(halving[s]);
  sentences.push_back(base + ".");
  double halved = 0.0, countries = 0.0;
  for (std::size_t l = 0; l < r.locations.size(); ++l)
    if (r.locations[l].kind == model::Location::Kind::country && !std::isnan(r.halving[l].rate_probability[0])) halved += r.halving[l].rate_probability[0], countries += 1.0;
  sentences.push_back("Of single countries, about " + model::format_fixed(halved, 1) + " of " + model::format_fixed(countries, 0) + " halve their rate under '" + r.scenarios[0].title + "': falls happen anyway, and a fall proves nothing by itself.");
  return sentences;
}

}  // namespace salus::output
