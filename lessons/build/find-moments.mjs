// Finds the moments of links to places of runs (moments.mjs) in runs of CPython, headless, which tell when each line ran.
//   node lessons/build/find-moments.mjs OUTDIR [LESSONS]      writes OUTDIR/moments.json; runs only what has changed since

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LessonError } from './error.mjs';
import { readLessons } from './lessons.mjs';
import { keyOf, parsePlace } from './moments.mjs';
import { parseValue } from './parameters.mjs';
import { fileAt, settingsOf } from './programs.mjs';
import { readQuestions } from './questions.mjs';

const top = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const until = 60;  // seconds, of a run that has no end

/// Where stepping through a run stops, as positions in its events: `stops()` of core/trace/history, for runs to which the
/// reader does nothing.
export function stopsOf(events) {
  const stops = [];
  let printed = [];
  let [begun, inside, taken, blocks] = [false, false, false, false];
  events.forEach(({ kind }, i) => {
    if (kind === 'iteration' && !begun) {
      begun = true;
      stops.push(i);
    }
    if (kind === 'callback_ended') inside = false;
    if (taken) {
      stops.push(i + (kind === 'task_stepped' ? 1 : 0));
      printed = [];
      blocks = false;
    }
    taken = kind === 'callback_began';
    inside ||= taken;
    if (kind === 'callback_ended' || (kind === 'clock' && inside)) stops.push(i + 1);
    else if (kind === 'held' && inside && !blocks) {
      blocks = true;
      stops.push(...printed);
    } else if (kind === 'printed' && inside) (blocks ? stops : printed).push(i + 1);
  });
  return stops;
}

/// `{ t, step }` of the first stop after `position`, as the page's address has them.
export function momentAfter(events, position) {
  const stops = stopsOf(events);
  const at = stops.findIndex((stop) => stop > position);
  if (at < 0) return { t: events.at(-1).t };
  const { t } = events[stops[at] - 1];
  if (events[stops[at]]?.t !== t) return { t };  // it's the last of its instant
  const first = stops.findIndex((stop, i) => i > 0 && events[stop - 1].t >= t);
  return { t, step: at + 1 - first };
}

/// Finds the place in a run. Throws a sentence if it isn't there.
export function momentOf(place, source, { events, ran }) {
  const end = { t: events.at(-1).t };
  if (place.kind === 'end') return end;
  const nth = (all, what) => all[(place.occurrence ?? 1) - 1] ?? fail(`${what} ${all.length} times in this run.`);
  if (place.kind === 'printed') {
    const found = events.flatMap(({ kind, text }, i) => (kind === 'printed' && text.split('\n').includes(place.text) ? [i] : []));
    return momentAfter(events, nth(found, `'${place.text}' is printed`));
  }
  const lines = source.split('\n');
  const hits = ran.filter(([line]) => lines[line - 1].includes(place.text));
  const pause = ([line, position]) => {
    const over = events.findIndex(({ kind }, i) => i >= position && kind === 'callback_ended');
    return events.findIndex((event, i) => i >= position && i < over && event.kind === 'task_suspended' && event.line === line);
  };
  const waits = place.occurrence === null && hits.find((hit) => pause(hit) >= 0);
  const hit = waits || nth(hits, `a line with '${place.text}' runs`);
  const [line, position] = hit;
  if (place.until === 'at the end') return { ...end, line };
  if (place.until === 'when done') {
    const paused = pause(hit);
    if (paused < 0) fail(`no task waits at line ${line}.`);
    const resumed = events.findIndex(({ kind, task }, i) => i > paused && kind === 'task_stepped' && task === events[paused].task);
    return { ...momentAfter(events, resumed + 1), line };
  }
  const begun = events.findIndex(({ kind }) => kind === 'iteration');
  return position <= begun ? { t: 0, step: 0, line } : { ...momentAfter(events, position), line };
}

function fail(sentence) {
  throw new Error(sentence);
}

