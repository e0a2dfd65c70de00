// Every word that a learner reads is in the British dictionary or in words.txt: of the lessons, the glossary
// and the catalogue of the page's sentences. Code isn't looked at.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import dictionary from 'dictionary-en-gb';
import nspell from 'nspell';
import { readGlossary } from '../../lessons/build/glossary.mjs';
import { readLessons } from '../../lessons/build/lessons.mjs';
import { readWords, textsOf } from '../words.mjs';
import { readQuestions } from '../../lessons/build/questions.mjs';

const top = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const read = (path) => readFileSync(join(top, path), 'utf8');
const glossary = readGlossary(join(top, 'lessons'));
const lessons = readLessons(join(top, 'lessons'), 'lessons', glossary);
const questions = readQuestions(join(top, 'lessons'), lessons);
const spell = nspell(dictionary);
const ours = read('tests/lessons/words.txt').split('\n').filter((line) => line && !line.startsWith('#'));
const known = new Map();
/// The catalogue's texts, without code, keys and the names that values stand for.
const sentences = [...await readWords('en')].filter(([part]) => part !== 'language')
  .map(([part, words]) => [part, textsOf(words).map((text) => text.replace(/`[^`]*`|‹\w+›|‘?\b\w+\.\w[\w.]*/g, ' '))]);

/// The text of HTML, without what's code in it and without lines of output.
function textOf(html) {
  return html.replace(/<(pre|code|kbd|script|style|template)\b.*?<\/\1>/gs, ' ').replace(/<!--.*?-->/gs, ' ').replace(/<[^>]*>/g, ' ')
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(code)).replace(/&([a-z]+);/g, ' ');
}

function unknownWords(text) {
  const words = text.replaceAll('’', "'").replace(/\S*[\d_@/\\=()[\]{}<>]\S*/g, ' ').match(/\p{L}+(?:'\p{L}+)*/gu) ?? [];
  return [...new Set(words)].filter((word) => !isKnown(word));
}

function isKnown(word) {
  if (!known.has(word)) {
    const plain = word.replace(/'s$/, '');
    known.set(word, plain.length === 1 || [word, plain, plain.toLowerCase()].some((form) => ours.includes(form)) || [word, plain].some((form) => spell.correct(form)));
  }
  return known.get(word);
}

/// What an exercise says of answers, without its code.
const judgeOf = ({ why, hints, wrong }) => [why, ...hints, ...wrong.map(({ hint }) => hint)].map((text) => text.replace(/`[^`]*`|\{[^}]*\}/g, ' '));

for (const { slug, title, summary, html, parameters, exercise } of lessons) {
  test(`the words of the lesson ${slug} are spelt as in the dictionary`, () => {
    const labels = parameters.flatMap(({ label, help }) => [label, help]);
    assert.deepEqual(unknownWords([title, summary, ...labels, textOf(html), ...judgeOf(exercise)].join('\n')), []);
  });
}

test('the words of the glossary are spelt as in the dictionary', () => {
  assert.deepEqual(unknownWords(glossary.map(({ term, html }) => `${/^[A-Z]|_/.test(term) ? '' : term}\n${textOf(html)}`).join('\n')), []);
});

for (const [part, texts] of sentences.filter(([name]) => name !== 'names')) {  // see tests/python/names.test.mjs
  test(`the words of the catalogue’s part ${part} are spelt as in the dictionary`, () => {
    assert.deepEqual(unknownWords(textOf(texts.join('\n'))), []);
  });
}
test('the words of the questions that people ask are spelt as in the dictionary', () => {
  assert.deepEqual(unknownWords(questions.map(({ question, html, scene }) => `${question}\n${textOf(html)}\n${scene.label}`).join('\n')), []);
});

test('words.txt is in order, and has no superfluous word', () => {
  assert.deepEqual(ours, [...new Set(ours)].sort((a, b) => a.localeCompare(b, 'en')));
  const text = [...sentences.flatMap(([, texts]) => texts), ...glossary.map(({ term, text: words }) => `${term} ${words}`), ...lessons.map(({ html, summary, title, parameters }) => [html, summary, title, ...parameters.map(({ label, help }) => `${label} ${help}`)].join(' '))].join('\n').toLowerCase();
  assert.deepEqual(ours.filter((word) => spell.correct(word) || !text.includes(word.toLowerCase())), []);
});
