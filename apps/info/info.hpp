#pragma once
#include <string>

namespace salus::apps {

/// Prints what this program is and what its data rest on, or the table of parameters. @return exit code
int info(bool parameters);

}  // namespace salus::apps
