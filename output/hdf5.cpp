#include "output/hdf5.hpp"

#include <hdf5.h>
#include <hdf5_hl.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <map>
#include <mutex>
#include <set>
#include <type_traits>
#include <utility>

#include "output/sha256.hpp"

static_assert(std::endian::native == std::endian::little, "values are hashed and stored in little-endian order");

namespace salus::output {
namespace {

constexpr hsize_t element_limit = hsize_t{1} << 31;

herr_t take_message(unsigned, const H5E_error2_t* error, void* text) {
  auto& message = *static_cast<std::string*>(text);
  if (message.empty() && error->desc) message = error->desc;
  return 0;
}

/// The library's own words for the last failure.
std::string last_error() {
  std::string message;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, take_message, &message);
  H5Eclear2(H5E_DEFAULT);
  return message;
}

template <class Failure = IoError, class Result>
Result checked(Result result, const std::string& what) {
  if (result < 0) throw Failure("HDF5 could not " + what + ": " + last_error());
  return result;
}

using Closer = herr_t (*)(hid_t);

/// An open HDF5 object. `close` is checked; the destructor is for unwinding only.
class Handle {
 public:
  Handle() = default;
  Handle(hid_t id, Closer closer) : id_(id), closer_(closer) {}
  Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, -1)), closer_(other.closer_) {}
  Handle& operator=(Handle&& other) noexcept {
    std::swap(id_, other.id_);
    std::swap(closer_, other.closer_);
    return *this;
  }
  ~Handle() {
    if (id_ >= 0) closer_(id_);
  }
  hid_t get() const { return id_; }
  template <class Failure = IoError>
  void close() {
    if (id_ >= 0) checked<Failure>(closer_(std::exchange(id_, -1)), "close an object");
  }

 private:
  hid_t id_ = -1;
  Closer closer_ = nullptr;
};

/// Once a process: no messages to standard error, no plugins from the environment.
void prepare_library() {
  static std::once_flag once;
  std::call_once(once, [] {
    checked(H5open(), "start");
    checked(H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr), "silence its messages");
    checked(H5PLset_loading_state(0), "switch plugins off");
  });
}

template <class T>
hid_t type_in_file() {
  if constexpr (std::is_same_v<T, float>) return H5T_IEEE_F32LE;
  else if constexpr (std::is_same_v<T, double>) return H5T_IEEE_F64LE;
  else return H5T_STD_I64LE;
}

Handle string_type() {
  Handle type(checked(H5Tcopy(H5T_C_S1), "make a string type"), H5Tclose);
  checked(H5Tset_size(type.get(), H5T_VARIABLE), "make a string type");
  checked(H5Tset_cset(type.get(), H5T_CSET_UTF8), "make a string type");
  return type;
}

}  // namespace

struct Hdf5Writer::State {
  Handle file;
  Handle creation;
  Handle links;
  bool compress = true;
  std::map<std::string, hsize_t> sizes;
  std::map<std::string, Handle> scales;

