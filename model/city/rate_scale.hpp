#pragma once
/// How high persons' rates must be for the city's flows and crimes to come out, given who lives in it at the start.
#include "model/city/rates.hpp"

namespace salus::model {

/// @param rates of persons; their scale is not looked at. @param people at the start.
/// @param spontaneous incidents a person and month that nothing else led to.
/// @return the scale at which the rates of everybody add up to these and to the flows between careers.
RateScale solve_rate_scale(const CityInput& input, const CityParameters& parameters, Rates rates, const People& people,
                           const EnumArray<double, Process>& spontaneous, const Executor& executor);

}  // namespace salus::model
