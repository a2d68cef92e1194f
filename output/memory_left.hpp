#pragma once
/// Tells a lack of memory from a file that claims too much.
namespace salus::output {

/// Whether there is still room for what an undamaged file needs: then an allocation that failed was of a size that only
/// a damaged file claims, and any other failure was not for lack of memory.
bool memory_is_left();

}  // namespace salus::output
