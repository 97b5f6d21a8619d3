#include "cost/doubt_findings.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <string>

#include "base/counted.h"
#include "base/name_list.h"

namespace trace_cost::cost {

namespace {

using model::Certainty;
using model::Finding;
using model::FindingSeverity;

enum class Number : std::size_t {
  Gap,
  Suspect,
  Nested,
  CacheAssumed,
  Contradictory,
  ZeroCost,
  Currency,
  Unpriced,
  Failed,
};

constexpr std::array<model::Rule, 9> kRules{{
    {"TC-C005", "agent tells more than its calls", FindingSeverity::Warning, Certainty::Certain,
     "An agent, chain or tool tells a larger cost than what counts beneath it. Its own figure is "
     "kept out of the sums, so the difference is in no total: calls beneath it were not exported, "
     "were sampled away, or carry no cost.",
     "export the spans of every model call; --rollup sum counts every span as it is"},
    {"TC-C006", "cost may be counted twice", FindingSeverity::Warning, Certainty::Inferred,
     "A span that is neither a model call nor an agent costs exactly what the spans beneath it "
     "cost "
     "together. Both count, since plain costs add up.",
     "write the cost on one of the spans, or say what the outer one is: "
     "gen_ai.operation.name=invoke_agent"},
    {"TC-C007", "model call within a model call", FindingSeverity::Info, Certainty::Hint,
     "A model call has another one beneath it, and neither their response ids nor their tokens nor "
     "their costs say that they are the same. Both count.",
     "record gen_ai.response.id on both, so that one call counts once"},
    {"TC-C008", "place of cached tokens assumed", FindingSeverity::Warning, Certainty::Hint,
     "A call of a provider whose own numbers leave cached tokens out of the input tells both, and "
     "nothing says whether its instrumentation has added them. They are taken to be inside, as "
     "OpenTelemetry has it since 1.40; if they are not, the call costs more than is shown.",
     "record the total of the tokens, or gen_ai.usage.input_tokens with the cached ones inside"},
    {"TC-C009", "token counts contradict each other", FindingSeverity::Warning, Certainty::Certain,
     "A part of the tokens (cached, audio, reasoning) is larger than the whole that should hold "
     "it. "
     "The whole is taken to be nothing but that part.",
     "look for mixed conventions in the instrumentation: parts are inside input_tokens and "
     "output_tokens"},
    {"TC-C010", "cost of zero beside tokens", FindingSeverity::Warning, Certainty::Hint,
     "A span tells tokens and a cost of exactly zero. It is counted as zero. It may be a free "
     "call; "
     "some instrumentations write zero when they have no price.",
     "leave the cost out where it is not known: trace-cost then prices the tokens"},
    {"TC-C011", "cost in another currency", FindingSeverity::Warning, Certainty::Certain,
     "A span tells its cost in another currency than US dollars. Currencies are never added, so it "
     "is in no total.",
     "write costs in US dollars, or leave them out and let the tokens be priced"},
    {"TC-C012", "tokens without a price", FindingSeverity::Warning, Certainty::Certain,
     "Model calls tell tokens of a model that no price list has. They count as unknown, not as "
     "zero, so every total is a lower bound.",
     "give a price: --price 'MODEL=2.50/1M,10/1M' (input, output), --prices FILE, or --model-alias "
     "DEPLOYMENT=MODEL"},
    {"TC-C013", "failed call without a cost", FindingSeverity::Info, Certainty::Hint,
     "A failed model call tells tokens and no cost, while its service tells the cost of other "
     "calls: "
     "it knows prices and gave this call none. It is left unpriced, since providers do not bill "
     "most failures.",
     "write the cost of failed calls that were billed, too"},
}};

const model::Rule& rule(Number number) { return kRules[static_cast<std::size_t>(number)]; }

// Sums of costs that were binary fractions once differ in the last digits.
constexpr model::Money kNoise = model::Money::from_decimal(1, 9);

Finding gap_finding(const model::Capture& capture, const Ledger& ledger) {
  Finding finding = model::finding_of(rule(Number::Gap));
  model::Money sum;
  for (const RollupGap& gap : ledger.doubts.gaps) {
    const model::Money more = gap.told - gap.beneath;
    if (more <= kNoise) continue;
    sum += more;
    model::add_example(
        capture.span(gap.span),
        fmt::format("tells {}, beneath it {}", gap.told.dollars(), gap.beneath.dollars()), finding);
  }
  finding.message = fmt::format(
      "{} {} more than the calls beneath them",
      base::counted(finding.count, "agent span tells", "agent spans tell"), sum.dollars());
  return finding;
}

Finding finding_at(Number number, const model::Capture& capture,
                   const std::vector<model::SpanIndex>& spans, std::string_view note) {
  Finding finding = model::finding_of(rule(number));
  for (const model::SpanIndex span : spans) {
    model::add_example(capture.span(span), std::string(note), finding);
  }
  return finding;
}

Finding suspect_finding(const model::Capture& capture, const Ledger& ledger) {
  Finding finding = finding_at(Number::Suspect, capture, ledger.doubts.suspects,
                               "costs what the spans beneath it cost together");
  finding.message = base::counted(finding.count, "span costs", "spans cost") +
                    " exactly what is beneath it; both count";
  return finding;
}

Finding nested_finding(const model::Capture& capture, const Ledger& ledger) {
  Finding finding = finding_at(Number::Nested, capture, ledger.doubts.nested,
                               "has a model call beneath it that differs");
  finding.message = base::counted(finding.count, "model call has", "model calls have") +
                    " another model call beneath; all count";
  return finding;
}

Finding cache_finding(const model::Capture& capture, const Ledger& ledger) {
  Finding finding = finding_at(Number::CacheAssumed, capture, ledger.doubts.cache_assumed,
                               "cached tokens taken to be inside the input");
  finding.message =
      base::counted(finding.count, "call tells", "calls tell") +
      " cached tokens and not whether the input tokens hold them; assumed that they do";
  return finding;
}

Finding contradiction_finding(const model::Capture& capture, const Ledger& ledger) {
  Finding finding = finding_at(Number::Contradictory, capture, ledger.doubts.contradictory,
                               "a part is larger than its whole");
  finding.message = base::counted(finding.count, "call tells", "calls tell") +
                    " a part of the tokens that is larger than the whole";
  return finding;
}

Finding zero_finding(const model::Capture& capture, const Ledger& ledger) {
  Finding finding = model::finding_of(rule(Number::ZeroCost));
  for (const Entry& entry : ledger.entries) {
    const bool is_explicit = entry.basis == Basis::Explicit;
    if (!is_explicit || !entry.charge || !entry.charge->is_zero()) continue;
    const TokenUsage tokens = entry.tokens.usage();
    const bool used_some =
        (tokens.input && tokens.input->value > 0) || (tokens.output && tokens.output->value > 0);
    if (used_some) model::add_example(capture.span(entry.span), "costs 0 beside tokens", finding);
  }
  finding.message = base::counted(finding.count, "span tells", "spans tell") +
                    " tokens and a cost of zero; counted as zero";
  return finding;
}

Finding currency_finding(const model::Capture& capture, const Ledger& ledger) {
  Finding finding = model::finding_of(rule(Number::Currency));
  for (const ForeignCharge& charge : ledger.foreign) {
    model::add_example(capture.span(charge.span), charge.amount.plain() + " " + charge.currency,
                       finding);
  }
  finding.message = base::counted(finding.count, "cost is", "costs are") +
                    " in another currency and in no total: " + foreign_sums(ledger);
  return finding;
}

Finding unpriced_finding(const model::Capture& capture, const Ledger& ledger) {
  const std::string models =
      ledger.unpriced_models.empty() ? "no model named" : base::name_list(ledger.unpriced_models);
  Finding finding = model::finding_of(rule(Number::Unpriced));
  for (const Entry& entry : ledger.entries) {
    const bool has_failed = std::binary_search(ledger.failed_without_cost.begin(),
                                               ledger.failed_without_cost.end(), entry.span);
    if (entry.basis != Basis::Unpriced || has_failed) continue;
    model::add_example(capture.span(entry.span), "tokens, and no price", finding);
  }
  finding.message =
      base::counted(finding.count, "span has", "spans have") + " tokens and no price: " + models;
  return finding;
}

Finding failed_finding(const model::Capture& capture, const Ledger& ledger) {
  Finding finding = finding_at(Number::Failed, capture, ledger.failed_without_cost,
                               "failed, with tokens and without a cost");
  finding.message = base::counted(finding.count, "failed call has", "failed calls have") +
                    " tokens and no cost, of services that tell the cost of other calls";
  return finding;
}

}  // namespace

std::string foreign_sums(const Ledger& ledger) {
  std::map<std::string, model::Money> sums;
  for (const ForeignCharge& charge : ledger.foreign) sums[charge.currency] += charge.amount;
  std::string said;
  for (const auto& [currency, sum] : sums) {
    said += (said.empty() ? "" : ", ") + sum.plain() + " " + currency;
  }
  return said;
}

std::span<const model::Rule> doubt_rules() { return kRules; }

std::vector<Finding> doubt_findings(const model::Capture& capture, const Ledger& ledger) {
  static constexpr std::array kQuestions{gap_finding,      suspect_finding,       nested_finding,
                                         cache_finding,    contradiction_finding, zero_finding,
                                         currency_finding, unpriced_finding,      failed_finding};
  std::vector<Finding> found;
  for (const auto& ask : kQuestions) {
    Finding finding = ask(capture, ledger);
    if (finding.count > 0) found.push_back(std::move(finding));
  }
  return found;
}

}  // namespace trace_cost::cost
