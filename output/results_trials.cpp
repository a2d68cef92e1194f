/// Results files: the trials that stand behind each intervention.
#include "output/results_columns.hpp"

namespace salus::output::layout {

using namespace model;

namespace {

const std::string trial_dimension = "intervention";

struct TrialCount {
  const char* name;
  std::uint32_t TrialsBehind::*field;
  const char* what;
};
constexpr auto trial_counts = exactly<5, TrialCount>({
    {"/interventions/trials", &TrialsBehind::trials, "trials that were used, all crime types together"},
    {"/interventions/trials_with_error", &TrialsBehind::with_error,
     "of these, trials with an outcome whose standard error is known or bounded"},
    {"/interventions/trials_bounded", &TrialsBehind::bounded,
     "of those with a standard error, trials of which only a bound is known"},
    {"/interventions/trial_teams", &TrialsBehind::teams, "teams that ran them"},
    {"/interventions/trial_teams_with_error", &TrialsBehind::teams_with_error,
     "teams that ran those with a standard error; fewer than three: untested in numbers"},
});
struct TrialYear {
  const char* name;
  int TrialsBehind::*field;
  const char* what;
};
constexpr auto trial_years = exactly<2, TrialYear>({
    {"/interventions/trials_from", &TrialsBehind::first_year, "calendar year in which the first began; 0: none says"},
    {"/interventions/trials_to", &TrialsBehind::last_year, "calendar year in which the last ended; 0: none says"},
});
constexpr const char* trials_by = "/interventions/trials_by";
constexpr const char* trial_countries = "/interventions/trial_countries";

}  // namespace

void write_trials(Hdf5Writer& file, const std::vector<Intervention>& all) {
  for (const auto& count : trial_counts)
    file.variable(count.name, {trial_dimension},
                  each<std::int64_t>(all, [&](const auto& i) { return i.behind.*count.field; }), {"1", count.what});
  for (const auto& year : trial_years)
    file.variable(year.name, {trial_dimension},
                  each<std::int64_t>(all, [&](const auto& i) { return i.behind.*year.field; }), {"1", year.what});
  Integers by;
  for (const auto& i : all) append(by, i.behind.by);
  file.coordinate("implementer", names_of(implementer_names), {"1", "who delivered a measure in a trial"});
  file.variable(trials_by, {trial_dimension, "implementer"}, by, {"1", "trials by who delivered the measure"});
  file.variable(trial_countries, {trial_dimension},
                each<std::string>(all, [](const auto& i) { return spaced(i.behind.countries); }),
                {"1", "countries that they were in, ISO 3166-1 alpha-3, one space between two"});
}

void read_trials(const Hdf5Reader& file, std::vector<Intervention>& all) {
  if (!file.has(trial_countries)) return;  // not in files of before
  const std::size_t n = all.size();
  for (const auto& count : trial_counts) {
    const Integers values = of_size(file.integers(count.name), n, count.name);
    for (std::size_t i = 0; i < n; ++i) all[i].behind.*count.field = number_below(many, values[i], count.name);
  }
  for (const auto& year : trial_years) {
    const Integers values = of_size(file.integers(year.name), n, year.name);
    for (std::size_t i = 0; i < n; ++i) all[i].behind.*year.field = years(values[i], last_year, year.name);
  }
  const auto by = shaped(file.integers(trials_by), trials_by, positions_in<InterventionIndex>(all), every<Implementer>);
  const Strings countries = of_size(file.strings(trial_countries), n, trial_countries);
  for (const auto i : positions_in<InterventionIndex>(all)) {
    for (const auto who : every<Implementer>) all[i].behind.by[who] = number_below(many, by(i, who), trials_by);
    all[i].behind.countries = words_of(countries[i]);
  }
}

}  // namespace salus::output::layout
