#include "report/render/wrap.h"

#include <algorithm>
#include <string_view>

#include "base/utf8.h"

namespace trace_cost::report {

namespace {

// What may not be broken, and the blanks that part it from the word before.
struct Word {
  std::size_t blanks = 0;
  std::size_t cells = 0;
  Runs pieces;
};

void add_piece(std::vector<Word>& words, std::size_t blanks, std::string_view text, Ink ink) {
  if (words.empty() || blanks > 0) words.push_back({blanks, 0, {}});
  words.back().cells += base::cells(text);
  words.back().pieces.push_back({std::string(text), ink});
}

std::vector<Word> words_of(const Runs& text) {
  std::vector<Word> words;
  std::size_t blanks = 0;
  for (const Run& run : text) {
    std::string_view rest = run.text;
    while (!rest.empty()) {
      const std::size_t start = std::min(rest.find_first_not_of(' '), rest.size());
      blanks += start;
      rest.remove_prefix(start);
      const std::size_t end = std::min(rest.find(' '), rest.size());
      if (end == 0) continue;
      add_piece(words, blanks, rest.substr(0, end), run.ink);
      rest.remove_prefix(end);
      blanks = 0;
    }
  }
  return words;
}

// The blanks are coloured only between words of one colour, which then stay one piece.
void append_word(Runs& line, const Word& word, std::size_t blanks) {
  const Ink ink = word.pieces.front().ink;
  const bool same = !line.empty() && line.back().ink == ink;
  line.push_back({std::string(blanks, ' '), same ? ink : Ink::Plain});
  line.insert(line.end(), word.pieces.begin(), word.pieces.end());
}

}  // namespace

std::vector<Runs> wrapped(const Runs& text, Margins margins) {
  std::vector<Runs> lines(1);
  std::size_t used = margins.taken;
  bool line_is_empty = true;
  for (const Word& word : words_of(text)) {
    std::size_t blanks = word.blanks;
    if (!line_is_empty && used + blanks + word.cells > margins.width) {
      lines.push_back({{std::string(margins.hanging, ' '), Ink::Plain}});
      used = margins.hanging;
      blanks = 0;
    }
    append_word(lines.back(), word, blanks);
    used += blanks + word.cells;
    line_is_empty = false;
  }
  return lines;
}

std::string padded(const std::string& text, std::size_t width, Align align) {
  const std::size_t cells = base::cells(text);
  if (cells >= width) return text;
  const std::string blanks(width - cells, ' ');
  return align == Align::Right ? blanks + text : text + blanks;
}

std::size_t cells_of(const Runs& line) {
  std::size_t sum = 0;
  for (const Run& run : line) sum += base::cells(run.text);
  return sum;
}

std::string paragraph(const std::string& text, std::size_t indent, Ink ink,
                      const RenderOptions& options) {
  const Runs indented{{std::string(indent, ' '), Ink::Plain}, {text, ink}};
  std::string out;
  for (const Runs& line : wrapped(indented, {options.width, 0, indent})) {
    out += printed(line, options.colour);
  }
  return out;
}

}  // namespace trace_cost::report
