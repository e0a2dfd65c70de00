// The picture never lies: every mark of the timeline is where its time is, to the pixel. The marks are read from
// screenshots, their times are the runner's; of the panel comes only the axis.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { amount, full } from '../full.mjs';
import { top, useChromium } from './chromium.mjs';
import { handClock, spot } from './panel.mjs';
import { compare, differing, inked, keepDrawing, photograph, playheads, readCanvas, truth } from './picture.mjs';

const lessons = JSON.parse(readFileSync(join(top, 'build/gen/lessons.json'), 'utf8'));
// The usual run leaves out two sizes, and takes every second setting.
const sizes = [
  { width: 2560, ratio: 1 }, { width: 1440, ratio: 1 }, { width: 390, ratio: 2 },
  ...(full ? [{ width: 1024, ratio: 1 }, { width: 390, ratio: 1 }] : []),
];

// What one case looks at: a case has 90 seconds.
const pieces = amount(1, lessons.length);
const parts = Array.from({ length: pieces }, (_, part) => lessons.map(({ slug }) => slug).filter((_slug, i) => i % pieces === part));

// --- The page, frame by frame ---------------------------------------------------------------------

/// Draws frames until the page wants no more; the clock goes on by so many milliseconds with each.
function rest(page, each = 16) {
  return page.evaluate(async (milliseconds) => {
    for (let i = 0; i < 400; ++i) {
      // What the browser itself has to tell comes in between: a size, a scroll, a new address.
      await new Promise((told) => { const { port1, port2 } = new MessageChannel(); port1.onmessage = told; port2.postMessage(0); });
      if (window.framesWanted() === 0) return;
      window.handTime = (window.handTime ?? 1e6) + milliseconds;
      window.frameAt(window.handTime);
    }
    throw new Error('the page does not come to rest');
  }, each);
}

/// Draws so many frames.
const frames = (page, count, each) => page.evaluate(([many, milliseconds]) => {
  for (let i = 0; i < many; ++i) {
    window.handTime = (window.handTime ?? 1e6) + milliseconds;
    window.frameAt(window.handTime);
  }
}, [count, each]);

async function begin(page, width) {
  await page.waitForFunction(() => window.interleave?.state(), undefined, { polling: 50 });
  if (width < 1000) {
    await page.locator('#panel-handle').click();  // to the whole height
    await page.locator('#panel-handle').blur();   // or Space would press it
  }
  await rest(page);
  for (let i = 0; i < 100 && !(await page.evaluate(() => window.interleave.rect('axis'))); ++i) {
    await page.waitForTimeout(20);  // the first frame is yet to be asked for
    await rest(page);
  }
}

async function open(page, fragment) {
  await page.evaluate((hash) => new Promise((changed) => {
    if (location.hash === hash) return void changed();
    window.addEventListener('hashchange', () => changed(), { once: true });
    location.hash = hash;
  }), fragment);
  await rest(page);
  assert.equal(await page.evaluate(() => document.getElementById('page-notice').textContent), '', fragment);
}

const stateOf = (page) => page.evaluate(() => {
  const { t, beside, parameters, playing, end } = window.interleave.state();
  return { t, beside, parameters, playing, end };
});

/// The axis, and the rows of some tasks, in CSS pixels of the window; and the part of it that they take up.
async function shotOf(page, tasks, prefix = 'task:') {
  const { axis, rects, box, scale } = await page.evaluate(([names, before]) => {
    const { x, y, width, height } = document.getElementById('canvas').getBoundingClientRect();
    return {
      axis: window.interleave.view(), rects: names.map((name) => window.interleave.rect(before + name)),
      box: { x, y, width, height }, scale: devicePixelRatio,
    };
  }, [tasks.map(({ name }) => name), prefix]);
  const rows = rects.flatMap((rect, i) => (rect ? [{ task: tasks[i], y: box.y + rect[1], height: rect[3] }] : []));
  assert.ok(rows.length > 0, 'rows are drawn');
  const above = Math.floor(rows[0].y);
  const below = Math.ceil(rows.at(-1).y + rows.at(-1).height);
  assert.ok(above >= 0 && below <= box.y + box.height, `the rows show: ${above} to ${below} px of ${box.y + box.height}`);
  return {
    axis: { from: axis[0], to: axis[1], left: box.x + axis[2], width: axis[3] },
    rows, scale, clip: { x: Math.floor(box.x), y: above, width: Math.floor(box.width), height: below - above },
  };
}

