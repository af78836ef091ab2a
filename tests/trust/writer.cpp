// SPDX-License-Identifier: Apache-2.0
#include "tests/trust/writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <thread>

namespace guatu::testing {
namespace {

constexpr int kBusyMax = 200;
constexpr std::size_t kFaultsKept = 20;

std::string collection_of(const Record& record) {
  return record.entity == "unit" ? "/api/v1/units" : "/api/v1/enterprises";
}
std::string path_of(const Record& record) { return collection_of(record) + "/" + record.id; }

std::string body_of(const Operation& operation, const std::string& note) {
  JsonWriter json;
  json.begin_object();
  if (operation.seen == 0) json.member("id", operation.record.id);
  json.member("name", "名 " + operation.record.id).member("note", note);
  if (operation.record.entity == "unit")
    json.member("kind", "street").member("sequence", operation.counter);
  else
    json.member("product", std::to_string(operation.counter));
  return json.end_object().take();
}

HttpHeaders headers_of(const Operation& operation) {
  HttpHeaders headers{{"Idempotency-Key", operation.mark}};
  if (operation.seen > 0) headers.emplace_back("If-Match", fmt::format("\"{}\"", operation.seen));
  return headers;
}

std::int64_t version_in(const HttpReply& reply) {
  const auto document = json::parse(reply.body);
  return document ? document->root().integer("version").value_or(0) : 0;
}

}  // namespace

void Writer::work(std::unique_ptr<HttpClient> client, int operations) {
  client_ = std::move(client);
  if (open && settle() == Outcome::gone) return;
  for (int done = 0; done < operations;) {
    const std::size_t row = random_() % pool_->rows.size();
    const int kind = static_cast<int>(random_() % 100);
    Outcome outcome = Outcome::done;
    if (kind < 75)
      outcome = edit(row);
    else if (kind < 82)
      outcome = leave_as_it_is(row);
    else if (kind < 92)
      outcome = create(pool_->next_new++);
    else
      outcome = create(pool_->next_contested++ / 2);
    if (outcome == Outcome::gone) return;
    if (outcome == Outcome::done) ++done;
  }
}

// False: the server is gone. What anybody was told before this read began must be in it.
bool Writer::read(std::size_t row, Operation& operation, std::string& note) {
  const std::int64_t known = pool_->versions[row];
  operation.record = pool_->rows[row];
  const HttpReply reply = send_until_answered("GET", path_of(operation.record), {}, {});
  if (reply.status == 0) return false;
  const auto document = json::parse(reply.body);
  if (reply.status != 200 || !document) return fault("a row cannot be read", reply), false;
  operation.seen = document->root().integer("version").value_or(0);
  if (operation.seen < known) fault(fmt::format("version {} was acknowledged before", known), reply);
  note = document->root().text("note").value_or("");
  const bool is_unit = operation.record.entity == "unit";
  const std::string counter = std::string(document->root().text("product").value_or("0"));
  operation.counter = is_unit ? document->root().integer("sequence").value_or(0) : std::stoll(counter);
  return true;
}

Writer::Outcome Writer::edit(std::size_t row) {
  for (;;) {
    Operation operation;
    std::string note;
    if (!read(row, operation, note)) return Outcome::gone;
    ++operation.counter;
    const Outcome outcome = take_on(std::move(operation));
    if (outcome == Outcome::done) {
      const std::int64_t version = acknowledged.back().version;
      auto& known = pool_->versions[row];
      for (auto before = known.load(); before < version && !known.compare_exchange_weak(before, version);) {
      }
    }
    if (outcome != Outcome::conflict) return outcome;
    ++tally.conflicts;
  }
}

// Saves a form in which nothing was altered: no new version, no entry.
Writer::Outcome Writer::leave_as_it_is(std::size_t row) {
  Operation operation;
  std::string note;
  if (!read(row, operation, note)) return Outcome::gone;
  if (note == kFirstMark) return Outcome::done;  // the first rows have other names
  operation.mark = fmt::format("u{}-{}", number_, ++serial_);
  const HttpReply reply =
      send_until_answered("PUT", path_of(operation.record), body_of(operation, note), headers_of(operation));
  if (reply.status == 0) return Outcome::gone;
  if (reply.status == 200 && version_in(reply) != operation.seen) fault("an unaltered row got a version", reply);
  if (reply.status != 200 && reply.status != 412) fault("an unaltered row was refused", reply);
  ++tally.unchanged;
  return Outcome::done;
}

Writer::Outcome Writer::create(int serial) {
  Operation operation;
  operation.record = {"enterprise", credit_code(serial)};
  const Outcome outcome = take_on(std::move(operation));
  if (outcome != Outcome::conflict) return outcome;
  ++tally.lost_races;
  return Outcome::done;
}

Writer::Outcome Writer::take_on(Operation operation) {
  operation.mark = fmt::format("c{}-{}", number_, ++serial_);
  open = std::move(operation);
  return settle();
}

// Until the open operation is acknowledged or refused.
Writer::Outcome Writer::settle() {
  const Operation& operation = *open;
  const bool is_new = operation.seen == 0;
  const std::string method = is_new ? "POST" : "PUT";
  const std::string path = is_new ? collection_of(operation.record) : path_of(operation.record);
  const std::string body = body_of(operation, operation.mark);
  const HttpHeaders headers = headers_of(operation);
  if (by_chance(15)) {
    client_->send_and_leave(method, path, body, headers);
    ++tally.cut_off;
  }
  const HttpReply reply = send_until_answered(method, path, body, headers);
  if (reply.status == 0) return Outcome::gone;
  const bool is_done = reply.status == (is_new ? 201 : 200);
  if (is_done && version_in(reply) != operation.seen + 1) fault("not the next version", reply);
  if (!is_done && reply.status != (is_new ? 409 : 412)) fault("refused", reply);
  if (is_done) acknowledged.push_back({operation, version_in(reply)});
  open.reset();
  if (!is_done) return Outcome::conflict;
  if (!by_chance(20)) return Outcome::done;
  ++tally.sent_twice;
  const HttpReply second = send_until_answered(method, path, body, headers);
  if (second.status == 0) return Outcome::gone;
  judge_repetition(reply, second);
  return Outcome::done;
}

HttpReply Writer::send_until_answered(const std::string& method, const std::string& path, const std::string& body,
                                      const HttpHeaders& headers) {
  HttpReply reply;
  int failures = 0;
  for (int busy = 0; busy < kBusyMax && failures < 3;) {
    reply = client_->send(method, path, body, headers);
    if (reply.status == 0) {
      ++failures;
    } else if (reply.status == 503) {
      ++busy;
      ++tally.busy;
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    } else {
      return reply;
    }
  }
  if (reply.status == 503) fault("busy for too long", reply);
  return {};
}

void Writer::judge_repetition(const HttpReply& first, const HttpReply& second) {
  if (second.status != first.status || second.body != first.body || second.header("etag") != first.header("etag"))
    fault("repeated, it was answered otherwise than " + first.body, second);
  else if (second.header("idempotent-replay") != "true")
    fault("repeated, it was done again", second);
}

void Writer::fault(const std::string& what, const HttpReply& reply) {
  if (faults.size() < kFaultsKept)
    faults.push_back(fmt::format("writer {}, {}: {} {} {}", number_, open ? open->mark : "—", what, reply.status,
                                 reply.body.substr(0, 400)));
}

}  // namespace guatu::testing
