#include "output/memory_left.hpp"

#include <cstddef>
#include <cstdlib>

namespace salus::output {

bool memory_is_left() {
  constexpr std::size_t honest = std::size_t{256} << 20;
  void* room = std::malloc(honest);
  std::free(room);
  return room != nullptr;
}

}  // namespace salus::output
