#pragma once
/// What spreadsheets do to tables before anybody reads them.
#include <string>
#include <string_view>

#include "model/core/diagnostic.hpp"

namespace salus::calibration {

/// Takes away the mark that spreadsheets put before UTF-8, and refuses a header whose fields are not separated by
/// commas.
/// @return whether the text can be read on.
bool accept_users_table(std::string_view& text, const std::string& file, model::Diagnostics& findings);

}  // namespace salus::calibration
