#pragma once
#include <string>

namespace salus::apps {

/// Prints the content hash of a results file. @return exit code
int hash(const std::string& file);

}  // namespace salus::apps
