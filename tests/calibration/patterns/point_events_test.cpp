/// The reader of point events: what it takes, and each file under malformed/ (NAME.csv) with exactly the messages of
/// NAME.expected; SALUS_ACCEPT=1 writes the messages anew.
#include "calibration/patterns/point_events.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "tests/calibration/bundled_tables.hpp"

namespace salus::calibration {
namespace {

namespace fs = std::filesystem;
const std::string head = "city,crime_type,datetime,lon,lat\n";

PointFile read(const std::string& text) {
  model::Diagnostics findings;
  auto file = read_point_events(text, "e.csv", findings);
  for (const auto& f : findings) ADD_FAILURE() << to_string(f);
  return file;
}

TEST(PointEvents, AreReadByCityAndTypeInOrderOfTime) {
  const auto file = read(
      "id,lat,lon,city,crime_type,datetime,note\n1,10.01,20,B,theft,2019-04-24,x\n2,10,20,B,arson,2019-04-23 "
      "12:30,y\n3,5,5,A,theft,1969-12-31T18:00:30,\n");
  EXPECT_EQ(file.not_read, (std::vector<std::string>{"id", "note"}));
  ASSERT_EQ(file.cities.size(), 2u);
  EXPECT_EQ(file.cities[0].city, "A");
  EXPECT_DOUBLE_EQ(file.cities[0].day[0], -1.0 + (18.0 * 3600.0 + 30.0) / 86400.0);
  EXPECT_EQ(whole_day(file.cities[0].day[0]), -1);
  const PointEvents& b = file.cities[1];
  EXPECT_EQ(b.types, (std::vector<std::string>{"arson", "theft"}));
  EXPECT_EQ(b.type, (std::vector<std::uint32_t>{0, 1}));
  EXPECT_EQ(b.resolutions, (std::vector<TimeResolution>{TimeResolution::minute, TimeResolution::day}));
  EXPECT_EQ(date_text(b.day[0]), "2019-04-23");
  EXPECT_EQ(month_of(b.day[0]), 12 * 49 + 3);
  const PointEvents theft = of_type(b, 1);
  EXPECT_EQ(theft.size(), 1u);
  EXPECT_EQ(theft.resolutions.front(), TimeResolution::day);
}

TEST(PointEvents, DoNotDependOnTheOrderOfRowsAndKeepDoubles) {
  const std::string a = "X,t,2019-04-23 01:00,20.001,10.002\n";
  const std::string b = "X,t,2019-04-23 01:00,20.001,10.002\n";
  const std::string c = "X,t,2019-04-20 02:00,20,10\n";
  const auto one = read(head + a + b + c).cities[0];
  const auto other = read(head + c + a + b).cities[0];
  EXPECT_EQ(one.x_m, other.x_m);
  EXPECT_EQ(one.y_m, other.y_m);
  EXPECT_EQ(one.day, other.day);
  EXPECT_EQ(one.size(), 3u);
  EXPECT_EQ(repeated_rows(one), 1u);
  EXPECT_EQ(incidents(one).size(), 2u);
  EXPECT_EQ(incidents(one).day, (std::vector<double>{one.day[0], one.day[1]}));
}

/// Distance on the sphere. Source: Sinnott 1984 (haversine).
double haversine_m(double lon1, double lat1, double lon2, double lat2) {
  const double r = 3.14159265358979323846 / 180.0;
  const double a = std::pow(std::sin((lat2 - lat1) * r / 2), 2) +
                   std::cos(lat1 * r) * std::cos(lat2 * r) * std::pow(std::sin((lon2 - lon1) * r / 2), 2);
  return 2.0 * 6371008.8 * std::asin(std::sqrt(a));
}

TEST(PointEvents, AreInMetres) {
  for (const auto& [lon, lat] :
       std::vector<std::array<double, 2>>{{-75.6, 6.25}, {-1.15, 52.95}, {179.99, -17.0}, {25.0, 65.0}}) {
    const double east = lon + 0.2 > 180.0 ? lon + 0.2 - 360.0 : lon + 0.2;  // over the antimeridian
    const auto places = [&](double x, double y) {
      return "X,t,2019-01-01 10:00," + std::to_string(x) + "," + std::to_string(y) + "\n";
    };
    const auto events = read(head + places(lon, lat) + places(east, lat + 0.1) + places(lon, lat)).cities[0];
    const double metres = std::hypot(events.x_m[2] - events.x_m[0], events.y_m[2] - events.y_m[0]);
    EXPECT_NEAR(metres / haversine_m(lon, lat, lon + 0.2, lat + 0.1), 1.0, 2e-3) << lon;
  }
}

TEST(PointEvents, AllAtMidnightAreDays) {
  std::string rows = head;
  for (int i = 1; i <= 20; ++i)
    rows += "X,t,2019-04-" + std::string(i < 10 ? "0" : "") + std::to_string(i) + (i == 7 ? " 13:00" : " 00:00") +
            ",20,10\n";
  EXPECT_EQ(read(rows).cities[0].resolutions.front(), TimeResolution::day);  // 19 of 20
  rows += "X,t,2019-05-01 13:00,20,10\n";
  EXPECT_EQ(read(rows).cities[0].resolutions.front(), TimeResolution::minute);
  EXPECT_EQ(read(head + "X,t,2019-05,20,10\nX,t,2019-05-02 10:00,20,10\n").cities[0].resolutions.front(),
            TimeResolution::month);
}

TEST(PointEvents, AllOnTheFirstOfAMonthAreMonths) {
  std::string rows = head;
  for (int i = 1; i <= 9; ++i) rows += "X,t,2022-0" + std::to_string(i) + "-01,20,10\n";
  EXPECT_EQ(read(rows).cities[0].resolutions.front(), TimeResolution::month);
  rows += "X,t,2022-09-02,20,10\n";
  EXPECT_EQ(read(rows).cities[0].resolutions.front(), TimeResolution::day);
}

TEST(PointEvents, CoverWholeCalendarYears) {
  const auto years = [](const char* first, const char* last) {
    std::vector<int> found;
    for (const auto& year : covered_years(read(head + "X,t," + first + ",20,10\nX,t," + last + ",20,10\n").cities[0]))
      found.push_back(year.year);
    return found;
  };
  EXPECT_EQ(years("2015-01-30", "2018-12-01"), (std::vector<int>{2015, 2016, 2017, 2018}));
  EXPECT_EQ(years("2015-02-01", "2018-11-30"), (std::vector<int>{2016, 2017}));
  EXPECT_EQ(years("2015-02-01", "2015-11-30"), (std::vector<int>{}));
}

fs::path root() { return fs::path(SALUS_SOURCE_DIR) / "tests" / "calibration" / "patterns" / "malformed"; }

std::vector<std::string> cases() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(root()))
    if (entry.path().extension() == ".csv") names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

class MalformedEvents : public testing::TestWithParam<std::string> {};

TEST_P(MalformedEvents, GiveExactlyTheExpectedMessages) {
  model::Diagnostics findings;
  const auto file = read_point_events(read_file(root() / (GetParam() + ".csv")), "events.csv", findings);
  std::string found;
  for (const auto& f : findings) {
    EXPECT_FALSE(f.fix.empty());
    found += to_string(f) + "\n";
  }
  EXPECT_FALSE(found.empty()) << "the file was accepted";
  EXPECT_TRUE(file.cities.empty());
  const fs::path expected = root() / (GetParam() + ".expected");
  if (std::getenv("SALUS_ACCEPT") != nullptr) std::ofstream(expected, std::ios::binary) << found;
  EXPECT_EQ(found, read_file(expected));
}

INSTANTIATE_TEST_SUITE_P(Files, MalformedEvents, testing::ValuesIn(cases()),
                         [](const auto& one) { return "case_" + one.param; });

}  // namespace
}  // namespace salus::calibration
