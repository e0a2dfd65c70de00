// Each lesson in CPython under the tracer, event for event the same as its twin in aio.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { amount } from '../full.mjs';
import { fileAt, settingsOf } from '../../lessons/build/programs.mjs';
import { presetSettings, randomSettings, variantSettings } from '../oracle/settings.mjs';
import { interleave } from '../runner.mjs';
import { differences, marked } from '../../web/page/python/differences.js';
import { python } from './python.mjs';

const top = fileURLToPath(new URL('../../', import.meta.url));
const until = 60;
const lessons = JSON.parse(readFileSync(`${top}build/gen/lessons.json`, 'utf8'));
const folders = readdirSync(`${top}lessons`);
const counts = {};

/// The mark of a line of this text, or null.
function marksOf(source) {
  const marks = source.split('\n').map((line) => /\s(?:#|\/\/): ([a-z0-9-]+)\s*$/.exec(line)?.[1] ?? null);
  return (line) => marks[line - 1] ?? null;
}

async function inCpp(slug, { set = {}, seed }) {
  const settings = Object.entries(set).flatMap(([name, value]) => ['--param', `${name}=${value}`]);
  const more = seed === undefined ? [] : ['--seed', String(seed)];
  return JSON.parse(await interleave(['run', slug, '--json', '--until', String(until), ...settings, ...more])).events;
}

for (const { slug, parameters, presets } of lessons) {
  test(`${slug} does the same in CPython as its twin`, async (context) => {
    const { trace } = await python();
    const folder = `${top}lessons/${folders.find((name) => /^\d/.test(name) && name.slice(3) === slug)}/`;
    const settings = [{}, ...variantSettings(parameters), ...presetSettings(presets), ...randomSettings(parameters, amount(1, 20), slug)];
    const wrong = [];
    for (const setting of settings) {
      const [source, twin] = ['.py', '.cpp'].map((ending) => readFileSync(folder + fileAt(parameters, setting.set) + ending, 'utf8'));
      const set = settingsOf(source, parameters, setting.set ?? {});
      const ours = marked(await inCpp(slug, setting), marksOf(twin));
      const { events, ending } = trace(source, { ...setting, set, until });
      const theirs = marked(events, marksOf(source));
      const length = ending === 'until' ? Math.min(ours.length, theirs.length) : Infinity;
      const found = differences(ours.slice(0, length), theirs.slice(0, length));
      if (typeof found === 'string') wrong.push(`${JSON.stringify(setting)}: ${found}`);
      else counts[found.join(', ')] = (counts[found.join(', ')] ?? 0) + 1;
    }
    context.diagnostic(JSON.stringify(counts));
    assert.equal(wrong.length, 0, `${wrong.length} of ${settings.length} differ; the first: ${wrong[0]}`);
  });
}
