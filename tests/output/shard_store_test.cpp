/// Shards: no damage goes unseen, damaged files are set aside and computed again, and one folder serves one run at a
/// time.
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <new>
#include <random>

#include "output/atomic_file.hpp"
#include "output/error.hpp"
#include "output/shard_file.hpp"
#include "output/shard_store.hpp"
#include "tests/calibration/bundled_tables.hpp"
#include "tests/model/sample_world.hpp"
#include "tests/output/temporary_folder.hpp"

namespace salus::tests {
namespace {

namespace fs = std::filesystem;
using output::CorruptStore;
using output::FolderStore;
using output::IoError;
using output::MergedStore;

/// The second block of draws of a country, the last of it of four draws.
model::CountryPart sample_shard(std::uint32_t country = 0) {
  model::RunPlan plan = sample_plan(12);
  plan.grain = 8;
  const auto executor = model::make_serial_executor();
  auto r =
      *model::Ensemble(plan, *executor).run_part(model::CountryIndex(country), model::DrawBlock(1u), QuietObserver());
  r.failures.push_back({3, std::string(r.code.name()), "both", 17, {model::DrawFault::Kind::unstable_loops, 1.5}});
  return r;
}

const std::string key(64, 'e');

model::PartName name_of(const model::CountryPart& part, std::uint32_t block = 1) {
  return {part.code, model::DrawBlock(block)};
}
std::string bytes_of(const model::CountryPart& part) { return output::shard_bytes(name_of(part), part, key); }
model::CountryPart read(std::string_view bytes, const std::string& run_key = key) {
  static const model::PartName first = name_of(sample_shard());
  return output::read_shard(first, bytes, run_key);
}
bool same(const model::CountryPart& a, const model::CountryPart& b) { return bytes_of(a) == bytes_of(b); }

TEST(ShardFile, ReadsBackWhatWasWritten) {
  const auto shard = sample_shard();
  const auto again = read(bytes_of(shard));
  EXPECT_TRUE(same(shard, again));
  EXPECT_EQ(again.draws, (model::DrawRange(model::DrawIndex(8u), 4)));
  EXPECT_EQ(again.headlines, shard.headlines);
  EXPECT_EQ(again.own, shard.own);
  EXPECT_EQ(again.city_rates, shard.city_rates);
  EXPECT_EQ(again.probes, shard.probes);
  ASSERT_GT(shard.entries.size(), 0u);
  ASSERT_EQ(again.entries.size(), shard.entries.size());
  EXPECT_EQ(again.entries.back().draw, shard.entries.back().draw);
  EXPECT_EQ(again.entries.back().city, shard.entries.back().city);
  EXPECT_EQ(again.entries.back().log_ratio, shard.entries.back().log_ratio);
  EXPECT_EQ(again.lines, shard.lines);
  ASSERT_EQ(again.failures.size(), 1u);
  EXPECT_EQ(again.failures[0].fault, (model::DrawFault{model::DrawFault::Kind::unstable_loops, 1.5}));
}

/// Fuzzing starts from it: one of another layout is refused before anything of a shard is read. SALUS_ACCEPT=1 writes
/// it anew.
TEST(ShardFile, TheSeedOfTheFuzzTargetIsOfThisLayout) {
  const std::string path = std::string(SALUS_SOURCE_DIR) + "/tests/output/corpus/fuzz_shard/small";
  const model::PartName name{{{"KEN"}, 404}, {}};  // as fuzz_shard.cpp has it
  auto shard = sample_shard();
  shard.code = name.country;
  const std::string bytes = output::shard_bytes(name, shard, key);
  if (std::getenv("SALUS_ACCEPT") != nullptr) output::write_file(path, bytes);
  const std::string seed = output::read_file(path, bytes.size() * 2);
  EXPECT_EQ(output::shard_bytes(name, output::read_shard(name, seed, key), key), seed);
}

/// Every byte of the header and 5,000 places of the payload, each changed once: all are seen.
TEST(ShardFile, EveryChangedByteIsSeen) {
  const std::string bytes = bytes_of(sample_shard());
  std::mt19937_64 random(5);
  std::size_t missed = 0;
  std::size_t tried = 0;
  const auto attempt = [&](std::string bad) {
    ++tried;
    try {
      read(bad);
      ++missed;
    } catch (const CorruptStore&) {
    }
  };
  for (std::size_t i = 0; i < 512 + 5000; ++i) {
    std::string bad = bytes;
    const std::size_t at = i < 512 ? i : 512 + random() % (bytes.size() - 512);
    bad[at] = static_cast<char>(bad[at] ^ (1 << (random() % 8)));
    attempt(std::move(bad));
  }
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{1}, std::size_t{511}, std::size_t{512}, bytes.size() / 2, bytes.size() - 1})
    attempt(bytes.substr(0, size));
  attempt(bytes + '\0');
  attempt(bytes.substr(512));
  EXPECT_EQ(missed, 0u) << "of " << tried;
}

