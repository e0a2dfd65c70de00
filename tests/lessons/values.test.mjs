// The variables that lessons note about their coroutines, in C++, are those that CPython has: at each suspension, at the
// defaults, at every choice, switch and preset, and at random settings. Only data is compared: tasks, queues, locks
// and objects of the program's own are shown elsewhere, and what has a dot in its name is a part of such an object.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { amount } from '../full.mjs';
import { presetSettings, randomSettings, variantSettings } from '../oracle/settings.mjs';
import { interleave } from '../runner.mjs';
import { python } from '../python/python.mjs';

const top = fileURLToPath(new URL('../../', import.meta.url));
const until = 60;
const slugs = new Set([  // of the lessons that note variables so far
  'sync-and-async', 'concurrency', 'tasks', 'event-loop', 'blocking', 'pipelines', 'retries', 'queues', 'races', 'crawler',
  'timeouts',
]);
const lessons = JSON.parse(readFileSync(`${top}build/gen/lessons.json`, 'utf8'));
const folders = readdirSync(`${top}lessons`);

const word = '(?!True|False|None)[A-Za-z_]';  // a task is told by its name alone
const elsewhere = new RegExp(`<|= \\[?${word}|= (\\w+ )*(queue|lock|event|condition|semaphore|future) \\d+$|^[\\w.]*\\.\\w+ = `);
/// As text, without what's shown elsewhere. The parameters have no type: 3 may be 3.0.
const dataOf = (variables) => variables.split('\n').filter((line) => !elsewhere.test(line)).map((line) => line.replace(/= (-?\d+)\.0$/, '= $1'));

/// Where each task was suspended and what it had in its variables, as lines of text.
function suspensions(events) {
  const all = [];
  for (const { kind, t, task, function: name, variables } of events) {
    if (kind === 'task_suspended') all.push(`${t.toFixed(6)} task ${task} in ${name}:`);
    else if (kind === 'task_variables') all[all.length - 1] += ['', ...dataOf(variables)].join(' | ');
  }
  return all;
}

async function inCpp(slug, { set = {}, seed }) {
  const settings = Object.entries(set).flatMap(([name, value]) => ['--param', `${name}=${value}`]);
  const more = seed === undefined ? [] : ['--seed', String(seed)];
  return JSON.parse(await interleave(['run', slug, '--json', '--until', String(until), ...settings, ...more])).events;
}

for (const { slug, parameters, presets } of lessons.filter((lesson) => slugs.has(lesson.slug))) {
  test(`${slug} has the same values in its variables as in CPython, at each suspension`, async (context) => {
    const { trace } = await python();
    const folder = `${top}lessons/${folders.find((name) => /^\d/.test(name) && name.slice(3) === slug)}/`;
    const source = readFileSync(`${folder}lesson.py`, 'utf8');
    const settings = [{}, ...variantSettings(parameters), ...presetSettings(presets), ...randomSettings(parameters, amount(2, 20), slug)];
    let told = 0;
    for (const setting of settings) {
      const ours = suspensions(await inCpp(slug, setting));
      const { events, ending } = trace(source, { ...setting, until, variables: true });
      const theirs = suspensions(events);
      const length = ending === 'until' ? Math.min(ours.length, theirs.length) : Infinity;
      assert.deepEqual(ours.slice(0, length), theirs.slice(0, length), JSON.stringify(setting));
      told += ours.filter((line) => line.includes(' | ')).length;
    }
    assert.ok(told > settings.length, `only ${told} suspensions have values`);
    context.diagnostic(`${told} suspensions with values at ${settings.length} settings`);
  });
}
