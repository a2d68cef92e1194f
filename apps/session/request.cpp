#include "apps/session/request.hpp"

#include <nlohmann/json.hpp>

#include "model/country/kernel_abi.hpp"
#include "model/run/results.hpp"
#include "output/error.hpp"

namespace salus::session {

std::string to_text(const Request& request) {
  nlohmann::json json;
  json["format"] = 1;
  json["result_version"] = model::result_version;
  json["seed"] = std::to_string(request.seed);  // as text: JSON numbers are doubles elsewhere
  json["draws"] = request.draws;
  json["grain"] = request.grain;
  json["without"] = nlohmann::json::array();
  for (const auto l : model::every<model::Loop>)
    if (request.without[l]) json["without"].push_back(model::loop_names[l]);
  for (const auto& [file, text] : request.scenarios) json["scenarios"].push_back({{"file", file}, {"text", text}});
  for (const auto& [name, hash] : request.input_hashes) json["inputs"][name] = hash;
  json["posterior"] = request.posterior;
  if (!request.surface.empty()) json["surface"] = request.surface;
  json["accept_failed_check"] = request.accept_failed_check;
  return json.dump(1);
}

Request request_from_text(const std::string& text) {
  try {
    const auto json = nlohmann::json::parse(text);
    if (json.at("format") != 1 || json.at("result_version") != model::result_version)
      throw output::CorruptStore("the run was made by another version of the program: result version " +
                                 json.at("result_version").dump() + ", this program has " +
                                 std::to_string(model::result_version));
    Request request;
    request.seed = std::stoull(json.at("seed").get<std::string>());
    request.draws = json.at("draws").get<std::uint32_t>();
    request.grain = json.at("grain").get<std::uint32_t>();
    if (request.grain == 0 || request.grain % model::block_lanes != 0)
      throw output::CorruptStore("the draws of a part of the run are no multiple of " +
                                 std::to_string(model::block_lanes) + ": " + std::to_string(request.grain));
    for (const auto& name : json.at("without")) {
      const auto loop = model::find(model::loop_names, name.get<std::string>());
      if (!loop) throw output::CorruptStore("the run names a loop that this program does not know: " + name.dump());
      request.without[*loop] = true;
    }
    for (const auto& scenario : json.at("scenarios"))
      request.scenarios.push_back({scenario.at("file").get<std::string>(), scenario.at("text").get<std::string>()});
    for (const auto& [name, hash] : json.at("inputs").items())
      request.input_hashes.emplace_back(name, hash.get<std::string>());
    request.posterior = json.at("posterior").get<std::string>();
    request.surface = json.value("surface", "");
    request.accept_failed_check = json.at("accept_failed_check").get<bool>();
    return request;
  } catch (const output::CorruptStore&) {
    throw;
  } catch (const std::exception& e) {
    throw output::CorruptStore(std::string("the description of the run cannot be read: ") + e.what());
  }
}

}  // namespace salus::session
