#pragma once
/// The response surface as a file, format 1: one point a row.
#include <string>
#include <string_view>

#include "model/core/diagnostic.hpp"
#include "model/programme/response_surface.hpp"

namespace salus::scenarios {

/// `format,intervention,crime_type,targeting,coverage,targets,share,logit_sd,label`, in the order of the points.
std::string surface_text(const model::ResponseSurface& surface);

/// Notes every fault: another format, unknown interventions and crime types, a point that stands twice, labels that
/// differ.
model::ResponseSurface read_surface(std::string_view text, const std::string& file, const model::Evidence& evidence,
                                    model::Diagnostics& findings);

}  // namespace salus::scenarios
