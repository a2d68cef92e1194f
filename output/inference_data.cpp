#include "output/inference_data.hpp"

#include <algorithm>

namespace salus::output {
namespace {

template <class T>
const T& by_name(const std::vector<T>& all, const std::string& name, const char* what) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const T& t) { return t.name == name; });
  if (found == all.end()) throw CorruptStore(std::string("the posterior has no ") + what + " '" + name + "'");
  return *found;
}

}  // namespace

const InferenceVariable& InferenceGroup::at(const std::string& variable) const {
  return by_name(variables, variable, "variable");
}
const InferenceGroup& InferenceData::at(const std::string& group) const { return by_name(groups, group, "group"); }

namespace {

constexpr std::int64_t posterior_format = 2;

/// The file, with a hash of its content where that is known.
std::string written(const InferenceData& data, const std::string& content_hash) {
  Hdf5Writer file;
  file.attribute("/", "file_type", posterior_file_type);
  file.attribute("/", "format", posterior_format);
  if (!content_hash.empty()) file.attribute("/", content_hash_name, content_hash);
  for (const auto& [name, value] : data.attributes) file.attribute("/", name, value);
  for (const auto& group : data.groups) {
    file.group(group.name, group.description);
    for (const auto& [name, axis] : group.axes) {
      const std::string path = group.name + "/" + name;
      if (axis.labels.empty()) file.coordinate(path, axis.numbers, {"1", axis.description});
      else file.coordinate(path, axis.labels, {"1", axis.description});
    }
    for (const auto& v : group.variables) {
      std::vector<std::string> dimensions;
      for (const auto& d : v.dimensions) dimensions.push_back(group.name + "/" + d);
      file.variable(group.name + "/" + v.name, dimensions, v.values, {v.unit, v.description});
    }
  }
  return file.finish();
}

/// @throws CorruptStore for a file of another type or format, or one that was changed after it was written
void check_file(const Hdf5Reader& file) {
  if (file.text_attribute("/", "file_type") != posterior_file_type)
    throw CorruptStore("this is no posterior of this program, but '" + file.text_attribute("/", "file_type") + "'");
  if (const auto format = file.integer_attribute("/", "format"); format != posterior_format)
    throw CorruptStore("the posterior has format " + std::to_string(format) + "; this program reads format " +
                       std::to_string(posterior_format));
  if (file.text_attribute("/", content_hash_name) != file.content_hash())
    throw CorruptStore("the posterior was changed after it was written: its content is not what its hash says");
}

}  // namespace

std::string inference_bytes(const InferenceData& data) { return written(data, hdf5_content_hash(written(data, ""))); }

InferenceData read_inference(const Hdf5Reader& file,
                             const std::map<std::string, std::map<std::string, std::vector<std::string>>>& want,
                             const std::vector<std::string>& attributes) {
  check_file(file);
  InferenceData data;
  for (const auto& name : attributes) data.attributes[name] = file.text_attribute("/", name);
  for (const auto& [name, variables] : want) {
    InferenceGroup group{name, "", {}, {}};
    for (const auto& [variable, dimensions] : variables) {
      std::vector<std::uint64_t> expected;
      for (const auto& d : dimensions) {
        const std::string path = "/" + name + "/" + d;
        Axis& axis = group.axes[d];
        if (axis.size() == 0) {
          if (!file.has(path)) throw CorruptStore("the posterior has no coordinate '" + path + "'");
          if (d == "chain" || d == "draw" || d == "year") axis.numbers = file.integers(path);
          else axis.labels = file.strings(path);
        }
        expected.push_back(axis.size());
      }
      const std::string path = "/" + name + "/" + variable;
      if (!file.has(path)) throw CorruptStore("the posterior has no variable '" + path + "'");
      if (file.shape(path) != expected) throw CorruptStore("the shape of '" + path + "' is not that of its dimensions");
      group.variables.push_back({variable, dimensions, file.floats(path), "", ""});
    }
    data.groups.push_back(std::move(group));
  }
  return data;
}

}  // namespace salus::output
