// SPDX-License-Identifier: Apache-2.0
#include "platform/metric/metric.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace guatu::metric {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(ExpositionTest, writes_what_prometheus_reads) {
  Exposition out;
  out.gauge("guatu_position", "Journal entries.", 17);
  out.family("guatu_job_seconds", "gauge", "How long.").seconds("job=\"backup\"", 1'234'567us).seconds("", -5us);
  EXPECT_EQ(out.text(),
            "# HELP guatu_position Journal entries.\n# TYPE guatu_position gauge\nguatu_position 17\n"
            "# HELP guatu_job_seconds How long.\n# TYPE guatu_job_seconds gauge\n"
            "guatu_job_seconds{job=\"backup\"} 1.234567\nguatu_job_seconds -0.000005\n");
}

TEST(RequestCountsTest, a_bound_belongs_to_its_bucket) {
  RequestCounts counts;
  counts.add(http::Method::get, 200, 1'000us);
  counts.add(http::Method::get, 304, 1'001us);
  counts.add(http::Method::post, 503, 11s);
  counts.add(std::nullopt, 400, 0us);
  Exposition out;
  counts.write_to(out);
  EXPECT_THAT(out.text(), HasSubstr("guatu_request_seconds_bucket{le=\"0.001\"} 2\n"));
  EXPECT_THAT(out.text(), HasSubstr("guatu_request_seconds_bucket{le=\"0.0025\"} 3\n"));
  EXPECT_THAT(out.text(), HasSubstr("guatu_request_seconds_bucket{le=\"10\"} 3\n"));
  EXPECT_THAT(out.text(), HasSubstr("guatu_request_seconds_bucket{le=\"+Inf\"} 4\n"));
  EXPECT_THAT(out.text(), HasSubstr("guatu_request_seconds_sum 11.002001\n"));
  EXPECT_THAT(out.text(), HasSubstr("guatu_request_seconds_count 4\n"));
  EXPECT_THAT(out.text(), HasSubstr("guatu_requests_total{method=\"GET\",status=\"3xx\"} 1\n"));
  EXPECT_THAT(out.text(), HasSubstr("guatu_requests_total{method=\"POST\",status=\"5xx\"} 1\n"));
  EXPECT_THAT(out.text(), Not(HasSubstr("DELETE")));
  EXPECT_THAT(out.text(), HasSubstr("method=\"none\",status=\"4xx\"} 1\n"));
  EXPECT_EQ(counts.total(), 4);
  EXPECT_EQ(counts.failed(), 1);
}

}  // namespace
}  // namespace guatu::metric