TEST(ShardFile, AnotherRunsShardIsRefused) {
  EXPECT_THROW(read(bytes_of(sample_shard()), std::string(64, 'f')), CorruptStore);
}

/// A shard serves one result version only: none of an older format is read. (The frozen file is of format 2.)
TEST(Frozen, ShardsOfOlderFormatsAreRefused) {
  const std::string bytes = calibration::read_file(fs::path(SALUS_SOURCE_DIR) / "tests/output/frozen/shard-2.salus");
  EXPECT_THROW(read(bytes), CorruptStore);
}

class Store : public TemporaryFolder {
 protected:
  std::string folder(const std::string& name = "run") const { return (root / name).string(); }
  FolderStore open(const std::string& name, const std::string& run, FolderStore::Mode mode) {
    return FolderStore(folder(name), run, mode, [this](const std::string& line) { log.push_back(line); });
  }
  template <class Act>
  std::string refusal(Act act) {
    try {
      act();
    } catch (const std::exception& e) {
      return e.what();
    }
    return "none";
  }
  std::vector<std::string> log;
};

TEST_F(Store, KeepsShardsForTheSameRunOnly) {
  const auto shard = sample_shard();
  { open("run", "run one", FolderStore::Mode::fresh).save(name_of(shard), shard); }
  EXPECT_NE(refusal([&] { open("run", "run one", FolderStore::Mode::fresh); }).find("--resume"), std::string::npos);
  EXPECT_NE(refusal([&] { open("run", "run two", FolderStore::Mode::resume); }).find("other scenarios"),
            std::string::npos);
  auto store = open("run", "run one", FolderStore::Mode::resume);
  EXPECT_TRUE(same(*store.load(name_of(shard)), shard));
  EXPECT_EQ(store.leave(), 1u);
}

TEST_F(Store, NeverTouchesAFolderOfOtherFiles) {
  fs::create_directory(folder());
  output::write_file(folder() + "/thesis.txt", "mine");
  EXPECT_NE(refusal([&] { open("run", "run one", FolderStore::Mode::fresh); }).find("thesis.txt"), std::string::npos);
  EXPECT_EQ(output::read_file(folder() + "/thesis.txt", 10), "mine");
}

TEST_F(Store, SetsDamagedShardsAside) {
  const auto shard = sample_shard();
  auto store = open("run", "run one", FolderStore::Mode::fresh);
  for (int time = 0; time < 2; ++time) {
    store.save(name_of(shard), shard);
    const std::string path = folder() + "/shards/AAA-000001.salus";
    std::string bytes = calibration::read_file(path);
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
    output::write_file(path, bytes);
    EXPECT_FALSE(store.load(name_of(shard)).has_value());
    EXPECT_FALSE(fs::exists(path));
  }
  EXPECT_TRUE(fs::exists(folder() + "/quarantine/AAA-000001.salus"));
  EXPECT_TRUE(fs::exists(folder() + "/quarantine/AAA-000001.salus.1"));
  ASSERT_EQ(log.size(), 2u);
  EXPECT_NE(log[0].find("hash"), std::string::npos);
}

#if defined(__has_feature)
constexpr bool addresses_are_reserved = __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
#else
constexpr bool addresses_are_reserved = false;
#endif

