// The sentences that C++ makes for people are in one catalogue: *.words.hpp, a folder a language.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { oldWords } from '../lessons/old-words.mjs';

const top = fileURLToPath(new URL('../..', import.meta.url));
const read = (path) => readFileSync(join(top, path), 'utf8');
const filesIn = (folder, names) => readdirSync(join(top, folder)).filter((name) => names.test(name)).map((name) => `${folder}/${name}`).sort();

// Each catalogue, and the files that speak its words.
const parts = [
  { catalogue: 'core/json/words/en', speakers: ['core/json/lexer.cpp'] },
  { catalogue: 'core/trace/words/en', speakers: ['checker', 'names', 'packed', 'reader', 'warning_text'].map((name) => `core/trace/${name}.cpp`) },
  { catalogue: 'lessons/words/en', speakers: ['lessons/values.cpp'] },
  { catalogue: 'web/words/en', speakers: ['web/view', 'web/panel'].flatMap((folder) => filesIn(folder, /\.[ch]pp$/)).concat('web/main.cpp', 'web/export.cpp') },
];

// What looks like a sentence and is none.
const exceptions = [
  ...['it isn\'t there yet', 'it has ended', 'it doesn\'t sleep'].map((text) => ['web/view/what_if.cpp', text, 'what the log says']),
  ['web/panel/screen.cpp', '#version 300 es', 'a shader'],
  ['web/panel/shared.cpp', ' name', 'the name of a place on the canvas'],
  ['web/panel/timeline.cpp', ' threads', 'the name of a place on the canvas'],
  ['web/panel/timeline.cpp', ' shared', 'the name of a place on the canvas'],
  ['web/view/picture.cpp', 'Interleave Mono, ui-monospace, SFMono-Regular, Menlo, Consolas, monospace', 'fonts'],
  ['web/view/picture.cpp', 'Interleave Text, system-ui, -apple-system, Segoe UI, sans-serif', 'fonts'],
  ['web/view/picture.cpp', 'picture-title picture-description', 'two ids'],
];

/// The string literals of C++, as they're written; neighbours that the compiler joins are one. Not those of #include.
function literalsOf(text) {
  const token = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|^[ \t]*#[ \t]*include[^\n]*|\bR"([^(\s]*)\(([\s\S]*?)\)\1"|"((?:[^"\\\n]|\\.)*)"|'(?:[^'\\\n]|\\.)+'|\d[\d']*|\w+|\S/gm;
  const literals = [];
  let joins = false;
  for (const [all, , raw, plain] of text.matchAll(token)) {
    const literal = raw ?? plain;
    if (literal !== undefined) {
      literals.push(joins ? literals.pop() + literal : literal);
      joins = true;
    } else if (!/^(\/\/|\/\*)/.test(all)) {
      joins = false;
    }
  }
  return literals;
}

/// Whether people would read it: words with a space between, or a word with a space before or after it.
const reads = (literal) => /[A-Za-z]{2,}[^A-Za-z]* [^A-Za-z]*[A-Za-z]{2,}|(^|\\n)[,;:.]? [A-Za-z]{2,}|[A-Za-z]{2,}[,;:.]? $|^[A-Z][a-z]+[.:]$/.test(literal.replace(/%[-+.*\d]*[a-z]+/g, '%'));

/// { name: its texts } of what a catalogue's file declares.
function declared(text) {
  const all = [...text.matchAll(/^constexpr (?:const char\*|tense) (\w+)/gm)];
  return all.map(({ 1: name, index }, i) => ({ name, texts: literalsOf(text.slice(index, all[i + 1]?.index)) }));
}

test('literals are found as the compiler sees them', () => {
  assert.deepEqual(literalsOf(String.raw`#include "a b.hpp"
    f("one"  // "not this"
      " more", '"', "it\"s", R"x(raw "text")x", 1'000'000, "last" /* "nor this" */ );`), ['one more', String.raw`it\"s`, 'raw "text"', 'last']);
});

test('sentences and parts of them are told from names and patterns', () => {
  const is = ['Task-1 waits', 'waiting for its turn', ' more', ', held by ', 'and ', '%s is done', 'Hatching: the task waits.', 'The loop takes: ', 'Ended.'];
  const isNot = ['view.at', 'rgb', 'M', '%.*f s', 't = ', 'ready', '\\n', '', ', ', '$1', 'end', ': '];
  assert.deepEqual(is.filter((text) => !reads(text)), []);
  assert.deepEqual(isNot.filter(reads), []);
});

for (const { catalogue, speakers } of parts) {
  const files = filesIn(catalogue, /\.hpp$/);
  const words = files.flatMap((file) => declared(read(file)).map((each) => ({ file, ...each })));

  test(`${catalogue}: the catalogue has all sentences of its sources`, () => {
    const excepted = exceptions.filter(([file]) => speakers.includes(file)).map(([file, literal]) => `${file}: ${literal}`);
    const left = speakers.flatMap((file) => literalsOf(read(file)).filter(reads).map((literal) => `${file}: ${literal}`));
    assert.deepEqual([...new Set(left)].sort(), excepted.sort());
  });

  test(`${catalogue}: each sentence is used, and has its name alone`, () => {
    assert.ok(words.length > 5, `${catalogue} declares ${words.length} sentences`);
    assert.deepEqual(files.filter((file) => !file.endsWith('.words.hpp')), []);
    const sources = speakers.map(read).join('\n');
    const used = new Set([...sources.matchAll(/\bwords::(\w+)/g)].map(([, name]) => name));
    assert.deepEqual(words.filter(({ name }) => !used.has(name)).map(({ file, name }) => `${file}: ${name}`), []);
    const names = words.map(({ name }) => name);
    assert.deepEqual(names.filter((name, i) => names.indexOf(name) !== i), []);
  });

  test(`${catalogue}: the sentences are in the voice of the course`, () => {
    const old = new RegExp(`\\b(${oldWords.join('|')})\\b`, 'i');
    const stiff = /\b(do|does|did|is|are|was|has|have|can|will) ?not\b|\bthere is\b|\bit is\b/i;
    assert.deepEqual(words.flatMap(({ file, name, texts }) => texts.filter((text) => old.test(text) || stiff.test(text))
      .map((text) => `${file}: ${name}: ${text}`)), []);
  });
}

test('the words of trace, of lessons and of the page each stay in their place', () => {
  const including = (folders) => folders.flatMap((folder) => readdirSync(join(top, folder), { recursive: true })
    .filter((name) => /\.[ch]pp$/.test(name)).flatMap((name) => [...read(`${folder}/${name}`).matchAll(/#include "(\w+\.words\.hpp)"/g)]
      .map(([, included]) => ({ from: `${folder}/${name}`, included }))));
  for (const [place, catalogue] of [['core/json', 'core/json/words/en'], ['core/trace', 'core/trace/words/en'], ['lessons', 'lessons/words/en'], ['web', 'web/words/en']]) {
    const own = filesIn(catalogue, /\.hpp$/).map((file) => file.split('/').at(-1));
    const all = including([place]);
    assert.ok(all.length > 0, place);
    assert.deepEqual(all.filter(({ included }) => !own.includes(included)), []);
  }
});
