// The glossary: lessons/glossary.md, an entry a heading. The words that lead to an
// entry are the term itself and those in a line `also: …`; where the term is a word
// of everyday English too, a line `match: …` says in which phrases alone it is meant.
// `code: …` lists code that means it, as in `async for`. If no lesson uses a term, `unused: …` says why it's here
// all the same. In a translation, `of: …` names the original's term. A fence ``` has an example of two lines. Each lesson's first use of a term becomes a link.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LessonError } from './error.mjs';
import { translated } from './translated.mjs';

/// Reads `root`/glossary.md, if it's there. An entry is `{ term, id, phrases, code, unused, text, example, line, file }`.
export function readGlossary(root, shown = 'lessons') {
  const name = translated(root, 'glossary.md');
  const read = (leaf) => (existsSync(join(root, leaf)) ? parseGlossary(readFileSync(join(root, leaf), 'utf8'), `${shown}/${leaf}`) : []);
  const entries = read(name);
  if (name !== 'glossary.md') {
    const ids = (all) => all.map(({ id }) => id).sort();
    const [original, own] = [ids(read('glossary.md')), ids(entries)];
    const other = original.find((id) => !own.includes(id)) ?? own.find((id) => !original.includes(id));
    if (other) throw new LessonError(`${shown}/${name}`, 1, `'${other}' is only in one of this and the original: a translation has the same terms, each with 'of: the original's'.`);
  }
  return entries;
}

const idOf = (term) => `term-${term.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')}`;

export function parseGlossary(source, file) {
  const entries = [];
  let inExample = false;
  source.split('\n').forEach((row, i) => {
    const line = i + 1;
    const entry = entries.at(-1);
    const [, key, value] = /^(also|match|code|unused|of): (.+)$/.exec(row) ?? [];
    const heading = /^## (.+)$/.exec(row);
    if (row === '```') {
      inExample = !inExample;
    } else if (inExample) {
      entry.example += `${row}\n`;
    } else if (heading) {
      const [, term] = heading;
      const id = idOf(term);
      if (entries.some((other) => other.term.toLowerCase() === term.toLowerCase())) throw new LessonError(file, line, `'${term}' is there twice.`);
      entries.push({ term, id, phrases: [term], code: [], unused: '', text: '', example: '', line, file });
    } else if (key === 'of') {
      entry.id = idOf(value);
    } else if (key === 'unused') {
      entry.unused = value;
    } else if (key) {
      const list = value.split(/,\s*(?![^(]*\))/).map((phrase) => phrase.trim()).filter(Boolean);
      if (key === 'code') entry.code = list;
      else entry.phrases = key === 'match' ? list : [...entry.phrases, ...list];
    } else if (row.trim() && entry) {
      entry.text = entry.text ? `${entry.text} ${row.trim()}` : row.trim();
    } else if (row.trim() && row !== '# Glossary') {
      throw new LessonError(file, line, "the file begins with '# Glossary', and then comes an entry, '## term'.");
    }
  });
  for (const { term, text, line } of entries) {
    if (!text) throw new LessonError(file, line, `'${term}' is not explained.`);
  }
  return entries;
}

/// Returns `find(text, isCode)`: where in a text there are terms, as `{ from, to, entry }` in order. A longer term hides the
/// shorter within it. Code is a term as a whole or not at all.
export function termFinder(glossary) {
  const patterns = glossary.flatMap((entry) => entry.phrases.map((phrase) => {
    const lead = /^(?:an? |the |each |one |another |its own )/i.exec(phrase)?.[0] ?? '';
    const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '\\s');
    const exact = /[A-Z_.]/.test(phrase);  // a name, not a word
    return {
      entry, length: phrase.length,
      pattern: new RegExp(`(?<![\\p{L}\\p{N}_-])(${escaped(lead)})${escaped(phrase.slice(lead.length))}(?![\\p{L}\\p{N}_-])`, exact ? 'gu' : 'giu'),
    };
  })).sort((a, b) => b.length - a.length);
  const byCode = new Map(glossary.flatMap((entry) => entry.code.map((code) => [code, entry])));
  return (text, isCode = false) => {
    if (isCode) return byCode.has(text) ? [{ from: 0, to: text.length, entry: byCode.get(text) }] : [];
    const spans = [];
    for (const { entry, pattern } of patterns) {
      for (const found of text.matchAll(pattern)) {
        const from = found.index + found[1].length;
        const to = found.index + found[0].length;
        if (spans.every((span) => to <= span.from || from >= span.to)) spans.push({ from, to, entry });
      }
    }
    return spans.sort((a, b) => a.from - b.from);
  };
}

/// Makes links of the first uses of terms in the tokens of one lesson. Headings, blocks of code, links and facts are
/// left alone. Returns the entries that were linked.
export function linkTerms(tokens, find, slug, Token) {
  const used = new Set();
  tokens.forEach((token, i) => {
    if (token.type !== 'inline' || tokens[i - 1]?.type === 'heading_open') return;
    let inLink = 0;
    let inFact = false;
    token.children = token.children.flatMap((child) => {
      if (child.type === 'link_open') ++inLink;
      if (child.type === 'link_close') --inLink;
      if (child.type === 'fact') inFact = !inFact;
      const isCode = child.type === 'code_inline';
      if (!(isCode || child.type === 'text') || inLink || inFact) return [child];
      return linked(child, isCode);
    });
  });
  return used;

  function linked(child, isCode) {
    const pieces = [];
    let at = 0;
    const text = (content) => content && pieces.push(Object.assign(new Token(child.type, child.tag, 0), { content, level: child.level, markup: child.markup }));
    for (const { from, to, entry } of find(child.content, isCode)) {
      if (used.has(entry)) continue;
      used.add(entry);
      text(child.content.slice(at, from));
      const open = new Token('link_open', 'a', 1);
      open.attrs = [['class', 'term'], ['id', useId(slug, entry)], ['href', `#${entry.id}`]];
      pieces.push(open);
      text(child.content.slice(from, to));
      pieces.push(new Token('link_close', 'a', -1));
      at = to;
    }
    text(child.content.slice(at));
    return pieces;
  }
}

/// The id of the place at which a lesson first uses a term.
export function useId(slug, entry) {
  return `${slug}--${entry.id.replace(/^term/, 'use')}`;
}
