#include "output/memory_left.hpp"

#include <cstddef>
#include <cstdlib>

namespace salus::output {

bool memory_is_left() {
  constexpr std::size_t enough_for_a_file = std::size_t{256} << 20;
  void* room = std::malloc(enough_for_a_file);
  std::free(room);
  return room != nullptr;
}

}  // namespace salus::output
