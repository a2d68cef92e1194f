#pragma once
/// A file read with the HDF5 library, object by object.
#include <functional>
#include <string_view>

#include "output/stored_object.hpp"

namespace salus::output {

using ObjectSink = std::function<void(const std::string& path, StoredObject&& object)>;

/// Hands over every group and variable in the order of their paths. Only what Hdf5Writer writes is accepted: hard
/// links, plain numbers and strings, no external or virtual storage, only the shuffle and deflate filters, at most 2^31
/// elements a variable. @throws CorruptStore for anything else, LimitRefused, std::bad_alloc
void walk_hdf5(std::string_view bytes, ReadingLimit limit, const ObjectSink& sink);

/// The content hash of a file of one's own; of a large variable a piece at a time is in memory. @throws as `walk_hdf5`
void hash_hdf5(std::string_view bytes, ReadingLimit limit, Sha256& hash);

}  // namespace salus::output
