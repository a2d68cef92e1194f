/// Response surfaces as `--surface` takes them: a surface that is written back as itself, or findings, never a crash.
#include <cstddef>
#include <cstdint>
#include <string>

#include "scenarios/response_surface.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace salus;
  std::string text;
  for (std::size_t i = 0; i < size; ++i) text += static_cast<char>(data[i]);
  model::Diagnostics findings;
  const auto surface = scenarios::read_surface(text, "surface.csv", findings);
  for (const auto& finding : findings)
    if (finding.what.empty() || finding.fix.empty()) __builtin_trap();
  if (!findings.empty()) return 0;
  model::Diagnostics again;
  const std::string written = scenarios::surface_text(surface);
  if (scenarios::surface_text(scenarios::read_surface(written, "surface.csv", again)) != written) __builtin_trap();
  return 0;
}
