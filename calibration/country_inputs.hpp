#pragma once
/// From the tables to what the country layer must be told about each country.
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "calibration/tables.hpp"
#include "model/country/country_input.hpp"
#include "model/programme/scenario.hpp"

namespace salus::calibration {

inline constexpr int note_last_year = 2019;    ///< last data year of the view as-of-note
inline constexpr int first_start_year = 2018;  ///< the age table starts in 2015
inline constexpr int last_start_year = 2035;   ///< and ends in 2035

/// Last year whose figures an estimate may use: the year before the start; in the view as-of-note at most 2019.
int last_data_year(model::View view, int start_year);

/// Calibrated starts by ISO code, for the start year that the inputs are made for.
struct CalibratedStarts {
  std::map<std::string, std::vector<model::CountryInput::Calibrated>> by_country;
  double memory_rate = 0.0;  ///< a month
};

/// Inputs of every country, alphabetical by name. Estimates use no figure dated after `last_data_year`; later homicide
/// rates stand in `history`, held out. The view as-of-note takes its population from the UN projection of 2019.
/// @param calibrated in place of first estimates of homicide, where it has the country; may be null. @param last_data
/// year in place of `last_data_year`.
/// @throws std::invalid_argument for a start year outside [first_start_year, last_start_year];
///         std::logic_error where a result is not finite or a balance does not close to 1e-9 relative.
std::vector<model::CountryInput> make_country_inputs(const Tables& tables, model::View view, int start_year,
                                                     const CalibratedStarts* calibrated = nullptr,
                                                     std::optional<int> last_data = {});

/// The same for a start some years after the one that the calibrated starts are of: levels, spread and what they rest
/// on are those of then, and the country is rolled forward from there (`CountryInput::roll`). No figure after the
/// earlier start is used. @param from the year that the calibrated starts are made for @pre at most `most_rolled`
/// before start
std::vector<model::CountryInput> rolled_country_inputs(const Tables& tables, model::View view, int from, int start,
                                                       const CalibratedStarts* calibrated);
inline constexpr int most_rolled = 10;  ///< years: the kernels' limit

}  // namespace salus::calibration
