// SPDX-License-Identifier: Apache-2.0
// Writer (写入者): one client of the server that edits and creates units and enterprises as a careful program does:
// from a fresh read, with If-Match and an Idempotency-Key, again after a conflict, again with the same key when no
// reply came. It keeps an account of what was acknowledged and what was left open, for the model to judge (model.hpp).
// A share of its requests it sends twice, and of a share it does not wait for the reply.
#pragma once

#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "tests/support/http_client.hpp"
#include "tests/trust/store.hpp"

namespace guatu::testing {

struct Operation {
  Record record;
  std::int64_t seen = 0;     // the version it was made from; 0: a new row
  std::int64_t counter = 0;  // one more than in that version
  std::string mark;          // its Idempotency-Key, and the row's note
};

struct Acknowledged {
  Operation operation;
  std::int64_t version = 0;
};

struct Tally {
  int conflicts = 0;
  int sent_twice = 0;
  int cut_off = 0;
  int unchanged = 0;
  int lost_races = 0;  // somebody else created the row
  int busy = 0;
};

class Writer {
 public:
  Writer(int number, Pool& pool) : number_(number), pool_(&pool), random_(static_cast<unsigned>(number) + 20260921U) {}

  // Returns when so many operations are decided, or the server is gone.
  void work(std::unique_ptr<HttpClient> client, int operations);

  std::vector<Acknowledged> acknowledged;
  std::optional<Operation> open;  // sent, and nobody knows the end of it
  std::vector<std::string> faults;
  Tally tally;

 private:
  enum class Outcome { done, conflict, gone };
  Outcome take_on(Operation operation);
  Outcome settle();
  Outcome edit(std::size_t row);
  Outcome leave_as_it_is(std::size_t row);
  Outcome create(int serial);
  bool read(std::size_t row, Operation& operation, std::string& note);
  HttpReply send_until_answered(const std::string& method, const std::string& path, const std::string& body,
                                const HttpHeaders& headers);
  void judge_repetition(const HttpReply& first, const HttpReply& second);
  void fault(const std::string& what, const HttpReply& reply);
  bool by_chance(int percent) { return static_cast<int>(random_() % 100) < percent; }

  int number_;
  Pool* pool_;
  std::mt19937 random_;
  int serial_ = 0;
  std::unique_ptr<HttpClient> client_;
};

}  // namespace guatu::testing
