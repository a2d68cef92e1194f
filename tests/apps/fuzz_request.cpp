/// The description of a run beside its shards: any bytes give a request that is written back as itself, or a refusal.
#include <cstddef>
#include <cstdint>
#include <string>

#include "apps/session/request.hpp"
#include "output/error.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace salus;
  std::string text;
  for (std::size_t i = 0; i < size; ++i) text += static_cast<char>(data[i]);
  try {
    const std::string once = session::to_text(session::request_from_text(text));
    if (session::to_text(session::request_from_text(once)) != once) __builtin_trap();
  } catch (const output::CorruptStore&) {
  }
  return 0;
}
