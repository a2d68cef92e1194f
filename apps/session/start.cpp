#include "apps/session/start.hpp"

#include <algorithm>

#include "calibration/country_inputs.hpp"
#include "output/words/run.hpp"
#include "output/words/words.hpp"

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
  if (!inputs.posterior || request.posterior == first_estimates) return nullptr;
  const auto& all = *inputs.posterior;
  // The engine runs from the last data to the start: from the latest that is not after it.
  const calibration::ViewPosterior* found = nullptr;
  for (const auto& v : all.views)
    if (v.view == view && v.start_year <= start_year && start_year <= v.start_year + calibration::most_rolled &&
        (found == nullptr || found->start_year < v.start_year))
      found = &v;
  if (found == nullptr) {
    if (request.posterior == bundled) return nullptr;
    throw PosteriorRefused(Reason::no_such_start, "the posterior '" + request.posterior + "' has no start from which " +
                                                      std::to_string(start_year) + " can be reached in the view " +
                                                      std::string(model::view_names[view]));
  }
  if (lacking(*found, inputs.tables).size() == inputs.tables.by_country.size())
    throw PosteriorRefused(Reason::no_country,
                           "the posterior '" + request.posterior +
                               "' has none of the bundled countries: it cannot start a projection of them");
  if (!all.checks.passed() && !request.accept_failed_check)
    throw PosteriorRefused(Reason::failed_check,
                           "the chains of the posterior failed their check (" +
                               output::words::english().text(output::words::checks_in_words(all.checks)) +
                               "), so its intervals cannot be believed");
  return found;
}

model::ProjectionStart start_of(const Request& request, const Inputs& inputs, model::View view, int start_year) {
  using Kind = model::ProjectionStart::Kind;
  model::ProjectionStart start;
  const auto* p = posterior_for(request, inputs, view, start_year);
  if (p == nullptr) {
    start.posterior_has_no_such_start = inputs.posterior.has_value();
    return start;
  }
  start.missing = lacking(*p, inputs.tables);
  start.kind = start.missing.empty() ? Kind::posterior : Kind::mixed;
  start.draws = static_cast<std::uint32_t>(p->chains * p->draws);
  start.last_data_year = p->last_data_year;
  if (p->start_year < start_year) start.rolled_from = p->start_year;
  start.other_data = other_data(*inputs.posterior, inputs.hashes);
  start.checks = inputs.posterior->checks;
  return start;
}

}  // namespace salus::session
