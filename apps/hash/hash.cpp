#include "apps/hash/hash.hpp"

#include <cstdio>

#include "apps/common/exit_code.hpp"
#include "apps/common/isolate.hpp"
#include "output/atomic_file.hpp"
#include "output/hdf5.hpp"

namespace salus::apps {

int hash(const std::string& file) {
  continue_in_child();
  const output::Hdf5Reader reader(output::read_file(file, std::size_t{4} << 30));
  std::printf("%s\n", reader.content_hash().c_str());
  return ok;
}

}  // namespace salus::apps
