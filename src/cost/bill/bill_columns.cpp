#include "cost/bill/bill_columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/nearest_word.h"
#include "cost/bill/cell_text.h"

namespace trace_cost::cost {

namespace {

struct Role {
  std::string_view name;
  BillColumn column;
  std::array<std::string_view, 8> usual;  // headings, as plain_word(), for a suggestion
};
constexpr std::array kRoles{
    Role{"date",
         BillColumn::Start,
         {"date", "day", "usagedate", "usagedateutc", "starttimeiso", "starttime", "start"}},
    Role{"end", BillColumn::End, {"endtimeiso", "endtime", "enddate"}},
    Role{"amount",
         BillColumn::Amount,
         {"amount", "cost", "costusd", "amountusd", "costinusd", "totalcost", "amountvalue"}},
    Role{"currency", BillColumn::Currency, {"currency", "amountcurrency", "billingcurrency"}},
    Role{"provider", BillColumn::Provider, {"provider", "vendor"}},
    Role{"model", BillColumn::Item, {"model", "modelname", "lineitem", "modelid"}},
    Role{"tokens", BillColumn::Quantity, {"tokens", "totaltokens"}},
    Role{"input_tokens", BillColumn::InputTokens, {"inputtokens", "prompttokens", "tokensin"}},
    Role{"output_tokens",
         BillColumn::OutputTokens,
         {"outputtokens", "completiontokens", "tokensout"}},
};

base::Error map_error(std::string_view reason) {
  return {base::ErrorCode::BadArgument, fmt::format("--bill-map: {}", reason)};
}

std::string quoted_list(const std::vector<std::string>& headings) {
  constexpr std::size_t kShown = 30;
  std::string list;
  for (std::size_t i = 0; i < std::min(headings.size(), kShown); ++i) {
    list += fmt::format("{}'{}'", i == 0 ? "" : ", ", headings[i]);
  }
  return headings.size() > kShown ? list + ", ..." : list;
}

// At commas outside of quotes.
std::vector<std::string> parts_of(std::string_view map) {
  std::vector<std::string> parts(1);
  bool is_quoted = false;
  for (const char c : map) {
    if (c == '"') {
      is_quoted = !is_quoted;
    } else if (c == ',' && !is_quoted) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

base::Result<const Role*> role_of(std::string_view name) {
  std::array<std::string_view, kRoles.size()> names{};
  std::transform(kRoles.begin(), kRoles.end(), names.begin(),
                 [](const Role& role) { return role.name; });
  const auto found = std::find(names.begin(), names.end(), name);
  if (found != names.end()) return &kRoles[static_cast<std::size_t>(found - names.begin())];
  const auto nearest = base::nearest_word(name, names);
  const std::string hint = nearest ? fmt::format("; did you mean '{}'?", *nearest) : "";
  return map_error(fmt::format("'{}' is none of {}{}", name, fmt::join(names, ", "), hint));
}

bool may_be_constant(BillColumn column) {
  return column == BillColumn::Provider || column == BillColumn::Item ||
         column == BillColumn::Currency;
}

base::Result<std::size_t> place_of(std::string_view heading,
                                   const std::vector<std::string>& headings) {
  const auto same = [&](const std::string& other) { return without_blanks(other) == heading; };
  const auto alike = [&](const std::string& other) {
    return !plain_word(heading).empty() && plain_word(other) == plain_word(heading);
  };
  auto found = std::find_if(headings.begin(), headings.end(), same);
  if (found == headings.end()) found = std::find_if(headings.begin(), headings.end(), alike);
  if (found != headings.end()) {
    if (std::count_if(headings.begin(), headings.end(), same) > 1) {
      return map_error(fmt::format("two columns are called '{}'; rename one of them", heading));
    }
    return static_cast<std::size_t>(found - headings.begin());
  }
  const std::vector<std::string_view> names(headings.begin(), headings.end());
  const auto nearest = base::nearest_word(heading, names);
  const std::string hint = nearest ? fmt::format("; did you mean '{}'?", *nearest) : "";
  return map_error(fmt::format("no column is called '{}'{} The columns are {}", heading,
                               hint.empty() ? "." : hint, quoted_list(headings)));
}

std::optional<std::size_t> usual_place(const Role& role, const std::vector<std::string>& headings) {
  const auto found = std::find_if(headings.begin(), headings.end(), [&](const std::string& text) {
    const std::string word = plain_word(text);
    return !word.empty() &&
           std::find(role.usual.begin(), role.usual.end(), word) != role.usual.end();
  });
  if (found == headings.end()) return std::nullopt;
  return static_cast<std::size_t>(found - headings.begin());
}

// A column of currencies counts though nobody mapped it: amounts of several must not be added.
void add_usual(BillColumn column, const std::vector<std::string>& headings, BillColumns& columns) {
  for (const Role& role : kRoles) {
    if (role.column != column) continue;
    if (const auto place = usual_place(role, headings)) columns.add(column, *place);
  }
}

}  // namespace

std::string_view BillColumns::text(const std::vector<std::string>& cells, BillColumn column) const {
  for (const std::size_t place : places_[index(column)]) {
    if (place >= cells.size()) continue;
    const std::string_view text = without_blanks(cells[place]);
    if (!text.empty() && plain_word(text) != "null") return text;
  }
  return constants_[index(column)];
}

BillColumns find_columns(std::span<const ColumnName> names,
                         const std::vector<std::string>& headings) {
  std::vector<std::string> words;
  words.reserve(headings.size());
  for (const std::string& heading : headings) words.push_back(plain_word(heading));
  BillColumns columns;
  for (const ColumnName& known : names) {
    const auto found = std::find(words.begin(), words.end(), known.name);
    if (found == words.end()) continue;
    columns.add(known.column, static_cast<std::size_t>(found - words.begin()));
  }
  return columns;
}

base::Result<BillColumns> mapped_columns(std::string_view map,
                                         const std::vector<std::string>& headings) {
  BillColumns columns;
  for (const std::string& part : parts_of(map)) {
    const std::size_t equals = part.find('=');
    if (equals == std::string::npos) {
      return map_error(
          fmt::format("'{}' has no '='; expected date=COLUMN,amount=COLUMN,...", part));
    }
    const auto role = role_of(without_blanks(std::string_view(part).substr(0, equals)));
    if (!role) return role.error();
    if (part.compare(equals, 2, "==") == 0) {
      if (!may_be_constant((*role)->column)) {
        return map_error(
            fmt::format("'{}' differs from line to line; expected {}=COLUMN", part, (*role)->name));
      }
      columns.set_constant((*role)->column,
                           std::string(without_blanks(std::string_view(part).substr(equals + 2))));
      continue;
    }
    const auto place =
        place_of(without_blanks(std::string_view(part).substr(equals + 1)), headings);
    if (!place) return place.error();
    if (columns.has((*role)->column)) {
      return map_error(fmt::format("'{}' is mapped twice", (*role)->name));
    }
    columns.add((*role)->column, *place);
  }
  if (!columns.tells(BillColumn::Currency)) add_usual(BillColumn::Currency, headings, columns);
  if (columns.has(BillColumn::Amount)) return columns;
  return map_error(fmt::format("'{}' names no amount; expected amount=COLUMN", map));
}

std::string suggested_map(const std::vector<std::string>& headings) {
  std::string map;
  for (const Role& role : kRoles) {
    const auto place = usual_place(role, headings);
    if (!place) continue;
    map +=
        fmt::format("{}{}={}", map.empty() ? "" : ",", role.name, without_blanks(headings[*place]));
  }
  return map.empty() ? "date=COLUMN,amount=COLUMN,model=COLUMN" : map;
}

std::string currency_in(std::string_view heading) {
  static constexpr std::array<std::string_view, 14> kCodes{"USD", "EUR", "GBP", "JPY", "CHF",
                                                           "CAD", "AUD", "INR", "CNY", "SEK",
                                                           "NOK", "DKK", "BRL", "SGD"};
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kSigns{
      {{"$", "USD"}, {"€", "EUR"}, {"£", "GBP"}}};
  std::string word;
  for (const char c : std::string(heading) + ' ') {
    if (c >= 'A' && c <= 'Z') {
      word += c;
      continue;
    }
    if (std::find(kCodes.begin(), kCodes.end(), word) != kCodes.end()) return word;
    word = (c >= 'a' && c <= 'z') ? std::string("-") : std::string();
  }
  for (const auto& [sign, code] : kSigns) {
    if (heading.find(sign) != std::string_view::npos) return std::string(code);
  }
  return {};
}

}  // namespace trace_cost::cost