/// Exit code of a process that may map so many bytes more and loads a shard: 0 it came, 6 there was no memory.
int load_with(FolderStore& store, const model::PartName& name, std::uint64_t bytes) {
  const pid_t child = ::fork();
  if (child == 0) {
    std::uint64_t pages = 0;
    std::ifstream("/proc/self/statm") >> pages;
    rlimit limit{pages * 4096, RLIM_INFINITY};
    ::setrlimit(RLIMIT_AS, &limit);
    for (const std::size_t size : {1u << 20, 1u << 16, 1u << 12, 1u << 8, 1u << 5})  // what earlier tests gave back
      while (std::malloc(size) != nullptr) {
      }
    limit.rlim_cur += bytes;
    ::setrlimit(RLIMIT_AS, &limit);
    try {
      ::_exit(store.load(name).has_value() ? 0 : 1);
    } catch (const std::bad_alloc&) {
      ::_exit(6);
    } catch (...) {
      ::_exit(2);
    }
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/// What the library cannot read for lack of memory is a good shard still.
TEST_F(Store, LowMemoryMovesNothing) {
  const auto shard = sample_shard();
  auto store = open("run", "run one", FolderStore::Mode::fresh);
  store.save(name_of(shard), shard);
  if (addresses_are_reserved) GTEST_SKIP() << "sanitizers need addresses of their own";
  std::map<int, int> codes;
  for (std::uint64_t bytes = 0; bytes < 6u << 20; bytes += 1u << 17) ++codes[load_with(store, name_of(shard), bytes)];
  EXPECT_GT(codes[6], 2);
  EXPECT_GT(codes[0], 2);
  EXPECT_EQ(codes[1] + codes[2], 0);  // the library itself may fall, which moves nothing either
  EXPECT_FALSE(fs::exists(folder() + "/quarantine"));
}

TEST_F(Store, AShardUnderAnothersNameIsSetAside) {
  const auto shard = sample_shard();
  auto store = open("run", "run one", FolderStore::Mode::fresh);
  store.save(name_of(shard), shard);
  fs::rename(folder() + "/shards/AAA-000001.salus", folder() + "/shards/BBB-000001.salus");
  EXPECT_FALSE(store.load(name_of(sample_shard(1))).has_value());
  store.save(name_of(shard), shard);
  fs::rename(folder() + "/shards/AAA-000001.salus", folder() + "/shards/AAA-000000.salus");
  EXPECT_FALSE(store.load(name_of(shard, 0)).has_value());
}

TEST_F(Store, AChangedManifestIsRefused) {
  { open("run", "run one", FolderStore::Mode::fresh).save(name_of(sample_shard()), sample_shard()); }
  std::string text = calibration::read_file(folder() + "/manifest.json");
  text.replace(text.find("run one"), 7, "run 0ne");
  output::write_file(folder() + "/manifest.json", text);
  EXPECT_NE(refusal([&] { open("run", "run one", FolderStore::Mode::resume); }).find("changed"), std::string::npos);
  output::write_file(folder() + "/manifest.json", "{");
  EXPECT_THROW(open("run", "run one", FolderStore::Mode::resume), CorruptStore);
}

/// Eight processes want the folder at once: exactly one gets it, the others say who has it; once it is gone the next
/// one may.
TEST_F(Store, OneRunAtATime) {
  int held[2];
  int go[2];
  ASSERT_EQ(::pipe(held), 0);
  ASSERT_EQ(::pipe(go), 0);
  std::vector<pid_t> children;
  for (int i = 0; i < 8; ++i) {
    const pid_t child = ::fork();
    if (child == 0) {
      ::close(go[1]);
      char result = 'w';
      try {
        auto store = open("run", "run one", FolderStore::Mode::resume);
        [[maybe_unused]] auto n = ::write(held[1], &result, 1);
        n = ::read(go[0], &result, 1);  // until the parent closes its end
        ::_exit(0);
      } catch (const IoError& e) {
        result = std::string(e.what()).find("in use") != std::string::npos ? 'u' : '?';
        [[maybe_unused]] const auto n = ::write(held[1], &result, 1);
        ::_exit(0);
      }
    }
    children.push_back(child);
  }
  std::string results(8, ' ');
  for (char& c : results) ASSERT_EQ(::read(held[0], &c, 1), 1);
  ::close(go[1]);
  for (const pid_t child : children) ::waitpid(child, nullptr, 0);
  std::sort(results.begin(), results.end());
  EXPECT_EQ(results, "uuuuuuuw");
  EXPECT_EQ(refusal([&] { open("run", "run one", FolderStore::Mode::resume); }), "none")
      << "the lock of a dead process was not let go";
}

TEST_F(Store, MergingTakesTheShardsOfOneRun) {
  const auto a = sample_shard(0);
  const auto b = sample_shard(1);
  { open("one", "the run", FolderStore::Mode::fresh).save(name_of(a), a); }
  { open("two", "the run", FolderStore::Mode::fresh).save(name_of(b), b); }
  { open("alien", "another run", FolderStore::Mode::fresh).save(name_of(b), b); }
  MergedStore merged({folder("one"), folder("two")});
  EXPECT_EQ(merged.description(), "the run");
  EXPECT_TRUE(same(*merged.load(name_of(a)), a));
  EXPECT_TRUE(same(*merged.load(name_of(b)), b));
  EXPECT_FALSE(merged.load(name_of(sample_shard(2))).has_value());
  EXPECT_THROW(MergedStore({folder("one"), folder("alien")}), CorruptStore);
  EXPECT_THROW(MergedStore({folder("none")}), IoError);
  auto different = a;
  different.headlines.cells()[0] += 1.0;
  { open("two", "the run", FolderStore::Mode::resume).save(name_of(different), different); }
  EXPECT_THROW(MergedStore({folder("one"), folder("two")}).load(name_of(a)), CorruptStore);
}

}  // namespace
}  // namespace salus::tests
