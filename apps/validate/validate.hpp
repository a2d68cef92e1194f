#pragma once
#include <string>
#include <vector>

namespace salus::apps {

/// Reports all findings of all files in one pass. @return exit code
int validate(const std::vector<std::string>& files);

}  // namespace salus::apps
