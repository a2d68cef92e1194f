#include "output/blob_file.hpp"

#include "output/sha256.hpp"

namespace salus::output {
namespace {

constexpr std::size_t header_size = 512;

std::string header(const std::string& label, std::string_view payload, const std::string& run_key) {
  std::string text = label + "\nlength " + std::to_string(payload.size()) + "\nsha256 " + sha256_hex(payload) +
                     "\nrun " + run_key + "\n";
  text.resize(header_size, '\0');
  return text;
}

}  // namespace

std::string seal(const std::string& label, std::string_view payload, const std::string& run_key) {
  std::string bytes = header(label, payload, run_key);
  return bytes.append(payload);
}

std::string_view unseal(const std::string& label, std::string_view bytes, const std::string& run_key) {
  if (bytes.size() < header_size) throw CorruptStore("it is shorter than its header");
  const std::string_view payload = bytes.substr(header_size);
  const std::string_view head = bytes.substr(0, header_size);
  if (head.substr(0, label.size() + 1) != label + "\n") throw CorruptStore("it does not begin with '" + label + "'");
  if (head.find("\nrun " + run_key + "\n") == std::string_view::npos) throw CorruptStore("it belongs to another run");
  // The header is a function of the payload and the key: comparing the whole verifies length, hash and padding at once.
  if (head != header(label, payload, run_key)) throw CorruptStore("its content does not match its length and hash");
  return payload;
}

}  // namespace salus::output
