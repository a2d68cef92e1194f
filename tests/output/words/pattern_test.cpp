/// Patterns: what is read, and that whatever is malformed is refused with its place.
#include "output/words/pattern.hpp"

#include <gtest/gtest.h>

namespace salus::tests {
namespace {

namespace words = output::words;
using words::Part;
using words::Sort;

words::Pattern good(const std::string& text) {
  const auto parsed = words::parse_pattern(text);
  EXPECT_FALSE(parsed.fault) << text << ": " << (parsed.fault ? parsed.fault->what : "");
  return parsed.pattern;
}

TEST(Pattern, NamesItsValuesOnceInTheOrderInWhichTheyCome) {
  const auto p = good("{a} of {n, number, count}: {n, plural, one {# city} other {# cities}}, {who, list, and}, {a}");
  ASSERT_EQ(p.slots.size(), 3u);
  EXPECT_EQ(p.slots[0], (words::Slot{"a", Sort::text, {}}));
  EXPECT_EQ(p.slots[1], (words::Slot{"n", Sort::number, {}}));
  EXPECT_EQ(p.slots[2], (words::Slot{"who", Sort::list, {}}));
  EXPECT_EQ(p.parts.back().slot, 0u);
}

TEST(Pattern, ChoicesKeepTheirKeys) {
  const auto p = good("{kind, select, process {p} named {n} other {o}}{any, select, yes {y} other {n}}");
  EXPECT_EQ(p.slots[0], (words::Slot{"kind", Sort::choice, {"process", "named", "other"}}));
  EXPECT_EQ(p.slots[1], (words::Slot{"any", Sort::truth, {"yes", "other"}}));
  EXPECT_EQ(good("{m, number, money}").slots[0].sort, Sort::money);
}

TEST(Pattern, QuotesAsIcuDoes) {
  const auto text = [](const std::string& pattern) {
    std::string out;
    for (const auto& part : good(pattern).parts) out += part.kind == Part::Kind::text ? part.text : "|";
    return out;
  };
  EXPECT_EQ(text("a city's own"), "a city's own");
  EXPECT_EQ(text("''{a}''"), "'|'");
  EXPECT_EQ(text("'{a}'"), "{a}");
  EXPECT_EQ(text("'{it''s}' #"), "{it's} #");
  EXPECT_EQ(text("a < b"), "a < b");
}

TEST(Pattern, HoldsFewTags) {
  EXPECT_EQ(good("see <a href=#framework>the <strong>framework</strong></a><br>").parts[1].kind, Part::Kind::tag);
  for (const char* tag : {"<script>", "<a href=http://x>", "<a href=#x onclick=y>", "<strong class=x>", "<img>"}) {
    EXPECT_FALSE(words::allowed_tag(tag)) << tag;
    EXPECT_TRUE(words::parse_pattern(tag).fault) << tag;
  }
}

struct Bad {
  const char* text;
  std::size_t at;
  const char* what;
};

class BadPattern : public testing::TestWithParam<Bad> {};

TEST_P(BadPattern, IsRefusedWithItsPlace) {
  const auto parsed = words::parse_pattern(GetParam().text);
  ASSERT_TRUE(parsed.fault) << GetParam().text;
  EXPECT_NE(parsed.fault->what.find(GetParam().what), std::string::npos) << parsed.fault->what;
  EXPECT_EQ(parsed.fault->at, GetParam().at) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Words, BadPattern,
    testing::Values(Bad{"a } b", 2, "closes nothing"}, Bad{"{a", 2, "'}' is expected"},
                    Bad{"{A}", 2, "name of a value"}, Bad{"{}", 1, "name of a value"},
                    Bad{"{a b}", 3, "'}' is expected"}, Bad{"{a, date}", 8, "number, plural, select or list"},
                    Bad{"{a, number, fancy}", 17, "no such style"}, Bad{"{a, list, or}", 12, "style 'and'"},
                    Bad{"{a, plural, one {x}}", 19, "must be 'other'"}, Bad{"{a, plural}", 10, "',' is expected"},
                    Bad{"{a, plural, lots {x} other {y}}", 30, "no category"},
                    Bad{"{a, select, x {1} x {2} other {3}}", 19, "stands twice"},
                    Bad{"{a, select, X {1} other {3}}", 27, "no name of a choice"},
                    Bad{"{a, select, x {1} other {3}}{a, select, y {1} other {3}}", 55, "chosen from twice"},
                    Bad{"{a}{a, number}", 13, "two sorts"}, Bad{"'{a", 3, "no end"}, Bad{"<strong", 0, "no end"},
                    Bad{"<b>", 0, "may not hold"},
                    Bad{"{a, plural, other {{b, plural, other {{c, plural, other {{d, plural, other {{e, plural, other "
                        "{{f, plural, other {{g, plural, other {{h, plural, other {x}}}}}}}}}}}}}}}}",
                        152, "eight deep"}));

TEST(Pattern, IsNotOverlong) {
  EXPECT_FALSE(words::parse_pattern(std::string(16384, 'x')).fault);
  EXPECT_TRUE(words::parse_pattern(std::string(16385, 'x')).fault);
}

}  // namespace
}  // namespace salus::tests
