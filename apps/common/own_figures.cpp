#include "apps/common/own_figures.hpp"

#include "apps/common/files.hpp"

namespace salus::apps {

calibration::OwnFigures read_own_figures(const std::filesystem::path& path, const Console& console) {
  model::Diagnostics findings;
  auto own = calibration::read_own_figures(read_text(path), path.string(), findings);
  if (!findings.empty()) throw model::InputError(std::move(findings));
  if (!own.not_read.empty()) {
    std::string names;
    for (const auto& name : own.not_read) names += (names.empty() ? "" : ", ") + name;
    console.say(path.string() + ": indicators that are not read: " + names);
  }
  if (!own.too_low.empty()) {
    std::string names;
    for (const auto& [iso3, n] : own.too_low) names += (names.empty() ? "" : ", ") + std::to_string(n) + " of " + iso3;
    console.say(path.string() + ": rates of 0.05 per 100,000 and less that are left out: " + names);
  }
  return own;
}

}  // namespace salus::apps
