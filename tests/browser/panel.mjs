// What a learner does to the page and reads from it. Reading goes by the text view's tables and by
// `window.interleave`, never by the clock: what takes time is waited for.

import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { interleave } from '../runner.mjs';

const patience = 60_000;  // milliseconds until a condition that is waited for counts as never met

// --- Reading --------------------------------------------------------------------------------------

/// Waits until the engine runs, the lesson's text is there, and the page has come to rest.
export async function ready(page) {
  await page.waitForFunction(() => window.interleave?.state() !== undefined);
  await textIsThere(page);
  await settled(page);
}

/// Waits until the text of the lesson that's shown is there, or couldn't be fetched; a figure has none.
export async function textIsThere(page) {
  await page.waitForFunction(() => document.documentElement.matches('.embed:not(.embed-listing)')
    || !document.querySelector('.lesson:not([hidden]) > .coming:not(.failed)'));
}

/// Waits until the panel asks for no more frames.
export function settled(page) {
  return page.evaluate(() => new Promise((atRest) => {
    const quiet = 5;  // of the browser's frames, without one of ours
    let drawn = -1;
    let left = quiet;
    const look = () => {
      const now = window.interleave.frames();
      left = now === drawn ? left - 1 : quiet;
      drawn = now;
      if (left === 0) atRest(now);
      else requestAnimationFrame(look);
    };
    look();
  }));
}

/// Lets the browser draw a frame.
export function oneFrame(page) {
  return page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
}

export function state(page) {
  return page.evaluate(() => window.interleave.state());
}

export async function parameter(page, name) {
  return (await state(page)).parameters.find((p) => p.name === name).value;
}

/// The rows of one of the text view's tables, each a list of its cells' texts: tasks, ready, timers, resources,
/// output, reports, beside or segments. The view need not be open.
export function rows(page, name) {
  return page.evaluate((table) => window.interleave.rows(table), name);
}

/// The same rows as the document has them.
export function shownRows(page, name) {
  return page.evaluate((table) => {
    const lines = document.querySelectorAll(`[data-table="${table}"] tbody tr`);
    return [...lines].map((line) => [...line.cells].map((cell) => cell.textContent));
  }, name);
}

/// What the page says under its header, and what it says of the run.
export function notice(page) {
  return page.evaluate(() => document.getElementById('page-notice').textContent);
}

export function message(page) {
  return page.evaluate(() => document.querySelector('#text-view .message').textContent);
}

/// Waits until `read()` gives what is expected: a value, compared deeply, or a predicate.
export async function eventually(read, expected, what = 'the condition') {
  const late = Date.now() + patience;
  for (;;) {
    const found = await read();
    const predicate = typeof expected === 'function';
    if (predicate ? expected(found) : isDeepStrictEqual(found, expected)) return found;
    if (Date.now() > late) {
      if (predicate) assert.fail(`${what} was never met; last seen: ${JSON.stringify(found)}`);
      assert.deepEqual(found, expected);
    }
    await new Promise((again) => setTimeout(again, 40));
  }
}

// --- Doing ----------------------------------------------------------------------------------------

/// Scrolls the panel's stage so that a point of a control shows, if it doesn't. The canvas stays put: what is drawn
/// on it moves.
function bringIntoSight(page, name, y) {
  return page.evaluate(async ([control, share]) => {
    const stage = document.getElementById('panel-stage');
    const before = window.interleave.rect(control);
    if (!before) return;
    const at = before[1] + before[3] * share;
    const margin = 12;
    if (at >= margin && at <= stage.clientHeight - margin) return;
    const from = stage.scrollTop;
    stage.scrollTop = from + at - stage.clientHeight / 2;
    const wanted = before[1] - (stage.scrollTop - from);
    for (let i = 0; i < 300 && Math.abs(window.interleave.rect(control)[1] - wanted) > 1; ++i) {
      await new Promise((again) => setTimeout(again, 10));
      window.frameAt?.(performance.now());
    }
  }, [name, y]);
}