  template <class T>
  void write(const std::string& path, const std::vector<hsize_t>& shape, const std::vector<T>& values) {
    const hsize_t total = [&] {
      hsize_t n = 1;
      for (const hsize_t d : shape) n *= d;
      return n;
    }();
    if (total != values.size())
      throw std::logic_error("variable '" + path + "' has " + std::to_string(values.size()) + " values for " +
                             std::to_string(total) + " places");
    Handle space(checked(shape.empty() ? H5Screate(H5S_SCALAR)
                                       : H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr),
                         "make the shape of " + path),
                 H5Sclose);
    Handle plist(checked(H5Pcreate(H5P_DATASET_CREATE), "make properties"), H5Pclose);
    checked(H5Pset_obj_track_times(plist.get(), false), "leave times out");
    checked(H5Pset_attr_creation_order(plist.get(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED),
            "keep the order of attributes");
    if constexpr (!std::is_same_v<T, std::string>) {
      if (compress && total * sizeof(T) > (1u << 16)) {
        // Chunks of at most about a megabyte, cut along the first dimensions.
        std::vector<hsize_t> chunk = shape;
        hsize_t bytes = total * sizeof(T);
        for (std::size_t d = 0; d < chunk.size() && bytes > (1u << 20); ++d) {
          const hsize_t keep = std::max<hsize_t>(1, chunk[d] * (1u << 20) / bytes);
          bytes = bytes / chunk[d] * keep;
          chunk[d] = keep;
        }
        checked(H5Pset_chunk(plist.get(), static_cast<int>(chunk.size()), chunk.data()), "set chunks");
        checked(H5Pset_shuffle(plist.get()), "set the shuffle filter");
        checked(H5Pset_deflate(plist.get(), 1), "set the deflate filter");
      }
      Handle data(checked(H5Dcreate2(file.get(), path.c_str(), type_in_file<T>(), space.get(), links.get(), plist.get(),
                                     H5P_DEFAULT),
                          "create " + path),
                  H5Dclose);
      if (total > 0)
        checked(H5Dwrite(data.get(), type_in_file<T>(), H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), "write " + path);
      data.close();
    } else {
      const Handle type = string_type();
      Handle data(
          checked(H5Dcreate2(file.get(), path.c_str(), type.get(), space.get(), links.get(), plist.get(), H5P_DEFAULT),
                  "create " + path),
          H5Dclose);
      std::vector<const char*> pointers;
      for (const auto& value : values) pointers.push_back(value.c_str());
      if (total > 0)
        checked(H5Dwrite(data.get(), type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, pointers.data()), "write " + path);
      data.close();
    }
    plist.close();
    space.close();
  }

