/// One task of the benchmark, one observation: draws of its posterior as a table.
///   sbi_bench DIR --task two_moons --observation 1 [--simulations 10000] [--draws 10000] [--seed 1] [--threads 2] -o
///   draws.csv
/// DIR holds TASK/observation_N/observation.csv: a header line, then the numbers. The last line printed says calls and
/// seconds.
#include <chrono>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <stdexcept>

#include "bench/sbi/tasks.hpp"
#include "model/core/number.hpp"

namespace salus::bench {
namespace {

std::vector<double> read_observation(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  if (!std::getline(file, line) || !std::getline(file, line))
    throw std::runtime_error("cannot read two lines of " + path);
  std::vector<double> values;
  std::istringstream fields(line);
  for (std::string field; std::getline(fields, field, ',');) {
    if (!field.empty() && field.back() == '\r') field.pop_back();
    const auto value = model::parse_number(field);
    if (!value) throw std::runtime_error(path + ": not a number: " + field);
    values.push_back(*value);
  }
  return values;
}

int run(int argc, char** argv) {
  std::map<std::string, std::string> options{{"--task", ""},
                                             {"--observation", "1"},
                                             {"--simulations", "10000"},
                                             {"--draws", "10000"},
                                             {"--seed", "1"},
                                             {"--threads", "2"},
                                             {"-o", ""}};
  std::string directory;
  for (int i = 1; i < argc; ++i) {
    if (const auto found = options.find(argv[i]); found != options.end() && i + 1 < argc) found->second = argv[++i];
    else if (directory.empty() && argv[i][0] != '-') directory = argv[i];
    else throw std::runtime_error(std::string("unknown argument ") + argv[i]);
  }
  if (directory.empty() || options["--task"].empty() || options["-o"].empty())
    throw std::runtime_error(
        "usage: sbi_bench DIR --task NAME --observation N --simulations N --draws N --seed N --threads N -o FILE");
  const auto chosen = task(options["--task"]);
  const auto observed =
      read_observation(directory + "/" + chosen.name + "/observation_" + options["--observation"] + "/observation.csv");
  const auto executor = model::make_thread_executor(static_cast<unsigned>(std::stoul(options["--threads"])));
  const auto start = std::chrono::steady_clock::now();
  const auto draws = inference::simulation_posterior(
      chosen.parameters, chosen.simulate, observed,
      {std::stoul(options["--simulations"]), std::stoul(options["--draws"]), std::stoul(options["--seed"])}, *executor);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  std::ofstream out(options["-o"]);
  for (std::size_t p = 0; p < draws.names.size(); ++p) out << (p ? "," : "") << draws.names[p];
  for (std::size_t i = 0; i < draws.per_chain; ++i)
    for (std::size_t p = 0; p < draws.names.size(); ++p)
      out << (p ? "," : "\n") << model::format_number(draws(0, i, p));
  out << "\n";
  if (!out.flush()) throw std::runtime_error("cannot write " + options["-o"]);
  std::cout << "simulations " << draws.simulations << " seconds " << model::format_fixed(seconds, 1) << "\n";
  return 0;
}

}  // namespace
}  // namespace salus::bench

int main(int argc, char** argv) {
  try {
    return salus::bench::run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "sbi_bench: " << error.what() << "\n";
    return 2;
  }
}
