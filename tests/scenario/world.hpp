// SPDX-License-Identifier: Apache-2.0
// For tests only: a store and the running server over it, asked in process or through a socket; every reply is judged
// by the contract. It plays stories (tests/scenario/*.scenario).
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "main/running_server.hpp"
#include "platform/db/database.hpp"
#include "platform/db/store_test.hpp"
#include "tests/scenario/story.hpp"

namespace guatu::testing {

enum class Way { in_process, socket };
enum class Place { sqlite, postgres };

class World {
 public:
  World(Way way, Place place);
  World(const World&) = delete;
  World& operator=(const World&) = delete;
  ~World();

  void set_today(Date day);
  void open_account(const std::string& name, const HeaderLines& posts);  // before the first request
  // From now on requests come from this account, from nobody, or with this cookie.
  void become(const std::string& name);
  void use_cookie(const std::string& cookie);
  std::string take_setup_link();
  void restart();

  // The same by this account, for this once.
  http::Reply ask_as(const std::string& account, const std::string& method, const std::string& path);

  // `violations` of the contract are added to `complaints`.
  http::Reply ask(const std::string& method, const std::string& path, const HeaderLines& headers,
                  const std::string& body);
  std::vector<std::string> complaints;

  RunningServer& server();
  // Entries after the last one asked for, as actor, kind, subject, content.
  std::vector<ExpectJournal::Line> new_entries();
  // What `guatu check` would find wrong with the store; empty: sound.
  std::vector<std::string> unsound();
  // What the program writes by itself; the server is stopped and started for it.
  void write_by_itself(const std::function<void(db::Tx&)>& write);
  bool is_running() const { return server_ != nullptr; }
  db::Position position();  // of the last entry
  // Writes behind the server, before the first request.
  db::Database& open_store();

 private:
  http::Request request_for(const std::string& method, const std::string& path, const HeaderLines& headers,
                            const std::string& body) const;
  http::Reply through_socket(const http::Request& request, const std::string& target);

  Way way_;
  db::testing::TemporaryDirectory directory_;
  std::optional<db::Database> store_;
  std::unique_ptr<RunningServer> server_;
  std::string cookie_;
  std::vector<std::pair<std::string, std::string>> tokens_;  // of sessions, by account
  db::Position told_ = 0;
};

// Every line that did not come out as told; empty: the story is true.
std::vector<std::string> play(const Story& story, World& world, const std::function<void()>& after_each_step = {});

}  // namespace guatu::testing
