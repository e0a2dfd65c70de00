// The lanes of threads: each job is drawn where its times are, to the pixel, and told in words. What is drawn is read
// from the canvas's pixels; of the panel come only the axis and the height of each row.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { full } from '../full.mjs';
import { useChromium } from './chromium.mjs';
import { choose, eventually, phone, press, ready, rows, settled, spot, state } from './panel.mjs';
import { keepDrawing, readCanvas } from './picture.mjs';
import { write } from './writing.mjs';

/// A trace of one task and of jobs in threads: `jobs` has of each thread the jobs, as lists of moments: it begins, sleeps,
/// wakes, sleeps, wakes..., and ends; the last is null for a job without an end.
function traceOf(jobs, end) {
  const events = [
    { t: 0, kind: 'task_created', by: 0, task: 1, name: 'Task-1', function: 'main', line: 1 },
    ...jobs.map((_, i) => ({ t: 0, kind: 'thread_started', thread: i + 1, name: `asyncio_${i}` })),
    ...jobs.flatMap((ofThread, i) => ofThread.flatMap((times) => times.map((t, n) => {
      const kind = n === 0 ? 'job_began' : n === times.length - 1 ? 'job_ended' : n % 2 ? 'job_slept' : 'job_woke';
      return t !== null && { t, kind, thread: i + 1, ...(n === 0 && { task: 1, function: 'read' }), until: times[n + 1] ?? end };
    }))).filter(Boolean),
    { t: end, kind: 'finished' },
  ];
  const order = events.map((event, i) => [event, i]).sort(([a, i], [b, j]) => a.t - b.t || i - j);
  return JSON.stringify({ interleave: 1, title: 'threads', events: order.map(([event]) => event) });
}

async function open(page, text) {
  await ready(page);
  await choose(page, 'threads.json', text);
  await page.waitForFunction(() => window.interleave.state().lesson === '');
  await page.locator('#canvas').focus();
  await page.keyboard.press('End');
  await settled(page);
}

/// Moves the playhead to the middle of the picture, away from all edges.
async function toTheMiddle(page, row) {
  await press(page, 'axis', 0.5);
  await spot(page, row);  // scrolls there
  await page.mouse.move(0, 0);
  await settled(page);
}

/// Whether a pixel is neither the ground nor a line of the axis.
const isDrawn = ([r, g, b], [gr, gg, gb]) => Math.hypot(r - gr, g - gg, b - gb) > 60;

/// Where something is drawn on a line of a thread's row, as runs of pixels with their edges in CSS pixels.
async function runsOn(page, name, line) {
  const { axis, box, rect, scale } = await page.evaluate((row) => {
    const { x, y } = document.getElementById('canvas').getBoundingClientRect();
    return { axis: window.interleave.view(), box: { x, y }, rect: window.interleave.rect(row), scale: devicePixelRatio };
  }, `thread:${name}`);
  assert.ok(rect, `${name} has a row`);
  const [from, to, left, width] = axis;
  const clip = { x: Math.floor(box.x + left) - 10, y: Math.floor(box.y + rect[1]), width: Math.ceil(width) + 20, height: Math.ceil(rect[3]) + 40 };
  const picture = await readCanvas(page, clip);
  const y = Math.floor((box.y + rect[1] + rect[3] / 2 + line - clip.y) * scale);
  const ground = [...picture.at(2, 1)];
  const runs = [];
  for (let x = 0, open = null; x <= picture.width; ++x) {
    const good = x < picture.width && isDrawn(picture.at(x, y), ground);
    if (good && !open) runs.push(open = { from: clip.x + x / scale, to: 0 });
    if (!good && open) {
      open.to = clip.x + x / scale;
      open = null;
    }
  }
  return { runs, right: box.x + left + width, x: (time) => box.x + left + ((time - from) / (to - from)) * width };
}

const near = (drawn, real, what) => assert.ok(Math.abs(drawn - real) <= 1.01, `${what} is drawn at ${drawn} px and is at ${real} px`);

/// The frame of each job: its upper edge is one run from its beginning to its end. (The ticks are half a pixel wider.)
async function framesAreTrue(page, name, jobs) {
  const { runs, right, x } = await runsOn(page, name, -10.5);
  const scrollBar = 12;
  const frames = runs.filter((run) => run.to - run.from > 4 && run.from < right - scrollBar);
  assert.equal(frames.length, jobs.length, `${name} has ${jobs.length} frames: ${JSON.stringify(runs)}`);
  jobs.forEach(([from, to], i) => {
    near(frames[i].from, x(from), `the beginning of job ${i + 1} of ${name}`);
    near(frames[i].to, x(to), `the end of job ${i + 1} of ${name}`);
  });
}

const program = `import asyncio
import time


def read(seconds):
    time.sleep(seconds)
    return seconds


async def main():
    print(await asyncio.gather(asyncio.to_thread(read, 1), asyncio.to_thread(read, 2)))


asyncio.run(main())
`;

