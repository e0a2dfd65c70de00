// No false alarm in random scenarios: what a warning says is held against what happened before and after, by another
// reading of the events. 150 of them, or 10,000 in a full run; SCENARIOS=N tries that many, FROM=N begins at another seed.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { amount } from '../full.mjs';
import { interleave } from '../runner.mjs';
import { scenario } from '../scenarios/generate.mjs';

const top = fileURLToPath(new URL('../..', import.meta.url));
const count = Number(process.env.SCENARIOS ?? amount(150, 10_000));
const first = Number(process.env.FROM ?? 301);
const batch = 50;

function traces(seeds) {
  const out = execFileSync('node', ['tests/wasm.mjs', 'build/wasm/tests/scenarios.js', '--json', ...seeds.map(scenario)], { cwd: top, encoding: 'utf8', maxBuffer: 2 ** 29 });
  return out.split('--\n').slice(0, -1).map((text) => JSON.parse(text).events);
}

const near = (a, b) => Math.abs(a - b) < 0.0006;
const reported = (what) => (events) => events.some((e) => e.kind === 'reported' && e.what === what);
const isStuck = (events) => events.some(({ kind }) => kind === 'deadlock');

/// When callbacks began that took 0.1 s or longer.
function holds(events) {
  let begun = 0;
  return events.flatMap(({ kind, t }) => {
    if (kind === 'callback_began') begun = t;
    return kind === 'callback_ended' && t - begun >= 0.1 - 1e-9 ? [begun] : [];
  });
}

/// Whether none of these tasks resumes after `time`, unless one of them was cancelled.
function stayUntilCancelled(events, time, tasks) {
  const later = events.filter(({ t }) => t > time + 0.0006);
  const next = later.findIndex(({ kind, task }) => kind === 'task_stepped' && tasks.includes(task));
  return next < 0 || events.some((e, i) => e.kind === 'task_cancel' && tasks.includes(e.task) && e.t >= time - 0.0006 && i < events.indexOf(later[next]));
}

/// The times at which a lock had been held by one task, and wanted by others, for more than 5 s.
function longLocks(events) {
  const locks = new Map();
  const found = [];
  for (const { kind, what, resource, held, task, t } of events) {
    for (const each of locks.values()) if (each.since !== null && t - each.since > 5) found.push(each.since);
    if (kind === 'resource_made' && what === 'lock') locks.set(resource, { holder: 0, waiting: 0, since: null });
    const lock = locks.get(resource);
    if (!lock) continue;
    if (kind === 'resource_held') [lock.holder, lock.since] = [held === 'yes' ? task : 0, null];
    if (kind === 'wait_began') lock.waiting += 1;
    if (kind === 'wait_ended') lock.waiting -= 1;
    if (lock.holder === 0 || lock.waiting === 0) lock.since = null;
    else lock.since ??= t;
  }
  return found;
}

/// Whether the task was cancelled then, waited again at the place where it had waited, and never ended, or returned.
function swallowed(events, { t, text }) {
  const { task } = events.find((e) => e.kind === 'task_created' && e.name === text.split(' ')[0]);
  const at = events.findIndex((e) => e.kind === 'task_cancel' && e.task === task && near(e.t, t));
  const waits = (e) => e.kind === 'task_suspended' && e.task === task;
  const place = ({ line, callers, waits_for: what }) => `${line} ${callers} ${what}`;
  const was = events.slice(0, at).findLast(waits);
  const end = events.find((e) => e.kind === 'task_ended' && e.task === task);
  return at >= 0 && events.slice(at).filter(waits).some((e) => place(e) === place(was)) && (!end || end.how === 'done');
}

/// For each kind: whether what is said is true.
const isTrue = {
  held: (events, { t }) => holds(events).some((begun) => near(begun, t)),
  never_awaited: reported('never_awaited'),
  never_retrieved: reported('never_retrieved'),
  destroyed: reported('destroyed_pending'),
  hang: isStuck,
  deadlock(events, { t, text }) {
    const names = [...text.matchAll(/(\S+) waits /g)].map(([, name]) => name);
    const made = events.filter(({ kind }) => kind === 'task_created');
    return stayUntilCancelled(events, t, names.map((name) => made.find((e) => e.name === name).task));
  },
  long_lock: (events, { t }) => longLocks(events).some((since) => near(since, t)),
  swallowed,
  never_joined: () => false,  // there is no join()
  growing: () => false,  // the queues get a few items
  never_yields: () => false,
};

/// And those which must be there.
const isMissing = (events, kinds) => (
  (holds(events).length > 0 && !kinds.has('held')) || ['never_awaited', 'never_retrieved'].some((kind) => reported(kind)(events) && !kinds.has(kind))
  || (isStuck(events) && !kinds.has('hang') && !kinds.has('deadlock')));

test(`${count} random scenarios raise what’s true of them, and nothing else`, async (context) => {
  const counts = {};
  const wrong = [];
  for (let base = first; base < first + count; base += batch) {
    const seeds = Array.from({ length: Math.min(batch, first + count - base) }, (_, i) => base + i);
    for (const [i, events] of traces(seeds).entries()) {
      const said = await interleave(['show', 'trace.json', '--warnings'], { 'trace.json': JSON.stringify({ interleave: 1, events }) });
      const all = said.split('\n').filter(Boolean).map((line) => {
        const [, kind, t, text] = /^(\w+) at ([\d.]+) s[^:]*: (.*)$/.exec(line);
        return { kind, t: Number(t), text };
      });
      for (const each of all) {
        counts[each.kind] = (counts[each.kind] ?? 0) + 1;
        if (!isTrue[each.kind](events, each)) wrong.push(`seed ${seeds[i]}: ${each.kind} at ${each.t}: ${each.text}`);
      }
      if (isMissing(events, new Set(all.map(({ kind }) => kind)))) wrong.push(`seed ${seeds[i]}: something is missing from ${said}`);
    }
  }
  context.diagnostic(JSON.stringify(counts));
  assert.deepEqual(wrong.slice(0, 5), [], `${wrong.length} are wrong`);
});
