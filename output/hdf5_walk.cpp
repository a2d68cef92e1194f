#include "output/hdf5_walk.hpp"

#include <cstdlib>
#include <set>

#include "output/hdf5.hpp"
#include "output/hdf5_library.hpp"

namespace salus::output {

using hdf5::file_type;
using hdf5::Handle;
using hdf5::valid;

namespace {

constexpr hsize_t element_limit = hsize_t{1} << 31;
constexpr hsize_t largest_chunk = hsize_t{1} << 26;  ///< bytes; the writer's are a megabyte
constexpr int deepest_group = 8;
constexpr hsize_t largest_piece = hsize_t{1} << 23;  ///< elements that are read at once for the hash

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
  return names.contains(attribute);
}

/// Memory for texts, of which many may stand in one place of the file.
struct TextMemory {
  ReadingLimit& limit;
  const std::string& path;
  bool refused = false;

  static void* take(std::size_t size, void* self) noexcept {
    auto& memory = *static_cast<TextMemory*>(self);
    try {
      memory.limit.take(size, 1, memory.path);
    } catch (...) {
      memory.refused = true;
      return nullptr;
    }
    return std::malloc(size);
  }
  static void give_back(void* text, void*) noexcept { std::free(text); }
};

/// The library reads a file's bytes where they are: it neither copies nor frees them.
struct BytesInPlace {
  static void* take(std::size_t, H5FD_file_image_op_t, void* bytes) { return bytes; }
  static void* copy(void* to, const void*, std::size_t, H5FD_file_image_op_t, void*) { return to; }
  static void* grow(void*, std::size_t, H5FD_file_image_op_t, void*) { return nullptr; }  // never: it is read only
  static herr_t leave(void*, H5FD_file_image_op_t, void*) { return 0; }
  static void* same(void* bytes) { return bytes; }
  static herr_t forget(void*) { return 0; }
  static H5FD_file_image_callbacks_t of(void* bytes) { return {take, copy, grow, leave, same, forget, bytes}; }
};

/// One file while it is read.
class Walk {
 public:
  Walk(std::string_view bytes, ReadingLimit limit) : bytes_(bytes), limit_(limit) {
    const Handle access(valid(H5Pcreate(H5P_FILE_ACCESS), "make properties"), H5Pclose);
    valid(H5Pset_fapl_core(access.get(), std::size_t{1} << 20, false), "keep the file in memory");
    // The library does not change the bytes; its interface only lacks a const.
    auto in_place = BytesInPlace::of(const_cast<char*>(bytes_.data()));
    valid(H5Pset_file_image_callbacks(access.get(), &in_place), "leave the bytes where they are");
    valid(H5Pset_file_image(access.get(), in_place.udata, bytes_.size()), "take the bytes");
    file_ = {valid(H5Fopen("in-memory.h5", H5F_ACC_RDONLY, access.get()), "open the file"), H5Fclose};
    objects_["/"] = false;
    list("/", 0);
  }

  void hand_over(const ObjectSink& sink) {
    for (const auto& [path, is_variable] : objects_) {
      const Handle opened(valid(H5Oopen(file_.get(), path.c_str(), H5P_DEFAULT), "open " + path), H5Oclose);
      StoredObject object;
      object.is_variable = is_variable;
      read_attributes(opened.get(), path, object);
      if (is_variable) read_variable(opened.get(), path, object);
      sink(path, std::move(object));
    }
  }

  void add_to(Sha256& hash) {
    for (const auto& at : objects_) {
      const std::string& path = at.first;
      const bool is_variable = at.second;
      const Handle opened(valid(H5Oopen(file_.get(), path.c_str(), H5P_DEFAULT), "open " + path), H5Oclose);
      StoredObject object;
      object.is_variable = is_variable;
      read_attributes(opened.get(), path, object);
      if (is_variable && read_shape(opened.get(), path, object) > largest_piece && is_float(opened.get(), path)) {
        add_to_hash(hash, path, object, [&](const auto& use) { read_pieces(opened.get(), path, object.shape, use); });
        continue;
      }
      object.shape.clear();
      if (is_variable) read_variable(opened.get(), path, object);
      add_to_hash(hash, path, object);
    }
  }

 private:
  /// What there is, before anything of it is read.
  void list(const std::string& path, int depth) {
    if (depth > deepest_group) throw CorruptStore("groups are nested too deeply");
    const Handle group(valid(H5Gopen2(file_.get(), path.c_str(), H5P_DEFAULT), "open " + path), H5Gclose);
    std::vector<std::string> names;
    valid(H5Literate(group.get(), H5_INDEX_NAME, H5_ITER_INC, nullptr, collect_link, &names), "list " + path);
    for (const auto& name : names) {
      if (name == "\x01") throw CorruptStore("'" + path + "' has a soft or external link; refused");
      const std::string child = (path == "/" ? "/" : path + "/") + name;
      const Handle object(valid(H5Oopen(file_.get(), child.c_str(), H5P_DEFAULT), "open " + child), H5Oclose);
      const H5I_type_t type = H5Iget_type(object.get());
      if (type != H5I_DATASET && type != H5I_GROUP)
        throw CorruptStore("'" + child + "' is neither a group nor a variable; refused");
      if (objects_.size() > most_objects) throw CorruptStore("the file has too many objects; refused");
      objects_[child] = type == H5I_DATASET;
      if (type == H5I_DATASET) check_variable(object.get(), child);
      else list(child, depth + 1);
    }
  }

