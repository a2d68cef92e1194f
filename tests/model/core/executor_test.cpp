#include "model/core/executor.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <numeric>
#include <stdexcept>
#include <vector>

namespace salus::model {
namespace {

std::vector<std::unique_ptr<Executor>> all_executors() {
  std::vector<std::unique_ptr<Executor>> all;
  all.push_back(make_serial_executor());
  for (const unsigned threads : {1u, 2u, 3u, 8u}) all.push_back(make_thread_executor(threads));
#ifdef SALUS_HAS_TBB
  for (const unsigned threads : {1u, 2u, 3u}) all.push_back(make_tbb_executor(threads));
#endif
  return all;
}

TEST(Executor, CoversEveryIndexOnceInFixedBlocks) {
  for (const auto& executor : all_executors()) {
    std::vector<int> seen(1003, 0);
    std::atomic<int> odd_blocks{0};
    executor->for_blocks(seen.size(), 10, [&](std::size_t begin, std::size_t end) {
      if (begin % 10 != 0 || (end != begin + 10 && end != seen.size())) ++odd_blocks;
      for (std::size_t i = begin; i < end; ++i) ++seen[i];
    });
    EXPECT_EQ(odd_blocks, 0);
    EXPECT_EQ(std::accumulate(seen.begin(), seen.end(), 0), 1003);
    EXPECT_EQ(*std::max_element(seen.begin(), seen.end()), 1);
  }
}

TEST(Executor, RethrowsTheFirstFailureByBlock) {
  for (const auto& executor : all_executors()) {
    try {
      executor->for_blocks(100, 1, [&](std::size_t begin, std::size_t) {
        if (begin == 70 || begin == 30) throw std::runtime_error(std::to_string(begin));
      });
      FAIL() << "no exception";
    } catch (const std::runtime_error& e) {
      EXPECT_STREQ(e.what(), "30");
    }
  }
}

TEST(Executor, LeavesOutWhatComesAfterAFailure) {
  for (const auto& executor : all_executors()) {
    std::atomic<unsigned> ran{0};
    const auto all_fail = [&](std::size_t, std::size_t) {
      ++ran;
      throw std::runtime_error("no memory");
    };
    EXPECT_THROW(executor->for_blocks(100000, 1, all_fail), std::runtime_error);
    EXPECT_LT(ran, 1000u);
  }
}

TEST(Executor, DoesNothingForNothing) {
  for (const auto& executor : all_executors()) executor->for_blocks(0, 5, [](std::size_t, std::size_t) { FAIL(); });
}

}  // namespace
}  // namespace salus::model
