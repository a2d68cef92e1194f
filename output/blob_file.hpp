#pragma once
/// Bytes under seal: a header of 512 bytes that says what they are, how long, their SHA-256 and whose, then the bytes.
#include <string>
#include <string_view>

#include "output/error.hpp"

namespace salus::output {

/// @param label first line of the file: format, and for named payloads the name. @param run_key 64 hexadecimal digits
/// that say which run the bytes belong to.
std::string seal(const std::string& label, std::string_view payload, const std::string& run_key);

/// The payload, once label, run key, length and SHA-256 are verified. @throws CorruptStore saying what is wrong.
std::string_view unseal(const std::string& label, std::string_view bytes, const std::string& run_key);

}  // namespace salus::output
