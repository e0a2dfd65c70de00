// The voice of the course: plain, spoken English, one time value a sentence, and the truth in bold, not the falsehood.
// The words are those of an older, stiffer text; exceptions have their reason. The sentences of the page (web/words)
// have the same voice.

import assert from 'node:assert/strict';
import { dirname, join, resolve } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { readGlossary } from '../../lessons/build/glossary.mjs';
import { readLessons } from '../../lessons/build/lessons.mjs';
import { readWords, textsOf as wordsIn } from '../words.mjs';
import { oldWords } from './old-words.mjs';
import { readQuestions } from '../../lessons/build/questions.mjs';

const top = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const glossary = readGlossary(join(top, 'lessons'));
const lessons = readLessons(join(top, 'lessons'), 'lessons', glossary);

const exceptions = [
  ['awaitables', 'nobody'],  // a choice's value: ‘nobody’ sets the future
];
const oldWord = new RegExp(`\\b(${oldWords.join('|')})\\b`, 'gi');

/// Text without code, links' targets, facts' queries and directives.
const plain = (text) => text
  .replace(/```[\s\S]*?```/g, '\n\n').replace(/^:::.*$/gm, '').replace(/\[\[(.*?)\s*\|.*?\]\]/g, '$1')
  .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/`[^`]*`/g, 'code').replace(/[*_]{1,2}/g, '').replace(/^#+ .*$/gm, '').replace(/^\d+\. |^- /gm, '');

const sentencesOf = (text) => plain(text).split(/\n\s*\n|\n(?=\||$)/).flatMap((paragraph) => paragraph.replace(/\s+/g, ' ')
  .split(/(?<=[.!?:]["”’]?)\s+(?=["“‘]?[A-Z`])/)).map((sentence) => sentence.trim()).filter((sentence) => /[a-z]{2}/.test(sentence));

/// All that a learner reads of a lesson, by where it is.
function textsOf({ summary, body, parameters, presets, predictions, exercise }) {
  return [
    ['summary', summary], ['text', body], ...parameters.map(({ name, help }) => [`help of ${name}`, help]),
    ...presets.map(({ label, why }) => [`preset ‘${label}’`, why]), ...predictions.map(({ question }, i) => [`prediction ${i + 1}`, question]),
    ...(exercise ? [['exercise', exercise.task], ...exercise.hints.map((hint, i) => [`hint ${i + 1}`, hint]),
      ['why it’s right', exercise.why], ...exercise.wrong.map(({ hint }, i) => [`wrong answer ${i + 1}`, hint])] : []),
  ];
}

/// An estimate of the syllables of an English word.
function syllables(word) {
  const letters = word.toLowerCase().replace(/[^a-z]/g, '');
  if (letters.length <= 3) return 1;
  const groups = letters.replace(/(?:[^laeiouy]es|ed|[^laeiouy]e)$/, '').replace(/^y/, '').match(/[aeiouy]{1,2}/g);
  return Math.max(1, groups?.length ?? 1);
}

