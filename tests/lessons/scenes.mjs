// What a link into the tutorial opens, run headless: a lesson with settings, or a program of the gallery.

import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseRecords } from '../../lessons/build/facts.mjs';
import { stopsOf } from '../../lessons/build/find-moments.mjs';
import { python } from '../python/python.mjs';
import { interleave } from '../runner.mjs';

const top = resolve(fileURLToPath(new URL('../..', import.meta.url)));
const until = 60;

/// `{ place, settings, seed, at, step, line, ask }` of `#place?settings`; `at` is the moment, or null.
export function partsOf(href) {
  const [, place, query = ''] = /^#([^?]*)\??(.*)$/.exec(href);
  const { t, step, line, ask, seed, speed, 'view.axis': axis, ...settings } = Object.fromEntries(new URLSearchParams(query.replaceAll('&amp;', '&')));
  const number = (text) => (text === undefined ? null : Number(text));
  return { place, settings, seed, at: number(t), step: number(step), line: number(line), ask };
}

const argumentsOf = ({ settings, seed }) => [...Object.entries(settings).flatMap(([name, value]) => ['--param', `${name}=${value}`]), ...(seed ? ['--seed', seed] : []), '--until', String(until)];

/// The events of the run, of a lesson as the page runs it, in C++.
export async function eventsOf(href) {
  const { place, ...parts } = partsOf(href);
  if (place !== 'playground') return JSON.parse(await interleave(['run', place, '--json', ...argumentsOf(parts)])).events;
  return (await python()).trace(readFileSync(join(top, 'gallery', `${parts.settings.gallery}.py`), 'utf8'), { until }).events;
}

/// How many of them have happened at the link's moment: see web/view/session, seek and seek_step.
export function positionAt(events, href) {
  const { at, step } = partsOf(href);
  const after = events.findIndex(({ t }) => t > at);
  const last = after < 0 ? events.length : after;
  if (step === null) return last;
  const stops = stopsOf(events);
  const first = stops.findIndex((stop, i) => i > 0 && events[stop - 1].t >= at);
  return Math.min(last, stops[first + step - 1]);
}

/// The run: `{ printed: [{ t, text }], end, tasks, warnings, at }`; warnings are sentences after their kinds.
export async function runOf(href) {
  const { place, settings, seed, at } = partsOf(href);
  if (place !== 'playground') {
    const words = argumentsOf({ settings, seed });
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