const three = [[[0.25, 0.25, 1, 1], [2.5, 2.5, 3.75, 3.75]], [[0.5, 0.75, 1.5, 1.5, 3.25, 3.25]], [[1, 1, 1.25, 1.25, null]]];

describe('the lanes of threads', () => {
  const { visit } = useChromium();

  // The usual run leaves out the dark desk and the light phone.
  for (const [what, options, usual] of [['on a desk', { viewport: { width: 1440, height: 900 } }, 'light'], ['on a phone', phone, 'dark']]) {
    for (const colorScheme of full ? ['light', 'dark'] : [usual]) {
      it(`each job is drawn from its beginning to its end, ${what}, ${colorScheme}`, visit({ ...options, colorScheme, prepare: keepDrawing }, async (page) => {
        await open(page, traceOf(three, 4));
        await toTheMiddle(page, 'thread:asyncio_2');
        await framesAreTrue(page, 'asyncio_0', [[0.25, 1], [2.5, 3.75]]);
        await framesAreTrue(page, 'asyncio_1', [[0.5, 3.25]]);
        await framesAreTrue(page, 'asyncio_2', [[1, 4]]);
        // What it ran within the job is a tick, or a bar if it took time, higher than the waves of its sleeps.
        const { runs, x } = await runsOn(page, 'asyncio_1', -7);
        near(runs[0].from, x(0.5), 'the beginning of what it ran');
        near(runs[0].to, x(0.75), 'the end of what it ran');
        near((runs[1].from + runs[1].to) / 2, x(1.5), 'the step between two sleeps');
        if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/threads-${what.slice(-5).trim()}-${colorScheme}.png` });
      }));
    }
  }

  it('a job’s tooltip says what runs, for which task, and what a simulated thread can’t show', visit({ prepare: keepDrawing }, async (page) => {
    await open(page, traceOf(three, 4));
    const before = await runsOn(page, 'asyncio_0', 40);
    const at = await spot(page, 'thread:asyncio_0', 0.9);
    await page.mouse.move(at.x, at.y);
    await settled(page);
    assert.notDeepEqual((await runsOn(page, 'asyncio_0', 40)).runs, before.runs, 'a tooltip is drawn over the row below');
  }));

  it('a trace without threads has no rows for them, and one with forty can be scrolled', visit({ prepare: keepDrawing }, async (page) => {
    await open(page, traceOf([], 2));
    assert.equal(await page.evaluate(() => window.interleave.rect('thread:asyncio_0')), null);
    await open(page, traceOf(Array.from({ length: 40 }, (_, i) => [[0, 0, 1 + i / 40, 1 + i / 40]]), 2));
    const shown = () => page.evaluate(() => Array.from({ length: 40 }, (_, i) => i).filter((i) => window.interleave.rect(`thread:asyncio_${i}`)));
    assert.deepEqual(await shown(), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    const down = await spot(page, 'thread:down');
    for (let i = 0; i < 4; ++i) {
      await page.mouse.click(down.x, down.y);
      await settled(page);
    }
    assert.equal((await shown()).at(-1), 39);
    await framesAreTrue(page, 'asyncio_39', [[0, 1 + 39 / 40]]);
  }));

  it('the text view lists threads and their jobs', visit({ prepare: keepDrawing }, async (page) => {
    await open(page, traceOf(three, 4));
    await page.keyboard.press('t');
    assert.deepEqual(await rows(page, 'threads'), [
      ['asyncio_0', 'idle', 'idle'], ['asyncio_1', 'idle', 'idle'], ['asyncio_2', 'sleeping', 'asleep in read() for Task-1 until 4.000 s']]);
    assert.deepEqual(await rows(page, 'jobs'), [
      ['asyncio_0', 'read', 'Task-1', '0.250 s', '1.000 s', '0.750 s', ''],
      ['asyncio_0', 'read', 'Task-1', '2.500 s', '3.750 s', '1.250 s', ''],
      ['asyncio_1', 'read', 'Task-1', '0.500 s', '3.250 s', '2.500 s', ''],
      ['asyncio_2', 'read', 'Task-1', '1.000 s', '', '3.000 s', '']]);
  }));

  it('a program that runs functions in threads has a lane for each', visit({ at: '#playground', prepare: keepDrawing }, async (page) => {
    await page.locator('.bench-text .cm-content').waitFor();
    await write(page, program);
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await eventually(() => state(page), ({ lesson }) => lesson === 'playground', 'the run');
    await eventually(async () => {
      await page.locator('#canvas').focus();
      await page.keyboard.press('End');
      return (await state(page)).t;
    }, 2);
    await settled(page);
    assert.deepEqual((await rows(page, 'jobs')).map((row) => row.slice(0, 5)), [
      ['asyncio_0', 'read', 'Task-2', '0.000 s', '1.000 s'], ['asyncio_1', 'read', 'Task-3', '0.000 s', '2.000 s']]);
    await toTheMiddle(page, 'thread:asyncio_1');
    await framesAreTrue(page, 'asyncio_0', [[0, 1]]);
    await framesAreTrue(page, 'asyncio_1', [[0, 2]]);
  }));
});
