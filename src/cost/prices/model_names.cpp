#include "cost/prices/model_names.h"

#include <algorithm>
#include <array>
#include <utility>

#include "cost/prices/providers.h"

namespace trace_cost::cost {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t digits_at(std::string_view text, std::size_t at) {
  std::size_t count = 0;
  while (at + count < text.size() && is_digit(text[at + count])) ++count;
  return count;
}

// --- prefixes

// Gateways and folders in front of a name; those of providers are known to find_provider().
constexpr std::array<std::string_view, 5> kPlainPrefixes{"vercel_ai_gateway", "models",
                                                         "openai_codex", "litellm", "publishers"};

// --- Bedrock

constexpr std::array<std::string_view, 7> kRegions{"us", "eu", "apac", "au", "jp", "ca", "us-gov"};
constexpr std::array<std::string_view, 12> kVendors{
    "anthropic", "amazon", "meta",   "mistral",   "cohere", "ai21",
    "deepseek",  "openai", "google", "stability", "qwen",   "minimax"};

// Takes "WORD." off the front when WORD is one of `words`.
template <std::size_t N>
bool take_word(std::string_view& name, const std::array<std::string_view, N>& words) {
  const std::size_t dot = name.find('.');
  if (dot == std::string_view::npos || dot + 1 == name.size()) return false;
  if (std::find(words.begin(), words.end(), name.substr(0, dot)) == words.end()) return false;
  name.remove_prefix(dot + 1);
  return true;
}

// Takes "-v1", "-v1:0" or "-v1:0:200k" off the end.
bool take_version(std::string_view& name) {
  const std::size_t at = name.rfind("-v");
  if (at == std::string_view::npos || at == 0) return false;
  std::size_t end = at + 2 + digits_at(name, at + 2);
  if (end == at + 2) return false;
  for (int part = 0; part < 2 && end < name.size() && name[end] == ':'; ++part) {
    const std::size_t digits = digits_at(name, end + 1);
    if (digits == 0) return false;
    end += 1 + digits;
    if (part == 1 && end < name.size() && name[end] == 'k') ++end;
  }
  if (end != name.size()) return false;
  name = name.substr(0, at);
  return true;
}

// What an ARN of Bedrock names: "arn:aws:bedrock:us-east-1:123:inference-profile/us.anthropic.x".
// Empty for an application's own profile, whose id says nothing of the model.
std::string_view named_by_arn(std::string_view name) {
  constexpr std::array<std::string_view, 3> kKinds{":foundation-model/", ":inference-profile/",
                                                   ":system-tool/"};
  if (!name.starts_with("arn:")) return {};
  for (const std::string_view kind : kKinds) {
    const std::size_t at = name.find(kind);
    if (at != std::string_view::npos) return name.substr(at + kind.size());
  }
  return {};
}

// --- variants

// Not ":free": what costs nothing must not be charged as if it did.
constexpr std::array<std::string_view, 6> kEndings{"@default", "-latest", "[1m]",
                                                   ":nitro",   ":floor",  ":online"};

// "ft:gpt-4o-mini-2024-07-18:acme::id" as "ft:gpt-4o-mini-2024-07-18": what fine-tuned models of
// that base cost. Never the base itself, which is cheaper.
std::string_view fine_tuned(std::string_view name) {
  if (!name.starts_with("ft:")) return {};
  const std::size_t end = name.find(':', 3);
  return end == std::string_view::npos ? std::string_view{} : name.substr(0, end);
}

// --- dates

bool lies_between(std::string_view digits, int least, int most) {
  const int value = (digits[0] - '0') * 10 + (digits[1] - '0');
  return least <= value && value <= most;
}

bool is_month_and_day(std::string_view digits) {
  return lies_between(digits.substr(0, 2), 1, 12) && lies_between(digits.substr(2, 2), 1, 31);
}

// The last `length` bytes when a dash stands before them and something before that, else empty.
std::string_view dashed_ending(std::string_view name, std::size_t length) {
  const bool has_room = name.size() > length + 1 && name[name.size() - length - 1] == '-';
  return has_room ? name.substr(name.size() - length) : std::string_view{};
}

bool is_date(std::string_view digits) {
  return digits.starts_with("20") && digits_at(digits, 0) == 8 &&
         is_month_and_day(digits.substr(4));
}

// Takes "-2024-05-13", "-20240513" or "-0513" off the end.
bool take_date(std::string_view& name) {
  const std::string_view dashed = dashed_ending(name, 10);
  const std::string_view plain = dashed_ending(name, 8);
  const std::string_view brief = dashed_ending(name, 4);
  std::size_t length = 0;
  if (!dashed.empty() && dashed[4] == '-' && dashed[7] == '-') {
    std::string digits(dashed);
    std::erase(digits, '-');
    if (digits.size() == 8 && is_date(digits)) length = 10;
  } else if (!plain.empty() && is_date(plain)) {
    length = 8;
  } else if (!brief.empty() && digits_at(brief, 0) == 4 && is_month_and_day(brief)) {
    length = 4;
  }
  if (length == 0) return false;
  name.remove_suffix(length + 1);
  return true;
}

// Google numbers what others date: "gemini-2.0-flash-001".
bool take_stable_version(std::string_view& name) {
  const std::string_view number = dashed_ending(name, 3);
  if (!name.starts_with("gemini-") || digits_at(number, 0) != 3) return false;
  name.remove_suffix(4);
  return true;
}

// --- the steps in their order

class Forms {
 public:
  explicit Forms(std::string_view model) {
    forms_.push_back({lower_name(model), NameStep::AsWritten, {}});
  }

