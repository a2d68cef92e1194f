#pragma once
/// Elementary functions with the same bits on every processor and compiler. Use these wherever a value reaches a
/// result; the C library's differ in the last bit between processors with and without fused multiply-add.

namespace salus::model {

double exponential(double x);      ///< e^x within 1 ulp; 0 below -708, infinity above 709.78
double logarithm(double x);        ///< natural log within 1 ulp; subnormals count as zero (-infinity)
double normal_quantile(double u);  ///< inverse standard normal CDF on (0, 1); AS 241
double logistic(double x);         ///< 1 / (1 + e^-x)
double logit(double p);            ///< log(p / (1 - p)) for p in (0, 1)

inline constexpr double log_two_pi = 1.8378770664093454836;

}  // namespace salus::model
