#include "output/foreign_file.hpp"

#include <optional>

#include "output/atomic_file.hpp"
#include "output/hdf5_walk.hpp"

namespace salus::output {
std::string read_hdf5_bytes(const std::string& path, std::size_t limit) {
  return read_file(path, limit, hdf5_beginning);
}

Hdf5Reader receive_objects(ByteSource& from, std::uint64_t value_bytes) {
  ReadingLimit limit(value_bytes);
  StoredObjects objects;
  for (;;) {
    unsigned char mark = no_more;
    from.get(&mark, sizeof mark);
    if (mark == no_more) break;
    if (mark != more || objects.size() > most_objects)
      throw CorruptStore("the reading process gave no answer that can be understood");
    auto [path, object] = receive(from, limit);
    if (!objects.emplace(path, std::move(object)).second)
      throw CorruptStore("the reading process gave '" + path + "' twice");
  }
  return Hdf5Reader(std::move(objects));
}

Hdf5Reader read_foreign(std::string_view bytes, const std::string& name, const ForeignLimits& limits,
                        const std::function<bool()>& stop) {
  std::optional<Hdf5Reader> file;
  in_child(
      "read '" + name + "'", limits.child,
      [&](ByteSink& to) {
        walk_hdf5(bytes, ReadingLimit(limits.value_bytes), [&](const std::string& path, StoredObject&& object) {
          to.put(&more, sizeof more);
          send(to, path, object);
        });
      },
      [&](ByteSource& from) { file = receive_objects(from, limits.value_bytes); }, stop);
  return std::move(*file);
}

}  // namespace salus::output
