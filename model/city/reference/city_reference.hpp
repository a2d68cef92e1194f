#pragma once
/// The city layer written slowly and plainly: the oracle of `CityRun`, in law and not in bits.
///
/// Shared with the engine are the value types, the ground's published quantities and a person's own rates (`Rates`),
/// all of them pure functions. Not shared is how things are drawn. Here everybody draws a Poisson number of impulses of
/// every kind; everything that is planned, up to the end of the run, stands in one queue and is played one after
/// another in the order of time; places and victims are chosen from lists of all there are, with their exact
/// probabilities; numbers come from one sequential generator by inverse transforms.
///
/// The rules it follows. Who may be in an event is judged by the people as they are at the start of its month: careers,
/// groups, couples, ages. Who is killed or imprisoned does nothing and suffers nothing from the next event on; an event
/// drawn with such a person does not happen, and nobody takes the person's place. At the end of the month those removed
/// give way, then at most one other thing happens to everybody else.
#include <map>
#include <queue>
#include <random>
#include <set>

#include "model/city/city_run.hpp"

namespace salus::model::reference {

/// Errors that a test plants, to show that it would see them in the engine.
struct Planted {
  bool prisoners_suffer = false;  ///< who is in prison may be a victim
  bool removed_go_on = false;     ///< who is killed or imprisoned acts and suffers until the end of the month
  bool fresh_ages = false;        ///< victims are as likely whatever the difference in age
  double lives = 1.0;             ///< factor on the rates of all changes of life
};

class City {
 public:
  /// @param ground must outlive the city, and be that of the plan. @param start the engine's state at the start of a
  /// month, with nothing pending. @param seed of this city's own generator; that of the plan is not used.
  City(const CityPlan& plan, const Ground& ground, const CityState& start, std::uint64_t seed,
       const Planted& planted = {});
  City(const City&) = delete;
  City& operator=(const City&) = delete;

  /// One month. `stopped` and `candidates` of what is returned: impulses that came to nothing, and all impulses.
  CityMonth step(CityObserver* observer = nullptr);

  const CityState& state() const { return state_; }
  Measures& measures() { return measures_; }

 private:
  struct Later {
    bool operator()(const Consequence& a, const Consequence& b) const {
      return a.minute != b.minute ? a.minute > b.minute : a.number > b.number;
    }
  };

  // Chance.
  double uniform();
  bool chance(double probability) { return uniform() < probability; }
  double exponential(double mean);
  unsigned poisson(double mean);
  std::uint32_t pick(const std::vector<double>& weights);

  // Time.
  double day_weight(Process process, Minute day) const;
  double season() const;
  Minute time_of_day(Process process);
  Minute time_in_month(Process process);
  Minute time_after(Process process, Minute from, double lag_days);

  // Events.
  MonthConditions conditions() const;
  void plan_impulses(const MonthConditions& now);
  bool impulse(CityEvent& e);
  bool follow(const Consequence& c, CityEvent& e);
  bool find_place(CityEvent& e);
  double passes(const CityEvent& e) const;
  /// Whom an offender goes for: what another event led to takes anybody where that leads.
  enum class Company : std::uint8_t { anybody, rival, known };
  bool find_victim(CityEvent& e, Company company);
  Slot victim_at_home(const CityEvent& e);
  Slot meet(const CityEvent& e, Cell cell, unsigned meetings);
  bool may_suffer(const CityEvent& e, Slot slot) const;
  double victim_weight(const CityEvent& e, Slot slot) const;
  std::uint8_t group_of(Slot slot) const;
  Slot member(Neighbourhood neighbourhood, unsigned group, const std::set<Slot>& but);
  Slot rival(const CityEvent& e);
  Slot peer(const CityEvent& e);
  void ending(CityEvent& e, bool armed);
  void consequences(const CityEvent& e);
  void lead_to(const CityEvent& e, Cause cause, Process process, double mean, double lag_days);
  void play(std::vector<CityEvent>& happened, CityMonth& counts);
  void count(const CityEvent& e, CityMonth& counts) const;

  // Lives.
  std::map<Slot, Life> draw_lives(const MonthConditions& now);
  void change(Slot slot, Life what, CityMonth& counts);
  void leave(Slot slot);
  void come(Slot slot, CityMonth& counts);
  void move(Slot slot);
  void new_person(Slot slot);
  Career career_of_newcomer(Slot slot);
  void traits_of_career(Slot slot);
  void feedback(CityMonth& month);
  double value(CityParameter id) const { return plan_.parameters[id]; }

  CityPlan plan_;
  const Ground& ground_;
  Rates rates_;
  CityCalendar calendar_;
  Measures measures_;
  CityState state_;
  Planted planted_;
  std::mt19937_64 random_;
  std::priority_queue<Consequence, std::vector<Consequence>, Later>
      planned_;          ///< an impulse is a consequence that nothing led to
  std::set<Slot> gone_;  ///< killed or imprisoned this month
  EventNumber last_number_ = 0;
};

}  // namespace salus::model::reference
