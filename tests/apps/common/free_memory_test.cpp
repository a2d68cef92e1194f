/// Memory that control groups leave: the narrowest of a group and those above it, files that can be dropped left out.
#include "apps/common/free_memory.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/output/temporary_folder.hpp"

namespace salus::tests {
namespace {

class Groups : public TemporaryFolder {
 protected:
  void put(const std::string& name, const std::string& text) const {
    const auto path = root / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path) << text;
  }
};

TEST_F(Groups, TheNarrowestOfTheSecondVersionCounts) {
  const std::string job = "0::/batch/job\n";
  EXPECT_FALSE(apps::left_by_groups(root, job).has_value());
  put("batch/job/memory.max", "max\n");
  put("batch/job/memory.current", "5000\n");
  EXPECT_FALSE(apps::left_by_groups(root, job).has_value());
  put("batch/memory.max", "9000\n");
  put("batch/memory.current", "7000\n");
  EXPECT_EQ(apps::left_by_groups(root, job), 2000u);
  put("batch/memory.stat", "anon 100\ninactive_file 1500\n");
  EXPECT_EQ(apps::left_by_groups(root, job), 3500u);
  put("batch/job/memory.max", "5100\n");
  EXPECT_EQ(apps::left_by_groups(root, job), 100u);
  put("batch/job/memory.max", "4000\n");
  EXPECT_EQ(apps::left_by_groups(root, job), 0u);
}

TEST_F(Groups, TheFirstVersionHasItsOwnNames) {
  put("memory/job/memory.limit_in_bytes", "9000\n");
  put("memory/job/memory.usage_in_bytes", "4000\n");
  EXPECT_EQ(apps::left_by_groups(root, "12:cpu,cpuacct:/job\n5:memory:/job\n"), 5000u);
  EXPECT_FALSE(apps::left_by_groups(root, "12:cpu,cpuacct:/job\n").has_value());
}

TEST_F(Groups, TheMachineSaysWhatIsFree) { EXPECT_GT(apps::free_memory().value_or(0), 1u << 20); }

}  // namespace
}  // namespace salus::tests
