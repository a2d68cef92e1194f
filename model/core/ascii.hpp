#pragma once
/// Letters and digits of ASCII, whatever the locale; other bytes are neither and stay as they are.

namespace salus::model {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_small_letter(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_capital_letter(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_letter(char c) { return is_small_letter(c) || is_capital_letter(c); }
constexpr char in_capital(char c) { return is_small_letter(c) ? "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[c - 'a'] : c; }
constexpr char in_small(char c) { return is_capital_letter(c) ? "abcdefghijklmnopqrstuvwxyz"[c - 'A'] : c; }

}  // namespace salus::model