  /// A dataset without values, which takes no room: reads as zeros.
  void mark(const std::string& path, hsize_t size) {
    Handle space(checked(H5Screate_simple(1, &size, nullptr), "make the shape of " + path), H5Sclose);
    Handle plist(checked(H5Pcreate(H5P_DATASET_CREATE), "make properties"), H5Pclose);
    checked(H5Pset_obj_track_times(plist.get(), false), "leave times out");
    checked(H5Pset_attr_creation_order(plist.get(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED),
            "keep the order of attributes");
    Handle data(checked(H5Dcreate2(file.get(), path.c_str(), type_in_file<float>(), space.get(), links.get(),
                                   plist.get(), H5P_DEFAULT),
                        "create " + path),
                H5Dclose);
    data.close();
    plist.close();
    space.close();
  }

  Handle open(const std::string& path) {
    return {checked(H5Oopen(file.get(), path.c_str(), H5P_DEFAULT), "open " + path), H5Oclose};
  }

  template <class T>
  void coordinate(Hdf5Writer& writer, const std::string& name, const std::vector<T>& values, const About& about) {
    sizes[name] = values.size();
    write(name, {values.size()}, values);
    Handle scale(checked(H5Dopen2(file.get(), name.c_str(), H5P_DEFAULT), "open " + name), H5Dclose);
    checked(H5DSset_scale(scale.get(), name.c_str()), "make " + name + " a dimension");
    scales.emplace(name, std::move(scale));
    describe(writer, name, about);
  }

  template <class T>
  void variable(Hdf5Writer& writer, const std::string& path, const std::vector<std::string>& dimensions,
                const std::vector<T>& values, const About& about) {
    std::vector<hsize_t> shape;
    for (const auto& d : dimensions) shape.push_back(sizes.at(d));
    write(path, shape, values);
    Handle data(checked(H5Dopen2(file.get(), path.c_str(), H5P_DEFAULT), "open " + path), H5Dclose);
    for (std::size_t i = 0; i < dimensions.size(); ++i)
      checked(H5DSattach_scale(data.get(), scales.at(dimensions[i]).get(), static_cast<unsigned>(i)),
              "name a dimension of " + path);
    data.close();
    describe(writer, path, about);
  }

  static void describe(Hdf5Writer& writer, const std::string& path, const About& about) {
    writer.attribute(path, "units", about.unit);
    writer.attribute(path, "long_name", about.description);
  }
};

Hdf5Writer::Hdf5Writer(bool compress) : state_(std::make_unique<State>()) {
  prepare_library();
  auto& s = *state_;
  s.compress = compress;
  Handle access(checked(H5Pcreate(H5P_FILE_ACCESS), "make properties"), H5Pclose);
  checked(H5Pset_fapl_core(access.get(), std::size_t{16} << 20, false), "keep the file in memory");
  // The oldest superblock: the image of a file with a newer one has a stale checksum (HDF5 1.10.8).
  checked(H5Pset_libver_bounds(access.get(), H5F_LIBVER_EARLIEST, H5F_LIBVER_V18), "fix the file version");
  s.creation = {checked(H5Pcreate(H5P_FILE_CREATE), "make properties"), H5Pclose};
  checked(H5Pset_link_creation_order(s.creation.get(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED),
          "keep the order of links");
  checked(H5Pset_attr_creation_order(s.creation.get(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED),
          "keep the order of attributes");
  checked(H5Pset_obj_track_times(s.creation.get(), false), "leave times out");
  s.links = {checked(H5Pcreate(H5P_LINK_CREATE), "make properties"), H5Pclose};
  checked(H5Pset_char_encoding(s.links.get(), H5T_CSET_UTF8), "name things in UTF-8");
  s.file = {checked(H5Fcreate("in-memory.h5", H5F_ACC_TRUNC, s.creation.get(), access.get()), "start a file"),
            H5Fclose};
  access.close();
}

Hdf5Writer::~Hdf5Writer() = default;

void Hdf5Writer::group(const std::string& path, const std::string& description) {
  Handle plist(checked(H5Pcreate(H5P_GROUP_CREATE), "make properties"), H5Pclose);
  checked(H5Pset_link_creation_order(plist.get(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED),
          "keep the order of links");
  checked(H5Pset_attr_creation_order(plist.get(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED),
          "keep the order of attributes");
  checked(H5Pset_obj_track_times(plist.get(), false), "leave times out");
  Handle made(checked(H5Gcreate2(state_->file.get(), path.c_str(), state_->links.get(), plist.get(), H5P_DEFAULT),
                      "create group " + path),
              H5Gclose);
  made.close();
  plist.close();
  attribute(path, "description", description);
}

void Hdf5Writer::dimension(const std::string& name, std::size_t size) {
  // netCDF-4 marks a dimension without values by this name.
  char mark[80];
  std::snprintf(mark, sizeof mark, "This is a netCDF dimension but not a netCDF variable. %9zu", size);
  auto& s = *state_;
  s.sizes[name] = size;
  s.mark(name, size);
  Handle scale(checked(H5Dopen2(s.file.get(), name.c_str(), H5P_DEFAULT), "open " + name), H5Dclose);
  checked(H5DSset_scale(scale.get(), mark), "make " + name + " a dimension");
  s.scales.emplace(name, std::move(scale));
}

void Hdf5Writer::coordinate(const std::string& name, const std::vector<std::string>& labels, const About& about) {
  state_->coordinate(*this, name, labels, about);
}
void Hdf5Writer::coordinate(const std::string& name, const std::vector<std::int64_t>& values, const About& about) {
  state_->coordinate(*this, name, values, about);
}
void Hdf5Writer::coordinate(const std::string& name, const std::vector<double>& values, const About& about) {
  state_->coordinate(*this, name, values, about);
}
void Hdf5Writer::variable(const std::string& path, const std::vector<std::string>& dimensions,
                          const std::vector<float>& values, const About& about) {
  state_->variable(*this, path, dimensions, values, about);
}
void Hdf5Writer::variable(const std::string& path, const std::vector<std::string>& dimensions,
                          const std::vector<double>& values, const About& about) {
  state_->variable(*this, path, dimensions, values, about);
}
void Hdf5Writer::variable(const std::string& path, const std::vector<std::string>& dimensions,
                          const std::vector<std::int64_t>& values, const About& about) {
  state_->variable(*this, path, dimensions, values, about);
}
void Hdf5Writer::variable(const std::string& path, const std::vector<std::string>& dimensions,
                          const std::vector<std::string>& values, const About& about) {
  state_->variable(*this, path, dimensions, values, about);
}

void Hdf5Writer::attribute(const std::string& path, const std::string& name, const std::string& value) {
  Handle object = state_->open(path);
  Handle type(checked(H5Tcopy(H5T_C_S1), "make a string type"), H5Tclose);
  checked(H5Tset_size(type.get(), std::max<std::size_t>(1, value.size())), "make a string type");
  checked(H5Tset_cset(type.get(), H5T_CSET_UTF8), "make a string type");
  checked(H5Tset_strpad(type.get(), H5T_STR_NULLPAD), "make a string type");
  Handle space(checked(H5Screate(H5S_SCALAR), "make a shape"), H5Sclose);
  Handle made(checked(H5Acreate2(object.get(), name.c_str(), type.get(), space.get(), H5P_DEFAULT, H5P_DEFAULT),
                      "create attribute " + name + " of " + path),
              H5Aclose);
  checked(H5Awrite(made.get(), type.get(), value.c_str()), "write attribute " + name + " of " + path);
  made.close();
  space.close();
  type.close();
  object.close();
}

void Hdf5Writer::attribute(const std::string& path, const std::string& name, std::int64_t value) {
  Handle object = state_->open(path);
  Handle space(checked(H5Screate(H5S_SCALAR), "make a shape"), H5Sclose);
  Handle made(checked(H5Acreate2(object.get(), name.c_str(), H5T_STD_I64LE, space.get(), H5P_DEFAULT, H5P_DEFAULT),
                      "create attribute " + name + " of " + path),
              H5Aclose);
  checked(H5Awrite(made.get(), H5T_STD_I64LE, &value), "write attribute " + name + " of " + path);
  made.close();
  space.close();
  object.close();
}

std::string Hdf5Writer::finish() {
  auto& s = *state_;
  for (auto& [name, scale] : s.scales) scale.close();
  checked(H5Fflush(s.file.get(), H5F_SCOPE_LOCAL), "flush");
  const ssize_t size = checked(H5Fget_file_image(s.file.get(), nullptr, 0), "measure the file");
  std::string bytes(static_cast<std::size_t>(size), '\0');
  checked(H5Fget_file_image(s.file.get(), bytes.data(), bytes.size()), "take the file's bytes");
  s.file.close();
  s.links.close();
  s.creation.close();
  return bytes;
}

// ---- Reading ----

namespace {

template <class Result>
Result valid(Result result, const std::string& what) {
  return checked<CorruptStore>(result, what);
}

herr_t collect_link(hid_t, const char* name, const H5L_info_t* info, void* out) {
  auto& names = *static_cast<std::vector<std::string>*>(out);
  names.emplace_back(info->type == H5L_TYPE_HARD ? name : "\x01");
  return 0;
}

herr_t collect_name(hid_t, const char* name, const H5A_info_t*, void* out) {
  static_cast<std::vector<std::string>*>(out)->emplace_back(name);
  return 0;
}

/// Attributes that only say how netCDF-4 names dimensions.
bool is_bookkeeping(const std::string& attribute) {
  static const std::set<std::string> names{"CLASS",          "NAME",          "DIMENSION_LIST",
                                           "REFERENCE_LIST", "_Netcdf4Dimid", "_Netcdf4Coordinates"};
  return names.count(attribute) > 0;
}

/// Refuses a dataset that the writer could not have written.
void check_dataset(hid_t data, const std::string& path) {
  const Handle plist(valid(H5Dget_create_plist(data), "read the properties of " + path), H5Pclose);
  if (valid(H5Pget_external_count(plist.get()), "read " + path) != 0)
    throw CorruptStore("'" + path + "' keeps its values in another file; refused");
  if (valid(H5Pget_layout(plist.get()), "read " + path) == H5D_VIRTUAL)
    throw CorruptStore("'" + path + "' is assembled from other files; refused");
  const int filters = valid(H5Pget_nfilters(plist.get()), "read " + path);
  for (int i = 0; i < filters; ++i) {
    unsigned flags = 0;
    unsigned config = 0;
    std::size_t values = 0;
    const H5Z_filter_t filter =
        H5Pget_filter2(plist.get(), static_cast<unsigned>(i), &flags, &values, nullptr, 0, nullptr, &config);
    if (filter != H5Z_FILTER_DEFLATE && filter != H5Z_FILTER_SHUFFLE)
      throw CorruptStore("'" + path + "' uses a filter that is not shuffle or deflate; refused");
  }
}

}  // namespace

struct Hdf5Reader::State {
  std::string bytes;
  Handle file;
  std::map<std::string, bool> objects;  ///< path -> is a variable (else a group)

  void walk(const std::string& path, int depth) {
    if (depth > 8) throw CorruptStore("groups are nested too deeply");
    const Handle group(valid(H5Gopen2(file.get(), path.c_str(), H5P_DEFAULT), "open " + path), H5Gclose);
    std::vector<std::string> names;
    valid(H5Literate(group.get(), H5_INDEX_NAME, H5_ITER_INC, nullptr, collect_link, &names), "list " + path);
    for (const auto& name : names) {
      if (name == "\x01") throw CorruptStore("'" + path + "' has a soft or external link; refused");
      const std::string child = (path == "/" ? "/" : path + "/") + name;
      const Handle object(valid(H5Oopen(file.get(), child.c_str(), H5P_DEFAULT), "open " + child), H5Oclose);
      const H5I_type_t type = H5Iget_type(object.get());
      if (type != H5I_DATASET && type != H5I_GROUP)
        throw CorruptStore("'" + child + "' is neither a group nor a variable; refused");
      if (objects.size() > 100000) throw CorruptStore("the file has too many objects; refused");
      objects[child] = type == H5I_DATASET;
      if (type == H5I_DATASET) check_dataset(object.get(), child);
      else walk(child, depth + 1);
    }
  }

  Handle open(const std::string& path) const {
    if (!objects.count(path) || !objects.at(path)) throw CorruptStore("the file has no variable '" + path + "'");
    return {valid(H5Dopen2(file.get(), path.c_str(), H5P_DEFAULT), "open " + path), H5Dclose};
  }

  std::vector<hsize_t> shape(hid_t data, const std::string& path) const {
    const Handle space(valid(H5Dget_space(data), "read the shape of " + path), H5Sclose);
    const int rank = valid(H5Sget_simple_extent_ndims(space.get()), "read the shape of " + path);
    std::vector<hsize_t> dims(static_cast<std::size_t>(rank));
    if (rank > 0) valid(H5Sget_simple_extent_dims(space.get(), dims.data(), nullptr), "read the shape of " + path);
    hsize_t total = 1;
    for (const hsize_t d : dims) {
      if (d > element_limit || (d > 0 && total > element_limit / d))
        throw CorruptStore("'" + path + "' claims more than 2^31 elements; refused");
      total *= d;
    }
    return dims;
  }

  template <class T>
  std::vector<T> numbers(const std::string& path) const {
    const Handle data = open(path);
    const Handle type(valid(H5Dget_type(data.get()), "read the type of " + path), H5Tclose);
    if (H5Tequal(type.get(), type_in_file<T>()) <= 0) throw CorruptStore("'" + path + "' is not of the expected type");
    std::size_t total = 1;
    for (const hsize_t d : shape(data.get(), path)) total *= d;
    std::vector<T> values(total);
    if (total > 0)
      valid(H5Dread(data.get(), type_in_file<T>(), H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), "read " + path);
    return values;
  }

  std::vector<std::string> texts(const std::string& path) const {
    const Handle data = open(path);
    const Handle stored(valid(H5Dget_type(data.get()), "read the type of " + path), H5Tclose);
    if (H5Tget_class(stored.get()) != H5T_STRING || H5Tis_variable_str(stored.get()) <= 0)
      throw CorruptStore("'" + path + "' is not a list of texts");
    std::size_t total = 1;
    for (const hsize_t d : shape(data.get(), path)) total *= d;
    std::vector<char*> pointers(total, nullptr);
    std::vector<std::string> values;
    if (total == 0) return values;
    const Handle type = string_type();
    const Handle space(valid(H5Dget_space(data.get()), "read the shape of " + path), H5Sclose);
    valid(H5Dread(data.get(), type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, pointers.data()), "read " + path);
    for (const char* p : pointers) values.emplace_back(p ? p : "");
    valid(H5Dvlen_reclaim(type.get(), space.get(), H5P_DEFAULT, pointers.data()), "free " + path);
    return values;
  }

  /// Value of an attribute: text, or the bytes of an integer; the kind in front.
  std::string attribute(hid_t object, const std::string& path, const std::string& name, bool& integer) const {
    const Handle attribute(valid(H5Aopen(object, name.c_str(), H5P_DEFAULT), "open attribute " + name + " of " + path),
                           H5Aclose);
    const Handle type(valid(H5Aget_type(attribute.get()), "read attribute " + name), H5Tclose);
    const Handle space(valid(H5Aget_space(attribute.get()), "read attribute " + name), H5Sclose);
    if (H5Sget_simple_extent_npoints(space.get()) != 1)
      throw CorruptStore("attribute '" + name + "' of '" + path + "' is not a single value");
    integer = H5Tequal(type.get(), H5T_STD_I64LE) > 0;
    if (integer) {
      std::string raw(8, '\0');
      valid(H5Aread(attribute.get(), H5T_STD_I64LE, raw.data()), "read attribute " + name);
      return raw;
    }
    if (H5Tget_class(type.get()) != H5T_STRING || H5Tis_variable_str(type.get()) != 0)
      throw CorruptStore("attribute '" + name + "' of '" + path + "' is neither a text nor a whole number");
    const std::size_t size = H5Tget_size(type.get());
    if (size > (std::size_t{1} << 24)) throw CorruptStore("attribute '" + name + "' of '" + path + "' is too long");
    std::string text(size, '\0');
    valid(H5Aread(attribute.get(), type.get(), text.data()), "read attribute " + name);
    return text.substr(0, text.find_last_not_of('\0') + 1);
  }
};

Hdf5Reader::Hdf5Reader(std::string bytes) : state_(std::make_unique<State>()) {
  prepare_library();
  state_->bytes = std::move(bytes);
  if (state_->bytes.size() < 8 || state_->bytes.compare(0, 8, std::string_view("\x89HDF\r\n\x1a\n", 8)) != 0)
    throw CorruptStore("this is not an HDF5 file");
  const Handle access(valid(H5Pcreate(H5P_FILE_ACCESS), "make properties"), H5Pclose);
  valid(H5Pset_fapl_core(access.get(), std::size_t{1} << 20, false), "keep the file in memory");
  valid(H5Pset_file_image(access.get(), state_->bytes.data(), state_->bytes.size()), "take the bytes");
  state_->file = {valid(H5Fopen("in-memory.h5", H5F_ACC_RDONLY, access.get()), "open the file"), H5Fclose};
  state_->objects["/"] = false;
  state_->walk("/", 0);
}

Hdf5Reader::~Hdf5Reader() = default;

bool Hdf5Reader::has(const std::string& path) const { return state_->objects.count(path) > 0; }

std::vector<std::size_t> Hdf5Reader::shape(const std::string& path) const {
  const Handle data = state_->open(path);
  const auto dims = state_->shape(data.get(), path);
  return {dims.begin(), dims.end()};
}

std::vector<float> Hdf5Reader::floats(const std::string& path) const { return state_->numbers<float>(path); }
std::vector<double> Hdf5Reader::doubles(const std::string& path) const { return state_->numbers<double>(path); }
std::vector<std::int64_t> Hdf5Reader::integers(const std::string& path) const {
  return state_->numbers<std::int64_t>(path);
}
std::vector<std::string> Hdf5Reader::strings(const std::string& path) const { return state_->texts(path); }

std::string Hdf5Reader::text_attribute(const std::string& path, const std::string& name) const {
  const Handle object(valid(H5Oopen(state_->file.get(), path.c_str(), H5P_DEFAULT), "open " + path), H5Oclose);
  bool integer = false;
  const std::string value = state_->attribute(object.get(), path, name, integer);
  if (integer) throw CorruptStore("attribute '" + name + "' of '" + path + "' is not a text");
  return value;
}

std::int64_t Hdf5Reader::integer_attribute(const std::string& path, const std::string& name) const {
  const Handle object(valid(H5Oopen(state_->file.get(), path.c_str(), H5P_DEFAULT), "open " + path), H5Oclose);
  bool integer = false;
  const std::string value = state_->attribute(object.get(), path, name, integer);
  if (!integer) throw CorruptStore("attribute '" + name + "' of '" + path + "' is not a whole number");
  std::int64_t number = 0;
  std::memcpy(&number, value.data(), sizeof number);
  return number;
}

namespace {

/// Lengths in front of everything, so that no two contents give the same bytes.
void add_sized(Sha256& hash, std::string_view text) {
  const std::uint64_t size = text.size();
  hash.add(&size, sizeof size);
  hash.add(text);
}

template <class T>
void add_numbers(Sha256& hash, std::vector<T> values) {
  if constexpr (std::is_floating_point_v<T>)
    for (T& value : values)
      if (std::isnan(value)) value = std::numeric_limits<T>::quiet_NaN();
  hash.add(values.data(), values.size() * sizeof(T));
}

}  // namespace

std::string Hdf5Reader::content_hash() const {
  Sha256 hash;
  for (const auto& [path, is_variable] : state_->objects) {
    if (path == "/provenance" || path.rfind("/provenance/", 0) == 0) continue;
    add_sized(hash, path);
    const Handle object(valid(H5Oopen(state_->file.get(), path.c_str(), H5P_DEFAULT), "open " + path), H5Oclose);
    std::vector<std::string> names;
    valid(H5Aiterate2(object.get(), H5_INDEX_NAME, H5_ITER_INC, nullptr, collect_name, &names),
          "list the attributes of " + path);
    for (const auto& name : names) {
      if (is_bookkeeping(name)) continue;
      bool integer = false;
      const std::string value = state_->attribute(object.get(), path, name, integer);
      add_sized(hash, name);
      add_sized(hash, integer ? "i" : "t");
      add_sized(hash, value);
    }
    if (!is_variable) continue;
    for (const std::size_t d : shape(path)) {
      const std::uint64_t size = d;
      hash.add(&size, sizeof size);
    }
    const Handle type(valid(H5Dget_type(object.get()), "read the type of " + path), H5Tclose);
    if (H5Tget_class(type.get()) == H5T_STRING) {
      add_sized(hash, "text");
      for (const auto& value : strings(path)) add_sized(hash, value);
    } else if (H5Tequal(type.get(), H5T_IEEE_F32LE) > 0) {
      add_sized(hash, "f4");
      add_numbers(hash, floats(path));
    } else if (H5Tequal(type.get(), H5T_IEEE_F64LE) > 0) {
      add_sized(hash, "f8");
      add_numbers(hash, doubles(path));
    } else {
      add_sized(hash, "i8");
      add_numbers(hash, integers(path));
    }
  }
  return hex(hash.digest());
}

}  // namespace salus::output
