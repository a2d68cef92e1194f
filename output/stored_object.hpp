#pragma once
/// What a netCDF-4 file holds, as plain values: how they pass from the process that reads a file to the one that uses
/// it, and into its hash.
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "output/error.hpp"
#include "output/sha256.hpp"

namespace salus::output {

using Attribute = std::variant<std::string, std::int64_t>;
using StoredValues =
    std::variant<std::vector<float>, std::vector<double>, std::vector<std::int64_t>, std::vector<std::string>>;

/// A group or a variable.
struct StoredObject {
  bool is_variable = false;
  std::map<std::string, Attribute> attributes;  ///< but those that only say how dimensions are named
  std::vector<std::uint64_t> shape;             ///< of a variable
  StoredValues values;                          ///< of a variable, last dimension fastest
};

/// By path, "/" for the file itself.
using StoredObjects = std::map<std::string, StoredObject>;

/// How much a reader takes, counted over a whole file: bytes of numbers and texts.
class ReadingLimit {
 public:
  explicit ReadingLimit(std::uint64_t bytes) : bytes_(bytes), left_(bytes) {}
  /// @throws LimitRefused where that many elements are too many
  void take(std::uint64_t elements, std::uint64_t size_of_each, const std::string& path);

 private:
  std::uint64_t bytes_;
  std::uint64_t left_;
};

inline constexpr std::uint64_t most_objects = 100000;
inline constexpr std::uint64_t longest_attribute = std::uint64_t{1} << 24;

/// Adds an object to the hash of a file's logical content. Objects come in the order of their paths. `/provenance` and
/// the file's own record of that hash are left out.
void add_to_hash(Sha256& hash, const std::string& path, const StoredObject& object);
/// The same of a variable whose numbers come in pieces, in order. @param object without them
using FloatPieces = std::function<void(const std::function<void(std::span<const float>)>&)>;
void add_to_hash(Sha256& hash, const std::string& path, const StoredObject& object, const FloatPieces& pieces);
inline const std::string content_hash_name = "content_hash";

/// Takes bytes.
class ByteSink {
 public:
  virtual ~ByteSink() = default;
  virtual void put(const void* bytes, std::size_t size) = 0;
};

/// Gives bytes, or throws where there are no more.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  virtual void get(void* bytes, std::size_t size) = 0;
};

void send(ByteSink& to, const std::string& path, const StoredObject& object);
/// Reads what `send` wrote. Nothing is believed: sizes are held against the limit before there is memory for them, and
/// memory grows with what comes. @throws CorruptStore, LimitRefused, and what the source throws
std::pair<std::string, StoredObject> receive(ByteSource& from, ReadingLimit& limit);

}  // namespace salus::output
