#include "apps/session/start.hpp"

#include <algorithm>

namespace salus::session {
namespace {

using Reason = PosteriorRefused::Reason;

/// Bundled countries that a posterior does not have.
std::vector<std::string> lacking(const calibration::ViewPosterior& posterior, const calibration::Tables& tables) {
  std::vector<std::string> all;
  for (const auto& country : tables.by_country)
    if (!std::binary_search(posterior.countries.begin(), posterior.countries.end(), country.name.iso3))
      all.push_back(country.name.iso3);
  return all;
}

}  // namespace

const calibration::ViewPosterior* posterior_for(const Request& request, const Inputs& inputs, model::View view,
                                                int start_year) {
  if (!inputs.posterior) return nullptr;
  const auto& all = *inputs.posterior;
  const auto found = std::find_if(all.views.begin(), all.views.end(),
                                  [&](const auto& v) { return v.view == view && v.start_year == start_year; });
  if (found == all.views.end()) {
    if (request.posterior == bundled) return nullptr;
    throw PosteriorRefused(Reason::no_such_start, "the posterior '" + request.posterior + "' has no start in " +
                                                      std::to_string(start_year) + " in the view " +
                                                      std::string(model::view_names[view]));
  }
  if (lacking(*found, inputs.tables).size() == inputs.tables.by_country.size())
    throw PosteriorRefused(Reason::no_country,
                           "the posterior '" + request.posterior +
                               "' has none of the bundled countries: it cannot start a projection of them");
  if (!all.failed_check.empty() && !request.accept_failed_check)
    throw PosteriorRefused(Reason::failed_check, "the chains of the posterior failed their check (" + all.failed_check +
                                                     "), so its intervals cannot be believed");
  return &*found;
}

std::string start_text(const Request& request, const Inputs& inputs, model::View view, int start_year) {
  const auto* p = posterior_for(request, inputs, view, start_year);
  if (p == nullptr)
    return "first estimates, not calibrated" +
           std::string(inputs.posterior ? ": the bundled posterior has no start in this year and view" : "");
  std::string missing;
  for (const auto& iso3 : lacking(*p, inputs.tables)) missing += (missing.empty() ? "" : ", ") + iso3;
  return (missing.empty()
              ? ""
              : "FIRST ESTIMATES for countries that the posterior lacks (" + missing + "); for the others ") +
         "posterior of " + std::to_string(p->chains * p->draws) + " draws, data to " +
         std::to_string(p->last_data_year) + "; " +
         (inputs.posterior->failed_check.empty()
              ? "its chains passed their check"
              : "ITS CHECK FAILED (" + inputs.posterior->failed_check + "): do not believe the intervals");
}

}  // namespace salus::session
