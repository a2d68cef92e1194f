/// Grids of some draws of a run read by the draw's number in the run, and joined they are the grid of all.
#include "model/core/draw_grid.hpp"

#include <gtest/gtest.h>

namespace salus::model {
namespace {

TEST(DrawGrid, IsReadByTheNumberOfTheDrawInTheRun) {
  DrawGrid<double, YearIndex> grid(every<YearIndex>, DrawRange(DrawIndex(16u), 5));
  grid(YearIndex(3u), DrawIndex(18u)) = 7.0;
  EXPECT_EQ(grid.row(YearIndex(3u))[2], 7.0);
  EXPECT_EQ(std::count(grid.cells().begin(), grid.cells().end(), 7.0), 1);
  EXPECT_EQ(grid.cells().size(), horizon_years * 5);
}

TEST(DrawGrid, PartsOfUnequalLengthJoinToAll) {  // a row that begins in another's place
  const Positions<DrawIndex> draws(11);
  Grid<double, YearIndex, DrawIndex> all(every<YearIndex>, draws);
  const auto value = [](YearIndex y, DrawIndex d) { return 100.0 * y + d; };
  for (const DrawRange range :
       {DrawRange(DrawIndex(8u), 3), DrawRange(DrawIndex(0u), 8), DrawRange(DrawIndex(4u), 0)}) {
    DrawGrid<double, YearIndex> part(every<YearIndex>, range);
    for (const auto y : every<YearIndex>)
      for (const auto d : range) part(y, d) = value(y, d);
    put_in(all, part);
  }
  for (const auto y : every<YearIndex>)
    for (const auto d : draws) EXPECT_EQ(all(y, d), value(y, d));
}

TEST(DrawGrid, WhatHasNoCellsIsPutNowhere) {  // the lines of a run without local lines: undefined from draw 8 on
  const Positions<YearIndex> none(0);
  Grid<double, YearIndex, DrawIndex> all(none, Positions<DrawIndex>(16));
  put_in(all, DrawGrid<double, YearIndex>(none, DrawRange(DrawIndex(8u), 8)));
  EXPECT_TRUE(all.empty());
}

TEST(DrawRange, KnowsWhichOfItsDrawsAreAmongTheFirst) {
  const DrawRange range(DrawIndex(392u), 16);
  EXPECT_EQ(range.among_first(400).count(), 8u);
  EXPECT_EQ(range.among_first(392).count(), 0u);
  EXPECT_EQ(range.among_first(1000), range);
  EXPECT_TRUE(range.holds(DrawIndex(407u)));
  EXPECT_FALSE(range.holds(DrawIndex(408u)));
  EXPECT_FALSE(range.holds(DrawIndex(391u)));
}

}  // namespace
}  // namespace salus::model
