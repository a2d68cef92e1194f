#pragma once
/// Storage and reports: everything a program needs to keep results and show them.
#include "output/atomic_file.hpp"
#include "output/blob_store.hpp"
#include "output/error.hpp"
#include "output/hdf5.hpp"
#include "output/quantile_table.hpp"
#include "output/results_file.hpp"
#include "output/rivals.hpp"
#include "output/sha256.hpp"
#include "output/shard_store.hpp"
#include "output/summary.hpp"
#include "output/tables.hpp"
