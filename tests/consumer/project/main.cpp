// A stranger's program: every room's umbrella header, and one call into each.
#include <cstdio>

#include "calibration/calibration.hpp"
#include "model/model.hpp"
#include "output/output.hpp"
#include "scenarios/scenarios.hpp"

int main() {
  const bool random = salus::model::uniform({1, 2}, {3, 4, 5, 6}) > 0.0;
  const bool hash = salus::output::sha256_hex("salus").size() == 64;
  const bool tables = !salus::calibration::table_names().empty();
  salus::model::Diagnostics findings;
  salus::scenarios::read_scenario("format: 1\n", "none.yaml", {}, findings);
  std::printf("%d %d %d %zu\n", random, hash, tables, findings.size());
  return random && hash && tables && !findings.empty() ? 0 : 1;
}
