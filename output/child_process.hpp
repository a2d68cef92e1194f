#pragma once
/// Work on what is not ours, in a process of its own: a crash, an endless loop or a flood of memory ends the child, and
/// the program goes on to say so.
#include <functional>

#include "output/stored_object.hpp"

namespace salus::output {

struct ChildLimits {
  std::uint64_t memory_bytes;  ///< beyond what the program has mapped when the child begins
  unsigned processor_seconds;
};

/// Stands in front of each part of an answer, and `no_more` after the last one.
inline constexpr unsigned char more = 1;
inline constexpr unsigned char no_more = 0;

/// Runs `work` in a child, whose answer `take` reads while it comes. The child has bounded memory and processor time,
/// no core dump, and ends with the program. What `work` throws is thrown here, by kind: CorruptStore, IoError,
/// LimitRefused (and lack of memory as such). To be called before there are threads. `work` puts `more` in front of
/// each part of the answer; `take` reads up to and with `no_more`, which this function puts at the end.
/// @param what the work in words, for messages: "read 'x.h5'"
/// @param stop asked several times a second; true ends the child
/// @throws what `take` throws. Stopped where the stop was asked for, or somebody interrupted the child. LimitRefused
/// where it ran out of its processor time. std::runtime_error where it was killed, by the system for lack of memory or
/// by somebody: that says nothing of the file. CorruptStore where it crashed.
void in_child(const std::string& what, const ChildLimits& limits, const std::function<void(ByteSink&)>& work,
              const std::function<void(ByteSource&)>& take, const std::function<bool()>& stop);

}  // namespace salus::output