/// Holds what is drawn against the truth: the rows, those of the run beside, and the playhead at `time`.
async function look(page, slug, settings, time, what, tell) {
  const run = await truth(slug, settings);
  const { beside, parameters } = await stateOf(page);
  const shots = [[run, await shotOf(page, run.tasks)]];
  if (beside) {
    const compared = parameters.find(({ name }) => name === beside.parameter);
    const other = compared.type === 'switch' ? String(!compared.value) : compared.choices.find((choice) => choice !== compared.value);
    const second = await truth(slug, { ...settings, [compared.name]: other });
    shots.push([second, await shotOf(page, second.tasks, 'beside:')]);
  }
  for (const [i, [truthOf, shot]] of shots.entries()) {
    const picture = await readCanvas(page, shot.clip);
    const found = compare(picture, shot, truthOf, shot.rows);
    const { axis } = shot;
    const real = axis.left + ((time - axis.from) / (axis.to - axis.from)) * axis.width;
    const drawn = playheads(picture, shot);
    const inSight = real > axis.left - 1 && real < axis.left + axis.width + 1;
    const head = `the playhead, at ${time} s and so at ${real.toFixed(2)} px, is drawn at ${drawn.join(', ')} px`;
    if (drawn.length !== (inSight ? 1 : 0)) found.wrong.push(head);
    for (const x of drawn) {
      found.worst = Math.max(found.worst, Math.abs(x - real));
      if (!(Math.abs(x - real) <= 1)) found.wrong.push(head);
    }
    if (found.marks === 0 && run.end > 0) found.wrong.push('there are no marks');
    tell(found, found.wrong.map((words) => `${what}${i === 0 ? '' : ', the run beside'}: ${words}`));
  }
}

/// The page shows the canvas's own pixels, each as one of the screen's and at its place.
async function isOnTheScreen(page) {
  const shot = await shotOf(page, (await truth('tasks')).tasks);
  const clip = { ...shot.clip, x: Math.floor(shot.axis.left) - 20, width: Math.floor(shot.axis.width) + 20 };  // without the divider
  const seen = await photograph(page, clip);
  const own = await readCanvas(page, clip);
  assert.deepEqual([own.width, own.height], [seen.width, seen.height]);
  assert.equal(differing(own, seen), 0, 'pixels that differ');
}

// The ways to a moment; each leaves the run paused at it, and gives it.
const ways = {
  async seeking(page, at, run) {
    const time = Number((run.end * 0.37).toFixed(4));
    await open(page, `${at}t=${time}`);
    return time;
  },
  async stepping(page, at, run) {
    await open(page, at);
    const steps = Math.min(5, run.stops.length);
    for (let i = 0; i < steps; ++i) await page.keyboard.press('ArrowRight');
    await rest(page);
    return run.stops[steps - 1];
  },
  async playing(page, at, run) {
    await open(page, `${at}t=${Number((run.end * 0.2).toFixed(4))}`);
    await page.keyboard.press('Space');
    await frames(page, 11, 37);
    await page.keyboard.press('Space');
    await rest(page);
    const { t, playing } = await stateOf(page);
    assert.equal(playing, false);
    return t;
  },
  async 'at the end'(page, at, run) {
    const time = run.isWhole ? run.end : Math.floor(run.end / 2);  // of a run without an end as much is known as is looked at
    await open(page, `${at}t=${time}`);
    return time;
  },
};

/// The settings that are looked at, each with its ways: of all lessons and their presets every second one, at widths and in
/// ways that change from one to the next; a full run takes all at every width, in every way.
function casesOf(presets, size) {
  const names = Object.keys(ways);
  return presets.flatMap(({ slug, query }, i) => {
    if (full) return [{ slug, query, ways: names }];
    if (i % (2 * sizes.length) !== 2 * size) return [];
    return [{ slug, query, ways: [names[(i + size) % names.length]] }];
  });
}

