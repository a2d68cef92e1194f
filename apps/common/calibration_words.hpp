#pragma once
/// What calibration finds, in words.
#include "calibration/fit/fit.hpp"
#include "calibration/patterns/concentration.hpp"
#include "output/words/message.hpp"

namespace salus::apps {

/// `worst R-hat 1.004 (jump_rate), bulk ESS 548 (...), tail ESS 644 (...)`.
output::words::Message mixing_in_words(const calibration::WorstMixing& mixing);
/// `cells that hold half of crime`.
output::words::Message concentration_in_words(calibration::ConcentrationStatistic statistic);

}  // namespace salus::apps
