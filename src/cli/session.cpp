#include "cli/session.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "base/utf8.h"
#include "cli/diagnostics_printer.h"
#include "cli/exit_code.h"

namespace trace_cost::cli {

namespace fs = std::filesystem;

namespace {

base::Error cannot_write(std::string_view what, int error) {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): one thread writes
  return {base::ErrorCode::CannotWrite, fmt::format("{}: {}", what, std::strerror(error))};
}

base::Failure write_stream(const Produce& produce, std::string_view name, std::FILE* stream) {
  int failed_with = 0;  // 0: all went well
  produce([&](std::string_view bytes) {
    const bool written = std::fwrite(bytes.data(), 1, bytes.size(), stream) == bytes.size();
    if (!written) failed_with = errno;
    return written;
  });
  if (failed_with == 0 && std::fflush(stream) != 0) failed_with = errno;
  if (failed_with == 0 || failed_with == EPIPE) return {};
  return cannot_write(name, failed_with);
}

base::Failure write_to(int descriptor, const std::string& path, const Produce& produce) {
  std::FILE* file = ::fdopen(descriptor, "wb");
  if (file == nullptr) return cannot_write(path, errno);
  base::Failure failure = write_stream(produce, path, file);
  if (std::fclose(file) != 0 && !failure) failure = cannot_write(path, errno);
  return failure;
}

}  // namespace

// A device or pipe is written to as it is; a file is put in place only when it is whole. A link
// stays one, and what it leads to is replaced.
base::Failure write_file(const std::string& path, const Produce& produce) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (fs::exists(status) && !fs::is_regular_file(status)) {
    const int device = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);  // NOLINT(*-vararg)
    return device < 0 ? cannot_write(path, errno) : write_to(device, path, produce);
  }
  const fs::path target = fs::weakly_canonical(path, error);
  std::string partial = (error ? fs::path(path) : target).string() + ".XXXXXX";
  const int descriptor = ::mkstemp(partial.data());
  if (descriptor < 0) return cannot_write(path, errno);
  constexpr mode_t kAsUsual = 0666;
  const mode_t mask = ::umask(0);
  ::umask(mask);
  ::fchmod(descriptor, kAsUsual & ~mask);
  base::Failure failure = write_to(descriptor, path, produce);
  if (!failure && std::rename(partial.c_str(), target.c_str()) != 0) {
    failure = cannot_write(path, errno);
  }
  if (failure) fs::remove(partial, error);
  return failure;
}

int refuse(const Session& session, std::string_view message) {
  const std::string line = "trace-cost: " + base::printable(message) + "\n";
  std::fwrite(line.data(), 1, line.size(), session.err);
  return kCannotDo;
}

int refuse_each(const Session& session, std::string_view messages) {
  while (true) {
    const std::size_t end = messages.find('\n');
    refuse(session, messages.substr(0, end));
    if (end == std::string_view::npos) return kCannotDo;
    messages.remove_prefix(end + 1);
  }
}

base::Failure write_result(const Produce& produce, const std::string& file,
                           const Session& session) {
  if (!file.empty()) return write_file(file, produce);
  return write_stream(produce, "standard output", session.out);
}

base::Failure print(const report::Document& document, const OutputOptions& options,
                    const Session& session) {
  const auto all = report::renderers();
  const auto renderer = std::find_if(
      all.begin(), all.end(), [&](const report::Renderer& r) { return r.name == options.format; });
  const std::string bytes = renderer->render(document, render_options(options, session.terminal));
  return write_result([&](const report::Sink& sink) { sink(bytes); }, options.file, session);
}

bool has_spans(const report::Analysis& analysis, const OutputOptions& options,
               const Session& session) {
  std::string text = diagnostics_text(analysis.diagnostics, options.loudness());
  if (options.loudness() == Loudness::Verbose) {
    text += counts_text(analysis.diagnostics) + account_text(*analysis.capture);
  }
  std::fwrite(text.data(), 1, text.size(), session.err);
  if (!analysis.capture->spans().empty()) return true;
  if (analysis.filtering && analysis.filtering->spans > 0) {
    refuse(session, fmt::format("no trace has {}; {} traces were read",
                                fmt::join(analysis.filtering->conditions, " and "),
                                analysis.filtering->traces));
    return false;
  }
  refuse(session, text.empty() ? "no spans in the input: give OTLP JSON or the output of Python's "
                                 "ConsoleSpanExporter (trace-cost formats lists what is read)"
                               : "no spans were read, so there is nothing to say");
  return false;
}

ProgressPlace progress_place(const OutputOptions& options, const Session& session) {
  const bool is_wanted =
      session.terminal.errors_can_be_redrawn && options.loudness() != Loudness::Quiet;
  return {is_wanted ? session.err : nullptr, session.terminal.width};
}

bool would_overwrite_input(const InputOptions& input, const OutputOptions& output,
                           const Session& session) {
  std::error_code error;
  if (output.file.empty() || !fs::is_regular_file(output.file, error)) return false;
  for (const std::string& path : input.inputs) {
    if (!fs::equivalent(path, output.file, error)) continue;
    refuse(session, fmt::format("{}: this is one of the inputs; name another file", output.file));
    return true;
  }
  return false;
}

bool has_something_to_read(const InputOptions& options, const Session& session) {
  if (!options.inputs.empty() || !session.terminal.input_is_terminal) return true;
  constexpr std::string_view kHint =
      "trace-cost: nothing to read. Give files or a folder, or pipe spans in:\n"
      "            python app.py | trace-cost report\n";
  std::fwrite(kHint.data(), 1, kHint.size(), session.err);
  return false;
}

}  // namespace trace_cost::cli
