// SPDX-License-Identifier: Apache-2.0
#include "platform/api/event_hub.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <mutex>

#include "platform/api/listing.hpp"
#include "platform/db/store_test.hpp"

namespace guatu::api {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class RecordingSink final : public http::EventSink {
 public:
  void send(std::string_view chunk) override {
    const std::lock_guard lock(mutex_);
    chunks_.emplace_back(chunk);
    changed_.notify_all();
  }
  bool is_open() const override { return is_open_; }
  void close() override {
    is_open_ = false;
    changed_.notify_all();
  }
  std::vector<std::string> wait_for(std::size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, 10s, [&] { return chunks_.size() >= count; });
    return chunks_;
  }
  bool wait_for_end() {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, 10s, [&] { return !is_open_; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> chunks_;
  std::atomic<bool> is_open_{true};
};

// The header X-Account says who asks; "clerk" reads all bridges, "contact" some, others none.
class EventHubTest : public ::testing::Test {
 protected:
  EventHubTest() : database_(db::testing::make_store(directory_.path())) {}

  Result<Credentials> who(const http::Request& request) const {
    Credentials credentials;
    const std::string account(request.header("X-Account"));
    if (account == ended_) return credentials;
    credentials.caller.account = account;
    credentials.caller.session = account.starts_with("screen") ? "" : "session of " + account;
    credentials.caller.actor.name = account;
    std::vector<Holding> holdings;
    if (account == "clerk") holdings = {{"bridge.read", {}, {}}};
    if (account == "contact") holdings = {{"bridge.read", {"lead"}, {"U18"}}};
    credentials.caller.holdings = std::make_shared<const std::vector<Holding>>(holdings);
    return credentials;
  }

  void start(HubOptions options = {}) {
    options.look_every = 20ms;
    const Authenticate authenticate = [this](const http::Request& request, const db::Reader&) { return who(request); };
    hub_ = std::make_unique<EventHub>(
        database_, authenticate,
        [](std::string_view entity) { return entity == "bridge" ? std::string_view("bridge.read") : ""; }, options);
    std::vector<Route> routes{{http::Method::get, "/events", kSelf, "events",
                               [this](Call& call) -> Result<http::Reply> { return hub_->subscribe(call); }}};
    dispatcher_ = std::make_unique<Dispatcher>(
        Parts{database_, Clock::system(), routes, authenticate, [this](db::Position at) { hub_->committed(at); }});
  }

  std::shared_ptr<RecordingSink> listen(const char* account) {
    http::Request request;
    request.path = "/events";
    request.headers = {{"X-Account", account}};
    auto sink = std::make_shared<RecordingSink>();
    dispatcher_->answer(request).stream(sink);
    return sink;
  }

  void build(int first, int last) {
    std::vector<db::testing::Bridge> bridges;
    for (int number = first; number <= last; ++number) bridges.push_back(db::testing::make_bridge(number));
    auto tx = *database_.begin(db::testing::kClerk, db::testing::kNow);
    db::put(tx, db::testing::kBridges, bridges);
    db::testing::BridgeYear year;
    year.bridge = bridges.front().id;
    year.year = 2026 + first;
    db::put(tx, db::testing::kBridgeYears, year);
    tx.journal({"bridge.built", "", "{}"});
    hub_->committed(tx.commit());
  }

  std::string ended_ = "ended";
  db::testing::TemporaryDirectory directory_;
  db::Database database_;
  std::unique_ptr<EventHub> hub_;
  std::unique_ptr<Dispatcher> dispatcher_;
};

TEST_F(EventHubTest, tells_what_the_listener_may_read) {
  start();
  const auto clerk = listen("clerk");
  const auto contact = listen("contact");
  const auto stranger = listen("stranger");
  build(1, 2);
  EXPECT_THAT(clerk->wait_for(2),
              ElementsAre("event: opened\ndata: {\"position\":1}\n\n",
                          "event: changed\ndata: {\"position\":2,\"changes\":[{\"entity\":\"bridge\",\"ids\":[\"B-1\","
                          "\"B-2\"]}]}\n\n"));
  // Whose bridges these are the contact asks the list.
  EXPECT_THAT(contact->wait_for(2).at(1), HasSubstr(R"({"entity":"bridge","ids":[]})"));
  build(3, 3);
  EXPECT_THAT(clerk->wait_for(3).at(2), HasSubstr(R"("position":3,"changes":[{"entity":"bridge","ids":["B-3"]}])"));
  EXPECT_EQ(stranger->wait_for(1).size(), 1U);
  EXPECT_EQ(hub_->streams(), 3U);
}

TEST_F(EventHubTest, too_many_ids_are_none) {
  HubOptions options;
  options.ids_max = 3;
  start(options);
  const auto clerk = listen("clerk");
  build(1, 4);
  EXPECT_THAT(clerk->wait_for(2).at(1), HasSubstr(R"({"entity":"bridge","ids":[]})"));
}

TEST_F(EventHubTest, a_session_has_few_streams_and_the_oldest_gives_way) {
  HubOptions options;
  options.streams_per_session = 2;
  start(options);
  const auto first = listen("clerk");
  const auto second = listen("clerk");
  const auto other = listen("contact");
  const auto third = listen("clerk");
  EXPECT_TRUE(first->wait_for_end());
  EXPECT_TRUE(second->is_open());
  EXPECT_TRUE(third->is_open());
  EXPECT_TRUE(other->is_open());
}

TEST_F(EventHubTest, screens_have_no_session_and_do_not_push_each_other_off) {
  HubOptions options;
  options.ask_session_every = 0s;
  start(options);
  std::vector<std::shared_ptr<RecordingSink>> sinks;
  for (int stream = 0; stream < 3; ++stream)
    for (const char* screen : {"screen 1", "screen 2"}) sinks.push_back(listen(screen));
  for (const auto& sink : sinks) EXPECT_TRUE(sink->is_open());
  EXPECT_EQ(hub_->streams(), 6U);
  const auto fourth = listen("screen 1");
  EXPECT_TRUE(sinks.at(0)->wait_for_end());
  EXPECT_TRUE(sinks.at(1)->is_open());
  EXPECT_TRUE(fourth->is_open());
}

TEST_F(EventHubTest, a_session_that_ended_hears_no_more) {
  HubOptions options;
  options.ask_session_every = 0s;
  start(options);
  const auto clerk = listen("clerk");
  const auto contact = listen("contact");
  ended_ = "clerk";
  EXPECT_TRUE(clerk->wait_for_end());
  EXPECT_TRUE(contact->is_open());
}

TEST_F(EventHubTest, its_end_is_the_end_of_the_streams) {
  start();
  const auto clerk = listen("clerk");
  http::Request request;
  request.path = "/events";
  request.headers = {{"X-Account", "clerk"}};
  const auto begun = dispatcher_->answer(request).stream;
  hub_.reset();
  EXPECT_FALSE(clerk->is_open());
  const auto late = std::make_shared<RecordingSink>();
  begun(late);
  EXPECT_FALSE(late->is_open());
}

TEST(PartOfTest, is_what_lies_in_the_callers_units) {
  const std::vector<RelationColumn> relations{{"responsible", "unit"}, {"contact", "leader"}};
  const auto part = [&](std::vector<Holding> holdings) {
    Caller caller{"a", "s", {"a", ""}, std::make_shared<const std::vector<Holding>>(std::move(holdings))};
    std::string told;
    for (const db::Filter& filter : part_of(caller, "x.read", relations)) {
      told += filter.column + ":";
      for (const std::string& value : filter.values) told += value + ",";
      told += " ";
    }
    return told;
  };
  EXPECT_EQ(part({{"x.read", {}, {}}}), "");
  EXPECT_EQ(part({{"x.read", {"responsible"}, {"U18"}}, {"x.read", {}, {}}}), "");
  EXPECT_EQ(part({{"x.read", {"responsible", "owner"}, {"U18", "U19"}}}), "unit:U18,U19, ");
  EXPECT_EQ(part({{"x.read", {"contact"}, {"甲"}}, {"x.read", {"responsible"}, {"U18"}}}), "leader:甲, unit:U18, ");
  EXPECT_EQ(part({{"x.read", {"owner"}, {"U18"}}}), "unit: ");  // nothing at all
  EXPECT_EQ(part({{"y.read", {}, {}}}), "unit: ");
}

}  // namespace
}  // namespace guatu::api
