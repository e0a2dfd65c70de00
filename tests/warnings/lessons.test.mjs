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

// What a lesson is about, and with which settings it happens.
const expected = {
  'concurrency': { held: 'the jobs compute, which blocks' },
  'gather-and-blocking': { held: 'the counters block' },
  'coroutines': { held: 'a sleep may be time.sleep', never_awaited: 'the await may be forgotten' },
  'rules': { held: '' },
};

for (const { slug, parameters, presets } of lessons) {
  test(`${slug} raises no warning but of what it shows`, async (context) => {
    const settings = [{}, ...variantSettings(parameters), ...presetSettings(presets), ...randomSettings(parameters, amount(5, 100), slug)];
    const found = {};
    for (const { set = {}, seed } of settings) {
      const words = Object.entries(set).flatMap(([name, value]) => ['--param', `${name}=${value}`]);
      const said = await interleave(['run', slug, '--warnings', '--until', '60', ...words, ...(seed === undefined ? [] : ['--seed', String(seed)])]);
      for (const kind of kindsOf(said)) (found[kind] ??= []).push(`${JSON.stringify(set)}: ${said}`);
    }
    for (const [kind, all] of Object.entries(found)) context.diagnostic(`${kind}: ${all.length} of ${settings.length}; ${all[0]}`);
    assert.deepEqual(Object.keys(found).sort(), Object.keys(expected[slug] ?? {}).sort());
  });
}

const gallery = {
  'blocking-call': ['held'],
  'deadlock': ['deadlock'],
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
