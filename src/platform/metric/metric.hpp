// SPDX-License-Identifier: Apache-2.0
// Metrics (运行指标): counts of requests and how long they took, and the text form that Prometheus reads. Counting is a
// few atomic additions; no label ever holds a path, an account or an address, so the number of series is fixed.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "platform/http/message.hpp"

namespace guatu::metric {

// The text format 0.0.4, one family after the other.
class Exposition {
 public:
  Exposition& family(std::string_view name, std::string_view type, std::string_view what);
  // A sample of the last family; `labels` as in method="GET",status="2xx".
  Exposition& sample(std::string_view labels, std::int64_t value, std::string_view suffix = "");
  Exposition& seconds(std::string_view labels, std::chrono::microseconds value, std::string_view suffix = "");
  Exposition& gauge(std::string_view name, std::string_view what, std::int64_t value);
  Exposition& counter(std::string_view name, std::string_view what, std::int64_t value);
  const std::string& text() const { return text_; }

 private:
  Exposition& line(std::string_view labels, std::string_view value, std::string_view suffix);
  std::string text_;
  std::string name_;
};

class RequestCounts {
 public:
  // Without a method: a request that could not be read.
  void add(std::optional<http::Method> method, int status, std::chrono::microseconds took);
  void write_to(Exposition& out) const;
  std::int64_t total() const;
  std::int64_t failed() const;  // 5xx

 private:
  static constexpr std::size_t kMethods = 7;  // and none
  static constexpr std::size_t kClasses = 5;  // 1xx … 5xx
  static constexpr std::size_t kBuckets = 13;
  std::array<std::array<std::atomic<std::int64_t>, kClasses>, kMethods> requests_{};
  std::array<std::atomic<std::int64_t>, kBuckets> buckets_{};  // each for itself; the last one is beyond all bounds
  std::atomic<std::int64_t> micros_{0};
};

}  // namespace guatu::metric
