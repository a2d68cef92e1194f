/// A folder serves one kind of run and one process at a time, and no file of others is replaced or removed.
#include "output/owned_folder.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "output/atomic_file.hpp"
#include "tests/output/temporary_folder.hpp"

namespace salus::tests {
namespace {

namespace fs = std::filesystem;
using output::FolderKind;
using output::OwnedFolder;

class Owned : public TemporaryFolder {
 protected:
  fs::path folder() const { return root / "out"; }
  void put(const std::string& name, const std::string& text = "mine") const {
    fs::create_directories(folder());
    output::write_file((folder() / name).string(), text);
  }
  std::string text(const std::string& name) const { return output::read_file((folder() / name).string(), 1000); }
  /// Takes the folder and writes these files.
  void run(const std::set<std::string>& names) const {
    OwnedFolder owned(folder(), study);
    owned.start_over(names);
    for (const auto& name : names) owned.write(name, "ours");
  }
  template <class Act>
  static std::string refusal(Act act) {
    try {
      act();
    } catch (const output::IoError& e) {
      return e.what();
    }
    return "none";
  }
  std::string refusal_of(const FolderKind& kind) const {
    return refusal([&] { OwnedFolder(folder(), kind); });
  }
  std::set<std::string> there() const {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder())) names.insert(entry.path().filename().string());
    return names;
  }
  const FolderKind study{"study", {"a.csv", "b.csv", "page.html"}};
};

TEST_F(Owned, AFolderThatWasMadeAndNotUsedIsGone) {
  { OwnedFolder owned(folder() / "deep", study); }
  EXPECT_FALSE(fs::exists(folder() / "deep"));
  EXPECT_TRUE(there().empty());
}

TEST_F(Owned, ALaterRunRemovesWhatItDoesNotWrite) {
  run({"a.csv", "page.html"});
  put("note.txt");
  run({"b.csv", "page.html"});
  EXPECT_EQ(there(), (std::set<std::string>{".salus", "b.csv", "note.txt", "page.html"}));
  OwnedFolder owned(folder(), study);
  owned.replace({"page.html"});
  owned.write("page.html", "again");
  EXPECT_EQ(text("page.html"), "again");
  EXPECT_EQ(text("b.csv"), "ours");
}

TEST_F(Owned, FinishedFilesGiveWayToTheSameRunOnly) {
  const auto kind_of = [&](const std::string& seed) {
    FolderKind kind = study;
    kind.made_of = {{"draws", "8"}, {"seed", seed}};
    return kind;
  };
  const auto finish = [&](const FolderKind& kind) {
    OwnedFolder owned(folder(), kind);
    owned.start_over({"a.csv"});
    owned.write("a.csv", "of seed " + kind.made_of.at("seed"));
  };
  finish(kind_of("1"));
  finish(kind_of("1"));  // the same again
  EXPECT_NE(refusal_of(kind_of("2"))
                .find("another run (seed: 1 there, 2 here); choose another folder with -o, or say "
                      "--replace"),
            std::string::npos);
  FolderKind loop_off = kind_of("1");
  loop_off.made_of["without"] = "trust";
  EXPECT_NE(refusal_of(loop_off).find("(without: none there, trust here)"), std::string::npos);
  EXPECT_EQ(text("a.csv"), "of seed 1");
  EXPECT_FALSE(fs::exists(folder() / "lock"));
  FolderKind asked_for = kind_of("2");
  asked_for.replace = true;
  finish(asked_for);
  EXPECT_EQ(text("a.csv"), "of seed 2");
  { OwnedFolder page_only(folder(), study); }  // what does not say of what it is made leaves that as it is
  EXPECT_NE(refusal_of(kind_of("1")).find("seed: 2 there, 1 here"), std::string::npos);
  // A run that is under way, and has finished nothing, keeps nobody out.
  fs::remove(folder() / "a.csv");
  EXPECT_EQ(refusal_of(kind_of("1")), "none");
}

