#pragma once
/// Files packed by gzip.
#include <string>
#include <string_view>

namespace salus::apps {

/// Whether the bytes begin as gzip's do.
bool is_gzip(std::string_view bytes);

/// What was packed, all members of the file one after the other. @throws model::InputError where it is damaged, or
/// unpacks to more than 256 MiB.
std::string gunzip(std::string_view bytes, const std::string& file);

}  // namespace salus::apps
