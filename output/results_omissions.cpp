/// Results files: one plan with one thing left out (/omissions).
#include "output/results_layout.hpp"

namespace salus::output::layout {

using namespace model;

namespace {

const std::string group = "/omissions";
const std::string as_it_is = group + "/as_it_is";

const EnumArray<const char*, Omission> names{{"/omissions/without_loops", "/omissions/without_posterior"}};
const EnumArray<const char*, Omission> descriptions{
    {"the same with all feedback loops off",
     "the same with first estimates of levels and priors of parameters in place of the posterior"}};

}  // namespace

void write_omissions(Hdf5Writer& file, const Results& r) {
  if (!r.omissions) return;
  file.group(group, "life years that one scenario averts against the first, with one thing left out of both");
  file.attribute(group, "scenario", r.scenarios[r.omissions->scenario].id);
  file.dimension("first_draw", r.omissions->as_it_is.size());
  file.variable(as_it_is, {"first_draw"}, stored(r.omissions->as_it_is),
                {"year", "disability-adjusted life years averted over the budget years in the first draws"});
  for (const auto left_out : every<Omission>)
    if (const auto& draws = r.omissions->without[left_out]; !draws.empty())
      file.variable(names[left_out], {"first_draw"}, stored(draws), {"year", descriptions[left_out]});
}

void read_omissions(const Hdf5Reader& file, Results& r) {
  if (!file.has(group)) return;
  Omissions& o = r.omissions.emplace();
  const std::string id = file.text_attribute(group, "scenario");
  const auto scenario = position_of(each<std::string>(r.scenarios, [](const auto& s) { return s.id; }), id);
  if (!scenario) throw CorruptStore("'" + group + "' names '" + id + "', which is no scenario of this file");
  o.scenario = ScenarioIndex(*scenario);
  const auto draws = [&](const std::string& path) {
    const auto values = file.floats(path);
    return std::vector<Single>(values.begin(), values.end());
  };
  o.as_it_is = draws(as_it_is);
  if (o.as_it_is.empty() || o.as_it_is.size() > r.identity.draws)
    throw CorruptStore("'" + as_it_is + "' has " + std::to_string(o.as_it_is.size()) + " draws of " +
                       std::to_string(r.identity.draws));
  for (const auto left_out : every<Omission>)
    if (file.has(names[left_out]))
      o.without[left_out] = of_size(draws(names[left_out]), o.as_it_is.size(), names[left_out]);
}

}  // namespace salus::output::layout
