#include "apps/common/command_line.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <deque>
#include <iostream>
#include <new>
#include <optional>

#include "apps/common/console.hpp"
#include "apps/common/exit_code.hpp"
#include "model/core/csv.hpp"
#include "model/core/diagnostic.hpp"
#include "model/core/ids.hpp"
#include "output/error.hpp"

namespace salus::apps {
namespace {

CLI::Option* described(CLI::Option* made, const Option& option) {
  if (option.required) made->required();
  if (*option.placeholder != '\0') made->type_name(option.placeholder);
  return made;
}

template <class T>
std::string text_of(T value) {
  std::array<char, 40> text{};
  const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), value);
  return {text.data(), end};
}

/// The whole text as a number in the range; nothing where it is none.
template <class T>
std::optional<T> number_in(const std::string& text, Range<T> range) {
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  if (!(value >= range.least && value <= range.most)) return std::nullopt;
  return value;
}

/// Refuses what is no number in the range.
template <class T>
std::function<std::string(const std::string&)> expects(Range<T> range) {
  return [range](const std::string& text) -> std::string {
    if (number_in(text, range)) return {};
    return std::string(std::is_integral_v<T> ? "a whole number" : "a number") + " from " + text_of(range.least) +
           " to " + text_of(range.most) + " is expected; found '" + text + "'";
  };
}

std::string listed(const std::vector<std::string>& names) {
  std::string all;
  for (const auto& name : names) all += (all.empty() ? "" : ", ") + name;
  return all;
}

}  // namespace

void Command::flag(const char* names, bool& value, const std::string& help) { app_.add_flag(names, value, help); }

void Command::option(const Option& option, std::string& value) {
  described(app_.add_option(option.names, value, option.help), option);
}

void Command::option(const Option& option, std::filesystem::path& value) {
  described(app_.add_option(option.names, value, option.help), option);
}

template <class T>
void Command::number(const Option& option, T& value, Range<T> range) {
  described(app_.add_option_function<std::string>(
                option.names, [&value, range](const std::string& text) { value = number_in(text, range).value(); },
                option.help),
            option)
      ->check(expects(range));
}

void Command::option(const Option& option, int& value, Range<int> range) { number(option, value, range); }
void Command::option(const Option& option, unsigned& value, Range<unsigned> range) { number(option, value, range); }
void Command::option(const Option& option, std::size_t& value, Range<std::size_t> range) {
  number(option, value, range);
}
void Command::option(const Option& option, double& value, Range<double> range) { number(option, value, range); }

void Command::chosen(const Option& option, const std::vector<std::string>& names,
                     const std::function<void(const std::string&)>& choose) {
  const std::string choices = listed(names);
  const auto known = [names, choices](const std::string& text) -> std::string {
    if (std::find(names.begin(), names.end(), text) != names.end()) return {};
    return "there is no '" + text + "'; the choices are " + choices;
  };
  described(app_.add_option_function<std::string>(option.names, choose, option.help + ": " + choices), option)
      ->check(known);
}

void Command::several(const Option& option, std::vector<std::string>& values) {
  described(app_.add_option(option.names, values, option.help), option);
}

void Command::list(const Option& option, std::vector<std::string>& values) {
  described(app_.add_option(option.names, values, option.help), option)->delimiter(',');
}

void Command::list(const Option& option, std::vector<int>& values, Range<int> range) {
  described(app_.add_option_function<std::vector<std::string>>(
                option.names,
                [&values, range](const std::vector<std::string>& texts) {
                  values.clear();
                  for (const auto& text : texts) values.push_back(number_in(text, range).value());
                },
                option.help),
            option)
      ->delimiter(',')
      ->check(expects(range));
}

void add_common(Command& command, std::uint64_t& seed, unsigned& threads, bool& quiet) {
  command.option({"--seed", "N", "seed of the random numbers (default 1)"}, seed, {0, UINT64_MAX});
  command.option({"--threads", "N", "threads (default: all); the result does not depend on it"}, threads, {1, 1024});
  command.flag("--quiet", quiet, "say nothing but results and errors");
}

std::string loop_choices() { return listed({model::loop_names.begin(), model::loop_names.end()}); }

model::Loop loop_named(const std::string& name, const std::vector<std::string>& also) {
  if (const auto loop = model::find(model::loop_names, name)) return *loop;
  std::vector<std::string> known(model::loop_names.begin(), model::loop_names.end());
  known.insert(known.end(), also.begin(), also.end());
  const std::string near = model::nearest_name(name, known);
  throw UsageError("--without: there is no loop '" + name + "'; " +
                   (near.empty() ? "the choices are " + listed(known) : "did you mean '" + near + "'?"));
}

struct CommandLine::State {
  struct Entry {
    CLI::App* app;
    Command::Action action;
    std::string needs_less = "use a machine with more";
  };
  std::vector<std::string> words;
  CLI::App app{"Salus: what follows from a portfolio of city safety measures, and how sure that is", "salus"};
  std::deque<Entry> commands;  ///< stay where they are: commands refer to their actions
};

CommandLine::CommandLine(int argc, char** argv) : state_(std::make_unique<State>()) {
  state_->words.assign(argv + 1, argv + argc);
  state_->app.require_subcommand(1);
  state_->app.fallthrough(false);
}

CommandLine::~CommandLine() = default;

Command CommandLine::command(const std::string& name, const std::string& help) {
  auto& entry = state_->commands.emplace_back(State::Entry{state_->app.add_subcommand(name, help), {}});
  return {*entry.app, entry.action, entry.needs_less};
}

std::string CommandLine::typed() const {
  constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./=,:+";
  const auto quoted = [&](const std::string& word) {
    if (!word.empty() && word.find_first_not_of(plain) == std::string::npos) return word;
    std::string inside;
    for (const char c : word) inside += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return "'" + inside + "'";
  };
  const char* tables = std::getenv("SALUS_DATA");
  std::string line = tables != nullptr && *tables != '\0' ? "SALUS_DATA=" + quoted(tables) + " ./salus" : "./salus";
  for (const auto& word : state_->words) line += ' ' + quoted(word);
  return line;
}

void CommandLine::check_command() const {
  if (state_->words.empty() || state_->words.front().starts_with('-')) return;
  const std::string& word = state_->words.front();
  std::vector<std::string> names;
  for (const auto& entry : state_->commands) names.push_back(entry.app->get_name());
  if (std::find(names.begin(), names.end(), word) != names.end()) return;
  const std::string near = model::nearest_name(word, names);
  throw UsageError("there is no command '" + word + "'; " +
                   (near.empty() ? "the commands are " + listed(names) : "did you mean '" + near + "'?"));
}

int CommandLine::run() {
  for (const auto& word : state_->words)
    if (model::find_bad_text(word) != std::string::npos)
      throw UsageError("names of files and other words are text in UTF-8 without control characters; rename the file");
  check_command();
  try {
    std::vector<std::string> reversed(state_->words.rbegin(), state_->words.rend());
    state_->app.parse(reversed);
  } catch (const CLI::ParseError& e) {
    return state_->app.exit(e, std::cout, std::cerr) == 0 ? ok : usage;
  }
  watch_for_interruption();
  const auto named = std::find_if(state_->commands.begin(), state_->commands.end(),
                                  [](const State::Entry& entry) { return entry.app->parsed(); });
  if (named == state_->commands.end()) return usage;
  try {
    return named->action();
  } catch (const std::bad_alloc&) {
    throw output::LimitRefused("not enough memory; " + named->needs_less);
  }
}

}  // namespace salus::apps
