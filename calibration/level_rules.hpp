#pragma once
/// How the level of each crime type at the start is found; a row each. What the words mean stands in crime_levels.cpp.
#include "model/core/ids.hpp"

namespace salus::calibration {

enum class LevelSource : std::uint8_t {
  homicide,        ///< the estimate of homicide_level.hpp
  injuries,        ///< serious injuries per homicide
  victim_surveys,  ///< adults asked, else police figures over the share that victims report, else the region's median
  women,           ///< women of 15 to 49 asked, else the region's median
  thefts,          ///< police figures over the share reported, else the region's median
  children,        ///< children in surveys of other countries
};

/// Surveys ask for victims; one victim of a year counts as one incident. The sds hold that and differences between
/// questionnaires: robbery surveys and police figures over reporting shares of one country agree within about 30 %;
/// sexual violence differs eighty-fold between surveys of rich countries (0.08 to 6.4 %), far more than violence does.
struct LevelRule {
  model::Stated<LevelSource> from;
  model::Stated<bool> tabled;  ///< has rows in crime_levels.csv
  double survey_sd = 0.0;      ///< of the log, where surveys are read
  double recorded_sd = 0.0;    ///< of the log, where police figures are
};

inline constexpr auto level_rules = model::for_each_of<model::CrimeType, LevelRule>({
    {model::CrimeType::homicide, {.from = LevelSource::homicide, .tabled = false}},
    {model::CrimeType::serious_assault, {.from = LevelSource::injuries, .tabled = true}},
    {model::CrimeType::robbery,
     {.from = LevelSource::victim_surveys, .tabled = true, .survey_sd = 0.4, .recorded_sd = 0.6}},
    {model::CrimeType::partner_violence, {.from = LevelSource::women, .tabled = true, .survey_sd = 0.3}},
    {model::CrimeType::sexual_violence,
     {.from = LevelSource::victim_surveys, .tabled = true, .survey_sd = 0.8, .recorded_sd = 1.0}},
    {model::CrimeType::property, {.from = LevelSource::thefts, .tabled = true, .recorded_sd = 0.6}},
    {model::CrimeType::child_maltreatment, {.from = LevelSource::children, .tabled = false}},
});

}  // namespace salus::calibration
