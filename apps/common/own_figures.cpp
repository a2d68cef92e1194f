#include "apps/common/own_figures.hpp"

#include <algorithm>

#include "apps/common/files.hpp"

namespace salus::apps {
namespace {

/// Countries of a user's table that are not among the bundled ones.
std::string others(const calibration::OwnFigures& own, const calibration::Tables& tables) {
  std::string names;
  for (const auto& [iso3, series] : own.rates) {
    const std::string& wanted = iso3;
    const bool bundled = std::any_of(tables.countries.begin(), tables.countries.end(),
                                     [&](const auto& country) { return country.iso3 == wanted; });
    if (!bundled) names += (names.empty() ? "" : ", ") + iso3;
  }
  return names;
}

}  // namespace

calibration::OwnFigures read_own_figures(const std::filesystem::path& path, const calibration::Tables& tables,
                                         const Console& console) {
  model::Diagnostics findings;
  auto own = calibration::read_own_figures(read_text(path), path.string(), findings);
  if (!findings.empty()) throw model::InputError(std::move(findings));
  const auto say = [&](const std::string& what, const std::string& names) {
    if (!names.empty()) console.say(path.string() + ": " + what + ": " + names);
  };
  std::string not_read;
  for (const auto& name : own.not_read) not_read += (not_read.empty() ? "" : ", ") + name;
  say("indicators that are not read", not_read);
  std::string groups;
  for (const auto& code : own.groups) groups += (groups.empty() ? "" : ", ") + code;
  say("groups of countries that are left out", groups);
  std::string too_low;
  for (const auto& [iso3, n] : own.too_low)
    too_low += (too_low.empty() ? "" : ", ") + std::to_string(n) + " of " + iso3;
  say("rates of 0.05 per 100,000 and less that are left out", too_low);
  say("countries that are not among the " + std::to_string(tables.countries.size()) +
          " and that no projection can use; their figures are used here",
      others(own, tables));
  return own;
}

}  // namespace salus::apps