describe('the picture', () => {
  const { visit } = useChromium();

  sizes.forEach(({ width, ratio }, size) => {
    const window_ = { viewport: { width, height: width > 2000 ? 900 : 1200 }, deviceScaleFactor: ratio, prepare: async (page) => { await handClock(page); await keepDrawing(page); }, reducedMotion: 'reduce', colorScheme: 'light' };

    parts.forEach((slugs, part) => it(`has every mark within a pixel of its time, ${width} pixels wide at ${ratio}, ${part + 1} of ${parts.length}`, (context) => visit(window_, async (page) => {
      await begin(page, width);
      await isOnTheScreen(page);
      const presets = await page.evaluate((all) => all.flatMap((slug) => ['', ...[...document.querySelectorAll(`#${slug} a.preset`)]
        .map(({ hash }) => hash.split('?')[1])].map((query) => ({ slug, query }))), lessons.map(({ slug }) => slug));
      const sum = { worst: 0, marks: 0, folded: 0, pictures: 0 };
      const wrong = [];
      for (const { slug, query, ways: chosen } of casesOf(presets, size).filter(({ slug }) => slugs.includes(slug))) {
        const settings = Object.fromEntries(new URLSearchParams(query));
        for (const way of chosen) {
          const time = await ways[way](page, `#${slug}?${query}${query && '&'}`, await truth(slug, settings));
          await look(page, slug, settings, time, `${slug} ${query}, ${way}`, ({ worst, marks, folded }, sentences) => {
            wrong.push(...sentences);
            sum.worst = Math.max(sum.worst, worst);
            sum.marks += marks;
            sum.folded += folded;
            ++sum.pictures;
          });
        }
      }
      context.diagnostic(`${width} px at ${ratio}: ${JSON.stringify(sum)}`);
      assert.deepEqual(wrong, []);
    })()));

    it(`has the playhead under the pointer that drags it, ${width} pixels wide at ${ratio}`, visit(window_, async (page) => {
      await begin(page, width);
      for (const slug of full ? ['tasks', 'queues', 'blocking'] : ['queues']) {
        const run = await truth(slug);
        await open(page, `#${slug}?t=${run.end}`);  // laid out to its end, it is shown whole
        const from = await spot(page, 'axis', 0);
        await page.mouse.move(from.x + 1, from.y);
        await page.mouse.down();
        await frames(page, 4, 16);
        for (const share of [0.11, 0.37, 0.642, 0.5, 0.993, 0.25]) {
          const { axis } = await shotOf(page, run.tasks);
          const x = Math.round(axis.left + axis.width * share * ((run.end - axis.from) / (axis.to - axis.from)));
          await page.mouse.move(x, from.y + 3);
          await frames(page, 4, 16);  // while it is held, the page doesn't come to rest
          const shot = await shotOf(page, run.tasks);
          const drawn = playheads(await readCanvas(page, shot.clip), shot);
          assert.ok(drawn.length === 1 && Math.abs(drawn[0] - x) <= 1, `${slug}: the pointer is at ${x} px, the playhead at ${drawn.join(', ')} px`);
        }
        await page.mouse.up();
        await rest(page);
      }
    }));
  });

  it('extends tasks that never wake to its right edge, and ended tasks no further than their end', visit({ viewport: { width: 1440, height: 1200 }, prepare: async (page) => { await handClock(page); await keepDrawing(page); }, colorScheme: 'light' }, async (page) => {
    await begin(page, 1440);
    for (const [slug, settings] of [['queues', { consumers: 0 }], ['awaitables', { set_by: 'nobody' }]]) {
      const run = await truth(slug, settings);
      assert.ok(run.deadlocked);
      await open(page, `#${slug}?${new URLSearchParams({ ...settings, t: run.end })}`);
      const shot = await shotOf(page, run.tasks);
      const picture = await readCanvas(page, shot.clip);
      const reached = shot.rows.filter((row) => inked(picture, shot, row, shot.axis.left + shot.axis.width - 2)).map(({ task }) => task.name);
      assert.deepEqual(reached, run.tasks.filter(({ ended }) => !ended).map(({ name }) => name), slug);
    }
  }));

  it('draws the run beside to the same time scale', visit({ viewport: { width: 1440, height: 1200 }, prepare: async (page) => { await handClock(page); await keepDrawing(page); }, colorScheme: 'light' }, async (page) => {
    await begin(page, 1440);
    await open(page, '#sync-and-async?t=0');
    const lengths = [];
    for (const [settings, prefix] of [[{}, 'task:'], [{ how: 'sync' }, 'beside:']]) {
      const { tasks: [main] } = await truth('sync-and-async', settings);
      const shot = await shotOf(page, [main], prefix);
      const picture = await readCanvas(page, shot.clip);
      let x = shot.axis.left + shot.axis.width;
      while (!inked(picture, shot, shot.rows[0], x)) --x;
      lengths.push(x - 5 - shot.axis.left);  // without the half of the end mark
    }
    const [own, other] = [(await truth('sync-and-async')).end, (await truth('sync-and-async', { how: 'sync' })).end];
    assert.ok(Math.abs(lengths[1] / lengths[0] - other / own) < 0.02, `${lengths} px for ${own} s and ${other} s`);
  }));
});
