// SPDX-License-Identifier: Apache-2.0
#include "platform/db/personal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <set>

#include "platform/crypto/digest.hpp"
#include "platform/db/audit.hpp"
#include "platform/db/history.hpp"
#include "platform/db/page.hpp"
#include "platform/db/store_copy.hpp"
#include "platform/db/store_test.hpp"

namespace guatu::db {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

struct Contact {
  std::string id;
  std::string name;
  std::string phone;
};
const auto kContacts = table<Contact>("contact", key("id", &Contact::id), column("name", &Contact::name),
                                      column("phone", &Contact::phone));

class PersonalTest : public ::testing::Test {
 protected:
  PersonalTest() : database_(make_store(directory_.path())) {
    write("test.made", "", [](Tx& tx) { tx.exec(create_table_sql(kContacts.shape())); });
  }

  void write(const std::string& kind, const std::string& subject, const std::function<void(Tx&)>& work,
             const std::string& content = "{}") {
    auto tx = *database_.begin(kClerk, kNow);
    work(tx);
    tx.journal({kind, subject, content});
    tx.commit();
  }
  PutCounts save(const std::vector<Contact>& rows) {
    PutCounts counts;
    auto tx = *database_.begin(kClerk, kNow);
    counts = put(tx, kContacts, rows);
    if (counts.written() > 0) tx.journal({"contact.saved", "", "{}"});
    tx.commit();
    return counts;
  }
  // As the features do it.
  Erased erase(const std::string& id) {
    auto tx = *database_.begin(kClerk, kNow);
    Contact contact = *find(tx, kContacts, id);
    contact.phone.clear();
    put(tx, kContacts, contact);
    Erased erased = erase_personal(tx, "contact", id);
    tx.journal({"contact.phone_erased", id, erasure_content(erased, "本人要求")});
    tx.commit();
    return erased;
  }
  // A version as it was written before there were commitments.
  void save_as_before(const Contact& contact) {
    write("contact.saved", contact.id, [&](Tx& tx) {
      std::vector<Cell> cells(kContacts.shape().columns.size());
      std::vector<std::string> scratch(cells.size());
      kContacts.encode(contact, cells, scratch);
      std::string content;
      append_row_content(content, kContacts.shape(), cells);
      const auto digest = crypto::sha256(content);
      tx.exec("INSERT INTO contact (id, name, phone, version, digest) VALUES (:id, :name, :phone, 1, :digest)",
              {{"id", contact.id}, {"name", contact.name}, {"phone", contact.phone}, {"digest", to_hex(digest)}});
      tx.exec(
          "INSERT INTO row_version (entity, id, version, position, recorded_at, digest, content) "
          "VALUES ('contact', :id, 1, :position, :recorded_at, :digest, :content)",
          {{"id", contact.id},
           {"position", tx.entry_position()},
           {"recorded_at", std::int64_t{tx.now().time_since_epoch().count()}},
           {"digest", to_hex(digest)},
           {"content", content}});
      tx.note_row_version("contact", contact.id, 1, digest);
    });
  }

  std::vector<std::string> phones_told(const std::string& id) {
    std::vector<std::string> phones;
    for (const auto& told : load_history(database_.reader(), kContacts, id)) phones.push_back(told.row->phone);
    return phones;
  }
  // All that is stored of versions and of personal values.
  std::string stored() {
    std::string all;
    const Reader reader = database_.reader();
    for (const char* sql : {"SELECT content FROM row_version WHERE entity = 'contact'",
                            "SELECT value FROM personal_value", "SELECT entry FROM journal"})
      for (const auto& [text] : reader.query<std::string>(sql)) all += text + "\n";
    return all;
  }
  std::vector<std::string> digests() {
    std::vector<std::string> all;
    for (const auto& [digest] : database_.reader().query<std::string>(
             "SELECT digest FROM row_version WHERE entity = 'contact' ORDER BY id, version"))
      all.push_back(digest);
    return all;
  }
  std::set<std::string> faults() {
    std::set<std::string> found;
    const auto report = audit_store(database_, {kBridges.shape(), kBridgeYears.shape(), kContacts.shape()});
    for (const auto& problem : report.problems) found.insert(problem.place.substr(0, 14) + " " + problem.code);
    return found;
  }

