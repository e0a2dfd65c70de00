// A lesson's two listings: their lines without the marks, the marks by line, and
// their HTML. A mark is a trailing `  #: name` in Python or `  //: name` in C++;
// lines that correspond bear the same one, each once in each listing.

import hljs from 'highlight.js/lib/core';
import cpp from 'highlight.js/lib/languages/cpp';
import python from 'highlight.js/lib/languages/python';
import { LessonError } from './error.mjs';
import { sidesOf, withoutDepth } from './sides.mjs';

hljs.registerLanguage('python', python);
hljs.registerLanguage('cpp', cpp);

const markPatterns = { python: /\s*#: ([a-z0-9-]+)\s*$/, cpp: /\s*\/\/: ([a-z0-9-]+)\s*$/ };
const nearMarks = { python: /#:/, cpp: /\/\/:/ };

/// Reads a program. The result's lines are `{ number, code, mark }`, where
/// `number` is the line in the source file and `mark` may be ''.
export function readListing(text, language, file) {
  const all = text.replace(/\n$/, '').split('\n').map((code, index) => ({ number: index + 1, code }));
  const chosen = language === 'cpp' ? betweenComments(all, file) : all;
  const lines = chosen.map(({ number, code }) => {
    const found = markPatterns[language].exec(code);
    if (!found && nearMarks[language].test(code)) {
      throw new LessonError(file, number, 'a mark is written with small letters, digits and hyphens, and ends its line.');
    }
    return { number, code: found ? code.slice(0, found.index) : code, mark: found?.[1] ?? '' };
  });
  const seen = new Set();
  for (const { number, mark } of lines) {
    if (mark && seen.has(mark)) throw new LessonError(file, number, `the mark '${mark}' stands on two lines.`);
    seen.add(mark);
  }
  return { language, file, lines };
}

function betweenComments(lines, file) {
  const first = lines.findIndex(({ code }) => code.trim() === '// listing');
  const last = lines.findIndex(({ code }) => code.trim() === '// end');
  if (first < 0 || last < first) {
    throw new LessonError(file, 1, "the listing must stand between a line '// listing' and a line '// end'.");
  }
  const inside = lines.slice(first + 1, last).filter(({ code }) => !/ \/\/-$/.test(code));  // see lessons/locals.hpp
  const indents = inside.filter(({ code }) => code.trim()).map(({ code }) => /^ */.exec(code)[0].length);
  const indent = Math.min(...indents);
  return inside.map(({ number, code }) => ({ number, code: code.slice(indent) }));
}

/// Fails when a mark of one listing is missing from the other.
export function checkMarks(one, other) {
  for (const [from, to] of [[one, other], [other, one]]) {
    const known = new Set(to.lines.map(({ mark }) => mark));
    const lost = from.lines.find(({ mark }) => mark && !known.has(mark));
    if (lost) throw new LessonError(from.file, lost.number, `the mark '${lost.mark}' has no line in ${to.file}.`);
  }
}

/// Fails when a parameter is no constant of the Python program, or has another value there.
export function checkConstants(listing, parameters) {
  for (const parameter of parameters) {
    const pattern = new RegExp(`^${parameter.name} = (.+?)(\\s+#.*)?$`);
    const line = listing.lines.find(({ code }) => pattern.test(code));
    if (!line) throw new LessonError(listing.file, 1, `there is no line '${parameter.name} = …' at module level.`);
    const written = pattern.exec(line.code)[1];
    const expected = { switch: parameter.default ? 'True' : 'False', choice: JSON.stringify(parameter.default) }[parameter.type];
    if (expected === undefined ? Number(written) !== parameter.default : written !== expected) {
      throw new LessonError(listing.file, line.number,
        `${parameter.name} is ${written} here, but its default is ${expected ?? parameter.default}.`);
    }
  }
}

/// Coloured HTML of `code`, one string a line, every tag closed within its line.
export function highlightLines(code, language) {
  const html = hljs.getLanguage(language) ? hljs.highlight(code, { language }).value : escapeHtml(code);
  let open = [];
  return html.split('\n').map((line) => {
    const before = open.join('');
    for (const [tag] of line.matchAll(/<span[^>]*>|<\/span>/g)) tag === '</span>' ? open.pop() : open.push(tag);
    return before + line + '</span>'.repeat(open.length);
  });
}

/// The listing as HTML: one `span.line` a line, with its source line and mark. With a switch that repairs the program, a line
/// that's on one side alone says on which.
export function listingHtml(listing, repair = null) {
  const lines = listing.lines.map(({ code }) => code);
  const coloured = highlightLines(lines.join('\n'), listing.language);
  const sides = repair ? sidesOf(lines, listing.language, repair) : [];
  return listing.lines.map(({ number, mark }, i) => {
    const side = sides[i] ? ` data-side="${sides[i]}"` : '';
    const html = side ? withoutDepth(coloured[i]) : coloured[i];
    const source = listing.language === 'cpp' ? ` data-line="${number}"` : '';  // in Python it's the line's own number
    return `<span class="line"${source}${mark && ` data-mark="${mark}"`}${side}>${html}\n</span>`;
  }).join('');
}

export function escapeHtml(text) {
  const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (c) => entities[c]);
}
