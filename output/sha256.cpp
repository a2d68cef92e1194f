#include "output/sha256.hpp"

#include <openssl/evp.h>

#include <stdexcept>

namespace salus::output {

struct Sha256::State {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  ~State() { EVP_MD_CTX_free(context); }
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
  if (!state_->context || EVP_DigestInit_ex(state_->context, EVP_sha256(), nullptr) != 1)
    throw std::runtime_error("OpenSSL could not start SHA-256");
}

Sha256::~Sha256() = default;

void Sha256::add(const void* bytes, std::size_t size) {
  if (EVP_DigestUpdate(state_->context, bytes, size) != 1)
    throw std::runtime_error("OpenSSL could not go on with SHA-256");
}

std::string Sha256::digest() {
  std::string bytes(32, '\0');
  unsigned size = 0;
  if (EVP_DigestFinal_ex(state_->context, reinterpret_cast<unsigned char*>(bytes.data()), &size) != 1 || size != 32)
    throw std::runtime_error("OpenSSL could not finish SHA-256");
  return bytes;
}

std::string hex(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += digits[byte >> 4];
    text += digits[byte & 15];
  }
  return text;
}

std::string sha256_hex(std::string_view bytes) {
  Sha256 hash;
  hash.add(bytes);
  return hex(hash.digest());
}

}  // namespace salus::output