  /// Refuses what the writer could not have written.
  void check_variable(hid_t data, const std::string& path) const {
    const Handle plist(valid(H5Dget_create_plist(data), "read the properties of " + path), H5Pclose);
    if (valid(H5Pget_external_count(plist.get()), "read " + path) != 0)
      throw CorruptStore("'" + path + "' keeps its values in another file; refused");
    const H5D_layout_t layout = valid(H5Pget_layout(plist.get()), "read " + path);
    if (layout == H5D_VIRTUAL) throw CorruptStore("'" + path + "' is assembled from other files; refused");
    if (layout == H5D_CHUNKED) check_chunk(data, plist.get(), path);
    const int filters = valid(H5Pget_nfilters(plist.get()), "read " + path);
    for (unsigned i = 0; std::cmp_less(i, filters); ++i) {
      unsigned flags = 0;
      unsigned config = 0;
      std::size_t values = 0;
      const H5Z_filter_t filter = H5Pget_filter2(plist.get(), i, &flags, &values, nullptr, 0, nullptr, &config);
      if (filter != H5Z_FILTER_DEFLATE && filter != H5Z_FILTER_SHUFFLE)
        throw CorruptStore("'" + path + "' uses a filter that is not shuffle or deflate; refused");
    }
  }

  void check_chunk(hid_t data, hid_t plist, const std::string& path) const {
    hsize_t chunk[H5S_MAX_RANK] = {};
    const int rank = valid(H5Pget_chunk(plist, H5S_MAX_RANK, chunk), "read the chunks of " + path);
    const Handle type(valid(H5Dget_type(data), "read the type of " + path), H5Tclose);
    hsize_t bytes = H5Tget_size(type.get());
    for (int d = 0; d < rank; ++d) {
      if (chunk[d] > largest_chunk || bytes * chunk[d] > largest_chunk)
        throw CorruptStore("'" + path + "' is kept in chunks of more than " + std::to_string(largest_chunk >> 20) +
                           " MiB; refused");
      bytes *= chunk[d];
    }
  }

  void read_attributes(hid_t opened, const std::string& path, StoredObject& object) const {
    std::vector<std::string> names;
    valid(H5Aiterate2(opened, H5_INDEX_NAME, H5_ITER_INC, nullptr, collect_name, &names),
          "list the attributes of " + path);
    for (const auto& name : names)
      if (!is_bookkeeping(name)) object.attributes[name] = attribute(opened, path, name);
  }

  Attribute attribute(hid_t opened, const std::string& path, const std::string& name) const {
    const Handle attribute(valid(H5Aopen(opened, name.c_str(), H5P_DEFAULT), "open attribute " + name + " of " + path),
                           H5Aclose);
    const Handle type(valid(H5Aget_type(attribute.get()), "read attribute " + name), H5Tclose);
    const Handle space(valid(H5Aget_space(attribute.get()), "read attribute " + name), H5Sclose);
    if (H5Sget_simple_extent_npoints(space.get()) != 1)
      throw CorruptStore("attribute '" + name + "' of '" + path + "' is not a single value");
    if (H5Tequal(type.get(), H5T_STD_I64LE) > 0) {
      std::int64_t number = 0;
      valid(H5Aread(attribute.get(), H5T_STD_I64LE, &number), "read attribute " + name);
      return number;
    }
    if (H5Tget_class(type.get()) != H5T_STRING || H5Tis_variable_str(type.get()) != 0)
      throw CorruptStore("attribute '" + name + "' of '" + path + "' is neither a text nor a whole number");
    const std::size_t size = H5Tget_size(type.get());
    if (size > longest_attribute) throw CorruptStore("attribute '" + name + "' of '" + path + "' is too long");
    std::string text(size, '\0');
    valid(H5Aread(attribute.get(), type.get(), text.data()), "read attribute " + name);
    return text.substr(0, text.find_last_not_of('\0') + 1);
  }

  /// @return number of elements
  static hsize_t read_shape(hid_t data, const std::string& path, StoredObject& object) {
    const Handle space(valid(H5Dget_space(data), "read the shape of " + path), H5Sclose);
    const int rank = valid(H5Sget_simple_extent_ndims(space.get()), "read the shape of " + path);
    hsize_t sizes[H5S_MAX_RANK] = {};
    if (rank > 0) valid(H5Sget_simple_extent_dims(space.get(), sizes, nullptr), "read the shape of " + path);
    hsize_t total = 1;
    for (int d = 0; d < rank; ++d) {
      if (sizes[d] > element_limit || (sizes[d] > 0 && total > element_limit / sizes[d]))
        throw CorruptStore("'" + path + "' claims more than 2^31 elements; refused");
      total *= sizes[d];
      object.shape.push_back(sizes[d]);
    }
    return total;
  }

