// The files that the page makes of a run: each says what the panel shows, and is read again here, by its own rules.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { amount } from '../full.mjs';
import { imported } from '../perfetto.mjs';
import { interleave } from '../runner.mjs';
import { inEachBrowser } from './browser.mjs';
import { useChromium } from './chromium.mjs';
import { decodeGif } from './gif.mjs';
import { pythonReady, toEnd } from './journey.mjs';
import { choose, eventually, goTo, notice, phone, ready, recordingOf, settled, state } from './panel.mjs';
import { compare, decodePng, photograph, playheads, truth } from './picture.mjs';
import { savedBy } from './saved.mjs';

const dialog = (page) => page.locator('dialog.export');
const said = (page) => page.locator('.export-said').textContent();
const press = (page, name) => dialog(page).getByRole('button', { name, exact: true }).click();
const exported = async (page) => {
  await page.locator('#export-open').click();
  await page.waitForFunction(() => document.querySelector('.export-preview')?.src.startsWith('data:'));
};

/// The picture that the dialog shows.
const svgOf = (page) => page.evaluate(() => decodeURIComponent(document.querySelector('.export-preview').src.split(',').slice(1).join(',')));

/// A file that pressing a button saves.
const saved = (page, name, can = { downloads: true }) => savedBy(page, can, () => press(page, name));

const attribute = (svg, name) => Number(new RegExp(`<svg [^>]*\\b${name}="([\\d.]+)"`).exec(svg)[1]);

