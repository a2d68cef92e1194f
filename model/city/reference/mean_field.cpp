#include "model/city/reference/mean_field.hpp"

#include <algorithm>
#include <cmath>

#include "model/city/process_traits.hpp"

namespace salus::model::reference {
namespace {

using P = CityParameter;
// careers
constexpr Career N = Career::not_at_risk;
constexpr Career R = Career::at_risk;
constexpr Career A = Career::active;
constexpr Career I = Career::imprisoned;
constexpr Career D = Career::desisted;

constexpr double slots_a_neighbourhood = slots_per_neighbourhood;

double pull(double x, double g) { return x / ((1.0 - g) * x + g); }
double target(double level, double slope, double x) {
  return level / (level + (1.0 - level) * (1.0 + slope * (x - 1.0)));
}

/// Of the active and of the other persons free at a month's start, a head: those still there, active ones killed, and
/// the offending of either whose victim is there.
enum class Part : std::uint8_t { active, others, killed, by_active, by_others };
using Parts = EnumArray<double, Part>;

}  // namespace

double MeanCity::total() const {
  double sum = 0.0;
  for (const double x : persons) sum += x;
  return sum;
}

MeanField::MeanField(const CityPlan& plan) : plan_(plan) {
  const CityInput& in = plan_.input;
  const LifeCourse& l = in.life;
  const EnumArray<double, Career> shares{
      {1.0 - l.at_risk - l.active - l.imprisoned - l.desisted, l.at_risk, l.active, l.imprisoned, l.desisted}};
  newcomers_ = shares;
  newcomers_[D] += newcomers_[I];
  newcomers_[I] = 0.0;
  const double people = in.population.front();
  const double most = *std::max_element(in.population.begin(), in.population.end());
  for (const Career c : every<Career>) state_.persons[c] = shares[c] * people;
  state_.empty = neighbourhoods_for(most) * slots_a_neighbourhood - people;
  state_.trust = in.feedback.trust_level;
  state_.capacity = in.feedback.capacity_level;
  for (const Process k : every<Process>) {
    if (!in_public(k)) continue;
    const double own = in.active_loading[type_of_process[k]];
    situational_[k] = plan_.scale.spontaneous[k] * (1.0 - own) / (1.0 - shares[I]);
    active_[k] = plan_.scale.spontaneous[k] * own / shares[A];
  }
}

/// A person and month: events by process of active and other persons, killings by either, the chance of prison at an
/// event.
struct MeanField::Hazards {
  EnumArray<double, Process> active{};
  EnumArray<double, Process> other{};
  double all_active = 0.0;
  double all_other = 0.0;
  double deadly_active = 0.0;
  double deadly_other = 0.0;
  double prison = 0.0;
};

MeanField::Hazards MeanField::hazards() const {
  const CityFeedback& f = plan_.input.feedback;
  const CityScale& scale = plan_.scale;
  const double guard = 1.0 - f.guardianship * (state_.trust - f.trust_level);
  Hazards h;
  for (const Process k : every<Process>) {
    const double w = plan_.input.exposure_loading[type_of_process[k]];
    const double factor = guard * (1.0 - w + w * state_.exposure);
    h.other[k] = situational_[k] * factor;
    h.active[k] = (situational_[k] + active_[k]) * factor;
    const double lethal = scale.lethality[k];
    h.all_active += h.active[k];
    h.all_other += h.other[k];
    h.deadly_active += h.active[k] * lethal;
    h.deadly_other += h.other[k] * lethal;
  }
  const double capacity = f.capacity_rate > 0.0 ? state_.capacity / f.capacity_level : 1.0;
  h.prison = plan_.parameters[P::recorded] * std::min(1.0, scale.prison * capacity);
  return h;
}

/// The month's killings and imprisonments in the order of time. Of the persons free at its start, a and o are the parts
/// still there, active and other: a' = -(killing + prison x victim there) a, o' = -killing o; a victim is any of those
/// free at the start, gone or not.
MeanField::Removals MeanField::removals(const Hazards& h) const {
  const double active = state_.persons[A];
  const double others = state_.persons[N] + state_.persons[R] + state_.persons[D];
  const double free = active + others;
  const auto derivative = [&](const Parts& s) {
    const double a = s[Part::active];
    const double o = s[Part::others];
    const double killing = (h.deadly_active * active * a + h.deadly_other * others * o) / free;
    const double there = (active * a + others * o) / free;
    const double prison = h.all_active * h.prison * there;
    Parts d;
    d[Part::active] = -(killing + prison) * a;
    d[Part::others] = -killing * o;
    d[Part::killed] = killing * a;
    d[Part::by_active] = a * there;
    d[Part::by_others] = o * there;
    return d;
  };
  constexpr int steps = 32;
  const auto moved = [](Parts s, const Parts& d, double by) {
    for (const auto part : every<Part>) s[part] += by * d[part];
    return s;
  };
  Parts s;
  s[Part::active] = 1.0;
  s[Part::others] = 1.0;
  for (int i = 0; i < steps; ++i) {
    const double dt = 1.0 / steps;
    const Parts a = derivative(s);
    const Parts b = derivative(moved(s, a, dt / 2));
    const Parts c = derivative(moved(s, b, dt / 2));
    const Parts d = derivative(moved(s, c, dt));
    for (const auto j : every<Part>) s[j] += dt * (a[j] + 2 * b[j] + 2 * c[j] + d[j]) / 6;
  }
  Removals removed{.events = {}, .active_left = s[Part::active], .others_left = s[Part::others]};
  MeanEvents& e = removed.events;
  e.killed_active = active * s[Part::killed];
  e.killed = e.killed_active + others * (1.0 - removed.others_left);
  e.imprisoned = active * (1.0 - removed.active_left) - e.killed_active;
  for (const Process k : every<Process>)
    e.events[k] = h.active[k] * active * s[Part::by_active] + h.other[k] * others * s[Part::by_others];
  return removed;
}

/// Lives of those whom no event took: each change of a person's with its part of 1 - exp(-sum), a move elsewhere among
/// them.
MeanField::Lives MeanField::live(const Removals& removed) const {
  const LifeCourse& l = plan_.input.life;
  const CityFeedback& f = plan_.input.feedback;
  const double guard = 1.0 - f.guardianship * (state_.trust - f.trust_level);
  const double move = plan_.parameters[P::moving] / 12.0;
  EnumArray<EnumArray<double, Career>, Career> rate{};  // [from][to]
  rate[N][R] = l.entry * pull(state_.exposure, f.exposure_on_entry);
  rate[R][A] = l.initiation * pull(state_.exposure, f.exposure_on_initiation) * guard;
  rate[R][N] = l.leaving;
  rate[A][D] = l.desistance;
  rate[I][D] = l.release * (1.0 - l.return_share);
  rate[I][A] = l.release * l.return_share;
  rate[D][A] = l.relapse;
  rate[D][N] = l.forgetting;
  Lives lives;
  EnumArray<double, Career>& next = lives.persons;
  next[I] = removed.events.imprisoned;
  for (const Career from : every<Career>) {
    const double left = state_.persons[from] * (from == A   ? removed.active_left
                                                : from == I ? 1.0
                                                            : removed.others_left);
    double all = plan_.input.deaths + move;
    for (const double r : rate[from]) all += r;
    const double a_rate = all > 0.0 ? left * -std::expm1(-all) / all : 0.0;
    next[from] += left - a_rate * (all - move);
    for (const Career to : every<Career>) next[to] += a_rate * rate[from][to];
    lives.died += a_rate * plan_.input.deaths;
  }
  return lives;
}

/// Places of the dead and the killed are taken again; empty ones as the city grows. Whoever comes is newborn or from
/// elsewhere.
void MeanField::arrive(const Lives& lives, const MeanEvents& events) {
  const auto& n = plan_.input.population;
  const double change = n[month_ + 1] - n[month_];
  const double dying = plan_.input.deaths * n[month_];
  const double coming = change + dying;
  const double refilled = change >= 0.0 || dying <= 0.0 ? 1.0 : std::max(0.0, 1.0 + change / dying);
  const double places = neighbourhoods_for(*std::max_element(n.begin(), n.end())) * slots_a_neighbourhood;
  const double filled = change > 0.0 ? state_.empty * change / (places - n[month_]) : 0.0;
  const double born = coming > 0.0 ? std::min(1.0, plan_.input.births * n[month_] / coming) : 1.0;
  const double arrivals = lives.died * refilled + events.killed + filled;
  state_.persons[N] += arrivals * born;
  for (const Career c : every<Career>) state_.persons[c] += arrivals * (1.0 - born) * newcomers_[c];
  state_.empty += lives.died * (1.0 - refilled) - filled;
}

void MeanField::feed_back(double assaults) {
  const CityFeedback& f = plan_.input.feedback;
  const double at_rest = plan_.input.rate[CrimeType::serious_assault];
  const double v = at_rest > 0.0 ? assaults / state_.total() / at_rest : 1.0;
  state_.exposure += (v - state_.exposure) * f.exposure_rate;
  state_.trust += (target(f.trust_level, f.violence_on_trust, v) - state_.trust) * f.trust_rate;
  state_.capacity +=
      (target(f.capacity_level, f.strain_on_capacity, state_.exposure) - state_.capacity) * f.capacity_rate;
}

MeanEvents MeanField::step() {
  const Removals removed = removals(hazards());
  const Lives lives = live(removed);
  state_.persons = lives.persons;
  arrive(lives, removed.events);
  feed_back(removed.events.events[Process::assault]);
  ++month_;
  return removed.events;
}

CityPlan in_steps(const CityPlan& plan, int parts) {
  CityPlan p = plan;
  CityInput& in = p.input;
  const double h = 1.0 / parts;
  LifeCourse& l = in.life;
  for (double* rate : {&l.entry, &l.leaving, &l.initiation, &l.desistance, &l.release, &l.relapse, &l.forgetting,
                       &in.births, &in.deaths, &p.parameters[P::moving], &in.feedback.exposure_rate,
                       &in.feedback.trust_rate, &in.feedback.capacity_rate})
    *rate *= h;
  for (double& rate : in.rate) rate *= h;
  for (double& rate : p.scale.spontaneous) rate *= h;
  in.population.clear();
  for (std::size_t m = 0; m < plan.input.months(); ++m)
    for (int i = 0; i < parts; ++i)
      in.population.push_back(plan.input.population[m] +
                              h * i * (plan.input.population[m + 1] - plan.input.population[m]));
  in.population.push_back(plan.input.population.back());
  return p;
}

}  // namespace salus::model::reference
