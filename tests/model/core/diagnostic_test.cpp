#include "model/core/diagnostic.hpp"

#include <gtest/gtest.h>

namespace salus::model {
namespace {

TEST(Diagnostic, PrintsPlaceKeyAndFixOnOneLine) {
  const Diagnostic d{"a.yaml",      3, 7, "budget.total", "the parts do not add up", "49.00 USD", "50.00 USD",
                     "add 1.00 USD"};
  EXPECT_EQ(
      to_string(d),
      "a.yaml:3:7: budget.total: the parts do not add up; found 49.00 USD; expected 50.00 USD; fix: add 1.00 USD");
}

TEST(Diagnostic, LeavesOutWhatIsNotKnown) {
  EXPECT_EQ(to_string({"a.csv", 0, 0, "", "the file is too large", "", "", "split it"}),
            "a.csv: the file is too large; fix: split it");
}

TEST(Diagnostic, NearestNameFindsTyposButDoesNotGuess) {
  const std::vector<std::string> names{"homicide", "robbery", "property"};
  EXPECT_EQ(nearest_name("homocide", names), "homicide");
  EXPECT_EQ(nearest_name("orbbery", names), "robbery");  // a swap of neighbours costs one
  EXPECT_EQ(nearest_name("fraud", names), "");
  const std::vector<std::string> codes{"GBR", "I09", "IRQ", "portfolio-2"};
  EXPECT_EQ(nearest_name("I99", codes), "");  // another number is another thing
  EXPECT_EQ(nearest_name("GER", codes), "");  // and so is another letter in so short a code
  EXPECT_EQ(nearest_name("IQR", codes), "IRQ");
  EXPECT_EQ(nearest_name("gbr", codes), "");  // three letters of another case are too many
  EXPECT_EQ(nearest_name("portfolo-2", codes), "portfolio-2");
  EXPECT_EQ(nearest_name(std::string(1000, 'x'), names), "");
}

TEST(Diagnostic, SortsByPlaceAndKeepsOrderOtherwise) {
  Diagnostics all{{"b", 1, 1, "", "third", "", "", ""},
                  {"a", 9, 2, "", "second", "", "", ""},
                  {"a", 9, 1, "", "first", "", "", ""}};
  sort_by_place(all);
  EXPECT_EQ(all[0].what, "first");
  EXPECT_EQ(all[1].what, "second");
  EXPECT_EQ(all[2].what, "third");
}

}  // namespace
}  // namespace salus::model
