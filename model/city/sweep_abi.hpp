#pragma once
/// Plain types of the sweep kernels; no functions here, since their files are compiled for one instruction set each.

namespace salus::model {

/// The two words of a `RandomKey`.
struct SweepKey {
  unsigned low;
  unsigned high;
};
using SweepKernel = unsigned long (*)(SweepKey key, unsigned first_slot, unsigned month, const unsigned char* codes,
                                      unsigned long count, unsigned short* out);

}  // namespace salus::model
