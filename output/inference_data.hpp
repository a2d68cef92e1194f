#pragma once
/// Draws of a posterior and what belongs to them, in the groups that ArviZ opens (posterior, prior,
/// posterior_predictive, observed_data, sample_stats): netCDF-4, every group with its own coordinates. Schema:
/// https://python.arviz.org/en/stable/schema/schema.html.
#include <map>
#include <string>
#include <vector>

#include "output/hdf5.hpp"

namespace salus::output {

/// Labels of a dimension: text, or whole numbers where there is no text.
struct Axis {
  std::vector<std::string> labels;
  std::vector<std::int64_t> numbers;
  std::string description;
  std::size_t size() const { return labels.empty() ? numbers.size() : labels.size(); }
};

struct InferenceVariable {
  std::string name;
  std::vector<std::string> dimensions;  ///< names of the group's axes, slowest first
  std::vector<float> values;
  std::string unit;
  std::string description;
};

struct InferenceGroup {
  std::string name;
  std::string description;
  std::map<std::string, Axis> axes;
  std::vector<InferenceVariable> variables;
  const InferenceVariable& at(const std::string& variable) const;  ///< @throws CorruptStore where there is none
};

struct InferenceData {
  std::map<std::string, std::string> attributes;  ///< of the file
  std::vector<InferenceGroup> groups;
  const InferenceGroup& at(const std::string& group) const;  ///< @throws CorruptStore where there is none
};

inline const std::string posterior_file_type = "salus-posterior";

/// The file's bytes; same data, same bytes. Attributes `file_type`, `format` and `content_hash` are added: what is read
/// is what was written.
std::string inference_bytes(const InferenceData& data);

/// Reads attributes, and groups by name with their variables. @param want group -> variables (with the axes they need).
/// @throws CorruptStore for a file of another type or format, a content that is not what its hash says, a missing part,
/// or a variable whose shape is not that of its axes.
InferenceData read_inference(const Hdf5Reader& file,
                             const std::map<std::string, std::map<std::string, std::vector<std::string>>>& want,
                             const std::vector<std::string>& attributes);

}  // namespace salus::output
