#pragma once
/// A fit of one view with all that is written of it: groups for ArviZ, and the page.
#include "apps/session/posterior.hpp"

namespace salus::apps {

struct FittedView {
  calibration::FitPanel panel;
  calibration::ViewPosterior posterior;
  calibration::CityFit cities;
  calibration::FitChecks checks;
  std::vector<calibration::Learnt> places;  ///< pooled values of the fit of places
  std::vector<float> lp;  ///< [chains x draws] log-likelihood of the readings given parameters and rare events
  std::vector<std::size_t> replicated;  ///< which of the kept draws of a chain have replicated readings
  std::vector<float> log_rate;          ///< [chains][replicated][countries][years]
};

inline constexpr int forecast_years = 10;

/// Adds sample_stats, posterior_predictive, observed_data and the values of places. Views have the same countries.
void add_groups(const std::vector<FittedView>& views, output::InferenceData& data);

/// @param names of countries by ISO code; a country without one goes by its code.
std::string fit_page(const std::vector<FittedView>& views, const session::Posterior& posterior,
                     const std::map<std::string, std::string>& names);

/// Whether a text is such a page, by the command that it says it is of.
bool is_fit_page(const std::string& text);

}  // namespace salus::apps
