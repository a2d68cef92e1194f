#include "apps/evidence/evidence_tables.hpp"

#include <algorithm>
#include <cmath>

#include "calibration/statistics.hpp"
#include "calibration/synthesis/evidence_base.hpp"
#include "model/core/ids.hpp"
#include "model/core/number.hpp"
#include "output/quantile_table.hpp"

namespace salus::apps {
namespace {

using calibration::LogRange;

/// Six digits; empty for what is not a number.
std::string six_digits(double value) {
  return std::isfinite(value) ? model::format_number(model::rounded_to_digits(value, 6)) : "";
}

std::string line_of(const std::vector<std::string>& fields) {
  std::string text;
  for (const auto& field : fields) text += (text.empty() ? "" : ",") + field;
  return text + "\n";
}

template <class Enum>
std::string name_of(Enum value) {
  return std::string(model::enumerator_names<Enum>[value]);
}

std::string range_cells(const LogRange& range) {
  return six_digits(range.middle) + "," + six_digits(range.low) + "," + six_digits(range.high);
}

}  // namespace

bool is_untested(const RowPage& page) { return !page.summary || page.summary->with_error.untested(); }

std::string effects_from_csv(const Studies& studies, std::size_t sweeps, std::uint64_t seed, std::size_t draws,
                             const calibration::synthesis::Shared& shared) {
  std::string text = "what,value\n";
  for (const auto& [name, hash] : studies.hashes)
    if (!name.ends_with("predictions.csv")) text += line_of({output::csv_text(name), hash});
  text += line_of({"sweeps", std::to_string(sweeps)});
  text += line_of({"seed", std::to_string(seed)});
  text += line_of({"draws", std::to_string(draws)});
  for (const auto& [what, range] :
       {std::pair("routine keeps", shared.routine_keeps), std::pair("spread between places", shared.tau),
        std::pair("spread between outcomes of a place", shared.omega)}) {
    text += line_of({what, model::format_fixed(range[0], 4)});
    text += line_of({std::string(what) + " q05", model::format_fixed(range[1], 4)});
    text += line_of({std::string(what) + " q95", model::format_fixed(range[2], 4)});
  }
  return text;
}

std::string selection_csv(const std::vector<RowPage>& rows, const calibration::synthesis::Synthesis& fitted) {
  std::string text = "intervention,account,weight,trials,trials_with_error,log_rr,q05,q95\n";
  for (const auto& page : rows) {
    if (!page.summary) continue;
    const auto& s = *page.summary;
    const std::string counts = std::to_string(s.trials) + "," + std::to_string(s.with_error.trials);
    if (s.random_effects) {
      const double half = calibration::half_width_90 * s.random_effects->standard_error;
      const double mean = s.random_effects->mean;
      text += line_of({page.row.id, "random_effects", "", counts, range_cells({mean, mean - half, mean + half})});
    }
    text += line_of({page.row.id, "averaged", "1", counts, range_cells(s.mean)});
    for (const auto account : model::every<calibration::synthesis::Selection>)
      text += line_of({page.row.id, name_of(account), six_digits(fitted.weights[account]), counts,
                       range_cells(s.mean_by_selection[account])});
  }
  return text;
}

std::string studies_csv(const Studies& studies, const std::vector<RowPage>& rows) {
  std::string text =
      "id,intervention,trial,team,country,crime_type,design,implementer,log_rr,sign,standard_error,error_is,"
      "conversion_sd,log_size,used,why_not\n";
  for (std::size_t at = 0; at < studies.table.studies.size(); ++at) {
    const auto& s = studies.table.studies[at];
    const auto& o = studies.base.all[at];
    if (std::none_of(rows.begin(), rows.end(), [&](const RowPage& page) { return page.row.id == s.intervention; }))
      continue;
    text += line_of({output::csv_text(s.id), s.intervention, output::csv_text(s.trial), output::csv_text(s.team),
                     output::csv_text(s.country), s.crime_type, name_of(s.design), name_of(s.implementer),
                     o.log_rr ? six_digits(*o.log_rr) : "", o.log_rr ? "" : std::to_string(o.sign),
                     six_digits(o.standard_error), name_of(o.error_is), six_digits(o.conversion_sd),
                     six_digits(o.log_size), s.left_out.empty() ? "yes" : "no", output::csv_text(s.left_out)});
  }
  return text;
}

}  // namespace salus::apps
