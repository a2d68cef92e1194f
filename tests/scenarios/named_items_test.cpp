/// What is near a name of nothing that a line may buy.
#include "scenarios/named_items.hpp"

#include <gtest/gtest.h>

namespace salus::scenarios {
namespace {

const std::vector<NamedItem> items{{"I01", "Street lighting"},
                                   {"I09", "Focused deterrence"},
                                   {"I13", "Therapy for men at risk"},
                                   {"I19", "Community mobilisation"},
                                   {"peer_review", "Peer review"}};
const std::string all =
    "use one of I01 (Street lighting), I09 (Focused deterrence), I13 (Therapy for men at risk), I19 (Community "
    "mobilisation), peer_review (Peer review)";

TEST(NamedItems, WhatIsWrittenOtherwiseIsNamedWithItsTitle) {
  for (const char* written : {"i01", "I1", "I 01", "I-1"})
    EXPECT_EQ(remedy_for_item(written, items), "write I01 (Street lighting)") << written;
  EXPECT_EQ(remedy_for_item("street lighting", items), "write the id: I01 (Street lighting)");
  EXPECT_EQ(remedy_for_item("Lighting", items), "write the id: I01 (Street lighting)");
  EXPECT_EQ(remedy_for_item("Comunity mobilisation", items), "did you mean I19 (Community mobilisation)?");
  EXPECT_EQ(remedy_for_item("peer_reveiw", items), "did you mean peer_review (Peer review)?");
}

TEST(NamedItems, AnotherNumberIsNotNear) {
  for (const char* written : {"I99", "I11", "P01", "I0", "xyz", ""})
    EXPECT_EQ(remedy_for_item(written, items), all) << written;
}

}  // namespace
}  // namespace salus::scenarios
