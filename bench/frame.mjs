// The CPU cost of a frame of the page: the Tasks lesson, played for six seconds in headless Chromium at
// 1440x900. It's taken from the browser's own trace, which counts a thread's CPU time and not its waiting. A
// frame's callback is the panel (il_frame: its layout and the calls to WebGL) and, ten times a second, the
// text view and the listing; the whole thread is that plus the browser's work for it: style, layout,
// painting. Drawing itself happens in another process, here without a graphics card. Finally, the frames that
// the page draws at rest: none.

import { loadavg } from 'node:os';
import { launch, serveSite } from '../tests/browser/chromium.mjs';
import { ready, settled } from '../tests/browser/panel.mjs';

const budget = 1000 / 60;  // milliseconds

function line(what, milliseconds) {
  const ratio = `${(milliseconds / budget * 100).toFixed(1)} %`;
  console.log(`  ${what.padEnd(40)}${milliseconds.toFixed(2).padStart(8)} ms ${ratio.padStart(9)}`);
}

/// The trace of one play of the lesson: the tasks on the page's own thread.
async function tracePlay(browser, page) {
  await browser.startTracing(page, { categories: ['devtools.timeline', 'disabled-by-default-devtools.timeline'] });
  await page.keyboard.press('Space');
  await page.waitForFunction(() => document.querySelector('#text-view .message').textContent.startsWith('Finished'),
    undefined, { polling: 500, timeout: 60_000 });
  const { traceEvents } = JSON.parse(await browser.stopTracing());
  const frame = traceEvents.find(({ name }) => name === 'FireAnimationFrame');
  return traceEvents.filter(({ pid, tid, ph }) => pid === frame.pid && tid === frame.tid && ph === 'X');
}

const milliseconds = (events, wanted) => events.filter(({ name }) => name === wanted).map(({ tdur = 0 }) => tdur / 1000);

const site = await serveSite();
const browser = await launch();
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${site.address}#tasks?delay_1=6&delay_2=6`);
  await ready(page);
  const events = await tracePlay(browser, page);
  const frames = milliseconds(events, 'FireAnimationFrame').sort((a, b) => a - b);
  const whole = milliseconds(events, 'RunTask').reduce((sum, ms) => sum + ms, 0);
  const share = (part) => frames[Math.min(frames.length - 1, Math.floor(frames.length * part))];
  console.log(`  ${frames.length} frames in 6 s; the machine's load is ${loadavg()[0].toFixed(1)}`);
  console.log(`  ${''.padEnd(40)}${'a frame'.padStart(11)}${'of 16.7 ms'.padStart(11)}`);
  line('the frame\'s callback, median', share(0.5));
  line('the frame\'s callback, 95th percentile', share(0.95));
  line('the page\'s whole thread, mean', whole / frames.length);
  const rest = await settled(page);
  const drawn = await page.evaluate((before) => new Promise((done) => {
    let left = 120;
    const look = () => (--left === 0 ? done(window.interleave.frames() - before) : requestAnimationFrame(look));
    look();
  }), rest);
  console.log(`  at rest: ${drawn} frames drawn while the browser had 120`);
} finally {
  await browser.close();
  site.close();
}
