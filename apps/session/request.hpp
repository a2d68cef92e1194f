#pragma once
/// What a run was asked to do, as a text that can be kept beside its shards and read back by `merge` and `--resume`.
#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "apps/session/scenario_texts.hpp"
#include "model/run/plan.hpp"

namespace salus::session {

/// Everything that the numbers of a run depend on, and how its draws are cut into parts; nothing else (threads,
/// folders, shards) is in it.
struct Request {
  std::vector<ScenarioText> scenarios;  ///< the first is the baseline
  std::uint64_t seed = 1;
  std::uint32_t draws = 1000;
  std::uint32_t grain = model::RunPlan{}.grain;  ///< draws of a part; no number depends on it
  model::EnumArray<bool, model::Loop> without{};
  std::vector<std::pair<std::string, std::string>> input_hashes;
  std::string posterior;             ///< as `read_inputs` takes it; its content is among the hashes
  std::string surface;               ///< curves of coverage, as `read_inputs` takes it
  bool accept_failed_check = false;  ///< project from a posterior whose check failed, and say so
};

/// Canonical JSON: same request, same bytes.
std::string to_text(const Request& request);

/// @throws output::CorruptStore where the text is not a request of this format.
Request request_from_text(const std::string& text);

}  // namespace salus::session
