/// Letters and digits, beside the C library in its own locale.
#include "model/core/ascii.hpp"

#include <gtest/gtest.h>

#include <cctype>

namespace salus::model {
namespace {

TEST(Ascii, IsThatOfTheCLibraryInEveryByte) {
  for (int byte = 0; byte < 256; ++byte) {
    const char c = static_cast<char>(byte);
    EXPECT_EQ(is_digit(c), std::isdigit(byte) != 0) << byte;
    EXPECT_EQ(is_letter(c), std::isalpha(byte) != 0) << byte;
    EXPECT_EQ(in_small(c), static_cast<char>(std::tolower(byte))) << byte;
    EXPECT_EQ(in_capital(c), static_cast<char>(std::toupper(byte))) << byte;
  }
}

}  // namespace
}  // namespace salus::model
