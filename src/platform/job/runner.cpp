// SPDX-License-Identifier: Apache-2.0
#include "platform/job/runner.hpp"

#include <algorithm>
#include <condition_variable>
#include <map>
#include <mutex>
#include <set>
#include <thread>

#include "platform/job/lease.hpp"
#include "platform/log/log.hpp"

namespace guatu::job {
namespace {

// Another server may have run a job meanwhile, so the store is asked again at least this often.
constexpr std::chrono::seconds kLookAgain{20};

Instant now() { return Clock::system().now(); }

}  // namespace

struct Runner::State {
  State(db::Database& store, std::vector<Job> all) : database(&store), jobs(std::move(all)), holder(new_holder()) {}

  void loop();
  Instant attempt(const Job& job, bool wanted);
  Instant attempt_own(const Job& job, bool wanted);
  void run(const Job& job);
  Result<std::string> outcome_of(const Job& job);
  bool take_wish(const std::string& name);

  db::Database* database;
  std::vector<Job> jobs;
  std::string holder;
  std::map<std::string, Instant> own_runs;  // of jobs that each server has to do; the store knows the last one of all
  mutable std::mutex guard;
  std::condition_variable woken;
  std::set<std::string, std::less<>> wanted;
  const Job* running = nullptr;
  bool stopping = false;
  std::thread thread;
};

bool Runner::State::take_wish(const std::string& name) {
  const std::lock_guard lock(guard);
  return wanted.erase(name) > 0;
}

Result<std::string> Runner::State::outcome_of(const Job& job) {
  try {
    return job.run();
  } catch (const std::exception& failure) {
    log::error("job.broke", {{log::Key::job, job.name}, {log::Key::reason, failure.what()}});
    return refuse(ErrorKind::unavailable, job.name, "job.broke", {{"reason", failure.what()}});
  }
}

void Runner::State::run(const Job& job) {
  const Instant begin = now();
  if (!note_start(*database, job.name, holder, begin)) return;
  {
    const std::lock_guard lock(guard);
    running = &job;
  }
  const auto outcome = outcome_of(job);
  {
    const std::lock_guard lock(guard);
    running = nullptr;
  }
  const auto micros = (now() - begin).count();
  if (outcome)
    log::info("job.done", {{log::Key::job, job.name}, {log::Key::outcome, *outcome}, {log::Key::micros, micros}});
  else
    log::warning("job.failed", {{log::Key::job, job.name}, {log::Key::code, outcome.error().problems.front().code}});
  static_cast<void>(note_end(*database, job.name, holder, now(), outcome));
}

Instant Runner::State::attempt_own(const Job& job, bool is_wanted) {
  Instant& last = own_runs[job.name];
  if (!is_wanted && last + job.every > now()) return last + job.every;
  run(job);
  last = now();
  return last + job.every;
}

// Runs the job if it is its time; when it is due next.
Instant Runner::State::attempt(const Job& job, bool is_wanted) {
  if (job.turn == Turn::of_each_server) return attempt_own(job, is_wanted);
  const auto due = [&](Instant at) { return due_at(job, load_last_run(database->reader(), job.name), at); };
  const Instant looked = now();
  if (const Instant next = due(looked); !is_wanted && next > looked) return next;
  const auto taken = take_lease(*database, job.name, holder, now(), job.longest);
  if (!taken || !*taken) return now() + kLookAgain;
  // Between the look and the lease another server may have run it.
  const Instant taken_at = now();
  if (is_wanted || due(taken_at) <= taken_at) run(job);
  static_cast<void>(give_back_lease(*database, job.name, holder));
  return due(now());
}

void Runner::State::loop() {
  while (true) {
    Instant next = now() + kLookAgain;
    for (const Job& job : jobs) {
      {
        const std::lock_guard lock(guard);
        if (stopping) return;
      }
      try {
        next = std::min(next, attempt(job, take_wish(job.name)));
      } catch (const std::exception& failure) {
        log::error("job.broke", {{log::Key::job, job.name}, {log::Key::reason, failure.what()}});
      }
    }
    std::unique_lock lock(guard);
    // At least a moment, so that a job that is due and cannot run does not keep the processor busy.
    const auto pause = std::clamp<std::chrono::microseconds>(next - now(), std::chrono::milliseconds(200), kLookAgain);
    woken.wait_for(lock, pause, [&] { return stopping || !wanted.empty(); });
    if (stopping) return;
  }
}

Runner::Runner(db::Database& database, std::vector<Job> jobs)
    : state_(std::make_unique<State>(database, std::move(jobs))) {
  state_->thread = std::thread([state = state_.get()] { state->loop(); });
}

Runner::~Runner() {
  stop();
  state_->thread.join();
}

void Runner::stop() {
  const std::lock_guard lock(state_->guard);
  state_->stopping = true;
  state_->woken.notify_all();
}

bool Runner::is_busy() const {
  const std::lock_guard lock(state_->guard);
  return state_->running != nullptr;
}

Result<void> Runner::run_soon(std::string_view name) {
  const auto job = std::ranges::find(state_->jobs, name, &Job::name);
  if (job == state_->jobs.end())
    return refuse(ErrorKind::not_found, std::string(name), "job.unknown", {{"name", std::string(name)}});
  const std::lock_guard lock(state_->guard);
  if (state_->running == &*job)
    return refuse(ErrorKind::conflict, std::string(name), "job.running", {{"name", std::string(name)}});
  state_->wanted.insert(job->name);
  state_->woken.notify_all();
  return {};
}

std::vector<Status> Runner::status(const db::Reader& reader) const {
  std::vector<Status> all;
  for (const Job& job : state_->jobs) {
    Status status{&job, load_last_run(reader, job.name), {}, false};
    status.due = due_at(job, status.last, now());
    const std::lock_guard lock(state_->guard);
    status.is_running = state_->running == &job;
    all.push_back(std::move(status));
  }
  return all;
}

}  // namespace guatu::job
