#pragma once
/// The response surface as a file, format 2: the curve of one kind of target and crime type a row.
#include <string>
#include <string_view>

#include "model/core/diagnostic.hpp"
#include "model/programme/response_surface.hpp"

namespace salus::scenarios {

/// Columns as in scenarios/README.md, in the order of the curves.
std::string surface_text(const model::ResponseSurface& surface);

/// Notes every fault: another format, unknown targets and crime types, a curve that stands twice, labels that differ.
model::ResponseSurface read_surface(std::string_view text, const std::string& file, model::Diagnostics& findings);

}  // namespace salus::scenarios
