// The questions that people ask: lessons/questions.md, a heading a question. Under it are its id, the words in which
// people ask it (`asks`, with semicolons), the scene that shows the answer, at its moment (moments.mjs), what there's to see
// there (`seen`, a sentence or two), and the places in the lessons that explain it.
// A translation (questions.de.md) has the same questions, with the same ids, scenes and places.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LessonError } from './error.mjs';
import { checkLinks, renderEntry } from './markdown.mjs';
import { keyOf, linkAt, storedMoments } from './moments.mjs';
import { translated } from './translated.mjs';

const keys = ['id', 'asks', 'scene', 'seen', 'lessons'];

/// Reads `root`/questions.md, if it's there, and checks it against the lessons (lessons.mjs). A question is
/// `{ question, id, asks, scene: { label, href, asked, place }, seen, lessons: [{ lesson, heading, href }], text, html, line, file }`:
/// the scene's href has its moment, and `asked` is the link without it.
export function readQuestions(root, lessons, shown = 'lessons', moments = storedMoments(root)) {
  const read = (name) => (existsSync(join(root, name)) ? parseQuestions(readFileSync(join(root, name), 'utf8'), `${shown}/${name}`) : []);
  const leaf = translated(root, 'questions.md');
  const questions = read(leaf);
  const shape = (all) => JSON.stringify(all.map(({ id, scene, places }) => [id, scene.asked, scene.place, places]));
  if (leaf !== 'questions.md' && shape(questions) !== shape(read('questions.md'))) {
    throw new LessonError(`${shown}/${leaf}`, 1, "the questions' ids, scenes and lessons aren't the same as in the original: a translation changes only words.");
  }
  for (const entry of questions) {
    const { html, links } = renderEntry(entry);
    const places = entry.places.map((id) => ({ href: `#${id}`, line: entry.line }));
    const { asked, place } = entry.scene;
    checkLinks(entry, [...links, ...places, { href: asked, line: entry.line }], lessons);
    entry.scene.href = linkAt(asked, { ...moments[keyOf(asked, place)], ask: entry.id });
    Object.assign(entry, { html, seenHtml: renderEntry({ ...entry, text: entry.seen }).html, lessons: entry.places.map((id) => placeIn(id, lessons)) });
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
    const { question, id, asks, scene, seen, lessons, text, line } = entry;
    for (const key of [...keys, 'text']) if (!entry[key]) fail(line, `'${question}' has no ${key}.`);
    if (!/^[a-z]+(-[a-z]+)*$/.test(id) || questions.find((other) => other.id === id) !== entry) fail(line, `the id '${id}' must be small letters with hyphens, and only this question's.`);
    const [, label, asked, place] = /^\[([^\]]+)\]\((#\S+) "(.+)"\)$/.exec(scene) ?? [];
    if (!asked) fail(line, "a scene is a link into the tutorial, to a place of a run: '[words](#lesson?settings \"place\")'.");
    return { question, id, asks: asks.split(';').map((phrase) => phrase.trim()), scene: { label, asked, place }, seen, places: lessons.split(',').map((place) => place.trim()), text, line, file };
  });
}
