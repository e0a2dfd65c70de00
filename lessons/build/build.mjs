// Generates all that is made from the lessons, with the moments that moments.mjs found:
//   node lessons/build/build.mjs OUTDIR [LESSONS]
// OUTDIR/lessons/catalogue.cpp, OUTDIR/lessons/<slug>/parameters.hpp, OUTDIR/shell.html,
// OUTDIR/texts/<slug>.html, OUTDIR/texts/glossary.html, OUTDIR/texts/help.html, OUTDIR/exercises/<slug>.json and <slug>--exercise-<name>.json, OUTDIR/lessons.json and OUTDIR/facts.json. A file whose content hasn't changed is
// not touched, so that nothing which depends on it is built again.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { catalogueSource, lessonsJson, parametersHeader } from './catalogue.mjs';
import { LessonError } from './error.mjs';
import { exerciseJson, exercisesOf } from './exercise-html.mjs';
import { readGlossary } from './glossary.mjs';
import { readLessons } from './lessons.mjs';
import { storedMoments } from './moments.mjs';
import { fillShell, glossaryHtml, helpHtml, textHtml } from './page.mjs';

const top = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/// The generated files: their paths under OUTDIR and their contents.
export function generate(lessons, shell, glossary = []) {
  const json = (value) => `${JSON.stringify(value, null, 1)}\n`;
  return new Map([
    ['lessons/catalogue.cpp', catalogueSource(lessons)],
    ...lessons.map((lesson) => [`lessons/${lesson.slug}/parameters.hpp`, parametersHeader(lesson)]),
    ['shell.html', fillShell(shell, lessons)],
    ...lessons.slice(1).map((lesson) => [`texts/${lesson.slug}.html`, textHtml(lesson, lessons)]),
    ...lessons.flatMap(exercisesOf).map(([id, exercise]) => [`exercises/${id}.json`, exerciseJson(exercise)]),
    ['texts/glossary.html', glossaryHtml(glossary, lessons)],
    ['texts/help.html', helpHtml(shell)],
    ['lessons.json', json(lessonsJson(lessons))],
    ['facts.json', json(lessons.flatMap(({ facts }) => facts))],
  ]);
}

/// Writes the files that differ from what is there; returns the paths of those written.
export function writeChanged(outdir, files) {
  const changed = [];
  for (const [path, content] of files) {
    const target = join(outdir, path);
    if (existsSync(target) && readFileSync(target, 'utf8') === content) continue;
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
    changed.push(path);
  }
  return changed;
}

function run([outdir, lessons = join(top, 'lessons')]) {
  if (!outdir) {
    console.error('usage: node lessons/build/build.mjs OUTDIR [LESSONS]');
    return 2;
  }
  try {
    const glossary = readGlossary(lessons);
    const read = readLessons(lessons, 'lessons', glossary, storedMoments(lessons, join(outdir, 'moments.json')));
    writeChanged(outdir, generate(read, readFileSync(join(top, 'shell.html'), 'utf8'), glossary));
    return 0;
  } catch (error) {
    if (!(error instanceof LessonError)) throw error;
    console.error(error.message);
    return 1;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = run(process.argv.slice(2));
