#pragma once
/// The years that a view and a start year set.

namespace salus::calibration {

struct ViewYears {
  int last_data = 0;  ///< the last whose published figures may be used
  int start = 0;      ///< the first of the projection
};

}  // namespace salus::calibration
