#pragma once
/// What a projection starts from: a posterior of its view and year, or first estimates.
#include <stdexcept>
#include <string>

#include "apps/session/inputs.hpp"
#include "apps/session/request.hpp"

namespace salus::session {

/// A posterior that cannot start this projection.
class PosteriorRefused : public std::runtime_error {
 public:
  enum class Reason {
    no_such_start,  ///< it has no start in this year and view
    no_country,     ///< it has none of the bundled countries
    failed_check,   ///< its chains failed their check, and the request does not accept that
  };
  PosteriorRefused(Reason reason, const std::string& message) : std::runtime_error(message), reason_(reason) {}
  Reason reason() const noexcept { return reason_; }

 private:
  Reason reason_;
};

/// The posterior of a view, or null for first estimates. @throws PosteriorRefused
const calibration::ViewPosterior* posterior_for(const Request& request, const Inputs& inputs, model::View view,
                                                int start_year);

/// The same as the results keep it. @throws PosteriorRefused
model::ProjectionStart start_of(const Request& request, const Inputs& inputs, model::View view, int start_year);

}  // namespace salus::session
