// SPDX-License-Identifier: Apache-2.0
// The hook by which the dispatcher asks who the caller is.
#include <mutex>

#include "feature/account/account_routes.hpp"
#include "feature/account/session_routes.hpp"

namespace guatu::account {
namespace {

using Held = std::shared_ptr<const std::vector<Holding>>;
using Granted = std::shared_ptr<const std::vector<api::Holding>>;

constexpr std::size_t kKnownMax = 20'000;

// Holdings as the API has them. A visitor's holdings are shared until the store changes, so each is translated once.
class Translation {
 public:
  Granted of(const Visitor& visitor) {
    if (!visitor.holdings || visitor.holdings->empty()) return nullptr;
    const std::lock_guard lock(guard_);
    Entry& entry = known_.use(visitor.account + '\n' + visitor.session);
    if (entry.held != visitor.holdings) {
      auto granted = std::make_shared<std::vector<api::Holding>>();
      for (const Holding& holding : *visitor.holdings)
        granted->push_back({std::string(holding.right), holding.relations, holding.scope});
      entry = {visitor.holdings, std::move(granted)};
    }
    return entry.granted;
  }

 private:
  struct Entry {
    Held held;
    Granted granted;
  };
  std::mutex guard_;
  Recent<Entry> known_{kKnownMax};
};

// What a page asks without its person, who may have left the room: the stream, and what the stream makes it ask.
Activity activity_of(const http::Request& request) {
  const bool is_page = request.path == "/api/v1/events" || request.path == "/api/v1/session" ||
                       !request.header("X-Guatu-Background").empty();
  return is_page && request.method == http::Method::get ? Activity::page : Activity::person;
}

}  // namespace

api::Authenticate authenticator(Gate& gate) {
  const auto translation = std::make_shared<Translation>();
  return [&gate, translation](const http::Request& request, const db::Reader& reader) -> Result<api::Credentials> {
    const std::string_view screen = screen_token(request);
    Visitor visitor = screen.empty() ? gate.recognise(reader, cookie_token(request), activity_of(request))
                                     : gate.recognise_screen(reader, screen);
    api::Credentials credentials;
    credentials.caller.holdings = translation->of(visitor);
    credentials.caller.account = std::move(visitor.account);
    credentials.caller.session = std::move(visitor.session);
    credentials.caller.actor = std::move(visitor.actor);
    credentials.caller.person = std::move(visitor.person);
    credentials.token = std::move(visitor.write_token);
    return credentials;
  };
}

}  // namespace guatu::account
