#pragma once
/// How often a test that judges by chance repeats itself.
#include <cstddef>

namespace salus::tests {

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SALUS_WATCHED
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define SALUS_WATCHED
#endif

/// Whether AddressSanitizer watches every access. What it looks for the first replicates show as well as the last, at
/// seven times the time of each: a test then runs all of its code a few times, and its chances are judged in the
/// optimised build alone.
#ifdef SALUS_WATCHED
constexpr bool watched = true;
#undef SALUS_WATCHED
#else
constexpr bool watched = false;
#endif

/// As many as the judgement needs, or a few.
template <class Count>
constexpr Count replicates(Count needed, Count few) {
  return watched ? few : needed;
}

}  // namespace salus::tests
