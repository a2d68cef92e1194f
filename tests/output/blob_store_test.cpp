/// Named bytes of one run: round trip, damage, foreign runs, going on.
#include "output/blob_store.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "output/atomic_file.hpp"
#include "tests/output/temporary_folder.hpp"

namespace salus::tests {
namespace {

namespace fs = std::filesystem;
using output::BlobFolder;

class Blobs : public TemporaryFolder {
 protected:
  std::string folder() const { return (root / "run").string(); }
  BlobFolder open(const std::string& run, BlobFolder::Mode mode) {
    return BlobFolder(folder(), run, mode, [this](const std::string& line) { log.push_back(line); },
                      {.parts = "blocks", .options = options, .folder = {"run", {"done.csv"}}});
  }
  std::string refusal(const std::string& run, BlobFolder::Mode mode) {
    try {
      open(run, mode);
    } catch (const output::IoError& e) {
      return e.what();
    }
    return "none";
  }
  std::vector<std::string> log;
  std::map<std::string, std::string> options;
};

TEST_F(Blobs, GiveBackTheirBytes) {
  auto blobs = open("run one", BlobFolder::Mode::fresh);
  const std::string bytes("\0\n\xff and more", 12);
  blobs.save("block-1", "first");
  blobs.save("block-1", bytes);  // the later one counts
  blobs.save("block-2", "");
  EXPECT_EQ(blobs.load("block-1"), bytes);
  EXPECT_EQ(blobs.load("block-2"), "");
  EXPECT_FALSE(blobs.load("block-3").has_value());
  EXPECT_EQ(blobs.kept(), 2u);
  for (const char* name : {"", "../manifest", "a b", "a.b"})
    EXPECT_THROW(blobs.save(name, "x"), std::invalid_argument) << name;
  EXPECT_TRUE(log.empty());
}

TEST_F(Blobs, DamagedOnesAreSetAside) {
  auto blobs = open("run one", BlobFolder::Mode::fresh);
  const std::string path = folder() + "/shards/block-1.salus";
  blobs.save("block-1", "what was found");
  const std::string good = output::read_file(path, 1000);
  for (std::size_t i = 0; i < good.size(); i += 13) {
    std::string bad = good;
    bad[i] = static_cast<char>(bad[i] ^ 4);
    output::write_file(path, bad);
    EXPECT_FALSE(blobs.load("block-1").has_value()) << i;
    EXPECT_FALSE(fs::exists(path));
  }
  output::write_file(path, good.substr(0, good.size() - 1));
  EXPECT_FALSE(blobs.load("block-1").has_value());
  output::write_file(folder() + "/shards/block-2.salus", good);  // another one's name
  EXPECT_FALSE(blobs.load("block-2").has_value());
  EXPECT_EQ(log.size(), (good.size() + 12) / 13 + 2);
  EXPECT_NE(log[0].find("quarantine"), std::string::npos);
  output::write_file(path, good);
  EXPECT_EQ(blobs.load("block-1"), "what was found");
}

TEST_F(Blobs, BelongToOneRunWhichGoesOn) {
  { open("run one", BlobFolder::Mode::fresh).save("block-1", "one"); }
  EXPECT_NE(refusal("run one", BlobFolder::Mode::fresh).find("1 blocks of this very run; go on with --resume"),
            std::string::npos);
  EXPECT_NE(refusal("run two", BlobFolder::Mode::resume).find("other settings or data"), std::string::npos);
  auto blobs = open("run one", BlobFolder::Mode::resume);
  EXPECT_NE(refusal("run one", BlobFolder::Mode::resume).find("in use"), std::string::npos);
  EXPECT_EQ(blobs.load("block-1"), "one");
  output::write_file(folder() + "/done.csv", "result");
  blobs.remove_all();
  EXPECT_EQ(blobs.kept(), 0u);
  EXPECT_TRUE(fs::exists(folder() + "/done.csv"));
}

TEST_F(Blobs, ANewRunTakesTheFolderOfAFinishedOneAndNoOther) {
  {
    auto blobs = open("run one", BlobFolder::Mode::fresh);
    output::write_file(folder() + "/other.txt", "not ours");
    blobs.remove_all();
  }
  EXPECT_NE(refusal("run two", BlobFolder::Mode::fresh).find("other.txt"), std::string::npos);
  fs::remove(folder() + "/other.txt");
  {
    auto blobs = open("run one", BlobFolder::Mode::fresh);
    blobs.folder().start_over({"done.csv"});
    blobs.folder().write("done.csv", "result");
    blobs.remove_all();
  }
  EXPECT_EQ(refusal("run two", BlobFolder::Mode::fresh), "none");
}

TEST_F(Blobs, WhatOthersKeepAmongTheirPartsStaysAndIsSaid) {
  {
    auto blobs = open("run one", BlobFolder::Mode::fresh);
    blobs.save("block-1", "one");
    output::write_file(folder() + "/shards/chapter.salus", "not ours");
    blobs.folder().start_over({});
    blobs.remove_all();
  }
  EXPECT_FALSE(fs::exists(folder() + "/shards/block-1.salus"));
  EXPECT_EQ(output::read_file(folder() + "/shards/chapter.salus", 1000), "not ours");
  ASSERT_EQ(log.size(), 1u);
  EXPECT_NE(log[0].find("not of this run"), std::string::npos);
  EXPECT_NE(refusal("run one", BlobFolder::Mode::resume).find("'chapter.salus'"), std::string::npos);
  EXPECT_TRUE(fs::exists(folder() + "/shards/chapter.salus"));
}

// Only a manifest says that these folders are ours, and a link leads to files elsewhere.
TEST_F(Blobs, FoldersOfOthersUnderTheirNamesAreRefused) {
  const std::string elsewhere = (root / "elsewhere").string();
  for (const std::string name : {"shards", "quarantine"})
    for (const bool finished : {false, true}) {
      SCOPED_TRACE(name);
      fs::remove_all(folder());
      if (finished) {  // on record as ours, for the files that are on record
        auto blobs = open("run one", BlobFolder::Mode::fresh);
        blobs.folder().start_over({"done.csv"});
        blobs.remove_all();
      }
      fs::create_directories(elsewhere);
      output::write_file(elsewhere + "/block-1.salus", "mine");
      fs::create_directories(folder());
      fs::create_directory_symlink(elsewhere, folder() + "/" + name);
      EXPECT_NE(refusal("run two", BlobFolder::Mode::resume).find(name), std::string::npos);
      fs::remove(folder() + "/" + name);
      if (finished && name == "quarantine") continue;  // ours, of the run on record
      fs::rename(elsewhere, folder() + "/" + name);
      EXPECT_NE(refusal("run two", BlobFolder::Mode::resume).find(name), std::string::npos);
      EXPECT_EQ(output::read_file(folder() + "/" + name + "/block-1.salus", 1000), "mine");
    }
  fs::remove_all(folder());
  { open("run one", BlobFolder::Mode::fresh).folder().start_over({}); }
  output::write_file(folder() + "/manifest.json", R"({"name": "a web site"})");
  EXPECT_NE(refusal("run one", BlobFolder::Mode::fresh).find("manifest.json"), std::string::npos);
}

TEST_F(Blobs, ARunThatKeptNothingStandsInNobodysWay) {
  { open("run one", BlobFolder::Mode::fresh); }  // killed
  {
    auto blobs = open("run two", BlobFolder::Mode::fresh);
    EXPECT_EQ(blobs.leave(), 0u);
  }
  EXPECT_FALSE(fs::exists(folder() + "/manifest.json"));
  EXPECT_FALSE(fs::exists(folder() + "/shards"));
  auto blobs = open("run three", BlobFolder::Mode::fresh);
  blobs.save("block-1", "one");
  EXPECT_EQ(blobs.leave(), 1u);
  EXPECT_TRUE(fs::exists(folder() + "/manifest.json"));
}

TEST_F(Blobs, AQuarantineOutlivesItsRun) {
  {
    auto blobs = open("run one", BlobFolder::Mode::fresh);
    output::write_file(folder() + "/shards/block-1.salus", "damaged");
    EXPECT_FALSE(blobs.load("block-1").has_value());
    blobs.remove_all();
  }
  EXPECT_EQ(refusal("run two", BlobFolder::Mode::fresh), "none");
  EXPECT_EQ(output::read_file(folder() + "/quarantine/block-1.salus", 1000), "damaged");
}

TEST(Descriptions, SayInWhatTheyDiffer) {
  using output::differences;
  EXPECT_EQ(differences(R"({"grain": 200, "seed": "1"})", R"({"grain": 72, "seed": "1"})"), "grain 200 and 72");
  EXPECT_EQ(differences(R"({"seed": "1", "x": [1]})", R"({"seed": "2", "x": [2], "y": 3})"),
            R"(seed "1" and "2", x, y null and 3)");
  EXPECT_EQ(differences(R"({"inputs": {"a.csv": "1", "b.csv": "2"}})",
                        R"({"inputs": {"a.csv": "1", "b.csv": "3", "c": "4"}})"),
            "inputs (b.csv, c)");
  EXPECT_EQ(differences("{}", "run one"), "");
}

TEST_F(Blobs, ARunWithOtherSettingsIsToldWhich) {
  open(R"({"grain": 200})", BlobFolder::Mode::fresh).save("block-1", "one");
  EXPECT_NE(refusal(R"({"grain": 72})", BlobFolder::Mode::resume).find("grain 200 and 72"), std::string::npos);
}

TEST_F(Blobs, ARunThatOptionsBringBackIsToldThem) {
  options = {{"grain", "--grain"}, {"seed", "--seed"}};
  open(R"({"grain": 200, "seed": "1", "data": [1]})", BlobFolder::Mode::fresh).save("block-1", "one");
  const auto said = [&](const std::string& run) { return refusal(run, BlobFolder::Mode::resume); };
  EXPECT_NE(said(R"({"grain": 72, "seed": "1", "data": [1]})").find("go on with it by --resume --grain 200, or choose"),
            std::string::npos);
  EXPECT_NE(said(R"({"grain": 72, "seed": "2", "data": [1]})").find("--resume --grain 200 --seed 1,"),
            std::string::npos);
  // No option brings back other data, nor what the run there did not say.
  EXPECT_EQ(said(R"({"grain": 72, "seed": "1", "data": [2]})").find("--resume"), std::string::npos);
  EXPECT_EQ(said(R"({"grain": 72, "seed": "1", "data": [1], "more": 1})").find("--resume"), std::string::npos);
}

}  // namespace
}  // namespace salus::tests
