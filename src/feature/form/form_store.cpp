// SPDX-License-Identifier: Apache-2.0
#include "feature/form/form_store.hpp"

namespace guatu::form {

const db::Table<Form>& form_table() {
  static const auto kTable = db::table<Form>(
      "form", db::key("id", &Form::id), db::column("name", &Form::name), db::column("approver", &Form::approver),
      db::column("basis", &Form::basis), db::column("frequency", &Form::frequency),
      db::column("starts_on", &Form::starts_on), db::column("ends_on", &Form::ends_on),
      db::column("layout", &Form::layout), db::column("fields", &Form::fields), db::column("units", &Form::units),
      db::column("note", &Form::note), db::column("state", &Form::state), db::column("proposed_by", &Form::proposed_by),
      db::column("proposed_on", &Form::proposed_on), db::column("approved_by", &Form::approved_by),
      db::column("approved_on", &Form::approved_on), db::column("closed_by", &Form::closed_by),
      db::column("closed_on", &Form::closed_on), db::column("close_reason", &Form::close_reason),
      db::column("closed_through", &Form::closed_through), db::column("edition", &Form::edition));
  return kTable;
}

}  // namespace guatu::form
