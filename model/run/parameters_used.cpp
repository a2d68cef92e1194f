#include "model/run/parameters_used.hpp"

namespace salus::model {

std::vector<ParameterUsed> parameters_used(const PosteriorDraws& posterior,
                                           const std::vector<CountryInput>& countries) {
  const auto drawn = drawn_from(posterior, countries);
  std::vector<ParameterUsed> all;
  for (const auto& r : registry())
    all.push_back({std::string(r.name), std::string(r.symbol), r.unit, r.scope, r.knowledge, r.prior,
                   std::string(r.meaning), std::string(r.source), drawn[r.id]});
  return all;
}

}  // namespace salus::model
