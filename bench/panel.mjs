// The cost of the panel for runs of up to 10^6 events and 10^4 tasks: trace files, opened in headless
// Chromium at 1440x900 as a reader opens them. It measures the calls into the module by the page's own clock,
// one call in each of the browser's frames. Everything is repeated in several pages, and each call counts
// with its fastest time, because drawing without a graphics card uses the CPU too, and the time it takes from
// a call isn't the module's.
//   panel/frame     il_frame while the view is zoomed, panned and played
//   panel/seek      il_set('t', …) and the frame after it
//   panel/relayout  the calls of an opening: il_load_piece, il_load_end, and each frame until the run is laid
// out
//   panel/memory    the module's memory after all that
// growth/… has the exponent with which a frame's median grows with the events and the tasks: 0 means no
// growth, 1 means proportional. It prints the limits next to the results, and asserts nothing.
//   node bench/panel.mjs          all sizes
//   node bench/panel.mjs 1e5 100  events and tasks of one size: prints only
//   node bench/panel.mjs 1e5 100  events and tasks of one size: prints only

import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch, serveSite } from '../tests/browser/chromium.mjs';
import { ready, settled } from '../tests/browser/panel.mjs';
import { writeTrace } from './shared/big_trace.mjs';
import { keep } from './shared/results.mjs';

const limits = { 'panel/frame': 8, 'panel/seek': 16, 'panel/relayout': 16, 'panel/memory': 256e6 };
const passes = 3;
const sizes = [];
for (const events of [1e3, 1e4, 1e5, 1e6]) {
  for (const tasks of [10, 100, 1e3, 1e4]) {
    if (tasks * 4 <= events) sizes.push({ events, tasks });
  }
}

const sorted = (list) => [...list].sort((a, b) => a - b);
const share = (list, part) => sorted(list)[Math.min(list.length - 1, Math.floor(list.length * part))];

/// Opens the file. Returns how long each call took that reads it or lays it out. (The frames in between draw
/// the previous run, so they don't count.)
async function open(page, file) {
  await page.evaluate(() => {
    window.took = [];
    for (const name of ['_il_load_piece', '_il_load_end', '_il_frame']) {
      const call = window.Module[name];
      window.Module[name] = (...values) => {
        const began = performance.now();
        const answer = call(...values);
        window.took.push([name, performance.now() - began]);
        return answer;
      };
    }
  });
  await page.locator('#recording-file').setInputFiles(file);
  await page.waitForFunction(() => document.getElementById('page-notice').textContent.includes('This is the recording'), undefined, { timeout: 300_000 });
  await settled(page);
  const took = await page.evaluate(() => window.took.splice(0));
  const end = took.findIndex(([name]) => name === '_il_load_end');
  return took.filter(([name], i) => i > end || name !== '_il_frame');
}

/// Frames, each after some action, and seeks, in milliseconds.
const use = (page) => page.evaluate(async () => {
  const { Module } = window;
  const next = () => new Promise(requestAnimationFrame);
  const timed = (work) => {
    const began = performance.now();
    work();
    return performance.now() - began;
  };
  const frame = () => Module._il_frame(1 / 60);
  const frames = [];
  const during = async (count, before) => {
    for (let i = 0; i < count; ++i) {
      before(i);
      frames.push(timed(frame));
      await next();
    }
  };
  Module._il_pointer(0, 700, 300, 0, 0);
  Module.ccall('il_command', null, ['string'], ['fit']);
  frame();
  await during(40, (i) => Module._il_pinch(i < 20 ? 1.25 : 0.8, 700, 300));
  Module._il_pinch(8, 700, 300);
  await during(40, (i) => Module._il_wheel(i < 20 ? 40 : -40, 0, 0));
  Module.ccall('il_command', null, ['string'], ['fit']);
  Module.ccall('il_set', 'string', ['string', 'string'], ['t', '1']);
  Module.ccall('il_command', null, ['string'], ['play']);
  await during(40, () => {});
  Module.ccall('il_command', null, ['string'], ['pause']);
  const seeks = [];
  for (let i = 0; i < 40; ++i) {
    const to = String((i * 37 % 60) + i / 61);
    seeks.push(timed(() => {
      Module.ccall('il_set', 'string', ['string', 'string'], ['t', to]);
      frame();
    }));
    await next();
  }
  return { frames, seeks, bytes: Module.HEAPU8.length };
});

