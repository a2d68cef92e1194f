#pragma once
#include <string>
#include <vector>

#include "apps/common/session.hpp"

namespace salus::apps {

/// Joins the shards of several folders into results, as if one run had made them all. @return exit code
int merge(const std::vector<std::string>& folders, const HowToRun& how);

}  // namespace salus::apps
