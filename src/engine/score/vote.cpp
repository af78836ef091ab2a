// SPDX-License-Identifier: Apache-2.0
#include "engine/score/vote.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "engine/score/statistics.hpp"

namespace guatu::score {
namespace {

class BallotReader {
 public:
  BallotReader(const SheetText& sheet, const Scheme& scheme, const Table& table)
      : sheet_(sheet), scheme_(scheme), table_(table) {}

  Result<std::vector<Ballot>> read() {
    for (std::size_t column = 0; column < sheet_.columns && sheet_.row_count() > 0; ++column)
      position_[std::string(trim(sheet_.at(0, column)))] = column;
    for (const char* needed : {"class", "unit", "score"})
      if (!position_.contains(needed)) problems_.push_back({sheet_.name, "score.column_needed", {{"column", needed}}});
    if (!problems_.empty()) return refuse(Error{ErrorKind::invalid, std::move(problems_)});
    std::vector<Ballot> ballots;
    for (std::size_t row = 1; row < sheet_.row_count(); ++row) read_row(row, ballots);
    if (!problems_.empty()) return refuse(Error{ErrorKind::invalid, std::move(problems_)});
    return ballots;
  }

 private:
  std::string text(std::size_t row, const char* column) const {
    const auto found = position_.find(column);
    return found == position_.end() ? std::string() : std::string(trim(sheet_.at(row, found->second)));
  }

  void report(std::size_t row, const char* column, const char* code) {
    const std::size_t number = row < sheet_.rows.size() ? sheet_.rows[row] : row + 1;
    if (problems_.size() < 50)
      problems_.push_back({sheet_.name + "!" + column_letters(position_.at(column)) + std::to_string(number),
                           code,
                           {{"value", text(row, column)}}});
  }

  void read_row(std::size_t row, std::vector<Ballot>& ballots) {
    const Cell score = read_cell(text(row, "score"), {});
    if (score.kind == CellKind::missing) return;
    Ballot ballot{text(row, "item"), text(row, "class"), text(row, "voter_unit"), text(row, "unit"), score.value};
    if (score.kind != CellKind::number || score.value < 0 || score.value > 100)
      report(row, "score", "score.ballot_out_of_range");
    if (table_.unit_index(ballot.unit) < 0) report(row, "unit", "score.unit_unknown");
    if (!ballot.item.empty() && scheme_.find(ballot.item) < 0) report(row, "item", "score.item_unknown_here");
    if (!class_is_known(ballot)) report(row, "class", "score.class_unknown");
    ballots.push_back(std::move(ballot));
  }

  bool class_is_known(const Ballot& ballot) const {
    for (const int item : scheme_.items()) {
      const Node& node = scheme_.nodes[static_cast<std::size_t>(item)];
      if (node.method.method != Method::vote || (!ballot.item.empty() && ballot.item != node.code)) continue;
      const auto& classes = node.method.find("classes")->texts;
      if (std::find(classes.begin(), classes.end(), ballot.voter_class) != classes.end()) return true;
    }
    return false;
  }

  const SheetText& sheet_;
  const Scheme& scheme_;
  const Table& table_;
  std::map<std::string, std::size_t, std::less<>> position_;
  std::vector<Problem> problems_;
};

ClassVote count_class(std::string name, double weight, std::vector<double> scores, int trim_each_end) {
  ClassVote vote{std::move(name), weight, static_cast<int>(scores.size()), 0, 0, kMissing};
  std::sort(scores.begin(), scores.end());
  if (trim_each_end > 0 && vote.ballots >= 2 * trim_each_end + 3) vote.trimmed = trim_each_end;
  const std::span<const double> kept(scores.data() + vote.trimmed,
                                     scores.size() - 2 * static_cast<std::size_t>(vote.trimmed));
  vote.mean = mean(kept);
  return vote;
}

}  // namespace

Result<std::vector<Ballot>> read_ballots(const SheetText& sheet, const Scheme& scheme, const Table& table) {
  return BallotReader(sheet, scheme, table).read();
}

Result<std::vector<UnitVote>> count_votes(const Node& item, const std::vector<Ballot>& ballots,
                                          const std::vector<std::string>& units) {
  const auto& classes = item.method.find("classes")->texts;
  const auto& weights = item.method.find("class_weights")->numbers;
  const int trim_each_end = static_cast<int>(item.method.number("trim", 0));
  const bool own_counts = item.method.text("own_unit", "exclude") == "include";
  const bool renormalise = item.method.text("empty_class", "refuse") == "renormalise";
  std::map<std::pair<std::string_view, std::string_view>, std::vector<double>> scores;
  std::map<std::pair<std::string_view, std::string_view>, int> own;
  for (const Ballot& ballot : ballots) {
    if (!ballot.item.empty() && ballot.item != item.code) continue;
    if (!own_counts && ballot.voter_unit == ballot.unit)
      ++own[{ballot.unit, ballot.voter_class}];
    else
      scores[{ballot.unit, ballot.voter_class}].push_back(ballot.score);
  }
  std::vector<UnitVote> votes;
  for (const std::string& unit : units) {
    UnitVote vote;
    double sum = 0;
    double present = 0;
    for (std::size_t i = 0; i < classes.size(); ++i) {
      vote.classes.push_back(count_class(classes[i], weights[i], scores[{unit, classes[i]}], trim_each_end));
      vote.classes.back().own_unit_left_out = own[{unit, classes[i]}];
      if (!is_present(vote.classes.back().mean)) {
        if (!renormalise)
          return refuse(ErrorKind::invalid, item.code, "score.class_without_ballots",
                        {{"unit", unit}, {"class", classes[i]}});
        continue;
      }
      sum += weights[i] * vote.classes.back().mean;
      present += weights[i];
    }
    vote.score = present > 0 ? sum / present : kMissing;
    votes.push_back(std::move(vote));
  }
  return votes;
}

}  // namespace guatu::score
