// Any bytes at all -> a bill, in every form and by a map. What must hold, whatever the bytes are:
//
//   it is read or refused; a refusal names the file
//   the sums hold as many lines as the bill, none of them less than one day or of no currency
//   reading it again gives the same
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "cost/bill/bill_forms.h"
#include "cost/bill/bill_scope.h"
#include "must.h"

namespace trace_cost::cost {

namespace {

bool are_equal(const Bill& a, const Bill& b) {
  if (a.lines != b.lines || a.sums.size() != b.sums.size()) return false;
  for (const auto& [key, sum] : a.sums) {
    const auto other = b.sums.find(key);
    if (other == b.sums.end() || other->second.amount != sum.amount) return false;
  }
  return true;
}

void check_scopes(const Bill& bill) {
  model::Money sum;
  for (const auto& [key, part] : bill.sums) {
    if (is_comparable(key)) sum += part.amount;
  }
  for (const auto& [provider, scope] : bill_scopes({&bill, 1})) {
    model::Instant last = model::Instant::min();
    for (const auto& [days, place] : scope.places) {
      MUST(last <= days.start && days.start < days.end);
      last = days.end;
      for (const auto& [item, part] : place.billed) sum += -part.amount;
    }
  }
  MUST(sum.is_zero());
}

void check(std::string_view text, const BillTerms& terms) {
  const auto bill = read_bill_file({"bill", text}, terms);
  if (!bill) {
    MUST(bill.error().message.starts_with("bill:"));
    return;
  }
  std::uint64_t lines = 0;
  for (const auto& [key, sum] : bill->sums) {
    MUST(!key.currency.empty() && sum.lines > 0);
    MUST(!key.days || key.days->start < key.days->end);
    lines += sum.lines;
  }
  MUST(lines == bill->lines);
  MUST(are_equal(*bill, *read_bill_file({"bill", text}, terms)));
  check_scopes(*bill);
}

}  // namespace

}  // namespace trace_cost::cost

// NOLINTNEXTLINE(readability-identifier-naming): the name libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace cost = trace_cost::cost;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  cost::check(text, {});
  for (const cost::BillForm& form : cost::bill_forms()) {
    cost::BillTerms terms;
    terms.form = form.name;
    cost::check(text, terms);
  }
  cost::BillTerms mapped;
  mapped.map = "date=Day,amount=Cost,model=Model";
  cost::check(text, mapped);
  mapped.decimal_comma = true;
  mapped.offset.ahead = std::chrono::hours{-5};
  cost::check(text, mapped);
  return 0;
}
