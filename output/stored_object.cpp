#include "output/stored_object.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <type_traits>

namespace salus::output {

void ReadingLimit::take(std::uint64_t elements, std::uint64_t size_of_each, const std::string& path) {
  if (elements > left_ / size_of_each)
    throw LimitRefused("'" + path + "' would bring what is read of the file to more than " +
                       std::to_string(bytes_ >> 20) + " MiB; refused");
  left_ -= elements * size_of_each;
}

// ---- The hash ----

namespace {

/// Lengths in front of everything, so that no two contents give the same bytes.
void add_sized(Sha256& hash, std::string_view text) {
  const std::uint64_t size = text.size();
  hash.add(&size, sizeof size);
  hash.add(text);
}

std::string_view bytes_of(const std::int64_t& number) {
  return {reinterpret_cast<const char*>(&number), sizeof number};
}

template <class T>
constexpr std::string_view type_name = std::is_same_v<T, float>    ? "f4"
                                       : std::is_same_v<T, double> ? "f8"
                                                                   : "i8";

/// Numbers with one not-a-number, a few at a time.
template <class T>
void add_floats(Sha256& hash, std::span<const T> values) {
  std::array<T, 4096> some;
  while (!values.empty()) {
    const auto now = values.first(std::min(values.size(), some.size()));
    std::ranges::transform(now, some.begin(),
                           [](T value) { return std::isnan(value) ? std::numeric_limits<T>::quiet_NaN() : value; });
    hash.add(some.data(), now.size_bytes());
    values = values.subspan(now.size());
  }
}

template <class T>
void add_values(Sha256& hash, const std::vector<T>& values) {
  if constexpr (std::is_same_v<T, std::string>) {
    add_sized(hash, "text");
    for (const auto& value : values) add_sized(hash, value);
  } else {
    add_sized(hash, type_name<T>);
    if constexpr (std::is_floating_point_v<T>) add_floats(hash, std::span<const T>(values));
    else hash.add(values.data(), values.size() * sizeof(T));
  }
}

/// All of an object but its values. @return false where it is no part of the content
bool add_description(Sha256& hash, const std::string& path, const StoredObject& object) {
  if (path == "/provenance" || path.starts_with("/provenance/")) return false;
  add_sized(hash, path);
  for (const auto& [name, value] : object.attributes) {
    if (path == "/" && name == content_hash_name) continue;
    add_sized(hash, name);
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
      add_sized(hash, "i");
      add_sized(hash, bytes_of(*number));
    } else {
      add_sized(hash, "t");
      add_sized(hash, std::get<std::string>(value));
    }
  }
  for (const std::uint64_t size : object.shape) hash.add(&size, sizeof size);
  return true;
}

}  // namespace

void add_to_hash(Sha256& hash, const std::string& path, const StoredObject& object) {
  if (!add_description(hash, path, object) || !object.is_variable) return;
  std::visit([&](const auto& values) { add_values(hash, values); }, object.values);
}

void add_to_hash(Sha256& hash, const std::string& path, const StoredObject& object, const FloatPieces& pieces) {
  if (!add_description(hash, path, object)) return;
  add_sized(hash, type_name<float>);
  pieces([&](std::span<const float> piece) { add_floats(hash, piece); });
}

// ---- From process to process ----