  TemporaryDirectory directory_;
  Database database_;
};

TEST_F(PersonalTest, a_version_holds_a_commitment_and_is_read_as_what_it_was) {
  save({{"a", "甲", "13800000001"}, {"b", "乙", ""}});
  save({{"a", "甲甲", "13800000001"}});
  save({{"a", "甲甲", "13900000002"}});
  EXPECT_THAT(phones_told("a"), ElementsAre("13800000001", "13800000001", "13900000002"));
  EXPECT_THAT(phones_told("b"), ElementsAre(""));
  const auto contents = database_.reader().query<std::string>(
      "SELECT content FROM row_version WHERE entity = 'contact' AND id = 'a' ORDER BY version");
  for (const auto& [content] : contents) EXPECT_THAT(content, Not(HasSubstr("00000")));
  // One commitment stands for one number as long as it stays, another for the next.
  EXPECT_EQ(commitment_in(std::get<0>(contents[0])), commitment_in(std::get<0>(contents[1])));
  EXPECT_NE(commitment_in(std::get<0>(contents[1])), commitment_in(std::get<0>(contents[2])));
  EXPECT_EQ(load_as_of(database_.reader(), kContacts, database_.reader().position() - 1).at(0).phone, "13800000001");
  EXPECT_EQ(faults(), std::set<std::string>{});
}

TEST_F(PersonalTest, the_same_numbers_of_two_people_are_not_seen_to_be_the_same) {
  save({{"a", "甲", "13800000001"}, {"b", "乙", "13800000001"}});
  const auto values = database_.reader().query<std::string>("SELECT commitment FROM personal_value");
  ASSERT_EQ(values.size(), 2U);
  EXPECT_NE(values[0], values[1]);
}

TEST_F(PersonalTest, the_same_rows_again_change_nothing_few_or_many) {
  for (const int count : {2, 100}) {
    std::vector<Contact> rows;
    for (int i = 0; i < count; ++i)
      rows.push_back({fmt::format("{}-{:03}", count, i), "某", fmt::format("139{:08}", i)});
    EXPECT_EQ(save(rows).inserted, count);
    EXPECT_EQ(save(rows).unchanged, count);
    rows[1].phone = "13700000000";
    EXPECT_EQ(save(rows), (PutCounts{0, 1, count - 1, 0}));
    EXPECT_THAT(phones_told(rows[1].id), ElementsAre("13900000001", "13700000000"));
  }
  EXPECT_EQ(faults(), std::set<std::string>{});
}

TEST_F(PersonalTest, a_row_that_comes_twice_at_once_is_the_last_one) {
  std::vector<Contact> rows;
  for (int i = 0; i < 100; ++i) rows.push_back({fmt::format("{:03}", i), "某", fmt::format("139{:08}", i)});
  rows.push_back({"000", "某", "13900000000"});
  rows.push_back({"000", "某某", "13600000000"});
  save(rows);
  EXPECT_THAT(phones_told("000"), ElementsAre("13900000000", "13600000000"));
  EXPECT_EQ(faults(), std::set<std::string>{});
}

TEST_F(PersonalTest, what_is_erased_is_nowhere_and_everything_still_agrees) {
  save({{"a", "甲", "13800000001"}, {"b", "乙", "13700000007"}});
  save({{"a", "甲", "13900000002"}});
  const Position before = database_.reader().position();
  const auto page = [&] {
    PageQuery query;
    query.sort = "id";
    query.as_of = before;
    return load_page(database_.reader(), kContacts, query).rows.at(0).row.phone;
  };
  EXPECT_EQ(page(), "13900000002");
  const auto digests_before = digests();
  const Erased erased = erase("a");
  EXPECT_THAT(erased.versions, ElementsAre(1, 2));
  EXPECT_TRUE(erased.blanked.empty());
  EXPECT_THAT(stored(), Not(HasSubstr("13800000001")));
  EXPECT_THAT(stored(), Not(HasSubstr("13900000002")));
  EXPECT_THAT(stored(), HasSubstr("13700000007"));
  EXPECT_THAT(phones_told("a"), ElementsAre("", "", ""));
  EXPECT_THAT(phones_told("b"), ElementsAre("13700000007"));
  EXPECT_EQ(page(), "");  // of the past, too
  for (const auto& digest : digests_before) EXPECT_THAT(digests(), ::testing::Contains(digest));
  EXPECT_EQ(faults(), std::set<std::string>{});
  // A new number is one more version, and can be erased again.
  save({{"a", "甲", "13500000005"}});
  EXPECT_THAT(phones_told("a"), ElementsAre("", "", "", "13500000005"));
  EXPECT_THAT(erase("a").versions, ElementsAre(4));
  EXPECT_EQ(faults(), std::set<std::string>{});
}

TEST_F(PersonalTest, a_version_from_before_stays_until_it_is_blanked_by_an_entry) {
  save_as_before({"a", "甲", "13800000001"});
  EXPECT_EQ(save({{"a", "甲", "13800000001"}}).unchanged, 1);
  EXPECT_THAT(phones_told("a"), ElementsAre("13800000001"));
  EXPECT_EQ(faults(), std::set<std::string>{});
  save({{"a", "甲甲", "13800000001"}});
  const auto digests_before = digests();
  const Erased erased = erase("a");
  EXPECT_THAT(erased.versions, ElementsAre(1, 2));
  EXPECT_EQ(erased.blanked.size(), 1U);
  EXPECT_THAT(stored(), Not(HasSubstr("13800000001")));
  EXPECT_THAT(phones_told("a"), ElementsAre("", "", ""));
  EXPECT_EQ(load_history(database_.reader(), kContacts, "a").front().row->name, "甲");
  EXPECT_EQ(digests().front(), digests_before.front());
  EXPECT_EQ(faults(), std::set<std::string>{});
  run_raw(directory_.path(),
          "UPDATE row_version SET content = replace(content, '甲', '丙') WHERE entity = 'contact' AND version = 1");
  EXPECT_EQ(faults(), std::set<std::string>{"contact/a check.version_altered"});
}

TEST_F(PersonalTest, what_is_done_behind_the_back_is_found) {
  const std::pair<const char*, const char*> rows[] = {
      {"DELETE FROM personal_value", "contact/a check.personal_missing"},
      {"UPDATE personal_value SET value = '13800000009'", "personal_value check.personal_altered"},
      {"UPDATE personal_value SET salt = 'x'", "personal_value check.personal_altered"},
      {"UPDATE personal_value SET value = '13800000009'", "contact/a check.row_altered"},
      {"UPDATE contact SET phone = '13800000009'", "contact/a check.row_altered"},
      {"UPDATE row_version SET content = replace(content, 'sha256:', 'sha256:0') WHERE entity = 'contact'",
       "contact/a check.version_altered"},
  };
  save({{"a", "甲", "13800000001"}});
  for (const auto& [sql, fault] : rows) {
    const TemporaryDirectory copy;
    ASSERT_TRUE(copy_store(database_, copy.path() / "store", std::nullopt));
    run_raw(copy.path() / "store", sql);
    const auto altered = Database::open(copy.path() / "store", Access::read);
    std::set<std::string> found;
    for (const auto& problem :
         audit_store(*altered, {kBridges.shape(), kBridgeYears.shape(), kContacts.shape()}).problems)
      found.insert(problem.place.substr(0, 14) + " " + problem.code);
    EXPECT_TRUE(found.contains(fault)) << sql << ::testing::PrintToString(found);
  }
}

}  // namespace
}  // namespace guatu::db
