#include "model/core/csv.hpp"

#include <gtest/gtest.h>

namespace salus::model {
namespace {

const std::vector<Column> columns{{"iso3", Column::Kind::text, true, -1e300, 1e300, {"KEN", "BRA"}},
                                  {"year", Column::Kind::integer, true, 1990, 2030, {}},
                                  {"rate", Column::Kind::number, false, 0, 500, {}}};

std::vector<std::string> findings_of(std::string_view text) {
  Diagnostics findings;
  CsvTable::parse(text, "t.csv", columns, findings);
  std::vector<std::string> lines;
  for (const auto& f : findings) lines.push_back(to_string(f));
  return lines;
}

TEST(Csv, ReadsFieldsByNameInAnyColumnOrder) {
  Diagnostics findings;
  const auto table = CsvTable::parse("rate,iso3,year\r\n1.5,KEN,2010\r\n,\"BRA\",2011\r\n", "t.csv", columns, findings);
  ASSERT_TRUE(findings.empty());
  EXPECT_EQ(table.rows(), 2u);
  EXPECT_EQ(table.text(0, 0), "KEN");
  EXPECT_EQ(table.integer(1, 1), 2011);
  EXPECT_EQ(table.number(0, 2), 1.5);
  EXPECT_TRUE(table.empty_field(1, 2));
}

TEST(Csv, NamesColumnsThatItLeavesOutWhereTheyAreAllowed) {
  Diagnostics findings;
  std::vector<std::string> not_read;
  const auto table = CsvTable::parse("note,iso3,year,rate,id\na,KEN,2010,1,7\n", "t.csv", columns, findings, &not_read);
  ASSERT_TRUE(findings.empty());
  EXPECT_EQ(not_read, (std::vector<std::string>{"note", "id"}));
  EXPECT_EQ(table.integer(0, 1), 2010);
  CsvTable::parse("iso3,years,rate\nKEN,2010,1\n", "t.csv", columns, findings, &not_read);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(to_string(findings[0]),
            "t.csv:1:1: year: the column is missing; expected a column 'year'; fix: rename 'years', if that is it");
}

TEST(Csv, ReportsEveryFaultOfOnePassWithItsPlace) {
  const auto lines = findings_of("iso3,year,rate\nKNE,2010,1\nKEN,1890,\"1,5\"\nKEN,2010\n\n");
  ASSERT_EQ(lines.size(), 5u);
  EXPECT_EQ(lines[0],
            "t.csv:2:1: iso3: the name is not known; found 'KNE'; expected one of KEN, BRA; fix: did you mean 'KEN'?");
  EXPECT_EQ(lines[1],
            "t.csv:3:5: year: the number is out of range; found 1890; expected a whole number from 1990 to 2030; fix: "
            "check the unit of the column and the digits");
  EXPECT_EQ(lines[2],
            "t.csv:3:10: rate: the field is not a number; found '1,5'; expected a number from 0 to 500; fix: write a "
            "decimal point and no thousands separator");
  EXPECT_NE(lines[3].find("t.csv:4:1: the row has the wrong number of fields"), std::string::npos);
  EXPECT_NE(lines[4].find("t.csv:5:1: the line is empty"), std::string::npos);
}

TEST(Csv, QuotedFieldsMaySpanLinesAndHoldQuotes) {
  const std::vector<Column> one{{"note", Column::Kind::text, false, 0, 0, {}}};
  Diagnostics findings;
  const auto table = CsvTable::parse("note\n\"a \"\"b\"\"\nc, d\"\nplain\n", "t.csv", one, findings);
  ASSERT_TRUE(findings.empty());
  EXPECT_EQ(table.text(0, 0), "a \"b\"\nc, d");
  EXPECT_EQ(table.text(1, 0), "plain");
}

TEST(Csv, AByteOrderMarkBeforeTheHeaderMeansNothing) {
  EXPECT_TRUE(findings_of("\xEF\xBB\xBFiso3,year,rate\nKEN,2010,1\n").empty());
  EXPECT_EQ(findings_of("\xEF\xBB\xBFiso3,yaer,rate\nKEN,2010,1\n"), findings_of("iso3,yaer,rate\nKEN,2010,1\n"));
  EXPECT_NE(findings_of("\xEF\xBB\xBF")[0].find("the file is empty"), std::string::npos);
}

TEST(Csv, RefusesWhatIsNotPlainText) {
  EXPECT_NE(findings_of("iso3,year,rate\n\xEF\xBB\xBFKEN,2010,1\n")[0].find("t.csv:2:1"), std::string::npos);
  EXPECT_NE(findings_of("iso3,year,rate\nKEN,2010,\xFF\n")[0].find("t.csv:2:10"), std::string::npos);
  EXPECT_NE(findings_of(std::string_view("iso3,year,rate\nK\0N,2010,1\n", 27))[0].find("byte 0"), std::string::npos);
  EXPECT_EQ(find_bad_text("caf\xC3\xA9 \xE9\x9D\x92"), std::string_view::npos);
  EXPECT_EQ(find_bad_text("a\xE2\x80\xAE"), 1u);  // right-to-left override
  EXPECT_EQ(find_bad_text("\xC0\xAF"), 0u);       // overlong
  EXPECT_EQ(find_bad_text("\xED\xA0\x80"), 0u);   // surrogate
}

TEST(Csv, HeaderFaults) {
  EXPECT_NE(findings_of("iso3,yaer,rate\nKEN,2010,1\n")[0].find("did you mean 'year'?"), std::string::npos);
  EXPECT_NE(findings_of("iso3,year,rate,rate\nKEN,2010,1,1\n")[0].find("stands twice"), std::string::npos);
  EXPECT_NE(findings_of("")[0].find("the file is empty"), std::string::npos);
  EXPECT_NE(findings_of("iso3,year,rate\n")[0].find("no rows"), std::string::npos);
  EXPECT_NE(findings_of("iso3,year,rate\n\"KEN,2010,1\n")[0].find("not closed"), std::string::npos);
}

enum class Field : std::uint8_t { place, year, value };
using Fields = NamedTable<Field>;

TEST(NamedTable, ReadsColumnsByNameInWhateverOrderTheirRulesStand) {
  Fields table({{Field::value, {.kind = Column::Kind::number}},
                {Field::place, {}},
                {Field::year, {.kind = Column::Kind::integer}}});
  Diagnostics findings;
  table.parse("year,value,place\n2010,1.5,KEN\n", "t.csv", findings);
  ASSERT_TRUE(findings.empty());
  EXPECT_EQ(table.text(0, Field::place), "KEN");
  EXPECT_EQ(table.whole(0, Field::year), 2010);
  EXPECT_EQ(table.number(0, Field::value), 1.5);
}

TEST(NamedTable, RefusesTwoRulesForOneColumn) {  // the forgotten one would read the first column
  try {
    const Fields table({{Field::place, {}}, {Field::value, {}}, {Field::value, {}}});
    FAIL() << "a column without a rule";
  } catch (const std::logic_error& e) {
    EXPECT_STREQ(e.what(), "two rules for the column 'value'");
  }
}

}  // namespace
}  // namespace salus::model
