// The bill that is written of a capture comes to the capture's money, and agrees with it.
#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "cost/bill/bill_forms.h"
#include "cost/reconciliation.h"
#include "made_up_run.h"
#include "report/convert/focus_charges.h"

namespace trace_cost::property {

namespace {

// A capture with its ledger, read with the keys of a bill.
class Books {
 public:
  explicit Books(const std::vector<std::string>& files) {
    fields_ = cost::select_fields({}, selection_);
    for (const char* const name : cost::kBilledBy) {
      by_.push_back(cost::Dimension::parse(name, fields_, selection_).value());
    }
    analysis_.capture = std::make_unique<model::Capture>();
    for (const std::string& file : files) {
      const auto bytes = input::memory_source(file);
      input::read_source(*bytes, {{"run"}}, selection_, *analysis_.capture, analysis_.diagnostics);
    }
    analysis_.capture->seal();
    analysis_.ancestry = std::make_shared<model::Ancestry>(*analysis_.capture);
    analysis_.ledger = cost::build_ledger(*analysis_.ancestry, fields_);
  }

  [[nodiscard]] std::string as_focus() const {
    std::string text;
    {
      report::Outlet outlet([&](std::string_view piece) {
        text += piece;
        return true;
      });
      report::write_focus_charges({analysis_, selection_, by_}, outlet);
    }
    return text;
  }

  [[nodiscard]] cost::Reconciliation compare(const cost::Bill& bill) const {
    const cost::Grouping providers = by_[0].group(*analysis_.ancestry, analysis_.ledger);
    const cost::Grouping models = by_[1].group(*analysis_.ancestry, analysis_.ledger);
    return cost::reconcile({&bill, 1}, {*analysis_.capture, analysis_.ledger, providers, models},
                           cost::read_margin("0").value());
  }

  [[nodiscard]] const cost::Ledger& ledger() const { return analysis_.ledger; }

 private:
  model::AttributeSelection selection_;
  cost::FieldKeys fields_;
  std::vector<cost::Dimension> by_;
  report::Analysis analysis_;
};

}  // namespace

TEST_CASE("property/focus: the bill of any run sums to its total, and agrees with the run") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    std::vector<std::string> records = encoded(made_up_run(random, 10), as_otlp);
    const Books books({joined(records)});
    const std::string text = books.as_focus();
    const auto bill = cost::read_bill_file({"focus.csv", text}, {});
    REQUIRE(bill.has_value());
    model::Money billed;
    for (const auto& [key, sum] : bill->sums) billed += sum.amount;
    CHECK(billed == books.ledger().total);
    const cost::Reconciliation comparison = books.compare(*bill);
    CHECK(comparison.agrees());
    CHECK(comparison.total.traced == books.ledger().total);
    CHECK(comparison.not_compared.empty());

    random.shuffle(records);
    CHECK(Books({joined(records)}).as_focus() == text);
  }
}

}  // namespace trace_cost::property