async function pass(browser, address, file) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  try {
    await page.goto(`${address}#tasks`);
    await ready(page);
    return { opening: await open(page, file), ...await use(page) };
  } finally {
    await page.close();
  }
}

async function measure(browser, address, folder, { events, tasks }) {
  const file = join(folder, `${events}-${tasks}.json`);
  const written = writeTrace(file, events, tasks);
  const all = [];
  for (let i = 0; i < passes; ++i) all.push(await pass(browser, address, file));
  rmSync(file);
  const quickest = (timesOf) => timesOf(all[0]).map((_, i) => Math.min(...all.map((one) => timesOf(one)[i] ?? Infinity)));
  const calls = (wanted) => quickest(({ opening }) => opening.filter(([name]) => name === wanted).map(([, ms]) => ms));
  const opening = ['_il_load_piece', '_il_load_end', '_il_frame'].map((name) => [name, calls(name)]);
  const times = (job, list) => ({ job, events, tasks, p50_ms: share(list, 0.5), p95_ms: share(list, 0.95), max_ms: share(list, 1) });
  return {
    rows: [
      times('panel/frame', quickest(({ frames }) => frames)),
      times('panel/seek', quickest(({ seeks }) => seeks)),
      times('panel/relayout', opening.flatMap(([, list]) => list)),
      { job: 'panel/memory', events, tasks, bytes: Math.max(...all.map(({ bytes }) => bytes)) },
    ],
    note: `${written} events; longest ${opening.map(([name, list]) => `${name} ${share(list, 1).toFixed(1)} ms`).join(', ')}`,
  };
}

function print(row, note) {
  const limit = limits[row.job];
  const at = `${row.job.padEnd(15)}${String(row.events).padStart(9)} events ${String(row.tasks).padStart(6)} tasks`;
  if (row.bytes !== undefined) {
    console.log(`  ${at}  ${(row.bytes / 1e6).toFixed(1).padStart(8)} MB of ${limit / 1e6}  ${note}`);
  } else {
    const figures = [row.p50_ms, row.p95_ms, row.max_ms].map((ms) => ms.toFixed(2).padStart(8)).join('');
    console.log(`  ${at}${figures} ms (median, 95 %, longest) of ${limit}`);
  }
}

/// The exponent of the line through the points, in logarithms.
function exponent(points) {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(Math.max(y, 1e-3))]);
  const mean = (place) => logs.reduce((sum, point) => sum + point[place], 0) / logs.length;
  const [mx, my] = [mean(0), mean(1)];
  return logs.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0) / logs.reduce((sum, [x]) => sum + (x - mx) ** 2, 0);
}

function growth(rows, job) {
  const of = (wanted) => rows.filter((row) => row.job === `panel/${job}` && wanted(row));
  const tasks = 100;
  const events = 1e6;
  return [
    { job: `growth/${job}`, by: 'events', tasks, exponent: exponent(of((row) => row.tasks === tasks).map((row) => [row.events, row.p50_ms])) },
    { job: `growth/${job}`, by: 'tasks', events, exponent: exponent(of((row) => row.events === events).map((row) => [row.tasks, row.p50_ms])) },
  ];
}

const [events, tasks] = process.argv.slice(2).map(Number);
const chosen = events ? [{ events, tasks: tasks || 100 }] : sizes;
const folder = mkdtempSync(join(tmpdir(), 'interleave-'));
const site = await serveSite();
const browser = await launch();
const all = [];
try {
  for (const size of chosen) {
    const { rows, note } = await measure(browser, site.address, folder, size);
    for (const row of rows) print(row, note);
    all.push(...rows);
  }
  if (!events) {
    for (const job of ['frame', 'seek']) {
      for (const row of growth(all, job)) {
        console.log(`  ${row.job.padEnd(15)} by ${row.by}: exponent ${row.exponent.toFixed(2)}`);
        all.push(row);
      }
    }
    keep(all);
  }
  console.log(`  the machine's load is ${loadavg()[0].toFixed(1)}`);
} finally {
  await browser.close();
  site.close();
  rmSync(folder, { recursive: true });
}