  static bool is_float(hid_t data, const std::string& path) {
    const Handle type(valid(H5Dget_type(data), "read the type of " + path), H5Tclose);
    return H5Tequal(type.get(), file_type<float>()) > 0;
  }

  /// The numbers in order, at one position on the first dimensions at a time.
  static void read_pieces(hid_t data, const std::string& path, const std::vector<std::uint64_t>& shape,
                          const std::function<void(std::span<const float>)>& use) {
    std::vector<hsize_t> count(shape.begin(), shape.end());
    hsize_t size = 1;
    for (const hsize_t d : count) size *= d;
    hsize_t pieces = 1;
    for (std::size_t d = 0; d < count.size() && size > largest_piece; ++d) {
      size /= count[d];
      pieces *= std::exchange(count[d], 1);
    }
    const Handle places(valid(H5Dget_space(data), "read the shape of " + path), H5Sclose);
    const Handle memory(valid(H5Screate_simple(static_cast<int>(count.size()), count.data(), nullptr), "make a shape"),
                        H5Sclose);
    std::vector<float> values(size);
    for (hsize_t i = 0; i < pieces; ++i) {
      std::vector<hsize_t> start(shape.size(), 0);
      hsize_t rest = i;
      for (std::size_t d = shape.size(); d-- > 0;)
        if (count[d] == 1) {
          start[d] = rest % shape[d];
          rest /= shape[d];
        }
      valid(H5Sselect_hyperslab(places.get(), H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr),
            "find a piece of " + path);
      valid(H5Dread(data, file_type<float>(), memory.get(), places.get(), H5P_DEFAULT, values.data()), "read " + path);
      use(values);
    }
  }

  void read_variable(hid_t data, const std::string& path, StoredObject& object) {
    const hsize_t total = read_shape(data, path, object);
    const Handle space(valid(H5Dget_space(data), "read the shape of " + path), H5Sclose);
    const Handle type(valid(H5Dget_type(data), "read the type of " + path), H5Tclose);
    if (H5Tget_class(type.get()) == H5T_STRING && H5Tis_variable_str(type.get()) > 0)
      object.values = texts(data, space.get(), total, path);
    else if (H5Tequal(type.get(), file_type<float>()) > 0) object.values = numbers<float>(data, total, path);
    else if (H5Tequal(type.get(), file_type<double>()) > 0) object.values = numbers<double>(data, total, path);
    else if (H5Tequal(type.get(), file_type<std::int64_t>()) > 0)
      object.values = numbers<std::int64_t>(data, total, path);
    else throw CorruptStore("'" + path + "' holds neither texts nor numbers of a type that is written here; refused");
  }

  template <class T>
  std::vector<T> numbers(hid_t data, hsize_t total, const std::string& path) {
    limit_.take(total, sizeof(T), path);
    std::vector<T> values(total);
    if (total > 0) valid(H5Dread(data, file_type<T>(), H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), "read " + path);
    return values;
  }

  std::vector<std::string> texts(hid_t data, hid_t space, hsize_t total, const std::string& path) {
    limit_.take(total, sizeof(std::string), path);
    std::vector<char*> pointers(total, nullptr);
    std::vector<std::string> values;
    if (total == 0) return values;
    TextMemory memory{limit_, path};
    const Handle transfer(valid(H5Pcreate(H5P_DATASET_XFER), "make properties"), H5Pclose);
    valid(H5Pset_vlen_mem_manager(transfer.get(), TextMemory::take, &memory, TextMemory::give_back, &memory),
          "count the texts");
    const Handle type = hdf5::string_type();
    const herr_t read = H5Dread(data, type.get(), H5S_ALL, H5S_ALL, transfer.get(), pointers.data());
    if (memory.refused) throw LimitRefused("the texts of '" + path + "' are longer than is read; refused");
    valid(read, "read " + path);
    for (const char* p : pointers) values.emplace_back(p != nullptr ? p : "");
    valid(H5Dvlen_reclaim(type.get(), space, transfer.get(), pointers.data()), "free " + path);
    return values;
  }

  std::string_view bytes_;
  ReadingLimit limit_;
  Handle file_;
  std::map<std::string, bool> objects_;  ///< path -> is a variable (else a group)
};

}  // namespace

void walk_hdf5(std::string_view bytes, ReadingLimit limit, const ObjectSink& sink) {
  hdf5::prepare_library();
  if (!bytes.starts_with(hdf5_beginning)) throw CorruptStore("this is not an HDF5 file");
  Walk(bytes, limit).hand_over(sink);
}

void hash_hdf5(std::string_view bytes, ReadingLimit limit, Sha256& hash) {
  hdf5::prepare_library();
  if (!bytes.starts_with(hdf5_beginning)) throw CorruptStore("this is not an HDF5 file");
  Walk(bytes, limit).add_to(hash);
}

}  // namespace salus::output
