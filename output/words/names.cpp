#include "output/words/names.hpp"

#include "output/words/sentences/assumptions.hpp"
#include "output/words/sentences/names.hpp"

namespace salus::output::words {

Message in_words(model::Basis basis) {
  using Of = model::Basis;
  constexpr auto all = model::for_each_of<Of, const Plain*>({
      {Of::observed, &names::observed},
      {Of::modelled_estimate, &names::modelled_estimate},
      {Of::pooled, &names::pooled},
      {Of::assumption, &names::basis_assumption},
  });
  return *all[basis];
}

Message in_words(model::CrimeType type) {
  using Of = model::CrimeType;
  constexpr auto all = model::for_each_of<Of, const Plain*>({
      {Of::homicide, &names::homicide},
      {Of::serious_assault, &names::serious_assault},
      {Of::robbery, &names::robbery},
      {Of::partner_violence, &names::partner_violence},
      {Of::sexual_violence, &names::sexual_violence},
      {Of::property, &names::property},
      {Of::child_maltreatment, &names::child_maltreatment},
  });
  return *all[type];
}

Message in_words(model::DecayClass decay) {
  using Of = model::DecayClass;
  constexpr auto all = model::for_each_of<Of, const Plain*>({
      {Of::asset, &names::asset},
      {Of::delayed, &names::delayed},
      {Of::fast_fade, &names::fast_fade},
      {Of::long_persistence, &names::long_persistence},
      {Of::only_while_enforced, &names::only_while_enforced},
      {Of::political_reversal, &names::political_reversal},
      {Of::process, &names::decay_process},
      {Of::programme_period, &names::programme_period},
      {Of::slow, &names::slow},
      {Of::up_to_two_years, &names::up_to_two_years},
      {Of::while_it_runs, &names::while_it_runs},
  });
  return *all[decay];
}

Message in_words(model::ForecastModel forecast) {
  using Of = model::ForecastModel;
  constexpr auto all = model::for_each_of<Of, const Plain*>({
      {Of::ar1, &names::ar1},
      {Of::damped_trend, &names::damped_trend},
      {Of::persistence, &names::persistence},
      {Of::random_walk, &names::random_walk},
      {Of::salus, &names::salus},
  });
  return *all[forecast];
}

Message in_words(model::Knowledge knowledge) {
  using Of = model::Knowledge;
  constexpr auto all = model::for_each_of<Of, const Plain*>({
      {Of::data, &assumptions::data},
      {Of::analogy, &assumptions::analogy},
      {Of::assumption, &assumptions::assumption},
  });
  return *all[knowledge];
}

Message in_words(model::Loop loop) {
  using Of = model::Loop;
  constexpr auto all = model::for_each_of<Of, const Plain*>({
      {Of::exposure, &names::exposure},
      {Of::trust, &names::trust},
      {Of::sanction, &names::sanction},
      {Of::prison, &names::prison},
  });
  return *all[loop];
}

Message in_words(model::MeasureTarget target) {
  using Of = model::MeasureTarget;
  constexpr auto all = model::for_each_of<Of, const Plain*>({
      {Of::none, &names::no_target},
      {Of::hot_cells, &names::hot_cells},
      {Of::dark_cells, &names::dark_cells},
      {Of::all_cells, &names::all_cells},
      {Of::risky_persons, &names::risky_persons},
      {Of::youth, &names::target_youth},
      {Of::couples, &names::couples},
      {Of::households, &names::households},
      {Of::carriers, &names::carriers},
      {Of::bars, &names::bars},
  });
  return *all[target];
}

Message in_words(model::Mechanism mechanism) {
  using Of = model::Mechanism;
  constexpr auto all = model::for_each_of<Of, const Plain*>({
      {Of::places, &names::places},
      {Of::groups, &names::groups},
      {Of::youth, &names::mechanism_youth},
      {Of::norms, &names::norms},
      {Of::family, &names::family},
      {Of::institutions, &names::institutions},
      {Of::process, &names::mechanism_process},
  });
  return *all[mechanism];
}

Message in_words(model::View view) {
  using Of = model::View;
  constexpr auto all = model::for_each_of<Of, const Plain*>({
      {Of::as_of_note, &names::as_of_note},
      {Of::now, &names::now},
  });
  return *all[view];
}

Message in_words(model::CitySize size) {
  using Of = model::CitySize;
  constexpr auto all = model::for_each_of<Of, const Plain*>({
      {Of::small, &names::small},
      {Of::medium, &names::medium},
      {Of::large, &names::large},
  });
  return *all[size];
}

Message in_words(model::Vulnerability vulnerability) {
  using Of = model::Vulnerability;
  constexpr auto all = model::for_each_of<Of, const Plain*>({
      {Of::lower, &names::lower},
      {Of::middle, &names::middle},
      {Of::higher, &names::higher},
  });
  return *all[vulnerability];
}

}  // namespace salus::output::words
