#include "apps/common/gunzip.hpp"

#include <zlib.h>

#include <array>
#include <new>

#include "model/core/diagnostic.hpp"

namespace salus::apps {
namespace {

constexpr std::size_t unpacked_limit = std::size_t{256} << 20;
constexpr int gzip_window =
    15 + 16;  // the largest window; 16: a gzip header and trailer, whose checksum is then verified

/// Ends with its scope.
struct Inflater {
  z_stream stream{};
  Inflater() {
    if (inflateInit2(&stream, gzip_window) != Z_OK) throw std::bad_alloc();
  }
  ~Inflater() { inflateEnd(&stream); }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
};

[[noreturn]] void refuse(const std::string& file, const char* what, const char* expected, const char* fix) {
  throw model::InputError({{file, 0, 0, "", what, "", expected, fix}});
}

}  // namespace

bool is_gzip(std::string_view bytes) { return bytes.starts_with("\x1f\x8b"); }

std::string gunzip(std::string_view bytes, const std::string& file) {
  Inflater inflater;
  z_stream& z = inflater.stream;
  // zlib's input is not const
  std::string packed(bytes);
  std::string out;
  z.next_in = reinterpret_cast<Bytef*>(packed.data());
  z.avail_in = static_cast<uInt>(packed.size());
  std::array<char, 1 << 16> buffer{};
  for (;;) {
    z.next_out = reinterpret_cast<Bytef*>(buffer.data());
    z.avail_out = static_cast<uInt>(buffer.size());
    const int state = inflate(&z, Z_NO_FLUSH);
    if (state != Z_OK && state != Z_STREAM_END)
      refuse(file, "the packed file is damaged or cut short", "a whole gzip file", "copy it again from where it came");
    out.append(buffer.data(), buffer.size() - z.avail_out);
    if (out.size() > unpacked_limit) refuse(file, "the file unpacks to too much", "at most 256 MiB", "split the table");
    if (state == Z_OK) continue;
    if (z.avail_in == 0) return out;
    inflateReset(&z);
  }
}

}  // namespace salus::apps
