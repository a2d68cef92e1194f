#include "model/city/measures.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace salus::model {
namespace {

TEST(Measures, StrengthBuildsWearsAndFades) {
  Measure m;
  m.first_month = Month(10);
  m.strength = strength_over({.ramp = 6, .decay = 12}, {.paid = 24, .all = 60});
  EXPECT_EQ(m.strength_in(Month(9)), 0.0);
  EXPECT_NEAR(m.strength_in(Month(10)), 1.0 - std::exp(-0.5 / 6), 1e-12);
  EXPECT_NEAR(m.strength_in(Month(33)), 1.0 - std::exp(-23.5 / 6), 1e-12);
  const double end = 1.0 - std::exp(-24.5 / 6);
  EXPECT_NEAR(m.strength_in(Month(34)), end * std::exp(-0.5 / 12), 1e-12);
  EXPECT_NEAR(m.strength_in(Month(58)), end * std::exp(-24.5 / 12), 1e-12);
  EXPECT_EQ(m.strength_in(Month(70)), 0.0);
  EXPECT_NEAR(strength_over({.decay = 12, .fatigue = 12}, {.paid = 24, .all = 60})[12], std::exp(-12.5 / 12), 1e-12);
  EXPECT_EQ(strength_over({.fatigue = 12}, {.paid = 24, .all = 60})[24], 0.0);
}

TEST(Measures, ActOnTheirTargetsAlone) {
  Measures measures(10);
  Measure lights;
  lights.target = MeasureTarget::dark_cells;
  lights.night_only = true;
  lights.strength.assign(12, 1.0);
  lights.factor[Process::robbery] = 0.5;
  Measure patrol;
  patrol.target = MeasureTarget::hot_cells;
  patrol.strength.assign(12, 1.0);
  patrol.factor[Process::robbery] = 0.8;
  Measure therapy;
  therapy.target = MeasureTarget::risky_persons;
  therapy.strength.assign(12, 1.0);
  therapy.lethality = 0.25;
  therapy.factor[Process::assault] = 1.5;
  measures.add(lights, {2, 3}, 100);
  measures.add(patrol, {3}, 100);
  measures.add(therapy, {42}, 100);
  measures.set_month(Month(0));
  EXPECT_EQ(measures.in_cell(Cell(1), Process::robbery, true), 1.0);
  EXPECT_EQ(measures.in_cell(Cell(2), Process::robbery, true), 0.5);
  EXPECT_EQ(measures.in_cell(Cell(2), Process::robbery, false), 1.0);
  EXPECT_EQ(measures.in_cell(Cell(3), Process::robbery, true), 0.4);
  EXPECT_EQ(measures.in_cell(Cell(3), Process::property, true), 1.0);
  EXPECT_EQ(measures.on_person(Slot(42), Process::assault), 1.5);
  EXPECT_EQ(measures.on_person(Slot(43), Process::assault), 1.0);
  EXPECT_EQ(measures.lethality(Slot(42), Cell(1), false), 0.25);
  EXPECT_EQ(measures.lethality(Slot(43), Cell(1), false), 1.0);
  EXPECT_EQ(measures.highest(Process::assault), 1.5);
  Measure ambulances;
  ambulances.target = MeasureTarget::hot_cells;
  ambulances.strength = {0.5};
  ambulances.lethality = 0.5;
  ambulances.factor[Process::assault] = 0.8;
  measures.add(ambulances, {7}, 100);
  measures.set_month(Month(0));
  EXPECT_NEAR(measures.lethality(Slot(43), Cell(7), false) * measures.in_cell(Cell(7), Process::assault, false),
              0.5 * (1.0 + 0.5 * 0.8),
              1e-12);  // half of what homicide has in full
  EXPECT_EQ(measures.lethality(Slot(43), Cell(8), false), 1.0);
  measures.set_month(Month(12));  // no decay: gone
  EXPECT_EQ(measures.in_cell(Cell(3), Process::robbery, true), 1.0);
  for (std::size_t i = measures.list().size(); i < measure_limit; ++i) measures.add(patrol, {}, 100);
  EXPECT_THROW(measures.add(patrol, {}, 100), std::invalid_argument);
}

}  // namespace
}  // namespace salus::model
