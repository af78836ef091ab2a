// SPDX-License-Identifier: Apache-2.0
// Logarithm, exponential and power in plain IEEE arithmetic, within 2 units in the last place. The
// machine's own library picks different code on different processors; a published score (得分) must
// come out with the same bytes wherever it is recomputed.
#pragma once

namespace guatu::score {

double natural_log(double x);  // x > 0; −∞ for 0, NaN below
double exponential(double x);
double power(double x, double p);  // x ≥ 0, or any x when p is a whole number

}  // namespace guatu::score
