// SPDX-License-Identifier: Apache-2.0
#include "feature/account/account.hpp"

#include <algorithm>

namespace guatu::account {
namespace {

constexpr std::size_t kNameMin = 2;
constexpr std::size_t kNameMax = 32;

bool is_name_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
}

bool mixes(const std::vector<Post>& posts) {
  const bool runs = std::ranges::any_of(posts, is_administrator, &Post::role);
  return runs && !std::ranges::all_of(posts, is_administrator, &Post::role);
}

bool has_role(const std::vector<Post>& posts, Role role) {
  return std::ranges::any_of(posts, [&](const Post& post) { return post.role == role; });
}

Result<void> check_small_office(const Account& subject, const std::vector<Post>& posts, const Policy& policy,
                                const std::vector<Account>& others) {
  if (has_role(posts, Role::audit)) return refuse(ErrorKind::conflict, "posts", "account.audit_with_business");
  const bool somebody_else = std::ranges::any_of(others, [&](const Account& other) {
    return other.id != subject.id && other.state != AccountState::closed && mixes(other.posts);
  });
  const auto business = std::ranges::count_if(posts, [](const Post& post) { return !is_administrator(post.role); });
  if (policy.office != OfficeSize::small || somebody_else || business > 1)
    return refuse(ErrorKind::conflict, "posts", "account.administrator_with_business");
  return {};
}

// Whether nobody could do an administrator's work any more if `subject` had no post but `kept`.
bool is_last(const Account& subject, const std::vector<Post>& kept, const std::vector<Account>& others) {
  if (subject.state != AccountState::open) return false;
  return std::ranges::any_of(subject.posts, [&](const Post& post) {
    return is_administrator(post.role) && !has_role(kept, post.role) &&
           std::ranges::none_of(others, [&](const Account& other) {
             return other.id != subject.id && other.state == AccountState::open && other.has(post.role);
           });
  });
}

}  // namespace

bool Account::has(Role role) const { return has_role(posts, role); }

bool Account::is_administrator() const { return std::ranges::any_of(posts, account::is_administrator, &Post::role); }

Result<Id<Account>> parse_account_name(std::string_view text) {
  const bool fits = text.size() >= kNameMin && text.size() <= kNameMax && std::ranges::all_of(text, is_name_letter) &&
                    text.front() >= 'a' && text.front() <= 'z';
  if (!fits)
    return refuse(ErrorKind::invalid, "account", "account.bad_name", {{"value", std::string(text.substr(0, 64))}});
  return Id<Account>{std::string(text)};
}

std::string format_post(const Post& post) {
  std::string text(code_of(post.role));
  if (!post.unit.empty()) text += "@" + post.unit.value;
  return text;
}

Result<Post> parse_post(std::string_view role, std::string_view unit) {
  const auto known = from_code<Role>(role);
  if (!known)
    return refuse(ErrorKind::invalid, "role", "account.unknown_role", {{"value", std::string(role.substr(0, 64))}});
  if (needs_unit(*known) && unit.empty())
    return refuse(ErrorKind::invalid, "unit", "account.unit_missing", {{"role", std::string(chinese_of(*known))}});
  if (!needs_unit(*known) && !unit.empty())
    return refuse(ErrorKind::invalid, "unit", "account.unit_not_for_role", {{"role", std::string(chinese_of(*known))}});
  return Post{*known, {std::string(unit)}};
}

Result<void> check_posts(const Account& subject, const std::vector<Post>& posts, const Policy& policy,
                         const std::vector<Account>& others) {
  if (posts.empty()) return refuse(ErrorKind::invalid, "posts", "account.no_posts");
  if (std::ranges::count_if(posts, is_administrator, &Post::role) > 1)
    return refuse(ErrorKind::conflict, "posts", "account.two_administrator_roles");
  if (mixes(posts)) GUATU_CHECK(check_small_office(subject, posts, policy, others));
  if (is_last(subject, posts, others))
    return refuse(ErrorKind::conflict, "posts", "account.last_administrator", {{"account", subject.id.value}});
  return {};
}

Result<AccountState> decide_step(const Account& subject, Step step, std::string_view actor,
                                 const std::vector<Account>& others) {
  if (subject.id.value == actor) return refuse(ErrorKind::forbidden, "account", "account.oneself");
  const bool fits = step == Step::lock     ? subject.state == AccountState::open
                    : step == Step::unlock ? subject.state == AccountState::locked
                                           : subject.state != AccountState::closed;
  if (!fits)
    return refuse(ErrorKind::conflict, "account", "account.wrong_state",
                  {{"account", subject.id.value}, {"state", std::string(chinese_of(subject.state))}});
  if (step != Step::unlock && is_last(subject, {}, others))
    return refuse(ErrorKind::conflict, "account", "account.last_administrator", {{"account", subject.id.value}});
  return step == Step::lock ? AccountState::locked : step == Step::unlock ? AccountState::open : AccountState::closed;
}

}  // namespace guatu::account
