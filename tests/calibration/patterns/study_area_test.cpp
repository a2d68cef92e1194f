/// Which cells count.
#include "calibration/patterns/study_area.hpp"

#include <gtest/gtest.h>

#include <map>
#include <numeric>
#include <stdexcept>

#include "tests/calibration/patterns/scattered.hpp"

namespace salus::calibration {
namespace {

PointEvents at(const std::vector<std::array<double, 2>>& places) {
  PointEvents events = scattered_events(0, 1.0, 1.0, 1);
  for (const auto& [x, y] : places) {
    events.x_m.push_back(x);
    events.y_m.push_back(y);
    events.day.push_back(0.0);
    events.type.push_back(0);
  }
  return events;
}

TEST(StudyArea, IsTheHullAndWhatHoldsAnEvent) {
  // A square of 1 km: ten by ten cells have their centre inside; the corners in the north and east lie in cells of
  // their own.
  const auto square = at({{0, 0}, {1000, 0}, {1000, 1000}, {0, 1000}, {500, 500}});
  const StudyArea area(square, 100.0);
  EXPECT_EQ(area.cells(), 103u);
  const auto counts = area.counts(square);
  EXPECT_EQ(std::accumulate(counts.begin(), counts.end(), 0u), 5u);
  EXPECT_EQ(counts[0], 1u);                    // south west
  EXPECT_EQ(counts[10], 1u);                   // south east, outside the hull
  EXPECT_EQ(counts[1 + 10 + 4 * 10 + 5], 1u);  // the middle: after the first row of eleven and four of ten
  EXPECT_EQ(counts[101], 1u);
  EXPECT_EQ(counts[102], 1u);
}

TEST(StudyArea, OfATriangleIsHalfItsSquare) {
  const StudyArea area(at({{0, 0}, {10000, 0}, {0, 10000}}), 100.0);
  EXPECT_NEAR(static_cast<double>(area.cells()), 5000.0, 60.0);
}

TEST(StudyArea, EveryCellIsItsOwn) {  // events by cell are the same as by their own squares
  const PointEvents events = scattered_events(3000, 5000.0, 10.0, 2);
  const StudyArea area(events, 137.0);
  std::map<std::pair<int, int>, std::uint32_t> squares;
  for (std::size_t i = 0; i < events.size(); ++i)
    ++squares[{static_cast<int>(events.x_m[i] / 137.0), static_cast<int>(events.y_m[i] / 137.0)}];
  std::vector<std::uint32_t> expected;
  std::vector<std::uint32_t> found;
  for (const auto& [square, count] : squares) expected.push_back(count);
  for (const auto count : area.counts(events))
    if (count > 0) found.push_back(count);
  std::sort(expected.begin(), expected.end());
  std::sort(found.begin(), found.end());
  EXPECT_EQ(found, expected);
  EXPECT_NEAR(area.km2(), 25.0, 1.5);
}

TEST(StudyArea, OfPointsOnALineIsTheirCells) {
  EXPECT_EQ(StudyArea(at({{10, 10}, {510, 10}, {990, 10}, {10, 10}}), 100.0).cells(), 3u);
  EXPECT_EQ(StudyArea(at({{10, 10}}), 100.0).cells(), 1u);
}

TEST(StudyArea, RefusesMoreCellsThanItCanHold) {
  EXPECT_THROW(StudyArea(at({{0, 0}, {100000, 0}, {0, 100000}}), 10.0), std::length_error);
}

}  // namespace
}  // namespace salus::calibration
