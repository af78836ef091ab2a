// SPDX-License-Identifier: Apache-2.0
#include "platform/metric/metric.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace guatu::metric {
namespace {

struct Bound {
  std::int64_t micros;
  std::string_view seconds;
};
constexpr Bound kBounds[] = {{1'000, "0.001"},  {2'500, "0.0025"}, {5'000, "0.005"},   {10'000, "0.01"},
                             {25'000, "0.025"}, {40'000, "0.04"},  {100'000, "0.1"},   {250'000, "0.25"},
                             {500'000, "0.5"},  {1'000'000, "1"},  {2'500'000, "2.5"}, {10'000'000, "10"}};
constexpr std::string_view kClassWords[] = {"1xx", "2xx", "3xx", "4xx", "5xx"};

std::string_view word_of(std::size_t method) {
  return method <= static_cast<std::size_t>(http::Method::del) ? http::method_name(static_cast<http::Method>(method))
                                                               : "none";
}

}  // namespace

Exposition& Exposition::line(std::string_view labels, std::string_view value, std::string_view suffix) {
  if (labels.empty())
    fmt::format_to(std::back_inserter(text_), "{}{} {}\n", name_, suffix, value);
  else
    fmt::format_to(std::back_inserter(text_), "{}{}{{{}}} {}\n", name_, suffix, labels, value);
  return *this;
}

Exposition& Exposition::family(std::string_view name, std::string_view type, std::string_view what) {
  name_ = name;
  fmt::format_to(std::back_inserter(text_), "# HELP {} {}\n# TYPE {} {}\n", name, what, name, type);
  return *this;
}

Exposition& Exposition::sample(std::string_view labels, std::int64_t value, std::string_view suffix) {
  return line(labels, std::to_string(value), suffix);
}

Exposition& Exposition::seconds(std::string_view labels, std::chrono::microseconds value, std::string_view suffix) {
  const auto count = value.count();
  const std::string_view sign = count < 0 ? "-" : "";
  const auto size = count < 0 ? -count : count;
  return line(labels, fmt::format("{}{}.{:06}", sign, size / 1'000'000, size % 1'000'000), suffix);
}

Exposition& Exposition::gauge(std::string_view name, std::string_view what, std::int64_t value) {
  return family(name, "gauge", what).sample("", value);
}

Exposition& Exposition::counter(std::string_view name, std::string_view what, std::int64_t value) {
  return family(name, "counter", what).sample("", value);
}

void RequestCounts::add(std::optional<http::Method> method, int status, std::chrono::microseconds took) {
  const auto kind = static_cast<std::size_t>(std::clamp(status / 100, 1, 5) - 1);
  const std::size_t row = method ? static_cast<std::size_t>(*method) : kMethods - 1;
  requests_[row][kind].fetch_add(1, std::memory_order_relaxed);
  const auto bucket = std::ranges::lower_bound(kBounds, took.count(), {}, &Bound::micros) - std::begin(kBounds);
  buckets_[static_cast<std::size_t>(bucket)].fetch_add(1, std::memory_order_relaxed);
  micros_.fetch_add(took.count(), std::memory_order_relaxed);
}

void RequestCounts::write_to(Exposition& out) const {
  static_assert(std::size(kBounds) + 1 == kBuckets);
  out.family("guatu_requests_total", "counter", "Requests answered, by method and class of status.");
  for (std::size_t method = 0; method < kMethods; ++method)
    for (std::size_t kind = 0; kind < kClasses; ++kind)
      if (const auto count = requests_[method][kind].load(); count > 0)
        out.sample(fmt::format("method=\"{}\",status=\"{}\"", word_of(method), kClassWords[kind]), count);
  out.family("guatu_request_seconds", "histogram", "Time from a whole request to its reply.");
  std::int64_t below = 0;
  for (std::size_t i = 0; i < kBuckets; ++i) {
    below += buckets_[i].load();
    const std::string_view bound = i < std::size(kBounds) ? kBounds[i].seconds : "+Inf";
    out.sample(fmt::format("le=\"{}\"", bound), below, "_bucket");
  }
  out.seconds("", std::chrono::microseconds(micros_.load()), "_sum").sample("", below, "_count");
}

std::int64_t RequestCounts::total() const {
  std::int64_t all = 0;
  for (const auto& bucket : buckets_) all += bucket.load();
  return all;
}

std::int64_t RequestCounts::failed() const {
  std::int64_t all = 0;
  for (const auto& method : requests_) all += method[kClasses - 1].load();
  return all;
}

}  // namespace guatu::metric
