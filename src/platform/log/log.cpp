// SPDX-License-Identifier: Apache-2.0
#include "platform/log/log.hpp"

#include <fcntl.h>
#include <spdlog/async_logger.h>
#include <spdlog/details/thread_pool.h>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <memory>
#include <mutex>

#include "base/json_writer.hpp"
#include "platform/clock/clock.hpp"

namespace guatu::log {
namespace {

constexpr std::size_t kWaitingLinesMax = 4096;
constexpr std::size_t kTextBytesMax = 400;
constexpr std::string_view kKeys[] = {"account", "source",  "method",   "route",   "status",  "micros",
                                      "bytes",   "count",   "position", "job",     "outcome", "code",
                                      "reason",  "address", "file",     "version", "signal"};

// One open log: the thread that writes, and what it writes to.
struct Output {
  std::shared_ptr<spdlog::details::thread_pool> thread;
  std::shared_ptr<spdlog::async_logger> logger;
};

struct State {
  std::mutex guard;
  Options options;
  std::shared_ptr<Output> output;
  std::atomic<int> level{99};  // nothing
  std::atomic<std::uint64_t> dropped_before{0};
};

State& state() {
  static State only;
  return only;
}

std::shared_ptr<Output> current() {
  const std::lock_guard guard(state().guard);
  return state().output;
}

// spdlog would make the file readable for everybody, and say what is wrong by an exception.
Result<void> check_writable(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0640);
  if (descriptor < 0)
    return refuse(ErrorKind::unavailable, file.string(), "log.not_writable", {{"reason", std::strerror(errno)}});
  ::close(descriptor);
  return {};
}

Result<std::shared_ptr<Output>> open_output(const Options& options) {
  spdlog::sink_ptr sink;
  if (options.file.empty()) {
    sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
  } else {
    GUATU_CHECK(check_writable(options.file));
    sink = std::make_shared<spdlog::sinks::rotating_file_sink_mt>(options.file.string(), options.file_bytes,
                                                                  options.files);
  }
  auto output = std::make_shared<Output>();
  output->thread = std::make_shared<spdlog::details::thread_pool>(kWaitingLinesMax, 1);
  output->logger = std::make_shared<spdlog::async_logger>("guatu", std::move(sink), output->thread,
                                                          spdlog::async_overflow_policy::overrun_oldest);
  output->logger->set_pattern("%v");
  output->logger->set_level(spdlog::level::trace);
  output->logger->flush_on(spdlog::level::trace);                // by the writing thread; nobody waits for it
  output->logger->set_error_handler([](const std::string&) {});  // a full disk must not fill standard error
  return output;
}

void replace_output(std::shared_ptr<Output> fresh) {
  std::shared_ptr<Output> old;
  {
    const std::lock_guard guard(state().guard);
    old = std::exchange(state().output, std::move(fresh));
  }
  if (old != nullptr) state().dropped_before += old->thread->overrun_counter();
  // The last holder of the old one writes what is waiting in it.
}

}  // namespace

std::string line_of(std::string_view time, Level level, std::string_view event, std::initializer_list<Field> fields) {
  JsonWriter json;
  json.begin_object().member("time", time).member("level", code_of(level)).member("event", event);
  for (const Field& field : fields) {
    json.key(kKeys[static_cast<std::size_t>(field.key)]);
    if (field.text.data() == nullptr)
      json.integer(field.number);
    else
      json.text(field.text.substr(0, kTextBytesMax));
  }
  return json.end_object().take();
}

Result<void> start(const Options& options) {
  GUATU_TRY(auto output, open_output(options));
  state().options = options;
  replace_output(std::move(output));
  state().level = static_cast<int>(options.level);
  return {};
}

Result<void> reopen() {
  if (current() == nullptr) return {};
  GUATU_TRY(auto output, open_output(state().options));
  replace_output(std::move(output));
  return {};
}

void stop() {
  state().level = 99;
  replace_output(nullptr);
}

bool is_on(Level level) { return static_cast<int>(level) >= state().level.load(std::memory_order_relaxed); }

void write(Level level, std::string_view event, std::initializer_list<Field> fields) {
  if (!is_on(level)) return;
  const auto output = current();
  if (output == nullptr) return;
  output->logger->log(spdlog::level::info, line_of(format_instant(Clock::system().now()), level, event, fields));
}

std::uint64_t dropped_lines() {
  const auto output = current();
  return state().dropped_before + (output == nullptr ? 0 : output->thread->overrun_counter());
}

}  // namespace guatu::log
