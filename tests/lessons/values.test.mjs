// The variables that lessons note about their coroutines, in C++, are those that CPython has: at each suspension, at the
// defaults, at every choice, switch and preset, and at random settings. A lesson notes all data; tasks, queues, locks
// and objects of the program's own are shown elsewhere, and it may leave them out. What has a dot in its name is a
// part of such an object. The values that tasks share change in the same steps, and to the same.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { amount } from '../full.mjs';
import { fileAt, settingsOf } from '../../lessons/build/programs.mjs';
import { presetSettings, randomSettings, variantSettings } from '../oracle/settings.mjs';
import { interleave } from '../runner.mjs';
import { python } from '../python/python.mjs';

const top = fileURLToPath(new URL('../../', import.meta.url));
const until = 60;
const lessons = JSON.parse(readFileSync(`${top}build/gen/lessons.json`, 'utf8'));
const folders = readdirSync(`${top}lessons`);

const word = '(?!True|False|None)[A-Za-z_]';  // a task is told by its name alone
const elsewhere = new RegExp(`<|= \\[?${word}|= (\\w+ )*(queue|lock|event|condition|semaphore|future) \\d+$`);
const isPart = /^[\w.]*\.\w+ = /;
const twins = { enter: '__aenter__', exit: '__aexit__', as_coro: '__await__', _accept_connection2: '' };  // as the tracer names them
const nameOf = (line) => line.slice(0, line.indexOf(' = '));

/// Where each task was suspended, and what it had in its variables. The parameters have no type: 3 may be 3.0.
function suspensions(events) {
  const all = [];
  for (const { kind, t, task, function: name, variables } of events) {
    if (kind === 'task_suspended') all.push({ at: `${t.toFixed(6)} task ${task} in ${twins[name] ?? name}:`, values: [] });
    else if (kind === 'task_variables') all.at(-1).values = variables.split('\n').map((line) => line.replace(/= (-?\d+)\.0$/, '= $1'));
  }
  return all;
}

const asText = (all) => all.map(({ at, values }) => [at, ...values].join(' | '));
const ofOurs = (all) => all.map(({ at, values }) => ({ at, values: values.filter((line) => !isPart.test(line)) }));
/// All data, and what `ours` has beyond that.
const ofTheirs = (all, ours) => all.map(({ at, values }, i) => {
  const noted = new Set(ours[i]?.values.map(nameOf));
  return { at, values: values.filter((line) => noted.has(nameOf(line)) || !elsewhere.test(line)) };
});

const changes = (events) => events.filter(({ kind }) => kind === 'shared_value')
  .map(({ t, task, number, name, value }) => `${t.toFixed(6)} in ${task}: ${name} (${number}) = ${value}`);
const shared = {};  // how many changes each lesson told

async function inCpp(slug, { set = {}, seed }) {
  const settings = Object.entries(set).flatMap(([name, value]) => ['--param', `${name}=${value}`]);
  const more = seed === undefined ? [] : ['--seed', String(seed)];
  return JSON.parse(await interleave(['run', slug, '--json', '--until', String(until), ...settings, ...more])).events;
}

for (const { slug, parameters, presets } of lessons) {
  test(`${slug} has the same values in its variables as in CPython, at each suspension`, async (context) => {
    const { trace } = await python();
    const folder = `${top}lessons/${folders.find((name) => /^\d/.test(name) && name.slice(3) === slug)}/`;
    const settings = [{}, ...variantSettings(parameters), ...presetSettings(presets), ...randomSettings(parameters, amount(2, 20), slug)];
    let told = 0;
    let hasValues = false;
    for (const setting of settings) {
      const inOurs = await inCpp(slug, setting);
      const ours = ofOurs(suspensions(inOurs));
      const source = readFileSync(`${folder}${fileAt(parameters, setting.set)}.py`, 'utf8');
      const set = settingsOf(source, parameters, setting.set ?? {});
      const { events, ending } = trace(source, { ...setting, set, until, variables: true });
      const theirs = ofTheirs(suspensions(events), ours);
      const length = ending === 'until' ? Math.min(ours.length, theirs.length) : Infinity;
      assert.deepEqual(asText(ours.slice(0, length)), asText(theirs.slice(0, length)), JSON.stringify(setting));
      const [said, saidThere] = [changes(inOurs), changes(events)];
      const most = ending === 'until' ? Math.min(said.length, saidThere.length) : Infinity;
      assert.deepEqual(said.slice(0, most), saidThere.slice(0, most), JSON.stringify(setting));
      shared[slug] = (shared[slug] ?? 0) + said.length;
      hasValues ||= theirs.some(({ values }) => values.length > 0);
      told += ours.filter(({ values }) => values.length > 0).length;
    }
    assert.ok(told > 0 || !hasValues, 'no suspension has values');
    context.diagnostic(`${told} suspensions with values at ${settings.length} settings, ${shared[slug]} changes of shared values`);
  });
}

test('the lessons on locks and on the crawler tell the values that their tasks share', () => {
  assert.deepEqual(Object.keys(shared).filter((slug) => shared[slug] > 0), ['races', 'crawler']);
});
