#pragma once
/// How the level of each crime type at the start is found; a row each. What the words mean stands in crime_levels.cpp.
#include "calibration/level_pool.hpp"
#include "model/core/ids.hpp"

namespace salus::calibration {

enum class LevelSource : std::uint8_t {
  homicide,        ///< the estimate of homicide_level.hpp
  injuries,        ///< serious injuries per homicide
  victim_surveys,  ///< adults asked, and police figures over the share that victims report
  women,           ///< women of 15 to 49 asked
  thefts,          ///< police figures over the share reported
  children,        ///< children in surveys of other countries
};

/// Surveys ask for victims; one victim of a year counts as one incident. What a whole family of questionnaires adds is
/// apart (level_pool.hpp), so the sds here are those of one country's figure among others of its family.
struct LevelRule {
  model::Stated<LevelSource> from;
  model::Stated<bool> tabled;  ///< has rows in crime_levels.csv
  ReferenceFamily reference{QuestionnaireFamily::crime_survey, 0.5};
  double survey_sd = 0.0;    ///< of the log, where surveys are read
  double recorded_sd = 0.0;  ///< of the log, where police figures of high-income countries are
};

inline constexpr auto level_rules = model::for_each_of<model::CrimeType, LevelRule>({
    {model::CrimeType::homicide, {.from = LevelSource::homicide, .tabled = false}},
    {model::CrimeType::serious_assault, {.from = LevelSource::injuries, .tabled = true}},
    // What robbery is, the surveys of crime in rich countries say; incidents a victim differ by a third or so.
    {model::CrimeType::robbery,
     {.from = LevelSource::victim_surveys,
      .tabled = true,
      .reference = {QuestionnaireFamily::crime_survey, 0.4},
      .survey_sd = 0.4,
      .recorded_sd = 0.6}},
    // The trials ask the questions of the women's modules.
    {model::CrimeType::partner_violence,
     {.from = LevelSource::women,
      .tabled = true,
      .reference = {QuestionnaireFamily::women_module, 0.3},
      .survey_sd = 0.3}},
    // Rape, attempts and assault, without harassment: what that holds is itself unsure.
    {model::CrimeType::sexual_violence,
     {.from = LevelSource::victim_surveys,
      .tabled = true,
      .reference = {QuestionnaireFamily::crime_survey, 0.8},
      .survey_sd = 0.6,
      .recorded_sd = 0.8}},
    // Of theft there are police figures only; their common part is that of the share reported.
    {model::CrimeType::property,
     {.from = LevelSource::thefts,
      .tabled = true,
      .reference = {QuestionnaireFamily::police_high_income, 0.5},
      .recorded_sd = 0.4}},
    {model::CrimeType::child_maltreatment, {.from = LevelSource::children, .tabled = false}},
});

}  // namespace salus::calibration
