#include "apps/calibrate/fit_files.hpp"

#include <nlohmann/json.hpp>
#include <optional>

#include "apps/calibrate/fitted_view.hpp"
#include "apps/common/console.hpp"
#include "apps/common/exit_code.hpp"
#include "apps/session/inputs.hpp"
#include "output/atomic_file.hpp"
#include "output/foreign_file.hpp"

namespace salus::apps {
namespace {

/// Of what a file that this command wrote was made; nothing where it is no such file.
std::optional<output::MadeOf> fit_in(const std::string& path) {
  try {
    const auto file = output::read_foreign(output::read_hdf5_bytes(path, session::largest_input), path,
                                           output::posterior_limits, interrupted);
    if (file.text_attribute("/", "file_type") != output::posterior_file_type) return std::nullopt;
    if (!file.has_attribute("/", made_of_attribute)) return output::MadeOf{};
    return nlohmann::json::parse(file.text_attribute("/", made_of_attribute)).get<output::MadeOf>();
  } catch (const nlohmann::json::exception&) {
    return output::MadeOf{};
  } catch (const output::CorruptStore&) {
    return std::nullopt;
  } catch (const output::LimitRefused&) {
    return std::nullopt;
  }
}

}  // namespace

FitFiles files_of(const std::filesystem::path& posterior) {
  if (std::filesystem::is_directory(posterior))
    throw UsageError("-o: '" + posterior.string() + "' is a folder; name a file");
  FitFiles files{posterior, posterior, posterior};
  files.page.replace_extension(".html");
  files.chains.replace_extension(".parts");
  const std::string advice =
      " the posterior '" + posterior.string() + "'; give the posterior another ending, for instance .h5";
  if (files.page == posterior) throw UsageError("-o: the page of the fit would replace" + advice);
  if (files.chains == posterior) throw UsageError("-o: the folder of the chains would stand in the way of" + advice);
  for (const auto& path : {files.posterior, files.page, files.chains})
    if (std::filesystem::is_symlink(std::filesystem::symlink_status(path)))
      throw output::IoError("'" + path.string() + "' is a link and would be replaced; choose another name with -o");
  return files;
}

void check_same(const FitFiles& files, const output::MadeOf& here, bool replace) {
  if (replace || !std::filesystem::exists(files.posterior)) return;
  const auto there = fit_in(files.posterior.string());
  if (there && *there != here)
    throw output::IoError("'" + files.posterior.string() + "' is the posterior of another fit (" +
                          output::difference(*there, here) +
                          "); choose another name with -o, or say --replace to have it replaced");
}

void check_ours(const FitFiles& files, const std::string& advice) {
  constexpr std::size_t largest_page = std::size_t{1} << 30;
  const std::string posterior = "'" + files.posterior.string() + "'";
  const bool fitted = std::filesystem::exists(files.posterior);
  if (fitted && !fit_in(files.posterior.string()))
    throw output::IoError(posterior + " is not a posterior of Salus and would be replaced; " + advice);
  if (!std::filesystem::exists(files.page)) return;
  if (!fitted || !std::filesystem::is_regular_file(files.page) ||
      !is_fit_page(output::read_file(files.page.string(), largest_page)))
    throw output::IoError("'" + files.page.string() + "' does not go with a posterior " + posterior +
                          " and would be replaced; " + advice);
}

void prepare(const FitFiles& files) {
  check_ours(files, "choose another name with -o");
  output::try_to_write(files.posterior.string());
  output::try_to_write(files.page.string());
  output::sweep_temporary_files(
      files.posterior.has_parent_path() ? files.posterior.parent_path().string() : ".",
      [&](const std::string& name) { return name == files.posterior.filename() || name == files.page.filename(); });
}

}  // namespace salus::apps
