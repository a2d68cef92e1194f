#pragma once
/// What a command says of its words and options. Only command_line.cpp knows the library that parses them.
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "model/core/enumeration.hpp"
#include "model/core/ids.hpp"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace salus::apps {

/// How an option is called and what its help says.
struct Option {
  const char* names;        ///< "-o,--output"; without dashes: a word of its own place
  const char* placeholder;  ///< what its value is called in the help; empty for a word of its own place
  std::string help;
  bool required = false;
};

/// Both ends are allowed.
template <class T>
struct Range {
  T least;
  T most;
};

/// One command while it is put together. The values that options are read into must outlive the parsing: keep them
/// where the action keeps them.
class Command {
 public:
  using Action = std::function<int()>;
  Command(CLI::App& app, Action& action, std::string& needs_less)
      : app_(app), action_(action), needs_less_(needs_less) {}

  void flag(const char* names, bool& value, const std::string& help);
  void option(const Option& option, std::string& value);
  void option(const Option& option, std::filesystem::path& value);
  void option(const Option& option, int& value, Range<int> range);
  void option(const Option& option, unsigned& value, Range<unsigned> range);
  void option(const Option& option, std::size_t& value, Range<std::size_t> range);
  void option(const Option& option, double& value, Range<double> range);
  /// An enumerator by its name; the help says which there are.
  template <class Enum>
  void choice(const Option& option, Enum& value, const model::Names<Enum>& names) {
    chosen(option, {names.begin(), names.end()},
           [&value, names](const std::string& name) { value = model::find(names, name).value(); });
  }
  /// Values one after the other, or the option again.
  void several(const Option& option, std::vector<std::string>& values);
  /// Values with commas between them.
  void list(const Option& option, std::vector<std::string>& values);
  void list(const Option& option, std::vector<int>& values, Range<int> range);
  /// What the command does once its options are read. @param action returns the exit code
  void runs(Action action) { action_ = std::move(action); }
  /// What is said where there is not enough memory. @param advice "ask for fewer --draws"
  void needs_less(std::string advice) { needs_less_ = std::move(advice); }

 private:
  template <class T>
  void number(const Option& option, T& value, Range<T> range);
  void chosen(const Option& option, const std::vector<std::string>& names,
              const std::function<void(const std::string&)>& choose);

  CLI::App& app_;
  Action& action_;
  std::string& needs_less_;
};

inline constexpr const char* replace_help =
    "have finished results of another run replaced; else they are kept and refused";
inline constexpr Range<int> start_years{2018, 2035};  ///< years in which a projection may start

/// The options that whatever computes has in common.
void add_common(Command& command, std::uint64_t& seed, unsigned& threads, bool& quiet);
/// The feedback loops by name, for help texts.
std::string loop_choices();
/// The loop of that name. @param also what else the option takes, for the message. @throws UsageError
model::Loop loop_named(const std::string& name, const std::vector<std::string>& also = {});

/// All commands, and the line that was typed.
class CommandLine {
 public:
  CommandLine(int argc, char** argv);
  ~CommandLine();
  CommandLine(const CommandLine&) = delete;
  CommandLine& operator=(const CommandLine&) = delete;

  Command command(const std::string& name, const std::string& help);
  /// The command as typed, quoted where a shell would need it, after the tables of one's own that it reads.
  std::string typed() const;
  /// Parses the line and runs what it names. @return its exit code. @throws UsageError for words that are not UTF-8,
  /// output::LimitRefused where memory is lacking, and what the command throws
  int run();

 private:
  /// @throws UsageError where the first word is no command, with one that is near
  void check_command() const;

  struct State;
  std::unique_ptr<State> state_;
};

/// Registers every command; written by CMake from the list of folders in apps/CMakeLists.txt.
void add_commands(CommandLine& line);

}  // namespace salus::apps
