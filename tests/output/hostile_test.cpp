/// HDF5 files that would make a reader follow links, allocate without end or run filters: refused before anything is
/// read.
#include <gtest/gtest.h>
#include <hdf5.h>

#include <filesystem>

#include "output/error.hpp"
#include "output/foreign_file.hpp"

namespace salus::tests {
namespace {

/// Bytes of a file that `fill` makes with the plain library.
template <class Fill>
std::string made(Fill fill) {
  const hid_t access = H5Pcreate(H5P_FILE_ACCESS);
  H5Pset_fapl_core(access, 1 << 16, false);
  const hid_t file = H5Fcreate("made-in-memory", H5F_ACC_TRUNC, H5P_DEFAULT, access);
  fill(file);
  H5Fflush(file, H5F_SCOPE_GLOBAL);
  std::string bytes(static_cast<std::size_t>(H5Fget_file_image(file, nullptr, 0)), '\0');
  H5Fget_file_image(file, bytes.data(), bytes.size());
  H5Fclose(file);
  H5Pclose(access);
  return bytes;
}

hid_t variable(hid_t file, const char* name, hid_t type, std::vector<hsize_t> shape, hid_t create = H5P_DEFAULT) {
  const hid_t space = H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr);
  const hid_t data = H5Dcreate2(file, name, type, space, H5P_DEFAULT, create, H5P_DEFAULT);
  H5Sclose(space);
  return data;
}

std::string refusal(const std::string& bytes) {
  try {
    output::read_foreign(bytes, "x.h5", output::posterior_limits).content_hash();
  } catch (const output::CorruptStore& e) {
    return e.what();
  } catch (const output::LimitRefused& e) {
    return e.what();
  }
  return "accepted";
}

TEST(Hostile, AnHonestFileIsAccepted) {
  EXPECT_EQ(refusal(made([](hid_t f) { H5Dclose(variable(f, "x", H5T_IEEE_F32LE, {3})); })), "accepted");
}

TEST(Hostile, NotHdf5AtAll) {
  EXPECT_NE(refusal("not a file of this kind"), "accepted");
  EXPECT_NE(refusal(""), "accepted");
}

TEST(Hostile, SoftAndExternalLinks) {
  EXPECT_NE(refusal(made([](hid_t f) { H5Lcreate_soft("/elsewhere", f, "x", H5P_DEFAULT, H5P_DEFAULT); })), "accepted");
  EXPECT_NE(refusal(made([](hid_t f) { H5Lcreate_external("/etc/passwd", "/x", f, "x", H5P_DEFAULT, H5P_DEFAULT); })),
            "accepted");
}

TEST(Hostile, ExternalStorage) {
  const std::string bytes = made([](hid_t f) {
    const hid_t create = H5Pcreate(H5P_DATASET_CREATE);
    H5Pset_external(create, "/etc/hostname", 0, 12);
    H5Dclose(variable(f, "x", H5T_IEEE_F32LE, {3}, create));
    H5Pclose(create);
  });
  EXPECT_NE(refusal(bytes), "accepted");
}

TEST(Hostile, SizesBeyondReason) {
  const std::string bytes = made([](hid_t f) {
    const hid_t create = H5Pcreate(H5P_DATASET_CREATE);
    const hsize_t chunk[] = {1};
    H5Pset_chunk(create, 1, chunk);
    H5Dclose(variable(f, "x", H5T_IEEE_F32LE, {hsize_t{1} << 40}, create));
    H5Pclose(create);
  });
  EXPECT_NE(refusal(bytes), "accepted");
}

TEST(Hostile, MoreTextsThanAPosteriorHas) {
  const std::string bytes = made([](hid_t f) {
    const hid_t type = H5Tcopy(H5T_C_S1);
    H5Tset_size(type, H5T_VARIABLE);
    H5Dclose(variable(f, "country", type, {hsize_t{1} << 28}));
    H5Tclose(type);
  });
  EXPECT_NE(refusal(bytes).find("MiB; refused"), std::string::npos);
}

TEST(Hostile, TextsLongerThanTheLimit) {
  const std::string bytes = made([](hid_t f) {
    const hid_t type = H5Tcopy(H5T_C_S1);
    H5Tset_size(type, H5T_VARIABLE);
    H5Tset_cset(type, H5T_CSET_UTF8);
    const std::string text(std::size_t{1} << 20, 'x');
    const char* const texts[] = {text.c_str(), text.c_str()};
    const hid_t data = variable(f, "x", type, {2});
    H5Dwrite(data, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, texts);
    H5Dclose(data);
    H5Tclose(type);
  });
  EXPECT_EQ(refusal(bytes), "accepted");
  EXPECT_THROW(output::read_foreign(bytes, "x.h5", {std::uint64_t{1} << 20, output::posterior_limits.child}),
               output::LimitRefused);
}

TEST(Hostile, ChunksLargerThanAnyOfOurs) {
  const std::string bytes = made([](hid_t f) {
    const hid_t create = H5Pcreate(H5P_DATASET_CREATE);
    const hsize_t chunk[1] = {hsize_t{1} << 28};
    H5Pset_chunk(create, 1, chunk);
    H5Dclose(variable(f, "x", H5T_IEEE_F32LE, {hsize_t{1} << 28}, create));
    H5Pclose(create);
  });
  EXPECT_NE(refusal(bytes).find("chunks"), std::string::npos);
}

TEST(Hostile, OtherFiltersAndTypes) {
  const std::string filtered = made([](hid_t f) {
    const hid_t create = H5Pcreate(H5P_DATASET_CREATE);
    const hsize_t chunk[] = {4};
    H5Pset_chunk(create, 1, chunk);
    H5Pset_scaleoffset(create, H5Z_SO_FLOAT_DSCALE, 2);
    H5Dclose(variable(f, "x", H5T_IEEE_F32LE, {8}, create));
    H5Pclose(create);
  });
  EXPECT_NE(refusal(filtered), "accepted");
  const std::string opaque = made([](hid_t f) {
    const hid_t type = H5Tcreate(H5T_OPAQUE, 4);
    H5Dclose(variable(f, "x", type, {3}));
    H5Tclose(type);
  });
  EXPECT_NE(refusal(opaque), "accepted");
}

}  // namespace
}  // namespace salus::tests
