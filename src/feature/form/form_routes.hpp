// SPDX-License-Identifier: Apache-2.0
// Routes of forms (报表登记): the register, proposing, editing, approving by another person, closing, and what is asked
// of each unit (填报负担). Who reads through relations sees the forms that ask his units.
#pragma once

#include <vector>

#include "feature/form/form.hpp"
#include "platform/api/route.hpp"

namespace guatu::form {

std::vector<api::Route> form_routes(FieldCatalog catalog);

}  // namespace guatu::form