/// Where an SVG has its axis and its rows, for the truth to be held against its pixels. The rows of a run beside come
/// after those of the run.
function shotOf(svg, tasks, [from, to], scale, skipped = 0) {
  const width = attribute(svg, 'width');
  const places = [...svg.matchAll(/translate\(0 ([\d.]+)\)" data-row="([^"]*)"/g)].slice(skipped, skipped + tasks.length);
  assert.deepEqual(places.map(([, , name]) => name), tasks.map(({ name }) => name));
  return {
    axis: { from, to, left: 128, width: width - 144 }, scale, clip: { x: 0, y: 0, width, height: attribute(svg, 'height') },
    rows: places.map(([, y], i) => ({ task: tasks[i], y: Number(y) - 16, height: 32 })),
  };
}

/// The SVG as a browser draws it.
async function drawn(page, svg, scale = 1) {
  const [width, height] = [attribute(svg, 'width'), attribute(svg, 'height')].map(Math.ceil);
  const context = await page.context().browser().newContext({ viewport: { width, height }, deviceScaleFactor: scale });
  try {
    const reader = await context.newPage();
    await reader.setContent(`<body style="margin:0">${svg}</body>`);
    return await photograph(reader, { x: 0, y: 0, width, height });
  } finally {
    await context.close();
  }
}

/// Where the lines of a row's steps begin and end: nothing else reaches as far up as 10 pixels above its middle.
function edges(picture, { scale, clip, axis, rows }) {
  const ground = picture.at(1, 1);
  const isInk = (x, y) => Math.hypot(...[0, 1, 2].map((c) => picture.at(x, y)[c] - ground[c])) > 80;
  return rows.map(({ task, y, height }) => {
    const line = Math.round((y + height / 2 - 10 - clip.y) * scale);
    const found = [];
    const last = Math.min(Math.ceil((axis.left + axis.width + 3 - clip.x) * scale), picture.width - 1);
    for (let x = Math.floor((axis.left - 3 - clip.x) * scale) + 1; x <= last; ++x) {
      if (isInk(x, line) !== isInk(x - 1, line)) found.push(x / scale + clip.x - axis.left);
    }
    return { task: task.name, edges: found };
  });
}

/// Where the canvas has them.
const canvasShot = (page, { axis, rows, scale }) => page.evaluate(([width, tasks, ratio, from, to]) => {
  const box = document.getElementById('canvas').getBoundingClientRect();
  const places = tasks.map((name) => window.interleave.rect(`task:${name}`));
  const [top, bottom] = [Math.floor(box.y + places[0][1]) - 4, Math.ceil(box.y + places.at(-1)[1] + places.at(-1)[3])];
  return {
    axis: { from, to, left: box.x + 128, width }, scale: ratio, clip: { x: box.x, y: top, width: Math.floor(box.width), height: bottom - top },
    rows: tasks.map((name, i) => ({ task: { name }, y: box.y + places[i][1], height: places[i][3] })),
  };
}, [axis.width, rows.map(({ task }) => task.name), scale, axis.from, axis.to]);

inEachBrowser('the files of a run', ({ visit, skip, can }) => {
  it('the picture is a PNG of twice the size, which shows the same, and an SVG without scripts and addresses', skip, visit({ at: '#tasks?t=1.5' }, async (page) => {
    await ready(page);
    await exported(page);
    const svg = await saved(page, 'Save SVG', can);
    assert.equal(svg.name, 'tasks-at-1.5s.svg');
    assert.equal(svg.bytes.toString(), await svgOf(page));
    assert.match(svg.bytes.toString().trim(), /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" [\s\S]*<\/svg>$/);
    assert.doesNotMatch(svg.bytes.toString(), /<script|<style|href|@import/);
    const png = await saved(page, 'Save PNG', can);
    assert.equal(png.name, 'tasks-at-1.5s.png');
    const picture = decodePng(png.bytes);
    const [width, height] = [attribute(svg.bytes.toString(), 'width'), attribute(svg.bytes.toString(), 'height')];
    assert.deepEqual([picture.width, picture.height], [2 * width, Math.round(2 * height)]);
    const run = await truth('tasks');
    const shot = shotOf(svg.bytes.toString(), run.tasks, await page.evaluate(() => window.interleave.view()), 2);
    assert.deepEqual(compare(picture, shot, run, shot.rows).wrong, []);
  }));

  it('a film has a frame for each of its virtual times, with the playhead there, whatever time it took to make it', skip, visit({ at: '#tasks?t=1.5' }, async (page) => {
    await ready(page);
    await exported(page);
    await dialog(page).getByLabel('From, in seconds').fill('1');
    await dialog(page).getByLabel('To', { exact: true }).fill('2');
    await dialog(page).getByLabel('Speed').selectOption('1×');
    await dialog(page).getByLabel('From, in seconds').focus();
    assert.equal(await page.locator('.export-note').textContent(), '14 frames, 3.0 s.');
    const file = await saved(page, 'Save GIF', can);
    assert.equal(file.name, 'tasks-1s-to-2s.gif');
    assert.match(await said(page), /^Saved ‘tasks-1s-to-2s\.gif’: 14 frames, \d+ KB\.$/);
    const gif = decodeGif(file.bytes);
    assert.deepEqual(gif.frames.map(({ delay }) => delay), [...Array(13).fill(8), 200]);
    const svg = await svgOf(page);
    const run = await truth('tasks');
    const view = await page.evaluate(() => window.interleave.view());
    const shot = shotOf(svg, run.tasks, view, 1);
    assert.equal(gif.width, attribute(svg, 'width'));
    const times = [...Array(13).keys()].map((i) => 1 + i * 0.08).concat(2);
    gif.frames.forEach(({ pixels }, i) => {
      const at = (x, y) => [pixels[y * gif.width + x] >> 16, (pixels[y * gif.width + x] >> 8) & 255, pixels[y * gif.width + x] & 255];
      const picture = { width: gif.width, height: gif.height, at };
      const heads = playheads(picture, shot);
      const real = shot.axis.left + ((times[i] - view[0]) / (view[1] - view[0])) * shot.axis.width;
      assert.ok(heads.length === 1 && Math.abs(heads[0] - real) <= 1, `frame ${i}: ${heads} px, and not ${real}`);
      assert.deepEqual(compare(picture, shot, run, shot.rows).wrong, [], `frame ${i}`);
    });
    assert.equal((await state(page)).t, 1.5, 'the panel’s playhead stays');
  }));

  it('the run’s files are what the runner writes: the output, the trace and Perfetto’s', skip, visit({ at: '#queues?t=4' }, async (page) => {
    await ready(page);
    await exported(page);
    const output = await saved(page, 'Save output as text', can);
    assert.equal(output.name, 'queues-output.txt');
    const printed = (await interleave(['run', 'queues'])).trimEnd().split('\n').map((line) => line.replace(/^t=\S+ task=\S+ ?/, ''));
    assert.deepEqual(output.bytes.toString().trimEnd().split('\n'), printed);
    const trace = await saved(page, 'Save trace as JSON', can);
    assert.equal(trace.name, 'queues-trace.json');
    assert.deepEqual(JSON.parse(trace.bytes), JSON.parse(await interleave(['run', 'queues', '--json'])));
    const perfetto = await saved(page, 'Save trace for Perfetto', can);
    assert.equal(perfetto.name, 'queues-perfetto.json');
    assert.equal(perfetto.bytes.toString().trimEnd(), (await interleave(['run', 'queues', '--perfetto'])).trimEnd());
  }));
});

describe('the picture as a file', () => {
  const { visit } = useChromium();
  const slugs = ['tasks', 'queues', 'sync-and-async', 'blocking', 'cancellation', 'errors', 'races'];

  for (const [what, scale, options] of [['on a desktop', 1, { viewport: { width: 1440, height: 900 } }], ['on a phone', 2, phone]]) {
    it(`has each mark where its time is, to the pixel, as the canvas has, ${what}`, visit({ ...options, at: '#tasks' }, async (page) => {
      for (const slug of slugs.slice(0, amount(4, slugs.length))) {
        for (const t of [0, 1.5]) {
          await goTo(page, `#${slug}?t=${t}`);
          await eventually(() => state(page), ({ lesson, t: now }) => lesson === slug && now === t, slug);
          await settled(page);
          const run = await truth(slug);
          const view = await page.evaluate(() => window.interleave.view());
          const seen = scale === 1 && await canvasShot(page, { axis: { from: view[0], to: view[1], width: view[3] }, rows: run.tasks.map((task) => ({ task })), scale });
          const canvas = seen && edges(await photograph(page, seen.clip), seen);
          await exported(page);
          const svg = await svgOf(page);
          const picture = await drawn(page, svg, scale);
          const shot = shotOf(svg, run.tasks, view, scale);
          const found = compare(picture, shot, run, shot.rows);
          assert.deepEqual(found.wrong, [], `${slug} at ${t} s`);
          assert.ok(found.marks > 0);
          if (canvas) {
            assert.equal(shot.axis.width, view[3], 'as wide as the panel');
            const file = edges(picture, shot);
            // What is under the playhead can't be told from it.
            const at = ((t - view[0]) / (view[1] - view[0])) * view[3];
            const seen = ({ edges: all }) => all.filter((edge) => Math.abs(edge - at) > 3);
            file.forEach((row, i) => {
              const [own, other] = [seen(row), seen(canvas[i])];
              assert.equal(own.length, other.length, `${slug} at ${t} s: ${JSON.stringify([row, canvas[i]])}`);
              own.forEach((edge, j) => assert.ok(Math.abs(edge - other[j]) <= 1, `${slug} at ${t} s: ${JSON.stringify([row, canvas[i]])}`));
            });
            assert.ok(file.some((row) => row.edges.length > 2), 'there are steps');
          }
          const [head] = playheads(picture, shot);
          assert.ok(Math.abs(head - (128 + ((t - view[0]) / (view[1] - view[0])) * shot.axis.width)) <= 1, `the playhead of ${slug} at ${t} s`);
          await press(page, 'Close');
        }
      }
    }));
  }

  it('has the run beside too, below', visit({ at: '#sync-and-async?t=1' }, async (page) => {
    await ready(page);
    await exported(page);
    const svg = await svgOf(page);
    assert.match(svg, />the same with how: sync</);
    const [own, beside] = [await truth('sync-and-async'), await truth('sync-and-async', { how: 'sync' })];
    const view = await page.evaluate(() => window.interleave.view());
    const picture = await drawn(page, svg);
    const shot = shotOf(svg, beside.tasks, view, 1, own.tasks.length);
    assert.deepEqual(compare(picture, shot, beside, shot.rows).wrong, []);
  }));

  it('shows the whole run, other colours and another width if the reader asks for that', visit({ at: '#queues?t=2' }, async (page) => {
    await ready(page);
    await page.keyboard.press('i');
    await page.keyboard.press('i');
    await settled(page);
    await exported(page);
    const shown = await svgOf(page);
    await dialog(page).getByLabel('Shows').selectOption('the whole run');
    await dialog(page).getByLabel('Colours').selectOption('dark');
    await dialog(page).getByLabel('Width in pixels').fill('1000');
    await dialog(page).getByLabel('with the output').uncheck();
    const whole = await eventually(() => svgOf(page), (svg) => !svg.includes('>Output<'), 'the picture without the output');
    assert.equal(attribute(whole, 'width'), 1000);
    assert.match(shown, />Output</);
    assert.deepEqual([shown, whole].map((svg) => svg.includes('>Task-1 will end at')), [false, true], 'the end is in sight');
    const grounds = [shown, whole].map((svg) => /<rect[^>]*fill="(#[0-9a-f]{6})"/.exec(svg)[1]);
    assert.deepEqual(grounds, ['#fbfaf7', '#16181c']);
  }));
});

describe('a film', () => {
  const { visit } = useChromium();

  it('can be cancelled, and says if it would end before it begins', visit({ at: '#tasks' }, async (page) => {
    await ready(page);
    await exported(page);
    await dialog(page).getByLabel('Speed').selectOption('0.25×');
    let files = 0;
    page.on('download', () => { files += 1; });
    await press(page, 'Save GIF');
    await press(page, 'Cancel');
    await eventually(() => said(page), 'The film was cancelled.');
    assert.equal(files, 0);
    assert.equal(await dialog(page).getByRole('button', { name: 'Cancel' }).isVisible(), false);
    await dialog(page).getByLabel('To', { exact: true }).fill('-1');
    await dialog(page).getByLabel('Speed').focus();
    assert.equal(await page.locator('.export-note').textContent(), 'A film has to end after it begins.');
    assert.equal(await dialog(page).getByRole('button', { name: 'Save GIF' }).isDisabled(), true);
  }));
});

describe('a run’s files', () => {
  const { visit } = useChromium();

  for (const [what, at] of [['to whose tasks something was done', '#tasks?what-if=cancel-1-at-1'], ['that was changed on its way', '#queues?live=5:make_max=2']]) {
    it(`name no settings for a run ${what}: those alone would make another`, visit({ at }, async (page) => {
      await ready(page);
      const { live, what_if: done } = await state(page);
      assert.ok(live || done.text, 'it was changed');
      await exported(page);
      const { events, ...header } = JSON.parse((await saved(page, 'Save trace as JSON')).bytes);
      assert.ok(events.length > 0);
      assert.deepEqual(['lesson', 'seed', 'parameters'].filter((name) => name in header), []);
      assert.equal(header.interleave, 1);
    }));
  }

  it('can be had of a recording, under its name', visit({ at: '#tasks' }, async (page) => {
    await ready(page);
    await choose(page, 'my own run.json', recordingOf(3));
    await eventually(() => notice(page), (text) => text.startsWith('This is the recording'), 'the recording');
    await exported(page);
    const perfetto = await saved(page, 'Save trace for Perfetto');
    assert.equal(perfetto.name, 'my-own-run-perfetto.json');
    const file = imported(perfetto.bytes.toString());
    assert.deepEqual(file.complaints, []);
    assert.deepEqual([...file.threads.values()], ['event loop', 'task-1', 'task-2', 'task-3']);
    assert.match(await svgOf(page), /data-row="task-3"/);
  }));

  it('can be had of a run of 30,000 events, while the page keeps working', visit({ at: '#tasks' }, async (page) => {
    await ready(page);
    await choose(page, 'large.json', recordingOf(3000));
    await eventually(() => notice(page), (text) => text.startsWith('This is the recording'), 'the recording');
    await settled(page);
    await page.evaluate(() => {
      window.pieces = 0;
      const count = () => { window.pieces += 1; requestAnimationFrame(count); };
      requestAnimationFrame(count);
    });
    await exported(page);
    assert.ok(await page.evaluate(() => window.pieces) > 3, 'frames come while the run is read');
    assert.match(await svgOf(page), />and 2500 more rows<\/text>/);
    const trace = await saved(page, 'Save trace as JSON');
    const { events } = JSON.parse(trace.bytes);
    assert.deepEqual(events, JSON.parse(recordingOf(3000)).events);
    const { slices, complaints } = imported((await saved(page, 'Save trace for Perfetto')).bytes.toString());
    assert.deepEqual(complaints, []);
    assert.equal(slices.filter(({ name }) => name === 'running').length, 6000);
  }));

  it('can be had of the reader’s own Python', visit({ at: '#playground?lesson=queues' }, async (page) => {
    await pythonReady(page);
    await page.locator('#playground').getByRole('button', { name: 'Run', exact: true }).click();
    await eventually(() => state(page), ({ lesson, end }) => lesson === 'playground' && end !== null, 'the run');
    await toEnd(page);
    await exported(page);
    const file = imported((await saved(page, 'Save trace for Perfetto')).bytes.toString());
    assert.deepEqual(file.complaints, []);
    const expected = imported(await interleave(['run', 'queues', '--perfetto']));
    assert.deepEqual([...file.threads.values()], [...expected.threads.values()]);
    const steps = ({ slices }) => slices.filter(({ name }) => name === 'running').map(({ thread, args }) => [thread, args.from, args.cause]);
    assert.deepEqual(steps(file), steps(expected));
  }));
});

describe('Perfetto', () => {
  const { visit } = useChromium();
  const site = 'https://ui.perfetto.dev/';
  const reached = [/^request to another origin: https:\/\/ui\.perfetto\.dev\/$/];

  /// A stand-in for that site, which is there only after it was asked three times. It keeps what it's told.
  const viewer = `<!doctype html><title>stand-in</title><script>
    const got = [];
    let asked = 0;
    addEventListener('message', ({ data, origin, source }) => {
      if (data !== 'PING') got.push({ origin, title: data.perfetto.title, fileName: data.perfetto.fileName, text: new TextDecoder().decode(data.perfetto.buffer) });
      else if (++asked > 2) source.postMessage('PONG', origin);
    });
  </script>`;
  const standIn = (page) => page.context().route(`${site}**`, (route) => route.fulfill({ contentType: 'text/html', body: viewer }));

  it('is handed the trace in a window of its own, once it’s there, when the reader presses that button', visit({ at: '#tasks', prepare: standIn, expected: reached }, async (page) => {
    await ready(page);
    await exported(page);
    const [popup] = await Promise.all([page.waitForEvent('popup'), press(page, 'Open in Perfetto')]);
    await page.evaluate(() => window.postMessage('PONG', '*'));  // from another window than the viewer's
    await eventually(() => said(page), 'Perfetto has the trace: see its window.');
    assert.equal(popup.url(), site);
    await popup.waitForFunction(() => got.length > 0);
    const got = await popup.evaluate(() => got);
    assert.equal(got.length, 1);
    assert.deepEqual([got[0].origin, got[0].title, got[0].fileName], [new URL(page.url()).origin, 'tasks', 'tasks.json']);
    assert.deepEqual(imported(got[0].text).complaints, []);
    assert.equal(got[0].text.trimEnd(), (await interleave(['run', 'tasks', '--perfetto'])).trimEnd());
  }));

  it('gets nothing if its window is closed, or if another site is in it by then', visit({ at: '#tasks', prepare: standIn, expected: [...reached, /.*/] }, async (page) => {
    await ready(page);
    await exported(page);
    const [closed] = await Promise.all([page.waitForEvent('popup'), press(page, 'Open in Perfetto')]);
    await closed.close();
    await eventually(() => said(page), 'The window was closed before Perfetto had loaded.');
    await page.context().unroute(`${site}**`);
    await page.context().route(`${site}**`, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
    await page.context().route('https://elsewhere.example/**', (route) => route.fulfill({ contentType: 'text/html', body: viewer.replace('++asked > 2', 'true') }));
    const [other] = await Promise.all([page.waitForEvent('popup'), press(page, 'Open in Perfetto')]);
    await other.waitForLoadState();
    await other.goto('https://elsewhere.example/');
    await other.evaluate(() => window.opener?.postMessage('PONG', '*'));
    await page.waitForTimeout(600);
    assert.equal(await other.evaluate(() => got.length), 0);
    assert.equal(await said(page), 'Waiting for Perfetto, in its window.');
  }));

  it('is said not to be there if the browser opens no window', visit({ at: '#tasks', prepare: (page) => page.addInitScript(() => { window.open = () => null; }) }, async (page) => {
    await ready(page);
    await exported(page);
    await press(page, 'Open in Perfetto');
    await eventually(() => said(page), (text) => text.startsWith('The browser didn’t open the window.'), 'the sentence');
  }));
});

describe('the export dialog', () => {
  const { visit } = useChromium();

  it('fetches nothing before it’s opened, and opens and closes by keys', visit({ at: '#tasks', alone: true }, async (page) => {
    const fetched = [];
    page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
    await page.reload();
    await ready(page);
    assert.deepEqual(fetched.filter((path) => path.includes('/export')), []);
    await page.locator('#export-open').focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('.export-preview')?.src.startsWith('data:'));
    assert.deepEqual(fetched.filter((path) => path.includes('/export')).sort(), ['/export/engine.js', '/export/engine.wasm', '/export/export.css', '/export/export.js']);
    await page.keyboard.press('Escape');
    assert.equal(await dialog(page).evaluate((node) => node.open), false);
    assert.equal(await page.evaluate(() => document.activeElement.id), 'export-open');
  }));

  it('says that it couldn’t be loaded without a network, and can be tried again', visit({ at: '#tasks', expected: [/./] }, async (page) => {
    await ready(page);
    await page.locator('#export-open').waitFor();
    for (const part of ['**/export/export.*', '**/export/engine.*']) {
      await page.route(part, (route) => route.abort());
      if (part.includes('export.')) await page.locator('#export-open').click();
      else await page.getByRole('button', { name: 'Try again' }).click();
      await eventually(() => notice(page), 'Export couldn’t be loaded: the network is gone.');
      await page.unroute(part);
    }
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.waitForFunction(() => document.querySelector('.export-preview')?.src.startsWith('data:'));
    assert.equal(await page.locator('dialog.export').count(), 1);
  }));

  it('fits on a phone: nothing is wider than the screen, and each button is as large as a finger', visit({ ...phone, at: '#queues?t=4' }, async (page) => {
    await ready(page);
    await exported(page);
    const { wide, room, low } = await dialog(page).evaluate((node) => ({
      wide: node.scrollWidth, room: node.clientWidth,
      low: [...node.querySelectorAll('button, select, input[type=number]')].filter((each) => each.offsetHeight > 0 && each.offsetHeight < 44).map((each) => each.textContent),
    }));
    assert.ok(wide <= room, `${wide} px of ${room}`);
    assert.deepEqual(low, []);
  }));
});
