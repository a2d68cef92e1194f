#include "model/country/kernel.hpp"

#include <stdexcept>

#include "model/core/calendar.hpp"
#include "model/core/ids.hpp"
#include "model/random/purposes.hpp"

namespace salus::model {

static_assert(kernel_types == crime_type_count && kernel_drivers == driver_count);
static_assert(kernel_months == horizon_months && kernel_years == horizon_years);
static_assert(kernel_street == index(CrimeType::serious_assault) && kernel_alcohol == index(Driver::alcohol));
static_assert(kernel_country_noise == purpose::country_noise && kernel_global_factor == purpose::global_factor &&
              kernel_regional_factor == purpose::regional_factor);

extern const CountryKernel kernel_scalar;
#if defined(__x86_64__)
extern const CountryKernel kernel_sse2, kernel_avx2, kernel_avx512;
#endif

const CountryKernel& country_kernel(Isa isa) {
  switch (isa) {
    case Isa::scalar:
      return kernel_scalar;
#if defined(__x86_64__)
    case Isa::sse2:
      return kernel_sse2;
    case Isa::avx2:
      return kernel_avx2;
    case Isa::avx512:
      return kernel_avx512;
#else
    default:
      break;
#endif
  }
  throw std::invalid_argument("this program was built without kernels for that instruction set");
}

}  // namespace salus::model
