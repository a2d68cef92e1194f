#include "apps/common/calibration_words.hpp"

#include "output/words/sentences/fit.hpp"
#include "output/words/sentences/patterns.hpp"

namespace salus::apps {

output::words::Message mixing_in_words(const calibration::WorstMixing& mixing) {
  using output::words::Verbatim;
  return output::words::fit::Mixing{.r_hat = mixing.r_hat,
                                    .r_hat_of = Verbatim(mixing.r_hat_of),
                                    .bulk = mixing.bulk_ess,
                                    .bulk_of = Verbatim(mixing.bulk_of),
                                    .tail = mixing.tail_ess,
                                    .tail_of = Verbatim(mixing.tail_of)};
}

output::words::Message concentration_in_words(calibration::ConcentrationStatistic statistic) {
  namespace say = output::words::patterns;
  using Of = calibration::ConcentrationStatistic;
  constexpr auto titles = model::for_each_of<Of, const output::words::Plain*>({
      {Of::half_of_crime_cells, &say::half_of_crime_cells},
      {Of::quarter_of_crime_cells, &say::quarter_of_crime_cells},
      {Of::cells_with_crime, &say::cells_with_crime},
      {Of::crime_on_top_1, &say::crime_on_top_1},
      {Of::crime_on_top_7, &say::crime_on_top_7},
      {Of::gini, &say::gini},
      {Of::adjusted_gini, &say::adjusted_gini},
  });
  return *titles[statistic];
}

}  // namespace salus::apps
