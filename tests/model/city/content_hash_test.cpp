#include "model/city/content_hash.hpp"

#include <gtest/gtest.h>

#include <set>

namespace salus::model {
namespace {

TEST(ContentHash, EveryFieldOfAnEventAndTheirOrderMatter) {
  CityEvent plain;
  plain.number = 7;
  plain.minute = 1000;
  plain.offender = Slot(3);
  plain.victim = Slot(4);
  std::vector<CityEvent> all(8, plain);
  all[1].number = 8;
  all[2].minute = 1001;
  all[3].offender = Slot(4);
  all[4].victim = Slot(3);
  all[5].companion = Slot(9);
  all[6].process = Process::robbery;
  all[7].cause = Cause::repeat;
  all.push_back(plain);
  all.back().cell = Cell(1);
  all.push_back(plain);
  all.back().flags.set(EventFlag::armed);
  std::set<std::uint64_t> hashes;
  for (const CityEvent& e : all) hashes.insert(mixed_in(1, e));
  EXPECT_EQ(hashes.size(), all.size());
  EXPECT_NE(mixed_in(mixed_in(1, all[0]), all[1]), mixed_in(mixed_in(1, all[1]), all[0]));
  EXPECT_EQ(mixed_in(1, all[0]), mixed_in(1, plain));
}

TEST(ContentHash, EverythingAboutAPersonMatters) {
  const People plain(4);
  std::set<std::uint64_t> hashes{mixed_in(0, plain)};
  std::vector<People> all(7, plain);
  all[0].born[1] = 1;
  all[1].flags[1] = 1;
  all[2].hazard[1] = 1;
  all[3].traits[1] = 1;
  all[4].generation[1] = 1;
  all[5].record[1] = 1;
  all[6].record[2] = 1;
  for (const People& people : all) hashes.insert(mixed_in(0, people));
  EXPECT_EQ(hashes.size(), 8u);
}

}  // namespace
}  // namespace salus::model
