// No false alarm: the lessons at their defaults, variants, presets and random parameters, and the gallery's programs,
// raise the warnings that are listed here and no others.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { amount } from '../full.mjs';
import { presetSettings, randomSettings, variantSettings } from '../oracle/settings.mjs';
import { python } from '../python/python.mjs';
import { interleave } from '../runner.mjs';

const top = fileURLToPath(new URL('../../', import.meta.url));
const lessons = JSON.parse(readFileSync(`${top}build/gen/lessons.json`, 'utf8'));
const kindsOf = (said) => [...new Set([...said.matchAll(/^(\w+) at /gm)].map(([, kind]) => kind))].sort();

// What lessons are about: the kind, and the settings with which it may happen.
const expected = {
  'sync-and-async': { held: ({ how }) => how === 'sync' },
  'concurrency': { held: ({ how }) => how === 'sync' || how === 'async' },
  'coroutines': { never_awaited: ({ forget_await: forgets }) => forgets },
  'blocking': { held: ({ blocking }) => blocking },
  'network': { held: ({ blocking }) => blocking },
  'rules': {
    never_awaited: ({ mistake }) => mistake === 'forget await', never_retrieved: ({ mistake }) => mistake === 'drop a failing task',
  },
  'find-the-bug': Object.fromEntries(
    Object.entries({ never_awaited: 'warning', never_joined: 'hang', held: 'slow callback', never_retrieved: 'lost exception', destroyed: 'lost task' })
      .map(([kind, symptom]) => [kind, ({ program, repaired }) => program === symptom && !repaired])),
  'timeouts': { held: ({ blocking, hold }) => blocking || hold > 0 },
  'queues': { never_joined: ({ ending }) => ending === 'join without task_done', hang: ({ ending }) => ending === 'nothing' },
  'awaitables': { hang: ({ set_by: by }) => by === 'nobody' },
  'cancellation': { swallowed: ({ on_cancel: then }) => then === 'swallow it' },
  'errors': { never_retrieved: ({ collect, who_fails: who }) => collect === 'nothing' || who === 'Lima and Cairo' },
  'crawler': { hang: ({ shut_down: shuts }) => !shuts },
};

for (const { slug, parameters, presets } of lessons) {
  const about = expected[slug] ?? {};
  test(`${slug} raises ${Object.keys(about).join() || 'no warning'}`, async () => {
    const defaults = Object.fromEntries(parameters.map((each) => [each.name, each.default]));
    const settings = [{}, ...variantSettings(parameters), ...presetSettings(presets), ...randomSettings(parameters, amount(5, 200), slug)];
    const found = new Set();
    for (const { set = {}, seed } of settings) {
      const words = Object.entries(set).flatMap(([name, value]) => ['--param', `${name}=${value}`]);
      const said = await interleave(['run', slug, '--warnings', '--until', '60', ...words, ...(seed === undefined ? [] : ['--seed', String(seed)])]);
      for (const kind of kindsOf(said)) {
        found.add(kind);
        assert.ok(about[kind]?.({ ...defaults, ...set }), `${JSON.stringify(set)}: ${said}`);
      }
    }
    assert.deepEqual([...found], Object.keys(about), 'each is raised by some settings');
  });
}

const gallery = {
  'debug-mode': ['held'],
  'blocking-call': ['held'],
  'deadlock': ['deadlock'],
  'notebook': ['never_awaited'],
  'starvation': ['held'],
  'swallowed-cancellation': ['swallowed'],
  'vanished-task': ['destroyed'],
};

for (const file of readdirSync(`${top}gallery`).filter((name) => name.endsWith('.py'))) {
  const name = file.slice(0, -3);
  test(`the gallery’s ${name} raises ${gallery[name]?.join() ?? 'no warning'}`, async () => {
    const { trace } = await python();
    const { events } = trace(readFileSync(`${top}gallery/${file}`, 'utf8'), { until: 60 });
    const said = await interleave(['show', 'trace.json', '--warnings'], { 'trace.json': JSON.stringify({ interleave: 1, events }) });
    assert.deepEqual(kindsOf(said), gallery[name] ?? [], said);
  });
}
