#include <hdf5.h>
#include <hdf5_hl.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <stdexcept>

#include "output/hdf5.hpp"
#include "output/hdf5_library.hpp"

namespace salus::output {

using hdf5::checked;
using hdf5::file_type;
using hdf5::Handle;

namespace {

constexpr hsize_t compressed_from = hsize_t{1} << 16;  ///< bytes of a variable
constexpr hsize_t chunk_bytes = hsize_t{1} << 20;

hsize_t elements(const std::vector<hsize_t>& shape) {
  hsize_t n = 1;
  for (const hsize_t d : shape) n *= d;
  return n;
}

Handle space_of(const std::vector<hsize_t>& shape, const std::string& path) {
  const hid_t id =
      shape.empty() ? H5Screate(H5S_SCALAR) : H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr);
  return {checked(id, "make the shape of " + path), H5Sclose};
}

/// Properties of a group or variable that make its bytes depend on nothing but its content.
Handle creation_of(hid_t kind) {
  Handle plist(checked(H5Pcreate(kind), "make properties"), H5Pclose);
  checked(H5Pset_obj_track_times(plist.get(), false), "leave times out");
  checked(H5Pset_attr_creation_order(plist.get(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED),
          "keep the order of attributes");
  return plist;
}

/// Deflates in chunks of at most about a megabyte, cut along the first dimensions.
void compress_in_chunks(hid_t plist, const std::vector<hsize_t>& shape, hsize_t bytes) {
  std::vector<hsize_t> chunk = shape;
  for (std::size_t d = 0; d < chunk.size() && bytes > chunk_bytes; ++d) {
    const hsize_t keep = std::max<hsize_t>(1, chunk[d] * chunk_bytes / bytes);
    bytes = bytes / chunk[d] * keep;
    chunk[d] = keep;
  }
  checked(H5Pset_chunk(plist, static_cast<int>(chunk.size()), chunk.data()), "set chunks");
  checked(H5Pset_shuffle(plist), "set the shuffle filter");
  checked(H5Pset_deflate(plist, 1), "set the deflate filter");
}

}  // namespace

struct Hdf5Writer::State {
  Handle file;
  Handle creation;
  Handle links;
  bool compress = true;
  std::map<std::string, hsize_t> sizes;
  std::map<std::string, Handle> scales;

  template <class Values>
  void write(const std::string& path, const std::vector<hsize_t>& shape, const Values& values) {
    using T = typename Values::value_type;
    const hsize_t total = elements(shape);
    if (total != values.size())
      throw std::logic_error("variable '" + path + "' has " + std::to_string(values.size()) + " values for " +
                             std::to_string(total) + " places");
    Handle plist = creation_of(H5P_DATASET_CREATE);
    if constexpr (std::is_same_v<T, std::string>) {
      const Handle type = hdf5::string_type();
      std::vector<const char*> pointers;
      for (const auto& value : values) pointers.push_back(value.c_str());
      create(path, type.get(), shape, plist.get(), pointers.data());
    } else {
      if (compress && total * sizeof(T) > compressed_from) compress_in_chunks(plist.get(), shape, total * sizeof(T));
      create(path, file_type<T>(), shape, plist.get(), values.data());
    }
    plist.close();
  }

  /// A dataset of the values; without any (null), which takes no room, it reads as zeros.
  void create(const std::string& path, hid_t type, const std::vector<hsize_t>& shape, hid_t plist, const void* values) {
    Handle space = space_of(shape, path);
    Handle data(checked(H5Dcreate2(file.get(), path.c_str(), type, space.get(), links.get(), plist, H5P_DEFAULT),
                        "create " + path),
                H5Dclose);
    if (values != nullptr && elements(shape) > 0)
      checked(H5Dwrite(data.get(), type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values), "write " + path);
    data.close();
    space.close();
  }

