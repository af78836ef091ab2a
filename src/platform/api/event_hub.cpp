// SPDX-License-Identifier: Apache-2.0
#include "platform/api/event_hub.hpp"

#include <algorithm>
#include <condition_variable>
#include <list>
#include <mutex>
#include <thread>

#include "base/json_writer.hpp"
#include "platform/api/changes.hpp"

namespace guatu::api {
namespace {

using SteadyTime = std::chrono::steady_clock::time_point;

struct Subscriber {
  Caller caller;
  http::Request request;  // for asking again who it is
  std::shared_ptr<http::EventSink> sink;
};

std::string event_for(const Changes& changes, const Caller& caller,
                      const std::function<std::string_view(std::string_view)>& right_of) {
  JsonWriter json;
  json.begin_object().member("position", changes.position).key("changes").begin_array();
  bool is_empty = true;
  for (const auto& [entity, ids] : changes.ids) {
    const std::string_view right = right_of(entity);
    if (right.empty() || !may_somewhere(caller, right)) continue;
    is_empty = false;
    json.begin_object().member("entity", entity).key("ids").begin_array();
    // Who sees a part only is told that something changed, and asks the list what of it is his.
    if (may(caller, right))
      for (const std::string& id : ids) json.text(id);
    json.end_array().end_object();
  }
  if (is_empty) return {};
  return "event: changed\ndata: " + json.end_array().end_object().take() + "\n\n";
}

}  // namespace

struct EventHub::State {
  db::Database& database;
  Authenticate authenticate;
  std::function<std::string_view(std::string_view)> right_of;
  HubOptions options;

  std::mutex mutex;
  std::condition_variable woken;
  std::list<Subscriber> subscribers;
  db::Position told = 0;
  bool has_news = false;
  bool is_over = false;
  SteadyTime next_asking;
  std::thread thread;

  void add(Subscriber subscriber);
  void run();
  void tell(const std::list<Subscriber>& listeners);
  void ask_sessions();
};

void EventHub::State::add(Subscriber subscriber) {
  const std::lock_guard lock(mutex);
  if (is_over) return subscriber.sink->close();
  // A wall screen has no session, only its own account: screens do not count together.
  const auto is_of_session = [&](const Subscriber& other) {
    return other.caller.account == subscriber.caller.account && other.caller.session == subscriber.caller.session &&
           other.sink->is_open();
  };
  const auto open = static_cast<std::size_t>(std::ranges::count_if(subscribers, is_of_session));
  if (open >= options.streams_per_session) {
    const auto oldest = std::ranges::find_if(subscribers, is_of_session);
    oldest->sink->close();
    subscribers.erase(oldest);
  }
  // So that a page knows from which position on it hears everything.
  subscriber.sink->send("event: opened\ndata: {\"position\":" + std::to_string(told) + "}\n\n");
  subscribers.push_back(std::move(subscriber));
  woken.notify_one();
}

void EventHub::State::tell(const std::list<Subscriber>& listeners) {
  const db::Reader reader = database.reader();
  db::Position from = 0;
  {
    const std::lock_guard lock(mutex);
    from = told;
    if (reader.position() <= from) return;
    told = reader.position();
  }
  if (listeners.empty()) return;
  const Changes changes = load_changes(reader, from, options.ids_max);
  for (const Subscriber& subscriber : listeners) {
    const std::string event = event_for(changes, subscriber.caller, right_of);
    if (!event.empty()) subscriber.sink->send(event);
  }
}

void EventHub::State::ask_sessions() {
  std::list<Subscriber> asked;
  {
    const std::lock_guard lock(mutex);
    asked.swap(subscribers);
  }
  const db::Reader reader = database.reader();
  for (auto at = asked.begin(); at != asked.end();) {
    auto credentials = authenticate(at->request, reader);
    const bool stays = at->sink->is_open() && credentials && credentials->caller.account == at->caller.account &&
                       credentials->caller.session == at->caller.session && !credentials->caller.is_anonymous();
    if (stays) {
      at->caller = std::move(credentials->caller);
      ++at;
    } else {
      at->sink->close();
      at = asked.erase(at);
    }
  }
  const std::lock_guard lock(mutex);
  subscribers.splice(subscribers.begin(), asked);
}

void EventHub::State::run() {
  for (;;) {
    std::list<Subscriber> listeners;
    bool asks = false;
    {
      std::unique_lock lock(mutex);
      woken.wait_for(lock, options.look_every, [&] { return has_news || is_over; });
      if (is_over) return;
      has_news = false;
      std::erase_if(subscribers, [](const Subscriber& subscriber) { return !subscriber.sink->is_open(); });
      listeners = subscribers;
      asks = !listeners.empty() && std::chrono::steady_clock::now() >= next_asking;
      if (asks) next_asking = std::chrono::steady_clock::now() + options.ask_session_every;
    }
    try {
      tell(listeners);
      if (asks) ask_sessions();
    } catch (const db::Failure&) {
      // The database cannot be read now; requests report it, and the next look tells what was missed.
    }
  }
}

EventHub::EventHub(db::Database& database, Authenticate authenticate,
                   std::function<std::string_view(std::string_view)> right_of, HubOptions options)
    : state_(new State{database,
                       std::move(authenticate),
                       std::move(right_of),
                       options,
                       {},
                       {},
                       {},
                       0,
                       false,
                       false,
                       std::chrono::steady_clock::now() + options.ask_session_every,
                       {}}) {
  state_->told = database.reader().position();
  state_->thread = std::thread([state = state_.get()] { state->run(); });
}

EventHub::~EventHub() {
  {
    const std::lock_guard lock(state_->mutex);
    state_->is_over = true;
  }
  state_->woken.notify_one();
  state_->thread.join();
  const std::lock_guard lock(state_->mutex);
  for (const Subscriber& subscriber : state_->subscribers) subscriber.sink->close();
  state_->subscribers.clear();
}

void EventHub::committed(db::Position) {
  const std::lock_guard lock(state_->mutex);
  state_->has_news = true;
  state_->woken.notify_one();
}

std::size_t EventHub::streams() const {
  const std::lock_guard lock(state_->mutex);
  return state_->subscribers.size();
}

http::Reply EventHub::subscribe(const Call& call) {
  http::Reply reply;
  reply.with("Content-Type", "text/event-stream").with("Cache-Control", "no-store");
  // The stream may begin after the hub has ended: it keeps the state alive, and add() closes it.
  reply.stream = [state = state_, caller = call.caller(),
                  request = call.request()](std::shared_ptr<http::EventSink> sink) {
    state->add({caller, request, std::move(sink)});
  };
  return reply;
}

}  // namespace guatu::api
