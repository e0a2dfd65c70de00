// Links that lead to a place of a run: each line of the cheat sheet leads to the very line of a program, at a moment at
// which it has just run.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { findMoments, momentOf, placedLinks, programAt, runWithLines, stopsOf } from '../../lessons/build/find-moments.mjs';
import { readLessons } from '../../lessons/build/lessons.mjs';
import { parsePlace } from '../../lessons/build/moments.mjs';
import { readQuestions } from '../../lessons/build/questions.mjs';
import { cheatLines } from '../../web/site/cheat-sheet.mjs';
import { eventsOf, partsOf, positionAt } from './scenes.mjs';

const top = resolve(fileURLToPath(new URL('../..', import.meta.url)));
const lessons = readLessons(join(top, 'lessons'));
const questions = readQuestions(join(top, 'lessons'), lessons);
const links = placedLinks(lessons, questions);
/// `isLater`: the link's moment isn't when the line runs, but when it's done.
const cheats = lessons.flatMap((lesson) => cheatLines(lesson).map(({ code, href }) => {
  const [, place] = lesson.body.split('\n').map((line) => /\[run\]\(#\S+ "(.*)"\)$/.exec(line)).filter(Boolean)[cheatLines(lesson).findIndex((each) => each.href === href)];
  return { code: textOf(code), href: href.replaceAll('&amp;', '&'), isLater: Boolean(parsePlace(place).until) };
}));

function textOf(html) {
  return html.replace(/<[^>]*>/g, '').replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/// What makes a line of the cheat sheet what it is: the names that it calls of Python's, and its keywords.
function essence(code) {
  const [, call] = /(?:\w+\.)+(\w+)\(?/.exec(code) ?? [];
  if (call) return [call, ...(code.match(/\w+=[\w.]+/g) ?? [])];
  return code.match(/@\w+|async \w+|await|except\*? \w+|[A-Z]\w+\(|\b(?:min|aclosing)\(/g);
}

const begun = (events) => events.filter(({ kind }) => kind === 'callback_began').length;

/// The program with a line that prints when this line runs.
function told(source, number) {
  const lines = source.split('\n');
  const [indent] = /^ */.exec(lines[number - 1]);
  const isHead = /^ *(except|elif)\b/.test(lines[number - 1]);
  lines.splice(isHead ? number : number - 1, 0, `${indent}${isHead ? '    ' : ''}print("<here>")`);
  return lines.join('\n');
}

test('a line of the cheat sheet leads to its line of a program, and no two share a place', () => {
  assert.ok(cheats.length >= 80, `${cheats.length} lines`);
  const missing = cheats.flatMap(({ code, href }) => {
    const line = programAt(href, lessons).source.split('\n')[partsOf(href).line - 1] ?? '';
    return essence(code).filter((part) => !line.includes(part)).map((part) => `${code}: '${part}' isn't in '${line.trim()}' (${href})`);
  });
  assert.deepEqual(missing, []);
  const twice = cheats.filter(({ code, href }, i) => cheats.some((other, j) => j < i && other.href === href && other.code !== code));
  assert.deepEqual(twice, []);
});

test('the line has just run at the link’s moment, in the run that the page makes', async () => {
  for (const { code, href, isLater } of cheats) {
    const { at, line } = partsOf(href);
    const program = programAt(href, lessons);
    const events = href.startsWith('#playground') ? (await runWithLines(program)).events : await eventsOf(href);
    const position = positionAt(events, href);
    const now = events.slice(0, position);
    assert.ok(at !== null && at <= events.at(-1).t, `${code}: ${href}`);
    const { events: instrumented } = await runWithLines({ ...program, source: told(program.source, line) });
    const ran = instrumented.flatMap(({ kind, text }, i) => (kind === 'printed' && text.includes('<here>') ? [begun(instrumented.slice(0, i))] : []));
    assert.ok(ran.some((count) => (isLater ? count <= begun(now) : count === begun(now))), `${code}: ${href} is after ${begun(now)} callbacks, and the line runs in those numbered ${ran}`);
  }
});

test('the moments of the build are those of the programs as they are', async () => {
  const stored = JSON.parse(readFileSync(join(top, 'build/gen/moments.json'), 'utf8'));
  assert.deepEqual(await findMoments(links, lessons), stored);
});

test('a place is a line, a printed text or the end, and one that isn’t there is refused', () => {
  assert.deepEqual(parsePlace('end'), { kind: 'end' });
  assert.deepEqual(parsePlace('printed hello #2'), { kind: 'printed', text: 'hello', occurrence: 2 });
  assert.deepEqual(parsePlace('await task when done'), { kind: 'line', text: 'await task', occurrence: null, until: 'when done' });
  assert.deepEqual(parsePlace('while True: #3'), { kind: 'line', text: 'while True:', occurrence: 3, until: '' });
  const run = {
    events: ['iteration', 'callback_began', 'task_stepped', 'printed', 'callback_ended', 'callback_began', 'task_stepped', 'callback_ended', 'finished']
      .map((kind) => ({ t: 0, kind, ...(kind === 'printed' && { text: 'hello\n' }) })),
    ran: [[1, 0], [2, 3]],
  };
  assert.deepEqual(stopsOf(run.events), [0, 3, 5, 7, 8]);
  const at = (place) => momentOf(parsePlace(place), 'import asyncio\nprint("hello")\n', run);
  assert.deepEqual(at('import asyncio'), { t: 0, step: 0, line: 1 });
  assert.deepEqual(at('print('), { t: 0, step: 2, line: 2 });
  assert.deepEqual(at('printed hello'), { t: 0, step: 2 });
  assert.throws(() => at('print( #2'), /a line with 'print\(' runs 1 times/);
  assert.throws(() => at('printed bye'), /'bye' is printed 0 times/);
  assert.throws(() => at('print( when done'), /no task waits at line 2/);
});
