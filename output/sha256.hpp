#pragma once
/// SHA-256 (FIPS 180-4), by OpenSSL.
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace salus::output {

/// Hash of bytes fed piece by piece.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;
  void add(const void* bytes, std::size_t size);
  void add(std::string_view text) { add(text.data(), text.size()); }
  /// 32 raw bytes; call once, last.
  std::string digest();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Lower-case hexadecimal text of bytes.
std::string hex(std::string_view bytes);

/// SHA-256 of bytes as 64 hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

}  // namespace salus::output