namespace {

constexpr std::uint64_t longest_path = 1000;
constexpr std::uint64_t most_attributes = 1000;
constexpr std::uint64_t most_dimensions = 32;
constexpr std::size_t piece = std::size_t{1} << 20;  ///< elements for which there is memory before they have come

void put_number(ByteSink& to, std::uint64_t value) { to.put(&value, sizeof value); }

void put_text(ByteSink& to, const std::string& text) {
  put_number(to, text.size());
  to.put(text.data(), text.size());
}

std::uint64_t get_number(ByteSource& from, std::uint64_t most, const char* what) {
  std::uint64_t value = 0;
  from.get(&value, sizeof value);
  if (value > most) throw CorruptStore(std::string("the reading process said something impossible of ") + what);
  return value;
}

/// Values in pieces, so that a size that is only claimed takes no memory.
template <class Values>
void get_in_pieces(ByteSource& from, Values& values, std::uint64_t size) {
  while (values.size() < size) {
    const std::size_t begin = values.size();
    values.resize(begin + std::min<std::uint64_t>(piece, size - begin));
    from.get(values.data() + begin, (values.size() - begin) * sizeof(values[0]));
  }
}

std::string get_text(ByteSource& from, std::uint64_t longest, const char* what) {
  const std::uint64_t size = get_number(from, longest, what);
  std::string text;
  get_in_pieces(from, text, size);
  return text;
}

template <class T>
void put_values(ByteSink& to, const std::vector<T>& values) {
  if constexpr (std::is_same_v<T, std::string>) {
    for (const auto& text : values) put_text(to, text);
  } else {
    to.put(values.data(), values.size() * sizeof(T));
  }
}

template <class T>
void get_values(ByteSource& from, std::vector<T>& values, std::uint64_t count, const std::string& path,
                ReadingLimit& limit) {
  limit.take(count, sizeof(T), path);
  if constexpr (std::is_same_v<T, std::string>) {
    for (std::uint64_t i = 0; i < count; ++i) {
      const std::uint64_t size = get_number(from, std::numeric_limits<std::uint32_t>::max(), "a text");
      limit.take(size, 1, path);
      get_in_pieces(from, values.emplace_back(), size);
    }
  } else {
    get_in_pieces(from, values, count);
  }
}

StoredValues values_of_type(std::uint64_t type) {
  switch (type) {
    case 0:
      return std::vector<float>();
    case 1:
      return std::vector<double>();
    case 2:
      return std::vector<std::int64_t>();
    default:
      return std::vector<std::string>();
  }
}

void receive_attributes(ByteSource& from, const std::string& path, ReadingLimit& limit, StoredObject& object) {
  const std::uint64_t count = get_number(from, most_attributes, "attributes");
  for (std::uint64_t i = 0; i < count; ++i) {
    const std::string name = get_text(from, longest_path, "an attribute");
    if (get_number(from, 1, "an attribute") == 0) {
      std::int64_t number = 0;
      from.get(&number, sizeof number);
      object.attributes[name] = number;
    } else {
      std::string text = get_text(from, longest_attribute, "an attribute");
      limit.take(text.size(), 1, path);
      object.attributes[name] = std::move(text);
    }
  }
}

}  // namespace

void send(ByteSink& to, const std::string& path, const StoredObject& object) {
  put_text(to, path);
  put_number(to, object.attributes.size());
  for (const auto& [name, value] : object.attributes) {
    put_text(to, name);
    put_number(to, value.index() == 0 ? 1 : 0);
    if (const auto* number = std::get_if<std::int64_t>(&value)) to.put(number, sizeof *number);
    else put_text(to, std::get<std::string>(value));
  }
  put_number(to, object.is_variable ? 1 : 0);
  if (!object.is_variable) return;
  put_number(to, object.shape.size());
  for (const std::uint64_t size : object.shape) put_number(to, size);
  put_number(to, object.values.index());
  std::visit([&](const auto& values) { put_values(to, values); }, object.values);
}

std::pair<std::string, StoredObject> receive(ByteSource& from, ReadingLimit& limit) {
  StoredObject object;
  std::string path = get_text(from, longest_path, "a path");
  receive_attributes(from, path, limit, object);
  object.is_variable = get_number(from, 1, "a variable") == 1;
  if (!object.is_variable) return {std::move(path), std::move(object)};
  const std::uint64_t rank = get_number(from, most_dimensions, "dimensions");
  std::uint64_t count = 1;
  for (std::uint64_t d = 0; d < rank; ++d) {
    const std::uint64_t size = get_number(from, std::numeric_limits<std::uint32_t>::max(), "a dimension");
    object.shape.push_back(size);
    if (size > 0 && count > std::numeric_limits<std::uint64_t>::max() / size)
      throw CorruptStore("the reading process said something impossible of a shape");
    count *= size;
  }
  object.values = values_of_type(get_number(from, 3, "a type"));
  std::visit([&](auto& values) { get_values(from, values, count, path, limit); }, object.values);
  return {std::move(path), std::move(object)};
}

}  // namespace salus::output