  void mark(const std::string& path, hsize_t size) {
    Handle plist = creation_of(H5P_DATASET_CREATE);
    create(path, file_type<float>(), {size}, plist.get(), nullptr);
    plist.close();
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

  std::vector<hsize_t> shape_of(const std::vector<std::string>& dimensions) const {
    std::vector<hsize_t> shape;
    for (const auto& d : dimensions) shape.push_back(sizes.at(d));
    return shape;
  }

  void name_dimensions(Hdf5Writer& writer, const std::string& path, const std::vector<std::string>& dimensions,
                       const About& about) {
    Handle data(checked(H5Dopen2(file.get(), path.c_str(), H5P_DEFAULT), "open " + path), H5Dclose);
    for (std::size_t i = 0; i < dimensions.size(); ++i)
      checked(H5DSattach_scale(data.get(), scales.at(dimensions[i]).get(), static_cast<unsigned>(i)),
              "name a dimension of " + path);
    data.close();
    describe(writer, path, about);
  }

  template <class Values>
  void variable(Hdf5Writer& writer, const std::string& path, const std::vector<std::string>& dimensions,
                const Values& values, const About& about) {
    write(path, shape_of(dimensions), values);
    name_dimensions(writer, path, dimensions, about);
  }

  void variable_in_slices(Hdf5Writer& writer, const std::string& path, const std::vector<std::string>& dimensions,
                          std::size_t leading, const std::function<std::span<const float>(std::size_t)>& slice,
                          const About& about) {
    const auto shape = shape_of(dimensions);
    Handle plist = creation_of(H5P_DATASET_CREATE);
    const hsize_t bytes = elements(shape) * sizeof(float);
    if (compress && bytes > compressed_from) compress_in_chunks(plist.get(), shape, bytes);
    create(path, file_type<float>(), shape, plist.get(), nullptr);
    plist.close();
    Handle data(checked(H5Dopen2(file.get(), path.c_str(), H5P_DEFAULT), "open " + path), H5Dclose);
    Handle places = space_of(shape, path);
    std::vector<hsize_t> count = shape;
    std::fill_n(count.begin(), leading, 1);
    Handle values = space_of(count, path);
    const hsize_t slices = elements(shape) / elements(count);
    for (hsize_t i = 0; i < slices; ++i) {
      std::vector<hsize_t> start(shape.size(), 0);
      hsize_t rest = i;
      for (std::size_t d = leading; d-- > 0; rest /= shape[d]) start[d] = rest % shape[d];
      checked(H5Sselect_hyperslab(places.get(), H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr),
              "place a slice of " + path);
      const auto given = slice(i);
      if (given.size() != elements(count)) throw std::logic_error("a slice of '" + path + "' is of another size");
      checked(H5Dwrite(data.get(), file_type<float>(), values.get(), places.get(), H5P_DEFAULT, given.data()),
              "write " + path);
    }
    values.close();
    places.close();
    data.close();
    name_dimensions(writer, path, dimensions, about);
  }

  static void describe(Hdf5Writer& writer, const std::string& path, const About& about) {
    writer.attribute(path, "units", about.unit);
    writer.attribute(path, "long_name", about.description);
  }
};

Hdf5Writer::Hdf5Writer(bool compress) : state_(std::make_unique<State>()) {
  hdf5::prepare_library();
  auto& s = *state_;
  s.compress = compress;
  Handle access(checked(H5Pcreate(H5P_FILE_ACCESS), "make properties"), H5Pclose);
  checked(H5Pset_fapl_core(access.get(), std::size_t{16} << 20, false), "keep the file in memory");
  // The oldest superblock: the image of a file with a newer one has a stale checksum (HDF5 1.10.8).
  checked(H5Pset_libver_bounds(access.get(), H5F_LIBVER_EARLIEST, H5F_LIBVER_V18), "fix the file version");
  s.creation = creation_of(H5P_FILE_CREATE);
  checked(H5Pset_link_creation_order(s.creation.get(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED),
          "keep the order of links");
  s.links = {checked(H5Pcreate(H5P_LINK_CREATE), "make properties"), H5Pclose};
  checked(H5Pset_char_encoding(s.links.get(), H5T_CSET_UTF8), "name things in UTF-8");
  s.file = {checked(H5Fcreate("in-memory.h5", H5F_ACC_TRUNC, s.creation.get(), access.get()), "start a file"),
            H5Fclose};
  access.close();
}

Hdf5Writer::~Hdf5Writer() = default;

void Hdf5Writer::group(const std::string& path, const std::string& description) {
  Handle plist = creation_of(H5P_GROUP_CREATE);
  checked(H5Pset_link_creation_order(plist.get(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED),
          "keep the order of links");
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
                          std::span<const float> values, const About& about) {
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
void Hdf5Writer::variable_in_slices(const std::string& path, const std::vector<std::string>& dimensions,
                                    std::size_t leading,
                                    const std::function<std::span<const float>(std::size_t)>& slice,
                                    const About& about) {
  state_->variable_in_slices(*this, path, dimensions, leading, slice, about);
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

void Hdf5Writer::finish(const std::function<void(std::string_view)>& use) {
  auto& s = *state_;
  for (auto& [name, scale] : s.scales) scale.close();
  checked(H5Fflush(s.file.get(), H5F_SCOPE_LOCAL), "flush");
  const ssize_t size = checked(H5Fget_file_image(s.file.get(), nullptr, 0), "measure the file");
  void* image = nullptr;  // of a file in memory: where its bytes are
  checked(H5Fget_vfd_handle(s.file.get(), H5P_DEFAULT, &image), "find the file's bytes");
  use({*static_cast<const char* const*>(image), static_cast<std::size_t>(size)});
  s.file.close();
  s.links.close();
  s.creation.close();
}

std::string Hdf5Writer::finish() {
  std::string bytes;
  finish([&](std::string_view image) { bytes = image; });
  return bytes;
}

}  // namespace salus::output
