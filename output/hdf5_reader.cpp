#include "output/hdf5.hpp"
#include "output/hdf5_walk.hpp"

namespace salus::output {
namespace {

/// Of files of our own, where only a fault of ours could ask for more.
constexpr std::uint64_t own_limit = std::uint64_t{1} << 36;

}  // namespace

Hdf5Reader::Hdf5Reader(std::string_view bytes) {
  walk_hdf5(bytes, ReadingLimit(own_limit),
            [&](const std::string& path, StoredObject&& object) { objects_.emplace(path, std::move(object)); });
}

bool Hdf5Reader::has(const std::string& path) const { return objects_.contains(path); }

const StoredObject& Hdf5Reader::object(const std::string& path) const {
  const auto found = objects_.find(path);
  if (found == objects_.end()) throw CorruptStore("the file has no group or variable '" + path + "'");
  return found->second;
}

const StoredObject& Hdf5Reader::variable(const std::string& path) const {
  const auto& found = object(path);
  if (!found.is_variable) throw CorruptStore("the file has no variable '" + path + "'");
  return found;
}

const std::vector<std::uint64_t>& Hdf5Reader::shape(const std::string& path) const { return variable(path).shape; }

template <class T>
const std::vector<T>& Hdf5Reader::values(const std::string& path) const {
  const auto* values = std::get_if<std::vector<T>>(&variable(path).values);
  if (values == nullptr) throw CorruptStore("'" + path + "' is not of the expected type");
  return *values;
}

const std::vector<float>& Hdf5Reader::floats(const std::string& path) const { return values<float>(path); }
const std::vector<double>& Hdf5Reader::doubles(const std::string& path) const { return values<double>(path); }
const std::vector<std::int64_t>& Hdf5Reader::integers(const std::string& path) const {
  return values<std::int64_t>(path);
}
const std::vector<std::string>& Hdf5Reader::strings(const std::string& path) const { return values<std::string>(path); }

const Attribute& Hdf5Reader::attribute(const std::string& path, const std::string& name) const {
  const auto& attributes = object(path).attributes;
  const auto found = attributes.find(name);
  if (found == attributes.end()) throw CorruptStore("'" + path + "' has no attribute '" + name + "'");
  return found->second;
}

bool Hdf5Reader::has_attribute(const std::string& path, const std::string& name) const {
  return object(path).attributes.contains(name);
}

const std::string& Hdf5Reader::text_attribute(const std::string& path, const std::string& name) const {
  const auto* text = std::get_if<std::string>(&attribute(path, name));
  if (text == nullptr) throw CorruptStore("attribute '" + name + "' of '" + path + "' is not a text");
  return *text;
}

std::int64_t Hdf5Reader::integer_attribute(const std::string& path, const std::string& name) const {
  const auto* number = std::get_if<std::int64_t>(&attribute(path, name));
  if (number == nullptr) throw CorruptStore("attribute '" + name + "' of '" + path + "' is not a whole number");
  return *number;
}

std::string Hdf5Reader::content_hash() const {
  Sha256 hash;
  for (const auto& [path, object] : objects_) add_to_hash(hash, path, object);
  return hex(hash.digest());
}

std::string hdf5_content_hash(std::string_view bytes) {
  Sha256 hash;
  hash_hdf5(bytes, ReadingLimit(own_limit), hash);
  return hex(hash.digest());
}

}  // namespace salus::output
