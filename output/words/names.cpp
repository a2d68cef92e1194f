#include "output/words/names.hpp"

#include "output/words/sentences/assumptions.hpp"
#include "output/words/sentences/names.hpp"

namespace salus::output::words {

template <class Enum>
using Sentences = model::EnumArray<Plain, Enum>;

Message in_words(model::Basis basis) {
  static const Sentences<model::Basis> all{
      {names::observed, names::modelled_estimate, names::pooled, assumptions::assumption}};
  return all[basis];
}

Message in_words(model::CrimeType type) {
  static const Sentences<model::CrimeType> all{{names::homicide, names::serious_assault, names::robbery,
                                                names::partner_violence, names::sexual_violence, names::property,
                                                names::child_maltreatment}};
  return all[type];
}

Message in_words(model::DecayClass decay) {
  static const Sentences<model::DecayClass> all{{names::asset, names::delayed, names::fast_fade,
                                                 names::long_persistence, names::only_while_enforced,
                                                 names::political_reversal, names::process, names::programme_period,
                                                 names::slow, names::up_to_two_years, names::while_it_runs}};
  return all[decay];
}

Message in_words(model::ForecastModel forecast) {
  static const Sentences<model::ForecastModel> all{
      {names::ar1, names::damped_trend, names::persistence, names::random_walk, names::salus}};
  return all[forecast];
}

Message in_words(model::Knowledge knowledge) {
  static const Sentences<model::Knowledge> all{{assumptions::data, assumptions::analogy, assumptions::assumption}};
  return all[knowledge];
}

Message in_words(model::Loop loop) {
  static const Sentences<model::Loop> all{{names::exposure, names::trust, names::sanction, names::prison}};
  return all[loop];
}

Message in_words(model::MeasureTarget target) {
  static const Sentences<model::MeasureTarget> all{{names::no_target, names::hot_cells, names::dark_cells,
                                                    names::all_cells, names::risky_persons, names::youth,
                                                    names::couples, names::households, names::carriers, names::bars}};
  return all[target];
}

Message in_words(model::Mechanism mechanism) {
  static const Sentences<model::Mechanism> all{
      {names::places, names::groups, names::youth, names::norms, names::family, names::institutions, names::process}};
  return all[mechanism];
}

Message in_words(model::View view) {
  static const Sentences<model::View> all{{names::as_of_note, names::now}};
  return all[view];
}

Message in_words(model::Vulnerability vulnerability) {
  static const Sentences<model::Vulnerability> all{{names::lower, names::middle, names::higher}};
  return all[vulnerability];
}

}  // namespace salus::output::words
