#pragma once
/// Grids out of HDF5 files.
#include <string>

#include "model/core/grid.hpp"
#include "output/error.hpp"
#include "output/hdf5.hpp"

namespace salus::output {

/// A series of a file, whose shape is what the rest of the file says; a variable that is not there has no values.
/// @throws CorruptStore where it has more or less.
template <class... Axes>
model::Grid<model::Single, Axes...> grid_of(const std::string& path, const Hdf5Reader& file,
                                            model::Positions<Axes>... axes) {
  const auto values = file.has(path) ? file.floats(path) : std::vector<float>{};
  const std::size_t expected = (std::size_t{1} * ... * axes.size());
  if (values.size() != expected)
    throw CorruptStore("'" + path + "' has " + std::to_string(values.size()) + " values where " +
                       std::to_string(expected) + " are expected");
  return {values, axes...};
}

}  // namespace salus::output
