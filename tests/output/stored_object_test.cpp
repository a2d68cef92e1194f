/// Objects pass from one process to another as they are; what no reader sends is refused.
#include "output/stored_object.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <limits>
#include <random>

#include "output/foreign_file.hpp"
#include "output/hdf5_walk.hpp"

namespace salus::tests {
namespace {

using output::StoredObject;

class Written final : public output::ByteSink {
 public:
  void put(const void* data, std::size_t size) override { bytes.append(static_cast<const char*>(data), size); }
  std::string bytes;
};

class Text final : public output::ByteSource {
 public:
  explicit Text(std::string_view bytes) : bytes_(bytes) {}
  void get(void* to, std::size_t size) override {
    if (size > bytes_.size()) throw output::CorruptStore("there is no more");
    std::memcpy(to, bytes_.data(), size);
    bytes_.remove_prefix(size);
  }

 private:
  std::string_view bytes_;
};

/// A file with everything that there can be.
std::string sample_file() {
  output::Hdf5Writer file;
  file.attribute("/", "title", "a sample");
  file.attribute("/", "format", std::int64_t{7});
  file.group("deep", "a group");
  file.coordinate("name", std::vector<std::string>{"one", "", "Côte d'Ivoire"}, {"1", "names"});
  file.dimension("empty", 0);
  file.variable("deep/numbers", {"name"}, std::vector<double>{1.5, -0.0, std::numeric_limits<double>::infinity()},
                {"m", "numbers"});
  file.variable("single", {"name"}, std::vector<float>{0.1f, std::numeric_limits<float>::quiet_NaN(), 2.0f},
                {"1", "in single precision"});
  file.variable("none", {"empty"}, std::vector<std::int64_t>{}, {"1", "nothing"});
  return file.finish();
}

/// As a reading process sends a file.
std::string stream_of(const std::string& file) {
  Written to;
  output::walk_hdf5(file, output::ReadingLimit(1 << 20), [&](const std::string& path, StoredObject&& object) {
    to.put(&output::more, 1);
    output::send(to, path, object);
  });
  to.put(&output::no_more, 1);
  return to.bytes;
}

output::Hdf5Reader received(std::string_view stream, std::uint64_t limit = 1 << 20) {
  Text from(stream);
  return output::receive_objects(from, limit);
}

TEST(StoredObject, PassesAsItIs) {
  const std::string file = sample_file();
  const auto there = received(stream_of(file));
  EXPECT_EQ(there.content_hash(), output::Hdf5Reader(file).content_hash());
  EXPECT_EQ(there.content_hash(), output::hdf5_content_hash(file));
  EXPECT_EQ(there.strings("/name")[2], "Côte d'Ivoire");
  EXPECT_TRUE(std::signbit(there.doubles("/deep/numbers")[1]));
  EXPECT_EQ(there.integer_attribute("/", "format"), 7);
  EXPECT_EQ(there.shape("/empty"), std::vector<std::uint64_t>{0});
  const auto foreign = output::read_foreign(file, "sample.h5", output::posterior_limits);
  EXPECT_EQ(foreign.content_hash(), there.content_hash());
}

TEST(StoredObject, AStreamThatEndsEarlyIsRefusedWhereverItEnds) {
  const std::string stream = stream_of(sample_file());
  for (std::size_t n = 0; n < stream.size(); ++n)
    EXPECT_THROW(received(std::string_view(stream).substr(0, n)), output::CorruptStore) << n;
}

// A reading process that was taken over may say anything: the program refuses or takes values, and does not fall.
TEST(StoredObject, AChangedStreamIsRefusedOrRead) {
  const std::string stream = stream_of(sample_file());
  std::mt19937_64 random(5);
  int refused = 0;
  for (int round = 0; round < 20000; ++round) {
    std::string bad = stream;
    for (int i = 0; i < 3; ++i) bad[random() % bad.size()] = static_cast<char>(random());
    try {
      received(bad).content_hash();
    } catch (const output::CorruptStore&) {
      ++refused;
    } catch (const output::LimitRefused&) {
      ++refused;
    }
  }
  EXPECT_GT(refused, 5000);
  EXPECT_LT(refused, 20000);
}

TEST(StoredObject, WhatIsClaimedTakesNoMemory) {
  Written to;
  to.put(&output::more, 1);
  StoredObject object;
  object.is_variable = true;
  object.shape = {1, 3000000000u};
  object.values = std::vector<float>{1.0f};
  output::send(to, "/x", object);
  EXPECT_THROW(received(to.bytes), output::LimitRefused);                          // beyond the limit: at once
  EXPECT_THROW(received(to.bytes, std::uint64_t{1} << 40), output::CorruptStore);  // within: with what has come
}

}  // namespace
}  // namespace salus::tests
