#pragma once
/// Every uncertain number of the model as a record, and one draw of all of them.
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "model/core/ids.hpp"
#include "model/core/parameter_ids.hpp"
#include "model/parameters/prior.hpp"
#include "model/programme/scenario.hpp"
#include "model/random/philox.hpp"

namespace salus::model {

/// Whether all countries share one value in a draw (what we do not know about the world), or each has its own.
enum class Scope : std::uint8_t { pooled, country };

/// Whether a scenario may set it. `noise`: it shapes levels, noise or the city panel, which are drawn once and shared
/// by all scenarios, so that their difference is the programme; a scenario's own value would have no effect.
enum class Part : std::uint8_t { scenario, noise };

/// What a prior rests on; the spread of results is split by it. data: estimated from figures of the kind it is used
/// for. analogy: carried over from other fields or places. assumption: judgement.
enum class Knowledge : std::uint8_t { data, analogy, assumption };
inline constexpr std::size_t knowledge_count = count_of<Knowledge>;
inline constexpr auto knowledge_names = enumerator_names<Knowledge>;

struct ParameterRecord {
  Parameter id;
  std::uint32_t number;  ///< keys its draws; never reused
  std::string_view name;
  std::string_view symbol;
  std::string_view unit;
  Scope scope;
  Knowledge knowledge;
  Prior prior;
  std::string_view meaning;
  std::string_view source;
  Part part = Part::scenario;
};

/// All records, in the order of `Parameter`.
const std::vector<ParameterRecord>& registry();

/// One value of every parameter.
class ParameterDraw {
 public:
  double operator[](Parameter id) const { return values_[id]; }
  double& operator[](Parameter id) { return values_[id]; }

 private:
  EnumArray<double, Parameter> values_;
};

/// A share of a crime type in one draw.
inline double share_of(const TypeShare& share, const ParameterDraw& values) {
  return share.parameter ? values[*share.parameter] : share.fixed;
}

/// Which set of random numbers a draw takes: the next one where the last was rejected.
struct Attempt {
  std::uint32_t pooled = 0;   ///< for parameters that all countries share
  std::uint32_t country = 0;  ///< for the country's own
};

/// Parameters of one draw for one country. The pooled part does not depend on the country.
ParameterDraw draw_parameters(RandomKey key, CountryCode country, Attempt attempt);

/// Puts a scenario's settings in place of drawn values. @throws std::invalid_argument for an unknown parameter.
void apply_overrides(ParameterDraw& values, const std::vector<Override>& overrides);

/// Calibrated values of some pooled parameters, draw by draw; all empty where there was no calibration.
struct PosteriorDraws {
  std::vector<Parameter> parameters;
  std::vector<float> values;  ///< [draws][parameters]
};

/// Puts a calibrated draw, its number modulo how many there are, in place of drawn values.
void put_in(ParameterDraw& values, const PosteriorDraws& posterior, std::size_t draw);

/// `one` where a parameter's knowledge is `kept`, else `other`: the two halves of a pick-freeze pair.
ParameterDraw mixed(const ParameterDraw& one, const ParameterDraw& other, Knowledge kept);

/// Every parameter at its prior's centre.
ParameterDraw central_parameters();

}  // namespace salus::model
