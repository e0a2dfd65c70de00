// What a frame of the page costs the processor: the Tasks lesson, played for six seconds in headless
// Chromium at 1440x900. Counted is what the page's own thread does: the panel's il_frame (layout of the
// panel, and the calls to WebGL), and the frame's whole callback, which ten times a second also brings the
// text view and the listing up to date. Drawing itself is another process's work, here without a graphics
// card. Last, the frames that the page draws at rest: none.

import { loadavg } from 'node:os';
import { launch, serveSite } from '../tests/browser/chromium.mjs';
import { ready, settled } from '../tests/browser/panel.mjs';

const budget = 1000 / 60;  // milliseconds

/// Times every frame callback, and il_frame inside it, once `window.timing` is there.
function timeFrames() {
  const native = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (callback) => native((now) => {
    if (!window.timing) return callback(now);
    const frames = window.interleave.frames();
    const start = performance.now();
    callback(now);
    if (window.interleave.frames() > frames) window.timing.callback.push(performance.now() - start);
    return undefined;
  });
  window.timeEngine = () => {
    const { ccall } = window.Module;
    window.Module.ccall = (name, ...rest) => {
      const start = performance.now();
      const result = ccall(name, ...rest);
      if (name === 'il_frame') window.timing.engine.push(performance.now() - start);
      return result;
    };
    window.timing = { engine: [], callback: [] };
  };
}

/// The clock in the page ticks in 5 microseconds instead of 100 when the page is alone in its process.
async function isolate(page) {
  await page.route(/\/(#.*)?$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: {
      ...response.headers(), 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp',
    } });
  });
}

function share(sorted, part) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}

function line(what, milliseconds) {
  const ratio = `${(milliseconds / budget * 100).toFixed(1)} %`;
  console.log(`  ${what.padEnd(44)}${milliseconds.toFixed(2).padStart(8)} ms ${ratio.padStart(9)}`);
}

const site = await serveSite();
const browser = await launch();
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(timeFrames);
  await isolate(page);
  await page.goto(`${site.address}#tasks?delay_1=6&delay_2=6`);
  await ready(page);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const busy = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
  };
  await page.evaluate(() => window.timeEngine());
  const before = await busy();
  await page.keyboard.press('Space');
  await page.waitForFunction(() => document.querySelector('#text-view .message').textContent.startsWith('Finished'), undefined, { timeout: 60_000 });
  const after = await busy();
  const { engine, callback } = await page.evaluate(() => window.timing);
  for (const times of [engine, callback]) times.sort((a, b) => a - b);
  const fine = await page.evaluate(() => window.crossOriginIsolated);
  console.log(`  ${callback.length} frames in 6 s, the machine's load ${loadavg()[0].toFixed(1)}${fine ? '' : ', by a clock of 0.1 ms'}`);
  console.log(`  ${''.padEnd(44)}${'a frame'.padStart(11)}${'of 16.7 ms'.padStart(11)}`);
  line('il_frame, median', share(engine, 0.5));
  line('il_frame, 95th percentile', share(engine, 0.95));
  line('with the text view and listing, median', share(callback, 0.5));
  line('with the text view and listing, 95th percentile', share(callback, 0.95));
  line('the page\'s whole thread, mean', (after - before) / callback.length);
  const rest = await settled(page);
  const left = await page.evaluate((drawn) => new Promise((done) => {
    let frames = 120;
    const look = () => (--frames === 0 ? done(window.interleave.frames() - drawn) : requestAnimationFrame(look));
    look();
  }), rest);
  console.log(`  at rest: ${left} frames drawn while the screen showed 120`);
} finally {
  await browser.close();
  site.close();
}