/// Flesch’s reading ease: above 90 is a child’s book, below 50 a thesis.
function readingEase(sentences) {
  const words = sentences.flatMap((sentence) => sentence.match(/[A-Za-z][A-Za-z’']*/g) ?? []);
  const all = words.reduce((sum, word) => sum + syllables(word), 0);
  return 206.835 - 1.015 * (words.length / sentences.length) - 84.6 * (all / words.length);
}

for (const lesson of lessons) {
  test(`${lesson.slug} has none of the old voice’s words`, () => {
    const found = textsOf(lesson).flatMap(([where, text]) => [...plain(text).matchAll(oldWord)].map(([word]) => [where, word.toLowerCase()]))
      .filter(([, word]) => !exceptions.some(([slug, allowed]) => slug === lesson.slug && allowed === word));
    assert.deepEqual(found, []);
  });

  test(`${lesson.slug} has one time value a sentence at most`, () => {
    const crowded = sentencesOf(lesson.body).filter((sentence) => (sentence.match(/\d(?:\.\d+)? (?:s|ms|seconds?)\b/g) ?? []).length > 1);
    assert.deepEqual(crowded, []);
  });

  test(`${lesson.slug} uses contractions, and says the truth in bold after a claim`, () => {
    assert.ok((lesson.body.match(/\b\w+(?:n[’']t|[’'](?:re|ll|ve|s|d|m))\b/g) ?? []).length >= 5);
    for (const claim of lesson.body.matchAll(/^✗ (.*)$/gm)) assert.match(claim[1], /^‘[^*]*’ \*\*/, claim[0]);
    assert.doesNotMatch(lesson.body, /\*\*['‘“"]/, 'a claim in bold');
  });
}

test('the answers to questions speak the same voice, and read as easily', () => {
  const answers = readQuestions(join(top, 'lessons'), lessons).map(({ text }) => text);
  assert.deepEqual(answers.flatMap((text) => [...plain(text).matchAll(oldWord)].map(([word]) => word)), []);
  const ease = readingEase(answers.flatMap(sentencesOf));
  assert.ok(ease >= 60 && ease <= 88, `reading ease ${ease.toFixed(1)}`);
});

test('the course reads easily, and not like a child’s book', (context) => {
  const sentences = lessons.flatMap(({ body }) => sentencesOf(body));
  const ease = readingEase(sentences);
  context.diagnostic(`reading ease ${ease.toFixed(1)} over ${sentences.length} sentences; ${lessons.map(({ slug, body }) => `${slug} ${readingEase(sentencesOf(body)).toFixed(0)}`).join(', ')}`);
  assert.ok(ease >= 60 && ease <= 88, `reading ease ${ease.toFixed(1)}`);
});

test('each name of asyncio in a listing is explained in its lesson or before it', () => {
  const said = new Set();
  const unexplained = [];
  for (const { slug, body, python } of lessons) {
    for (const [code] of body.replace(/```[\s\S]*?```/g, '').matchAll(/`[^`]+`/g)) for (const [name] of code.matchAll(/[A-Za-z_]+/g)) said.add(name);
    const used = new Set(python.lines.flatMap(({ code }) => [...code.matchAll(/\basyncio\.([A-Za-z_]+)/g)].map(([, name]) => name)));
    for (const name of used) if (!said.has(name)) unexplained.push(`${slug}: asyncio.${name}`);
  }
  assert.deepEqual(unexplained, []);
});

test('the glossary has none of the old voice’s words', () => {
  assert.deepEqual(glossary.flatMap(({ term, text }) => [...plain(text).matchAll(oldWord)].map(([word]) => [term, word])), []);
});

// --- The page's sentences ---------------------------------------------------------------------------

const parts = [...await readWords('en')].map(([part, words]) => [part, [...new Set(wordsIn(words))]]);
/// What a page says in full, and people don't.
const stiff = /\b(is|was|has|have|does|do|did|can|could|would|should|are|were|will) ?not\b|\b(cannot|it is|there is|that is|what is|who is|you have|you are)\b/gi;
const stiffButRight = [
  /^There is (none|none now)\.$/,  // an empty table
  /^As it is now$/,
];

test('the page’s sentences have none of the old voice’s words', () => {
  assert.deepEqual(parts.flatMap(([part, texts]) => texts.flatMap((text) => [...plain(text).matchAll(oldWord)].map(([word]) => `${part}: ${word}: ${text}`))), []);
});

test('the page’s sentences use contractions', () => {
  assert.deepEqual(parts.flatMap(([part, texts]) => texts.filter((text) => !stiffButRight.some((right) => right.test(text)))
    .flatMap((text) => [...plain(text).matchAll(stiff)].map(([word]) => `${part}: ${word}: ${text}`))), []);
});
