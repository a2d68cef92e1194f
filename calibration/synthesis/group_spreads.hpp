#pragma once
/// Spreads of the groups of coefficients.
#include "calibration/synthesis/density.hpp"

namespace salus::calibration::synthesis {

/// Moves each twice: its coefficients held, then their multiples of it held (interweaving; Yu, Meng 2011,
/// doi:10.1198/jcgs.2011.203main), so that it mixes whether it is small or large.
void move_group_spreads(const Setting& setting, State& state, Stream& random);

}  // namespace salus::calibration::synthesis