TEST_F(Owned, TablesAreMarkedForSpreadsheetsByNameWhateverTheirRows) {
  FolderKind kind = study;
  kind.marked = {"a.csv"};
  OwnedFolder owned(folder(), kind);
  owned.start_over(kind.may_write);
  for (const char* rows : {"city\nBogota\n", "city\nBogot\u00e1\n"}) {
    for (const auto& name : kind.may_write) owned.write(name, rows);
    EXPECT_EQ(text("a.csv"), std::string("\ufeff") + rows);
    EXPECT_EQ(text("b.csv"), rows);
    EXPECT_EQ(text("page.html"), rows);
  }
}

TEST(Difference, NamesTheFirstAndCountsTheOthers) {
  output::MadeOf here;
  for (const char* table : {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"}) here[table] = "1";
  output::MadeOf there = here;
  there["a"] = "2";
  EXPECT_EQ(output::difference(there, here), "a: 2 there, 1 here");
  there = {{"a", "1"}};
  const std::string said = output::difference(there, here);
  EXPECT_TRUE(said.starts_with("b: none there, 1 here; c: ")) << said;
  EXPECT_TRUE(said.ends_with("; i: none there, 1 here; and 1 more")) << said;
}

TEST_F(Owned, FinishedFilesOfUnknownMakingStay) {
  run({"a.csv"});  // as before records said of what
  FolderKind kind = study;
  kind.made_of = {{"seed", "1"}};
  EXPECT_NE(refusal_of(kind).find("did not write down of what"), std::string::npos);
}

TEST_F(Owned, FilesOfOthersAreRefused) {
  put("page.html");
  EXPECT_NE(refusal_of(study).find("page.html"), std::string::npos);
  fs::remove(folder() / "page.html");
  run({"a.csv"});
  put("page.html");  // beside ours, under a name that a run may need
  EXPECT_NE(refusal_of(study).find("would be replaced"), std::string::npos);
  EXPECT_EQ(text("page.html"), "mine");
  fs::remove(folder() / "page.html");
  fs::create_symlink("/etc/hostname", folder() / "page.html");
  EXPECT_NE(refusal_of(study).find("would be replaced"), std::string::npos);
  fs::remove(folder() / "page.html");
  OwnedFolder owned(folder(), study);
  put("page.html");  // while the run was computing
  EXPECT_NE(refusal([&] { owned.start_over({"page.html"}); }).find("would be replaced"), std::string::npos);
  EXPECT_EQ(text("a.csv"), "ours");
}

// A folder may come from others, with a record that somebody wrote by hand.
TEST_F(Owned, ARecordThatNamesFilesElsewhereIsRefused) {
  const fs::path outside = folder().parent_path() / (folder().filename().string() + "-outside");
  std::ofstream(outside) << "mine";
  fs::create_directories(folder() / "deep");
  put("deep/file");
  for (const std::string& name : {"../" + outside.filename().string(), outside.string(), std::string("deep/file"),
                                  std::string(".."), std::string(".")}) {
    put(".salus", R"({"format":1,"file_type":"salus-folder","kind":"study","files":["a.csv",")" + name + R"("]})");
    EXPECT_THROW(run({"a.csv"}), output::CorruptStore) << name;
  }
  EXPECT_TRUE(fs::exists(outside));
  EXPECT_EQ(text("deep/file"), "mine");
  fs::remove(outside);
}

TEST_F(Owned, AFolderOfAnotherKindIsRefusedByName) {
  run({"a.csv"});
  EXPECT_NE(refusal_of({"town", {"town.html"}}).find("holds a study"), std::string::npos);
  put("lock", "a file of others");
  EXPECT_NE(refusal_of(study).find("file of others"), std::string::npos);
  EXPECT_EQ(text("lock"), "a file of others");
  put("lock", "");
  EXPECT_NE(refusal_of(study).find("file of others"), std::string::npos);
  EXPECT_TRUE(fs::exists(folder() / "lock"));
  put("lock", "process 1 on a machine that lost its power");
  EXPECT_EQ(refusal_of(study), "none");
  EXPECT_FALSE(fs::exists(folder() / "lock"));
}

// Anybody may name a folder shards.
TEST_F(Owned, FoldersOfOthersAreRefusedWhateverTheirName) {
  for (const std::string name : {"shards", "quarantine"}) {
    fs::create_directories(folder() / name);
    EXPECT_EQ(refusal_of(study), "none");
    put(name + "/thesis.txt");
    EXPECT_NE(refusal_of(study).find("'" + name + "'"), std::string::npos);
    fs::remove_all(folder());
    fs::create_directories(root / "elsewhere");
    fs::create_directories(folder());
    fs::create_directory_symlink(root / "elsewhere", folder() / name);
    EXPECT_NE(refusal_of(study).find("'" + name + "'"), std::string::npos);
    fs::remove_all(folder());
  }
}

// Web sites have a manifest.json too.
TEST_F(Owned, AManifestIsOursByWhatItSays) {
  put("manifest.json", R"({"name": "a web site"})");
  EXPECT_NE(refusal_of(study).find("'manifest.json'"), std::string::npos);
  put("manifest.json", R"({"file_type": "salus-run", "kind": "town"})");
  EXPECT_NE(refusal_of(study).find("holds a town"), std::string::npos);
  put("manifest.json", R"({"file_type": "salus-run", "kind": 3})");
  EXPECT_NE(refusal_of(study).find("holds a 3"), std::string::npos);
  put("manifest.json", "{");
  EXPECT_THROW(OwnedFolder(folder(), study), output::CorruptStore);
  put("manifest.json", R"({"file_type": "salus-run", "kind": "study"})");
  EXPECT_EQ(refusal_of(study), "none");
}

TEST_F(Owned, NamesThatWereNotAnnouncedAreAFaultOfOurs) {
  OwnedFolder owned(folder(), study);
  EXPECT_THROW(owned.start_over({"c.csv"}), std::logic_error);
  EXPECT_THROW(owned.write("a.csv", "x"), std::logic_error);
}

/// Killed at any moment between the first and the last file, what stands there is on record.
TEST_F(Owned, AFolderLeftHalfWrittenIsOurs) {
  run({"a.csv", "page.html"});
  const pid_t child = ::fork();
  if (child == 0) {
    OwnedFolder owned(folder(), study);
    owned.start_over({"b.csv", "page.html"});
    owned.write("b.csv", "half");
    ::_exit(0);
  }
  ::waitpid(child, nullptr, 0);
  EXPECT_EQ(there(), (std::set<std::string>{".salus", "b.csv", "lock"}));
  run({"a.csv"});
  EXPECT_EQ(there(), (std::set<std::string>{".salus", "a.csv"}));
}

/// Each process takes the lock and lets it go as fast as it can. Whoever opened a lock file that its holder then
/// removes must not think that it holds the folder while another one holds the next file.
TEST_F(Owned, ManyProcessesNeverHoldItTogether) {
  fs::create_directories(folder());
  const std::string inside = (root / "inside").string();
  std::vector<pid_t> processes;
  for (int p = 0; p < 6; ++p) {
    processes.push_back(::fork());
    if (processes.back() != 0) continue;
    int held = 0;
    for (int round = 0; round < 4000; ++round) {
      try {
        const output::FolderLock lock(folder());
        const int alone = ::open(inside.c_str(), O_CREAT | O_EXCL, 0666);
        if (alone < 0) ::_exit(7);
        ::close(alone);
        ::unlink(inside.c_str());
        ++held;
      } catch (const output::IoError&) {
      }
    }
    ::_exit(held > 0 ? 0 : 1);
  }
  for (const pid_t process : processes) {
    int status = 0;
    ::waitpid(process, &status, 0);
    EXPECT_EQ(WEXITSTATUS(status), 0);
  }
}

TEST_F(Owned, OneProcessAtATime) {
  OwnedFolder owned(folder(), study);
  const std::string said = refusal_of(study);
  EXPECT_NE(said.find("in use by another run (process " + std::to_string(::getpid())), std::string::npos) << said;
}

}  // namespace
}  // namespace salus::tests
