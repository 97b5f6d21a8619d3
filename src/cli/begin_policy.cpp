#include "cli/begin_policy.h"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <system_error>

#include "cli/exit_code.h"
#include "cli/policy_options.h"
#include "policy/questions.h"
#include "policy/starter_policy.h"

namespace trace_cost::cli {

namespace {

std::string name_of_new(const std::string& file) { return file.empty() ? kPolicyFile : file; }

void say(const Session& session, std::string_view words) {
  const std::string line = fmt::format("trace-cost: {}\n", words);
  std::fwrite(line.data(), 1, line.size(), session.err);
}

}  // namespace

bool is_policy_there(const std::string& file, const Session& session) {
  std::error_code error;
  const std::string name = name_of_new(file);
  if (!std::filesystem::is_regular_file(name, error)) return false;
  refuse(session,
         fmt::format("{}: this policy is there already; --policy FILE names another", name));
  return true;
}

int begin_policy(const std::string& file, const policy::Evidence& evidence,
                 const Session& session) {
  const std::string name = name_of_new(file);
  const std::string text = policy::starter_policy(evidence);
  if (const auto failure = write_file(name, [&](const report::Sink& sink) { sink(text); })) {
    return refuse(session, failure->message);
  }
  const policy::Verdict standing =
      policy::judge(policy::standing_questions(evidence, policy::Damage::Reported), {});
  say(session, fmt::format("wrote {}; read it, then try: trace-cost check INPUT...", name));
  if (standing.outcome() != policy::Outcome::Passed) {
    say(session,
        "this capture fails whatever is agreed: mend that first, or let it be known (--baseline "
        "FILE --update-baseline)");
  }
  return kDone;
}

}  // namespace trace_cost::cli
