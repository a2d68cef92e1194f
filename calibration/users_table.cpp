#include "calibration/users_table.hpp"

namespace salus::calibration {

bool accept_users_table(std::string_view& text, const std::string& file, model::Diagnostics& findings) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const std::string_view head = text.substr(0, text.find('\n'));
  for (const char other : {';', '\t'})
    if (head.find(',') == head.npos && head.find(other) != head.npos) {
      findings.push_back({file, 1, static_cast<std::uint32_t>(head.find(other)) + 1, "separator",
                          "fields are not separated by commas", std::string(1, other), ",",
                          "save the table as CSV with commas, and points in numbers"});
      return false;
    }
  return true;
}

}  // namespace salus::calibration