  std::vector<NameForm> take() { return std::move(forms_); }

  void take_prefixes() {
    std::string name = last();
    std::size_t slash = name.find('/');
    while (slash != std::string::npos && forms_.size() < kMost) {
      const std::string prefix = name.substr(0, slash);
      const Provider* const provider = find_provider(prefix);
      const bool is_plain =
          std::find(kPlainPrefixes.begin(), kPlainPrefixes.end(), prefix) != kPlainPrefixes.end();
      if (provider == nullptr && !is_plain) return;
      if (provider != nullptr) provider_ = provider->id;
      name.erase(0, slash + 1);
      add(name, NameStep::Prefix);
      slash = name.find('/');
    }
  }

  void open_arn() {
    const std::string_view named = named_by_arn(last());
    if (!named.empty()) add(std::string(named), NameStep::Arn);
  }

  void open_bedrock_envelope() {
    const std::string written = last();
    std::string_view name = written;
    const bool is_regional = take_word(name, kRegions);
    std::string_view inner = name;
    if (inner.starts_with("global.") || inner.starts_with("regional.")) {
      inner.remove_prefix(inner.find('.') + 1);
    }
    std::string_view bare = inner;
    const bool has_vendor = take_word(bare, kVendors);
    // Without a region the call stays where it is made, which is regional, too.
    if (has_vendor && inner == name) add("regional." + std::string(name), NameStep::Region);
    if (has_vendor && is_regional) add(std::string(name), NameStep::Region);
    if (has_vendor) add(std::string(bare), NameStep::Vendor);
    const bool is_versioned = has_vendor || bare.find(':') != std::string_view::npos;
    if (is_versioned && take_version(bare)) add(std::string(bare), NameStep::Version);
  }

  void take_variant() {
    const std::string_view tuned = fine_tuned(last());
    if (!tuned.empty()) add(std::string(tuned), NameStep::Variant);
    std::string name = last();
    const std::size_t at = name.rfind('@');
    if (at != std::string::npos && digits_at(name, at + 1) == name.size() - at - 1) {
      name[at] = '-';
      add(name, NameStep::Variant);
    }
    for (const std::string_view ending : kEndings) {
      if (name.size() <= ending.size() || !name.ends_with(ending)) continue;
      name.erase(name.size() - ending.size());
      add(name, NameStep::Variant);
    }
  }

  void take_snapshot_date() {
    const std::string written = last();
    std::string_view name = written;
    if (take_date(name) || take_stable_version(name)) add(std::string(name), NameStep::Date);
  }

 private:
  static constexpr std::size_t kMost = 24;

  [[nodiscard]] const std::string& last() const { return forms_.back().name; }

  void add(std::string name, NameStep step) {
    const bool is_new = !name.empty() && last() != name;
    if (is_new && forms_.size() < kMost) forms_.push_back({std::move(name), step, provider_});
  }

  std::vector<NameForm> forms_;
  std::string provider_;
};

}  // namespace

std::string_view name_of(NameStep step) {
  static constexpr std::array<std::string_view, 9> kNames{
      "as written",          "without its prefix", "from its ARN",
      "by its region",       "without its vendor", "without its version",
      "without its variant", "without its date",   "with dots for dashes"};
  return kNames[static_cast<std::size_t>(step)];
}

std::vector<NameForm> forms_of(std::string_view model) {
  Forms forms(model);
  if (model.size() <= kLongestName) {
    forms.take_prefixes();
    forms.open_arn();
    forms.open_bedrock_envelope();
    forms.take_variant();
    forms.take_snapshot_date();
  }
  return forms.take();
}

std::string without_dots(std::string_view name) {
  std::string folded(name);
  for (std::size_t i = 1; i + 1 < folded.size(); ++i) {
    if (folded[i] == '.' && is_digit(folded[i - 1]) && is_digit(folded[i + 1])) folded[i] = '-';
  }
  return folded;
}

}  // namespace trace_cost::cost
