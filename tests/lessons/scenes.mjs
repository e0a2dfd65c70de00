// What a link into the tutorial opens, run headless: a lesson with settings, or a program of the gallery.

import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseRecords } from '../../lessons/build/facts.mjs';
import { python } from '../python/python.mjs';
import { interleave } from '../runner.mjs';

const top = resolve(fileURLToPath(new URL('../..', import.meta.url)));
const until = 60;

/// `{ place, settings, at }` of `#place?settings`; `at` is the moment, or null.
export function partsOf(href) {
  const [, place, query = ''] = /^#([^?]*)\??(.*)$/.exec(href);
  const { t, seed, speed, ...settings } = Object.fromEntries(new URLSearchParams(query));
  return { place, settings, seed, at: t === undefined ? null : Number(t) };
}

/// The run: `{ printed: [{ t, text }], end, tasks, warnings, at }`; warnings are sentences after their kinds.
export async function runOf(href) {
  const { place, settings, seed, at } = partsOf(href);
  if (place !== 'playground') {
    const words = [...Object.entries(settings).flatMap(([name, value]) => ['--param', `${name}=${value}`]), ...(seed ? ['--seed', seed] : []), '--until', String(until)];
    const warnings = await interleave(['run', place, '--warnings', ...words]);
    return { ...parseRecords(await interleave(['run', place, '--switches', ...words])), warnings, at };
  }
  const file = join(top, 'gallery', `${settings.gallery}.py`);
  if (!existsSync(file)) throw new Error(`there is no gallery/${settings.gallery}.py`);
  const { trace, records } = await python();
  const source = readFileSync(file, 'utf8');
  const { events } = trace(source, { until });
  const warnings = await interleave(['show', 'trace.json', '--warnings'], { 'trace.json': JSON.stringify({ interleave: 1, events }) });
  return { ...parseRecords(records(source, { until, switches: true }).join('\n')), warnings, at };
}