/// A point of a named control on the canvas, in the page's pixels; (0.5, 0.5) is its middle. The panel is scrolled
/// to it, if need be; a control that the next frame will draw is waited for.
export async function spot(page, name, x = 0.5, y = 0.5) {
  await eventually(() => page.evaluate((control) => window.interleave.rect(control), name), (rect) => rect, `drawing '${name}'`);
  await bringIntoSight(page, name, y);
  const place = await page.evaluate((control) => {
    const rect = window.interleave.rect(control);
    const box = document.getElementById('canvas').getBoundingClientRect();
    return { x: box.x + rect[0], y: box.y + rect[1], width: rect[2], height: rect[3] };
  }, name);
  return { x: place.x + place.width * x, y: place.y + place.height * y };
}

/// Opens the settings that are folded under ‘more’.
export async function openMore(page) {
  await page.evaluate(() => window.interleave.set('more', 'true'));
  await oneFrame(page);
}

/// Presses a control on the canvas with the mouse.
export async function press(page, name, x, y) {
  const at = await spot(page, name, x, y);
  await page.mouse.click(at.x, at.y);
}

/// Presses the left button at a point, moves to another in several moves, and lets go. `meanwhile` is done
/// before the button is let go.
export async function drag(page, from, to, meanwhile) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await oneFrame(page);
  const moves = 6;
  for (let i = 1; i <= moves; ++i) {
    await page.mouse.move(from.x + ((to.x - from.x) * i) / moves, from.y + ((to.y - from.y) * i) / moves);
    await oneFrame(page);
  }
  await meanwhile?.();
  await page.mouse.up();
}

/// The options of `visit` for a phone.
export const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };

/// Taps a control on the canvas.
export async function tap(page, name, x, y) {
  const at = await spot(page, name, x, y);
  await page.touchscreen.tap(at.x, at.y);
}

/// One finger, from one place to another.
export async function swipe(page, from, to) {
  const session = await page.context().newCDPSession(page);
  const send = (type, touchPoints) => session.send('Input.dispatchTouchEvent', { type, touchPoints });
  await send('touchStart', [from]);
  for (let i = 1; i <= 8; ++i) {
    await send('touchMove', [{ x: from.x + ((to.x - from.x) * i) / 8, y: from.y + ((to.y - from.y) * i) / 8 }]);
    await oneFrame(page);
  }
  await send('touchEnd', []);
}

/// A recording of so many tasks that sleep for a second, with `more` events in between: the text of a file.
export function recordingOf(count, more = []) {
  const each = (event) => Array.from({ length: count }, (_, i) => event(i + 1));
  const at = (t, kind, by, rest = {}) => ({ t, kind, by, ...rest });
  const callback = (t, task, ...inside) => [
    at(t, 'callback_began', 0, { task, timer: 0, callback: 'step' }), at(t, 'task_stepped', 0, { task }), ...inside, at(t, 'callback_ended', 0)];
  const events = [
    ...each((task) => [
      at(0, 'task_created', 0, { task, older: 'no', name: `task-${task}`, function: 'main', line: 1 }),
      at(0, 'queued', 0, { task, timer: 0, callback: 'step' }),
    ]).flat(),
    at(0, 'iteration', 0, { number: 1, callbacks: count }),
    ...each((task) => callback(0, task, ...(task === 1 ? more : []),
      at(0, 'timer_set', task, { task, timer: task, when: 1, purpose: 'sleep' }),
      at(0, 'task_suspended', task, { task, subject: task, role: 'waiter', waits_for: 'sleep', function: 'main', callers: '', line: 2 }))).flat(),
    at(1, 'clock', 0),
    ...each((task) => [at(1, 'timer_fired', 0, { timer: task }), at(1, 'queued', 0, { task, timer: task, callback: 'timer' })]).flat(),
    at(1, 'iteration', 0, { number: 2, callbacks: count }),
    ...each((task) => [
      at(1, 'callback_began', 0, { task, timer: task, callback: 'timer' }), at(1, 'queued', 0, { task, timer: 0, callback: 'step' }),
      at(1, 'callback_ended', 0)]).flat(),
    at(1, 'iteration', 0, { number: 3, callbacks: count }),
    ...each((task) => callback(1, task, at(1, 'task_ended', task, { task, how: 'done', exception: '' }))).flat(),
    at(1, 'finished', 0),
  ];
  const header = { interleave: 1, title: 'many', clock: 'virtual', hold_threshold: 0.1 };
  return `${JSON.stringify(header).slice(0, -1)},"events":[\n${events.map((event) => JSON.stringify(event)).join(',\n')}\n]}`;
}

