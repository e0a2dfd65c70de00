// The questions that people ask: lessons/questions.md, a heading a question. Under it are its id, the words in which
// people ask it (`asks`, with semicolons), the scene that shows the answer, and the places in the lessons that explain it.
// A translation (questions.de.md) has the same questions, with the same ids, scenes and places.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LessonError } from './error.mjs';
import { checkLinks, renderEntry } from './markdown.mjs';
import { translated } from './translated.mjs';

const keys = ['id', 'asks', 'scene', 'lessons'];

/// Reads `root`/questions.md, if it's there, and checks it against the lessons (lessons.mjs). A question is
/// `{ question, id, asks, scene: { label, href }, lessons: [{ lesson, heading, href }], text, html, line, file }`.
export function readQuestions(root, lessons, shown = 'lessons') {
  const read = (name) => (existsSync(join(root, name)) ? parseQuestions(readFileSync(join(root, name), 'utf8'), `${shown}/${name}`) : []);
  const leaf = translated(root, 'questions.md');
  const questions = read(leaf);
  const shape = (all) => JSON.stringify(all.map(({ id, scene, places }) => [id, scene.href, places]));
  if (leaf !== 'questions.md' && shape(questions) !== shape(read('questions.md'))) {
    throw new LessonError(`${shown}/${leaf}`, 1, "the questions' ids, scenes and lessons aren't the same as in the original: a translation changes only words.");
  }
  for (const entry of questions) {
    const { html, links } = renderEntry(entry);
    const places = entry.places.map((id) => ({ href: `#${id}`, line: entry.line }));
    const isProgram = entry.scene.href.startsWith('#playground?');
    checkLinks(entry, [...links, ...places, ...(isProgram ? [] : [{ href: entry.scene.href, line: entry.line }])], lessons);
    Object.assign(entry, { html, lessons: entry.places.map((id) => placeIn(id, lessons)) });
  }
  return questions;
}

function placeIn(id, lessons) {
  const [slug] = id.split('--');
  const lesson = lessons.find((each) => each.slug === slug);
  return { lesson, heading: lesson.headings.get(id) ?? '', href: `#${id}` };
}

export function parseQuestions(source, file) {
  const questions = [];
  const fail = (line, sentence) => { throw new LessonError(file, line, sentence); };
  source.split('\n').forEach((row, i) => {
    const line = i + 1;
    const entry = questions.at(-1);
    const [, question] = /^## (.+)$/.exec(row) ?? [];
    const [, key, value] = /^(\w+): (.+)$/.exec(row) ?? [];
    if (question) questions.push({ question, text: '', line, file });
    else if (keys.includes(key) && entry && !entry.text) entry[key] = value;
    else if (row.trim() && entry) entry.text = entry.text ? `${entry.text} ${row.trim()}` : row.trim();
    else if (row.trim() && row !== '# Questions people ask') fail(line, "the file begins with '# Questions people ask', and then comes a question, '## …'.");
  });
  return questions.map((entry) => {
    const { question, id, asks, scene, lessons, text, line } = entry;
    for (const key of [...keys, 'text']) if (!entry[key]) fail(line, `'${question}' has no ${key}.`);
    if (!/^[a-z]+(-[a-z]+)*$/.test(id) || questions.find((other) => other.id === id) !== entry) fail(line, `the id '${id}' must be small letters with hyphens, and only this question's.`);
    const [, label, href] = /^\[([^\]]+)\]\((#[^)]+)\)$/.exec(scene) ?? [];
    if (!href) fail(line, "a scene is a link into the tutorial: '[words](#lesson?settings)'.");
    return { question, id, asks: asks.split(';').map((phrase) => phrase.trim()), scene: { label, href }, places: lessons.split(',').map((place) => place.trim()), text, line, file };
  });
}
