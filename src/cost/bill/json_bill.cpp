#include "cost/bill/json_bill.h"

#include <fmt/format.h>

#include <utility>

namespace trace_cost::cost {

namespace {

using base::JsonKind;
using base::JsonValue;

std::size_t page_count(const JsonValue& root) {
  return root.is(JsonKind::List) ? root.items.size() : 1;
}

const JsonValue& page_at(const JsonValue& root, std::size_t i) {
  return root.is(JsonKind::List) ? root.items[i] : root;
}

// The list that a member is; null when it is none.
const JsonValue* list_in(const JsonValue& object, std::string_view member) {
  const JsonValue* found = object.find(member);
  return found != nullptr && found->is(JsonKind::List) ? found : nullptr;
}

bool has_more(const JsonValue& page) {
  return text_of(page, "has_more") == "true" || !text_of(page, "next_page").empty();
}

class JsonBill {
 public:
  JsonBill(const BillFile& file, const JsonForm& form) : file_(file), form_(form) {
    bill_.name = file.name;
    bill_.form = form.name;
    bill_.provider = form.provider;
  }

  base::Result<Bill> read(const JsonValue& root) {
    for (std::size_t i = 0; i < page_count(root); ++i) {
      if (auto failure = read_page(page_at(root, i))) return *failure;
    }
    return std::move(bill_);
  }

 private:
  base::Failure read_page(const JsonValue& page) {
    const JsonValue* data = list_in(page, "data");
    if (data == nullptr) return fault(page, "expected a page with a list \"data\"");
    page_ = {};
    for (const JsonValue& bucket : data->items) {
      if (auto failure = read_bucket(bucket)) return failure;
    }
    page_.has_more = has_more(page);
    bill_.pages.push_back(page_);
    return {};
  }

  base::Failure read_bucket(const JsonValue& bucket) {
    const auto days = days_of(bucket);
    if (!days) return days.error();
    page_.days = page_.days ? joined(*page_.days, *days) : *days;
    bill_.cover(*days);
    const JsonValue* results = list_in(bucket, "results");
    if (results == nullptr) return fault(bucket, "expected a list \"results\" in every bucket");
    for (const JsonValue& result : results->items) {
      if (auto failure = read_result(result, *days)) return failure;
    }
    return {};
  }

  base::Result<Days> days_of(const JsonValue& bucket) {
    std::optional<model::Instant> times[2];
    for (const bool is_end : {false, true}) {
      const std::string_view member = is_end ? form_.end : form_.start;
      const JsonValue* value = bucket.find(member);
      times[is_end ? 1 : 0] = value == nullptr ? std::nullopt : form_.instant(*value);
      if (times[is_end ? 1 : 0]) continue;
      return fault(value == nullptr ? bucket : *value,
                   fmt::format("expected a bucket with a time \"{}\"", member));
    }
    const auto days = days_between(*times[0], *times[1], bill_.offset);
    if (!days)
      return fault(bucket, fmt::format("\"{}\" is not after \"{}\"", form_.end, form_.start));
    return *days;
  }

  base::Failure read_result(const JsonValue& result, Days days) {
    if (!result.is(JsonKind::Object)) return fault(result, "expected an object in \"results\"");
    const bool is_usage =
        result.find("amount") == nullptr &&
        (result.find("output_tokens") != nullptr || result.find("num_model_requests") != nullptr);
    if (is_usage) {
      return fault(result, "this is a report of usage, which holds tokens and no money; " +
                               std::string(form_.advice));
    }
    BillLine line;
    line.key.provider = form_.provider;
    line.key.days = days;
    if (const auto faulty = form_.read_result(result, line)) {
      return bill_error(file_, faulty->line, faulty->message);
    }
    if (bill_.add(std::move(line))) return {};
    return fault(result, fmt::format("more than {} days, models and kinds", Bill::kMostSums));
  }

  [[nodiscard]] base::Error fault(const JsonValue& at, std::string_view reason) const {
    return bill_error(file_, at.line, reason);
  }

  const BillFile& file_;
  const JsonForm& form_;
  Bill bill_;
  BillPage page_;
};

}  // namespace

std::string_view text_of(const JsonValue& object, std::string_view member) {
  const JsonValue* found = object.find(member);
  return found == nullptr ? std::string_view() : std::string_view(found->text);
}

bool has_buckets_of(const JsonForm& form, const JsonValue& root) {
  if (page_count(root) == 0) return false;
  const JsonValue* data = list_in(page_at(root, 0), "data");
  if (data == nullptr) return false;
  return !data->items.empty() && data->items.front().find(form.start) != nullptr;
}

base::Result<Bill> read_json_bill(const BillFile& file, const JsonValue& root,
                                  const JsonForm& form) {
  return JsonBill(file, form).read(root);
}

}  // namespace trace_cost::cost
