/// A posterior file gives back what was written, and nothing else.
#include "output/inference_data.hpp"

#include <gtest/gtest.h>

#include "output/error.hpp"
#include "output/hdf5_walk.hpp"

namespace salus::tests {
namespace {

using output::InferenceData;
using output::StoredObjects;

InferenceData sample_posterior() {
  output::InferenceGroup group{"posterior", "draws", {}, {}};
  group.axes["chain"] = {{}, {0, 1}, "chain"};
  group.axes["country"] = {{"AAA", "BBB", "CCC"}, {}, "country"};
  group.variables.push_back({"level", {"chain", "country"}, {1, 2, 3, 4, 5, 6}, "1", "log rate"});
  return {{{"seed", "1"}, {"failed_check", "none"}}, {group}};
}

StoredObjects objects_of(const std::string& bytes) {
  StoredObjects objects;
  output::walk_hdf5(bytes, output::ReadingLimit(1u << 20), [&](const std::string& path, output::StoredObject&& object) {
    objects.emplace(path, std::move(object));
  });
  return objects;
}

InferenceData read(StoredObjects objects) {
  return output::read_inference(output::Hdf5Reader(std::move(objects)),
                                {{"posterior", {{"level", {"chain", "country"}}}}}, {"seed", "failed_check"});
}

TEST(InferenceData, WhatWasWrittenIsRead) {
  const std::string bytes = output::inference_bytes(sample_posterior());
  EXPECT_EQ(bytes, output::inference_bytes(sample_posterior()));
  const auto data = read(objects_of(bytes));
  EXPECT_EQ(data.attributes.at("seed"), "1");
  const auto& group = data.at("posterior");
  EXPECT_EQ(group.at("level").values, sample_posterior().groups[0].variables[0].values);
  EXPECT_EQ(group.axes.at("country").labels, (std::vector<std::string>{"AAA", "BBB", "CCC"}));
  EXPECT_THROW(data.at("prior"), output::CorruptStore);
  EXPECT_THROW(group.at("drift"), output::CorruptStore);
}

TEST(InferenceData, WhatWasChangedAfterwardsIsRefused) {
  const auto whole = objects_of(output::inference_bytes(sample_posterior()));
  const auto refusal = [&](auto change) -> std::string {
    auto changed = whole;
    change(changed);
    try {
      read(std::move(changed));
    } catch (const output::CorruptStore& e) {
      return e.what();
    }
    return "none";
  };
  EXPECT_EQ(refusal([](StoredObjects&) {}), "none");
  const std::string said = "changed after it was written";
  EXPECT_NE(refusal([](StoredObjects& o) {
              std::get<std::vector<float>>(o.at("/posterior/level").values)[4] += 0.5f;
            }).find(said),
            std::string::npos);
  EXPECT_NE(refusal([](StoredObjects& o) { o.at("/").attributes["failed_check"] = "r_hat"; }).find(said),
            std::string::npos);
  EXPECT_NE(refusal([](StoredObjects& o) {
              std::get<std::vector<std::string>>(o.at("/posterior/country").values)[0] = "AAB";
            }).find(said),
            std::string::npos);
  EXPECT_NE(refusal([](StoredObjects& o) { o["/more"]; }).find(said), std::string::npos);
  EXPECT_NE(refusal([](StoredObjects& o) { o.at("/").attributes.erase("content_hash"); }).find("content_hash"),
            std::string::npos);
  EXPECT_NE(refusal([](StoredObjects& o) { o.at("/").attributes["format"] = std::int64_t{1}; }).find("format 1"),
            std::string::npos);
  EXPECT_NE(refusal([](StoredObjects& o) { o.at("/").attributes["file_type"] = "salus-results"; }).find("no posterior"),
            std::string::npos);
}

}  // namespace
}  // namespace salus::tests
