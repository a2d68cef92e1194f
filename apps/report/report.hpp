#pragma once
#include <string>

namespace salus::apps {

/// Writes report.html and report.json again from results.h5 of the folder. @return exit code
int report(const std::string& folder);

}  // namespace salus::apps