/// The program that a link opens: `{ source, constants, seed }`, or undefined.
export function programAt(href, lessons) {
  const [, slug, query = ''] = /^#([^?]*)\??(.*)$/.exec(href);
  const { seed = '1', ...set } = Object.fromEntries([...new URLSearchParams(query)].filter(([name]) => !/^(t|step|line|ask|speed|view\..*)$/.test(name)));
  if (slug === 'playground') return { source: readFileSync(join(top, `gallery/${set.gallery}.py`), 'utf8'), constants: {}, seed: 1 };
  const lesson = lessons.find((each) => each.slug === slug);
  if (!lesson) return undefined;
  const { source } = lesson.programs.find(({ file }) => file === fileAt(lesson.parameters, set));
  const values = Object.entries(set).map(([name, text]) => [name, parseValue(lesson.parameters.find((p) => p.name === name), text)]);
  return { source, constants: settingsOf(source, lesson.parameters, Object.fromEntries(values)), seed: Number(seed) };
}

/// All links with a place, of lessons and questions: `{ href, place, file, line }`.
export const placedLinks = (lessons, questions) => [
  ...lessons.flatMap(({ file, links }) => links.map((link) => ({ file, ...link }))),
  ...questions.map(({ file, line, scene: { asked, place } }) => ({ file, line, href: asked, place })),
].filter(({ place }) => place);

async function loadPython() {
  const { loadPyodide } = await import('pyodide');
  const python = await loadPyodide({ env: { HOME: '/home/pyodide', PYTHONHASHSEED: '0' } });
  python.FS.mkdirTree('/python/interleave');
  for (const [name, text] of tracerFiles()) python.FS.writeFile(`/python/interleave/${name}`, text);
  const answer = python.runPython(readFileSync(join(top, 'lessons/build/moments.py'), 'utf8'));
  return ({ source, constants, seed }) => JSON.parse(answer(JSON.stringify({ source, constants: Object.entries(constants), seed, until })));
}

const tracerFiles = () => readdirSync(join(top, 'python/interleave')).filter((name) => name.endsWith('.py'))
  .map((name) => [name, readFileSync(join(top, 'python/interleave', name), 'utf8')]);

/// A run of a program, with what ran when: `(program) => { events, ran }`. Python is loaded once, when it's first needed.
let loading;
export const runWithLines = async (program) => (await (loading ??= loadPython()))(program);

/// The moments of these links. Those of `before` that still hold aren't looked for again.
export async function findMoments(links, lessons, before = {}) {
  const tracer = hashOf([readFileSync(fileURLToPath(import.meta.url), 'utf8'), tracerFiles()]);
  const found = {};
  const runs = new Map();
  for (const { href, place, file, line } of links) {
    const key = keyOf(href, place);
    const program = programAt(href, lessons);
    if (!program) throw new LessonError(file, line, `the link ${href} leads to no program.`);
    const of = hashOf([tracer, program]);
    if (before[key]?.of === of) {
      found[key] = before[key];
      continue;
    }
    if (!runs.has(of)) runs.set(of, await runWithLines(program));
    try {
      found[key] = { ...momentOf(parsePlace(place), program.source, runs.get(of)), of };
    } catch (error) {
      throw new LessonError(file, line, `the link ${href} has no place "${place}": ${error.message}`);
    }
  }
  return found;
}

const hashOf = (value) => createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);

async function run([outdir, root = join(top, 'lessons')]) {
  const target = join(outdir, 'moments.json');
  const before = existsSync(target) ? JSON.parse(readFileSync(target, 'utf8')) : {};
  try {
    const lessons = readLessons(root);
    const text = `${JSON.stringify(await findMoments(placedLinks(lessons, readQuestions(root, lessons)), lessons, before), null, 1)}\n`;
    mkdirSync(outdir, { recursive: true });
    if (!existsSync(target) || readFileSync(target, 'utf8') !== text) writeFileSync(target, text);
    return 0;
  } catch (error) {
    if (!(error instanceof LessonError)) throw error;
    console.error(error.message);
    return 1;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await run(process.argv.slice(2));