/// Chooses a file in the contents, as a reader does.
export async function choose(page, name, text) {
  await page.getByRole('button', { name: 'contents' }).click();
  await page.getByLabel('Open a trace from a file').setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
}

/// Leaves the address of the page for another of the same page, as a link would, and waits for its text.
export async function goTo(page, fragment) {
  await page.evaluate((hash) => new Promise((done) => {
    location.hash = hash;
    setTimeout(done, 20);
  }), fragment);
  await textIsThere(page);
}

/// Instead of the browser's frame clock: frames come when `frameAt(milliseconds)` is called.
export const handClock = (page) => page.addInitScript(() => {
  const waiting = new Map();
  let last = 0;
  window.requestAnimationFrame = (callback) => {
    waiting.set(++last, callback);
    return last;
  };
  window.cancelAnimationFrame = (id) => waiting.delete(id);
  let clock = 0;
  performance.now = () => clock;  // a frame that a resize asks for is drawn at the time of the last one
  window.frameAt = (now) => {
    clock = now;
    const due = [...waiting.values()];
    waiting.clear();
    for (const callback of due) callback(now);
    return window.interleave?.state().t;
  };
  window.framesWanted = () => waiting.size;
});

// --- The canvas -----------------------------------------------------------------------------------

/// How many pixels of each colour ('#rrggbb') a part of the page has, as it is seen.
export async function colours(page, clip) {
  const picture = await page.screenshot({ clip, animations: 'disabled' });
  // Decoded where no content-security policy is in the way.
  const reader = await page.context().newPage();
  try {
    return await reader.evaluate(async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const surface = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
      surface.drawImage(bitmap, 0, 0);
      const { data } = surface.getImageData(0, 0, bitmap.width, bitmap.height);
      const count = {};
      for (let i = 0; i < data.length; i += 4) {
        const colour = `#${((1 << 24) | (data[i] << 16) | (data[i + 1] << 8) | data[i + 2]).toString(16).slice(1)}`;
        count[colour] = (count[colour] ?? 0) + 1;
      }
      return count;
    }, picture.toString('base64'));
  } finally {
    await reader.close();
  }
}

export async function canvasColours(page) {
  return colours(page, await page.locator('#canvas').boundingBox());
}

/// The colour that most of it has.
export function ground(count) {
  return Object.entries(count).reduce((most, next) => (next[1] > most[1] ? next : most))[0];
}

// --- The runner's word ----------------------------------------------------------------------------

const runs = new Map();

/// What the runner prints for these parameters, as rows of the text view's table of output. `seed` and `until`
/// are the runner's own.
export async function printed({ seed, until, ...parameters } = {}, lesson = 'tasks') {
  const args = Object.entries(parameters).flatMap(([name, value]) => ['--param', `${name}=${value}`]);
  if (seed !== undefined) args.push('--seed', String(seed));
  if (until !== undefined) args.push('--until', String(until));
  const key = [lesson, ...args].join('\n');
  if (!runs.has(key)) {
    const records = await interleave(['run', lesson, ...args]);
    runs.set(key, records.split('\n').map((record) => /^t=(\S+) task=(\S+) ?(.*)$/.exec(record)).filter(Boolean)
      // The last one may be a deadlock, or what left the program: the page has words for it elsewhere.
      .filter(([, , task, text], i, all) => task !== '-' || i + 1 < all.length || !/^(deadlock: |[\w.]*(Error|Exception|Group|Interrupt)\b)/.test(text))
      .map(([, time, task, text]) => [`${Number(time).toFixed(3)} s`, task, text]));
  }
  return runs.get(key);
}
