// The lessons on disk. A folder `NN-slug` that holds a lesson.md is a lesson; its
// number and slug give its order and its address. Nothing else lists them.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LessonError } from './error.mjs';
import { readExercise, readExercises } from './exercise.mjs';
import { readFrontMatter } from './front-matter.mjs';
import { readGlossary, termFinder } from './glossary.mjs';
import { checkLinks, headingsIn, renderEntry, renderMarkdown } from './markdown.mjs';
import { storedMoments } from './moments.mjs';
import { cppWords } from './parameters.mjs';
import { checkTranslation, translated } from './translated.mjs';
import { readPrograms } from './programs.mjs';

/// Reads and checks every lesson under `root`, in order of number. A lesson is
/// its front matter and `{ number, slug, file, programs, python, cpp, exercise, exercises, html, facts, links, terms, headings }`; the glossary's entries get
/// their html.
export function readLessons(root, shown = 'lessons', glossary = readGlossary(root, shown), moments = storedMoments(root)) {
  const folders = readdirSync(root).filter((name) => /^\d\d-/.test(name) && existsSync(join(root, name, 'lesson.md'))).sort();
  const lessons = folders.map((folder) => readLesson(root, folder, shown));
  lessons.forEach((lesson, i) => {
    const twin = lessons.slice(0, i).find(({ slug, number }) => slug === lesson.slug || number === lesson.number);
    if (twin) throw new LessonError(lesson.file, 1, `${twin.file} has the same number or slug.`);
  });
  for (const { file, was, after } of lessons) {
    const taken = was.find((old) => lessons.some(({ slug, was: theirs, file: other }) => slug === old || (other !== file && theirs.includes(old))));
    if (taken) throw new LessonError(file, 1, `the slug '${taken}' is another lesson's.`);
    const unknown = after.find((slug) => !lessons.some((other) => other.slug === slug));
    if (unknown) throw new LessonError(file, 1, `there is no lesson '${unknown}' that this one could come after.`);
  }
  const findTerms = termFinder(glossary);
  for (const lesson of lessons) {
    Object.assign(lesson, renderMarkdown(lesson, findTerms, moments));
  }
  for (const lesson of lessons) checkLinks(lesson, lesson.links, lessons, glossary);
  for (const entry of glossary) {
    const { html, links } = renderEntry(entry);
    checkLinks(entry, links, lessons, glossary);
    entry.html = html;
  }
  return lessons;
}

/// Fails when a function that's to fold away isn't in both programs.
function checkFold({ file, fold, programs }) {
  const has = (name) => ({ lines }) => lines.some(({ code }) => /^\S/.test(code) && new RegExp(`\\b${name}\\(`).test(code));
  for (const name of fold) {
    const program = programs.find(({ python, cpp }) => [python, cpp].some(has(name))) ?? programs[0];
    const lost = [program.python, program.cpp].find((listing) => !has(name)(listing));
    if (lost) throw new LessonError(file, 1, `the function '${name}', which is to fold away, isn't in ${lost.file}.`);
  }
}

function readLesson(root, folder, shown) {
  const [, digits, slug] = /^(\d\d)-(.*)$/.exec(folder);
  const name = (leaf) => `${shown}/${folder}/${leaf}`;
  const read = (leaf) => {
    const path = join(root, folder, leaf);
    if (!existsSync(path)) throw new LessonError(name(leaf), 1, 'the lesson needs this file, and it is missing.');
    return readFileSync(path, 'utf8');
  };
  const leaf = translated(join(root, folder), 'lesson.md');
  const file = name(leaf);
  if (!/^[a-z]+(-[a-z]+)*$/.test(slug) || cppWords.has(slug)) {
    throw new LessonError(file, 1, `the folder's slug '${slug}' must be small letters with hyphens, and no word of C++.`);
  }
  const lesson = { number: Number(digits), slug, file, ...readFrontMatter(read(leaf), file) };
  if (leaf !== 'lesson.md') {
    const original = readFrontMatter(read('lesson.md'), name('lesson.md'));
    checkTranslation(original, lesson, file);
    lesson.originals = headingsIn(original.body);
    const { length } = headingsIn(lesson.body);
    if (length !== lesson.originals.length) throw new LessonError(file, lesson.bodyLine, `it has ${length} headings, and the original has ${lesson.originals.length}.`);
  }
  lesson.programs = readPrograms(lesson.parameters, read, name);
  [{ python: lesson.python, cpp: lesson.cpp }] = [lesson.programs.find(({ file: its }) => its === 'lesson')];
  // Whether the run's seed makes a difference: the program draws random numbers, and doesn't seed them itself.
  lesson.seeded = lesson.programs.some(({ source }) => /^import random$/m.test(source) && !source.includes('random.seed('));
  checkFold(lesson);
  lesson.exercise = readExercise(join(root, folder), `${shown}/${folder}`, lesson);
  lesson.exercises = readExercises(join(root, folder), `${shown}/${folder}`, lesson);
  return lesson;
}
