#include "bench/inference/problem.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace salus::inference {
namespace {

using Family = model::Prior::Family;
constexpr double infinity = std::numeric_limits<double>::infinity();

}  // namespace

Parameter fixed(std::string name, double value) {
  return {std::move(name), {Family::fixed, value, 0.0, -infinity, infinity}};
}
Parameter uniform(std::string name, double lower, double upper) {
  return {std::move(name), {Family::uniform, lower, upper, lower, upper}};
}
Parameter normal(std::string name, double mean, double sd) {
  return {std::move(name), {Family::normal, mean, sd, -infinity, infinity}};
}
Parameter lognormal(std::string name, double median, double log_sd) {
  return {std::move(name), {Family::lognormal, median, log_sd, 0.0, infinity}};
}
Parameter logit_normal(std::string name, double median, double logit_sd) {
  return {std::move(name), {Family::logit_normal, median, logit_sd, 0.0, 1.0}};
}

Parameter bounded(Parameter parameter, double lower, double upper) {
  parameter.prior.lower = std::max(parameter.prior.lower, lower);
  parameter.prior.upper = std::min(parameter.prior.upper, upper);
  return parameter;
}

}  // namespace salus::inference
