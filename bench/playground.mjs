// The playground's response times, in headless Chromium.
//   playground/slider    a lesson's program runs again at each move of a slider, including the way to the
// worker and
//                        back, while the panel draws: 95 % within 16 ms
//   playground/answers   the longest time without a response from the page while a hostile program runs: at
// most 100 ms
//   playground/limit     from Run to the sentence, for a program that never ends, beyond its time limit: at
// most 100 ms
//   playground/ready     from that sentence to the end of the next program

import { readFileSync } from 'node:fs';
import { launch, serveSite } from '../tests/browser/chromium.mjs';
import { eventually, state } from '../tests/browser/panel.mjs';
import { write } from '../tests/browser/writing.mjs';
import { keep } from './shared/results.mjs';

const moves = 200;
const mayTake = 500;  // milliseconds, set below
const task = (body) => `import asyncio\nasync def main():\n${body.split('\n').map((line) => `    ${line}\n`).join('')}\nasyncio.run(main())\n`;
const hostile = {
  'a loop without an end': task('while True:\n    pass'),
  'a loop that catches everything': task('while True:\n    try:\n        while True: pass\n    except:\n        pass'),
  'a regular expression that explodes': task('import re\nre.match(r"(a+)+$", "a" * 40 + "b")'),
  'a power without an end': task('9 ** 9 ** 9'),
  'prints without an end': task('while True:\n    print("x" * 50)'),
  'a list that grows without an end': task('hoard = []\nwhile True:\n    hoard.append(bytearray(1_000_000))'),
};

const rows = [];
const program = readFileSync(new URL('../lessons/12-queues/lesson.py', import.meta.url), 'utf8');
const site = await serveSite();
const browser = await launch();
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript((time) => localStorage.setItem('interleave.run-time', time), String(mayTake / 1000));
  await page.goto(`${site.address}#playground`);
  await page.locator('.bench-text .cm-content').waitFor();
  await page.evaluate(watch);
  await run(page, program);
  await page.evaluate(() => window.interleave.set('t', '0'));  // it was playing
  await measureSlider(page);
  for (const [name, source] of Object.entries(hostile)) await measureHostile(page, name, source);
} finally {
  await browser.close();
  site.close();
}
keep(rows);

async function run(page, source) {
  await write(page, source);
  await page.evaluate(() => window.timed.clear());
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.evaluate(() => window.timed.over());
}

/// In the page: when Python starts and stops working, by the Stop button, and how long the page doesn't
/// respond.
function watch() {
  const stop = [...document.querySelectorAll('.bench-bar button')].find(({ textContent }) => textContent === 'Stop');
  let spans = [];
  let began = 0;
  let waiting = [];
  let longest = 0;
  let looked = performance.now();
  new MutationObserver(() => {
    if (!stop.disabled) {
      began = performance.now();
    } else {
      spans.push(performance.now() - began);
      waiting.forEach((done) => done(spans.at(-1)));
      waiting = [];
    }
  }).observe(stop, { attributes: true, attributeFilter: ['disabled'] });
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    longest = Math.max(longest, performance.now() - looked);
    looked = performance.now();
    setTimeout(() => port2.postMessage(0), 1);
  };
  port2.postMessage(0);
  window.timed = {
    clear() {
      spans = [];
      longest = 0;
    },
    over: () => (spans.length > 0 ? Promise.resolve(spans.at(-1)) : new Promise((done) => waiting.push(done))),
    longest: () => longest,
  };
}

async function measureSlider(page) {
  const { parameters } = await eventually(() => state(page), ({ lesson }) => lesson === 'playground');
  const { name, min, max } = parameters.find(({ type }) => type === 'number');
  const taken = [];
  for (let move = 0; move < moves; ++move) {
    taken.push(await page.evaluate(([parameter, value]) => {
      window.timed.clear();
      window.interleave.set(parameter, value);
      return window.timed.over();
    }, [name, String(min + (max - min) * ((move * 37 % moves) + 0.5) / moves)]));
  }
  taken.sort((a, b) => a - b);
  const [median, late] = [taken[moves / 2], taken[Math.floor(moves * 0.95)]];
  console.log(`playground/slider   ${median.toFixed(1)} ms median, ${late.toFixed(1)} ms 95 %, of ${moves} moves; at most 16`);
  rows.push({ job: 'playground/slider', median_ms: median, p95_ms: late });
}

async function measureHostile(page, name, source) {
  await run(page, source);
  const taken = await page.evaluate(() => window.timed.over());
  const longest = await page.evaluate(() => window.timed.longest());
  const began = performance.now();
  await run(page, task('print("well")'));
  const next = performance.now() - began;
  console.log(`${name.padEnd(36)} ended after ${taken.toFixed(0)} ms of ${mayTake} allowed, the page looked up every ${longest.toFixed(0)} ms, the next ran in ${next.toFixed(0)} ms`);
  rows.push({ job: `playground/${name}`, ended_ms: taken, longest_ms: longest, next_ms: next });
}
