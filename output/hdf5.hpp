#pragma once
/// HDF5 files in netCDF-4 layout, built and read in memory. All calls of the HDF5 library stand in hdf5_*.cpp; every
/// return value is checked, those of closing included.
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "output/error.hpp"
#include "output/stored_object.hpp"

namespace salus::output {

/// Builds one file. Dimensions come first; a variable names its dimensions and so gets its shape.
class Hdf5Writer {
 public:
  /// @param compress deflate what is larger than 64 KiB; off where speed matters more than size.
  explicit Hdf5Writer(bool compress = true);
  ~Hdf5Writer();
  Hdf5Writer(const Hdf5Writer&) = delete;
  Hdf5Writer& operator=(const Hdf5Writer&) = delete;

  /// What every variable says of itself. `unit` is UDUNITS text ("1" for none).
  struct About {
    std::string unit;
    std::string description;
  };

  void group(const std::string& path, const std::string& description);
  /// A dimension without values of its own.
  void dimension(const std::string& name, std::size_t size);
  /// A dimension with labels: a coordinate variable of the same name.
  void coordinate(const std::string& name, const std::vector<std::string>& labels, const About& about);
  void coordinate(const std::string& name, const std::vector<std::int64_t>& values, const About& about);
  void coordinate(const std::string& name, const std::vector<double>& values, const About& about);

  void variable(const std::string& path, const std::vector<std::string>& dimensions, std::span<const float> values,
                const About& about);
  void variable(const std::string& path, const std::vector<std::string>& dimensions, const std::vector<double>& values,
                const About& about);
  void variable(const std::string& path, const std::vector<std::string>& dimensions,
                const std::vector<std::int64_t>& values, const About& about);
  void variable(const std::string& path, const std::vector<std::string>& dimensions,
                const std::vector<std::string>& values, const About& about);
  /// A variable that need not be in memory as a whole. @param slice gives its values at each position on the first
  /// `leading` dimensions, in order.
  void variable_in_slices(const std::string& path, const std::vector<std::string>& dimensions, std::size_t leading,
                          const std::function<std::span<const float>(std::size_t)>& slice, const About& about);

  /// An attribute of a group or variable; "/" for the file.
  void attribute(const std::string& path, const std::string& name, const std::string& value);
  void attribute(const std::string& path, const std::string& name, std::int64_t value);

  /// Hands over the file's bytes where they are, and closes it. Same calls, same bytes.
  void finish(const std::function<void(std::string_view)>& use);
  /// The same as a copy.
  std::string finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

inline constexpr std::string_view hdf5_beginning{"\x89HDF\r\n\x1a\n", 8};

/// What a file holds. Bytes of one's own are read at once; those of strangers by `read_foreign`, in another process.
/// Paths begin with a slash. @throws CorruptStore where something is missing or of another type
class Hdf5Reader {
 public:
  /// @throws CorruptStore for what `walk_hdf5` does not accept
  explicit Hdf5Reader(std::string_view bytes);
  explicit Hdf5Reader(StoredObjects objects) : objects_(std::move(objects)) {}

  bool has(const std::string& path) const;
  const std::vector<std::uint64_t>& shape(const std::string& path) const;
  const std::vector<float>& floats(const std::string& path) const;
  const std::vector<double>& doubles(const std::string& path) const;
  const std::vector<std::int64_t>& integers(const std::string& path) const;
  const std::vector<std::string>& strings(const std::string& path) const;
  bool has_attribute(const std::string& path, const std::string& name) const;
  const std::string& text_attribute(const std::string& path, const std::string& name) const;
  std::int64_t integer_attribute(const std::string& path, const std::string& name) const;

  /// SHA-256 over the logical content: every group and variable by path, its type, shape, own attributes and values
  /// (little-endian, one NaN). Left out: the group /provenance, the file's own record of this hash, and how the file
  /// stores things (chunks, filters, order, dimension bookkeeping).
  std::string content_hash() const;

 private:
  const StoredObject& object(const std::string& path) const;
  const StoredObject& variable(const std::string& path) const;
  template <class T>
  const std::vector<T>& values(const std::string& path) const;
  const Attribute& attribute(const std::string& path, const std::string& name) const;

  StoredObjects objects_;
};

/// `Hdf5Reader::content_hash` of a file of one's own, of which one variable at a time is in memory.
std::string hdf5_content_hash(std::string_view bytes);

}  // namespace salus::output
