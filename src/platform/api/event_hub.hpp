// SPDX-License-Identifier: Apache-2.0
// EventHub (变更通知): tells open pages which rows changed, by their ids. It looks after each commit of this process
// and each second for those of others, reads the versions written since, and sends one event for all of them:
// `event: changed`, data {"position","changes":[{"entity","ids":[…]}]}. A reader gets only entities he may read; his
// session is asked again now and then, so that an ended one hears no more. Heartbeats are the transport's.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "platform/api/dispatcher.hpp"

namespace guatu::api {

struct HubOptions {
  std::chrono::milliseconds look_every{1000};
  std::chrono::seconds ask_session_every{30};
  std::size_t streams_per_session = 3;  // one a browser, and room for the moment between two of them
  std::size_t ids_max = 200;            // of one entity in one event; beyond it "ids" is empty and stands for all
};

class EventHub {
 public:
  // `right_of` names the right that reading an entity needs; empty: nobody is told of it.
  EventHub(db::Database& database, Authenticate authenticate,
           std::function<std::string_view(std::string_view entity)> right_of, HubOptions options = {});
  EventHub(const EventHub&) = delete;
  EventHub& operator=(const EventHub&) = delete;
  ~EventHub();  // ends all streams

  void committed(db::Position position);  // returns at once
  // The reply that goes on as a stream.
  http::Reply subscribe(const Call& call);
  std::size_t streams() const;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace guatu::api
