// A recording that is opened from a file, by the field in the contents or by dropping it on the page. How the page
// goes about it is tried with functions in the engine's place that only look at what they are given; what the
// engine itself makes of a file, with the engine.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { full } from '../full.mjs';
import { top, useChromium } from './chromium.mjs';
import { choose, eventually, goTo, notice, parameter, ready, recordingOf, rows, settled, state } from './panel.mjs';
import { differing, keepDrawing, readCanvas } from './picture.mjs';

const glue = join(top, 'build/web/interleave.js');
const isThere = existsSync(glue) && readFileSync(glue, 'utf8').includes('_il_load_begin');
const axe = readFileSync(join(top, 'node_modules/axe-core/axe.min.js'), 'utf8');
const hash = (page) => page.evaluate(() => location.hash);
const where = (page) => page.locator('#page-where').textContent();
const good = '{"interleave":1,"events":[{"t":0}]}';

/// Puts functions that read recordings in the place of the engine's: `given` tells what they were called with.
const standIn = (page) => page.addInitScript(() => {
  window.given = { begun: [], pieces: [], ended: 0, cancelled: 0 };
  let module;
  const textAt = (from, to) => new TextDecoder().decode(module.HEAPU8.slice(from, to));
  const back = (text) => {
    const bytes = new TextEncoder().encode(`${text}\0`);
    const block = module._malloc(bytes.length);
    module.HEAPU8.set(bytes, block);
    return block;
  };
  let text = '';
  const functions = {
    _il_load_begin(name) {
      text = '';
      window.given.begun.push(textAt(name, module.HEAPU8.indexOf(0, name)));
    },
    _il_load_piece(block, length) {
      window.given.pieces.push(length);
      text += textAt(block, block + length);
      return back(text.startsWith('{') ? '' : 'This file is not a trace.');
    },
    _il_load_end() {
      ++window.given.ended;
      return back(text.trimEnd().endsWith('}') ? '' : 'The trace ends too early.');
    },
    _il_load_cancel() {
      ++window.given.cancelled;
    },
  };
  Object.defineProperty(window, 'Module', {
    get: () => module,
    set(value) {
      if (module) return;  // the same once more
      module = value;
      for (const [name, work] of Object.entries(functions)) Object.defineProperty(module, name, { get: () => work, set() {} });
    },
  });
});
const given = (page) => page.evaluate(() => window.given);

/// Drags a file of so many bytes over the page, and drops it.
const dropped = (page, name, text, size = text.length, only) => page.evaluate(([file, content, bytes, kinds]) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([content, ' '.repeat(Math.max(bytes - content.length, 0))], file, { type: 'application/json' }));
  return (kinds ?? ['dragenter', 'dragover', 'drop']).map((kind) => !document.querySelector('main h1').dispatchEvent(
    new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true })));
}, [name, text, size, only]);

describe('a recording', () => {
  const { visit } = useChromium();

  it('is chosen in the contents: the header names it, and it has no listing and no predictions', visit({ prepare: standIn, at: '#tasks?delay_1=2&t=1' }, async (page) => {
    await ready(page);
    assert.ok(await page.locator('#tasks .line .stand').count() > 0);
    await choose(page, 'my run.json', good);
    await eventually(() => where(page), 'Recording: my run.json');
    assert.deepEqual(await given(page), { begun: ['my run.json'], pieces: [good.length], ended: 1, cancelled: 0 });
    assert.equal(await page.locator('#page-contents').evaluate((dialog) => dialog.open), false);
    assert.match(await notice(page), /^This is the recording ‘my run\.json’/);
    assert.equal(await page.locator('#tasks .line .stand').count(), 0);
    await eventually(() => hash(page), '#tasks');
    const box = page.locator('#tasks .prediction').first();
    await box.getByRole('button', { name: 'Check' }).click();
    assert.match(await box.locator('.verdict').textContent(), /^A recording is open/);
    assert.equal(await box.evaluate(({ dataset }) => dataset.verdict), undefined);
    await goTo(page, '#tasks--how-it-ends');
    await eventually(() => page.locator('.arrived').count(), 1);
    assert.equal(await where(page), 'Recording: my run.json', 'a place in the text leaves it open');
    assert.match(await notice(page), /^This is the recording/);

    await box.getByRole('button', { name: 'Back to the lesson’s own run' }).click();
    await eventually(() => where(page), '04 When does a task start?');
    assert.deepEqual([await parameter(page, 'delay_1'), (await state(page)).t], [2, 1], 'the run is as it was before');
    assert.equal(await notice(page), '');
    assert.ok(await page.locator('#tasks .line .stand').count() > 0);
    await box.getByRole('button', { name: 'Check' }).click();
    assert.ok(await box.evaluate(({ dataset }) => dataset.verdict));
  }));

  it('is fetched from this site if the address names one, and never from elsewhere', visit({ prepare: async (page) => {
    await standIn(page);
    await page.route(({ pathname }) => pathname === '/secret/crawler.py', (route) => route.fulfill({ body: good, contentType: 'application/json' }));
  }, at: '?trace=/secret/crawler.py', expected: [/404/] }, async (page) => {
    await eventually(() => where(page), 'Recording: crawler.py');
    assert.deepEqual((await given(page)).begun, ['crawler.py']);
    for (const path of ['/nothing.json', 'https://example.org/a.json', '//example.org/a.json', 'data:,{}']) {
      await page.goto(new URL(`?trace=${encodeURIComponent(path)}`, page.url()).href);
      await eventually(() => notice(page), 'The address names a recording that isn’t there.', path);
    }
  }));

  it('is closed by the button next to the notice, and by going to any lesson', visit({ prepare: standIn }, async (page) => {
    await ready(page);
    await choose(page, 'a.json', good);
    await eventually(() => where(page), 'Recording: a.json');
    await page.locator('.notice').getByRole('button', { name: 'Back to the lesson’s own run' }).click();
    await eventually(() => where(page), '04 When does a task start?');
    for (const fragment of ['#tasks?delay_1=1', '#queues', '#tasks']) {
      await choose(page, 'a.json', good);
      await eventually(() => where(page), 'Recording: a.json');
      await goTo(page, fragment);
      await eventually(() => where(page), (text) => !text.startsWith('Recording'), fragment);
      assert.equal((await state(page)).lesson, /[a-z]+/.exec(fragment)[0]);
    }
    await choose(page, 'a.json', good);
    await eventually(() => where(page), 'Recording: a.json');
    await page.goBack();
    await eventually(() => where(page), '12 Queues: too fast? Then wait');
  }));

  it('keeps the way back and the lesson’s settings, whatever fails to open after it', visit({ prepare: standIn, at: '#tasks?delay_1=2&t=1' }, async (page) => {
    await ready(page);
    await choose(page, 'a.json', good);
    await eventually(() => where(page), 'Recording: a.json');
    assert.equal(await page.getByRole('button', { name: 'Close this message' }).isVisible(), false);
    await choose(page, 'bad.json', 'hello');
    await eventually(() => notice(page), '‘bad.json’ wasn’t opened: This file is not a trace.');
    assert.equal(await where(page), 'Recording: a.json');
    await eventually(() => hash(page), '#tasks');
    await goTo(page, '#queues');
    await eventually(() => where(page), '12 Queues: too fast? Then wait');
    await page.goBack();
    await eventually(() => where(page), '04 When does a task start?');
    assert.deepEqual([await parameter(page, 'delay_1'), (await state(page)).t], [2, 1], 'the run before the recording');
    await choose(page, 'a.json', good);
    await eventually(() => where(page), 'Recording: a.json');
    await choose(page, 'bad.json', 'hello');
    await page.locator('.notice').getByRole('button', { name: 'Back to the lesson’s own run' }).click();
    await eventually(() => where(page), '04 When does a task start?');
    assert.equal(await parameter(page, 'delay_1'), 2);
  }));

  it('can be dropped anywhere on the page, which shows this', visit({ prepare: standIn }, async (page) => {
    await ready(page);
    const highlighted = () => page.evaluate(() => document.documentElement.classList.contains('drop-here'));
    assert.deepEqual(await dropped(page, 'b.json', good, 0, ['dragenter', 'dragover']), [true, true]);
    assert.equal(await highlighted(), true);
    await page.evaluate(() => document.body.dispatchEvent(new DragEvent('dragleave', { bubbles: true })));
    assert.equal(await highlighted(), false);
    await dropped(page, 'b.json', good);
    await eventually(() => where(page), 'Recording: b.json');
    assert.equal(await highlighted(), false);
    const text = await page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.setData('text/plain', 'words');
      return document.body.dispatchEvent(new DragEvent('dragover', { dataTransfer, bubbles: true, cancelable: true }));
    });
    assert.equal(text, true, 'words that are dragged are left to the browser');
  }));

  it('can be chosen using only the keyboard, and breaks no accessibility rule', visit({ prepare: standIn }, async (page) => {
    page.on('filechooser', () => {});  // the browser must know before the key comes that choosers are caught
    await ready(page);
    await page.evaluate(axe);
    const violations = () => page.evaluate(async () => (await window.axe.run(document, { resultTypes: ['violations'] })).violations.map(({ id }) => id));
    await page.getByRole('button', { name: 'contents' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Cheat sheet' }).focus();
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'recording-file');
    assert.deepEqual(await violations(), []);
    const choosing = page.waitForEvent('filechooser');
    await page.keyboard.press('Enter');
    await (await choosing).setFiles({ name: 'c.json', mimeType: 'application/json', buffer: Buffer.from(good) });
    await eventually(() => where(page), 'Recording: c.json');
    assert.deepEqual(await violations(), []);
  }));

  it('that is long is read in pieces, and the notice shows the progress', visit({ prepare: standIn }, async (page) => {
    await ready(page);
    await page.evaluate(() => {
      window.told = [];
      new MutationObserver(() => window.told.push(document.getElementById('page-notice').textContent))
        .observe(document.getElementById('page-notice'), { childList: true, subtree: true, characterData: true });
    });
    const size = 1_300_000;
    await dropped(page, 'long.json', good, size);
    await eventually(() => where(page), 'Recording: long.json');
    const { pieces } = await given(page);
    assert.deepEqual(pieces, [...Array(19).fill(65_536), 54_816]);
    const told = await page.evaluate(() => window.told);
    assert.deepEqual(told.slice(0, -1), Array.from({ length: 10 }, (_, i) => i * 10).map((percent) => `Opening ‘long.json’: ${percent} %`));
  }));

  it('can be cancelled while it’s read', visit({ prepare: standIn, at: '#tasks?t=1' }, async (page) => {
    await ready(page);
    const before = await state(page);
    await dropped(page, 'huge.json', good, 40_000_000);
    await page.getByRole('button', { name: 'Cancel' }).click();
    assert.equal(await notice(page), '‘huge.json’ wasn’t opened.');
    const { pieces, ended, cancelled } = await given(page);
    assert.ok(pieces.length < 300);
    assert.deepEqual([ended, cancelled], [0, 1]);
    await page.waitForTimeout(200);
    assert.ok((await given(page)).pieces.length <= pieces.length + 1, 'no more is read');
    assert.deepEqual([await state(page), await where(page)], [before, '04 When does a task start?']);
    assert.equal(await page.getByRole('button', { name: 'Cancel' }).isVisible(), false);
  }));

  it('isn’t opened if another one replaces it while it’s read', visit({ prepare: standIn }, async (page) => {
    await ready(page);
    await dropped(page, 'huge.json', good, 40_000_000);
    await dropped(page, 'small.json', good);
    await eventually(() => where(page), 'Recording: small.json');
    const { begun, ended, cancelled } = await given(page);
    assert.deepEqual([begun, ended, cancelled], [['huge.json', 'small.json'], 1, 1]);
  }));

  for (const [what, text, sentence] of [
    ['is no trace', 'hello', 'This file is not a trace.'], ['is cut short', '{"interleave":1,', 'The trace ends too early.'],
  ]) {
    it(`that ${what} changes nothing, and there’s a sentence`, visit({ prepare: standIn, at: '#tasks?delay_1=2&t=1' }, async (page) => {
      await ready(page);
      const before = await state(page);
      await choose(page, 'bad.json', text);
      await eventually(() => notice(page), `‘bad.json’ wasn’t opened: ${sentence}`);
      assert.equal((await given(page)).cancelled, 1);
      assert.deepEqual([await state(page), await where(page), await hash(page)], [before, '04 When does a task start?', '#tasks?delay_1=2&t=1']);
      await choose(page, 'bad.json', good);
      await eventually(() => where(page), 'Recording: bad.json', 'the same name can be chosen again');
    }));
  }
});

describe('the engine and a recording', { skip: !isThere && 'this engine reads no recordings' }, () => {
  const { visit } = useChromium();

  it('a file that isn’t a trace gets a sentence, and the run stays', visit({ at: '#tasks?delay_1=2&t=1' }, async (page) => {
    await ready(page);
    const before = await state(page);
    for (const text of ['hello', '', '[]', '{"interleave":1', '{"interleave":99,"events":[]}']) {
      await choose(page, 'bad.json', text);
      await eventually(() => notice(page), (said) => /\.$/.test(said) && !said.includes('%'), `a sentence on ${text}`);
      assert.deepEqual([await state(page), await where(page)], [before, '04 When does a task start?']);
      await page.getByRole('button', { name: 'Close this message' }).click();
    }
  }));
});

describe('a recording of a lesson', { skip: !isThere && 'this engine reads no recordings' }, () => {
  const { visit } = useChromium();
  const recorded = (slug) => execFileSync(process.execPath, [join(top, 'build/node/interleave.mjs'), 'run', slug, '--json'], { encoding: 'utf8' });
  const all = JSON.parse(readFileSync(join(top, 'build/gen/lessons.json'), 'utf8')).map(({ slug }) => slug);
  const tables = ['tasks', 'ready', 'timers', 'resources', 'output', 'reports', 'segments'];

  /// What the text view and the rows of the timeline show, the pixels of these in one string.
  async function seen(page) {
    await settled(page);
    const texts = {};
    for (const table of tables) texts[table] = await rows(page, table);
    const { tasks, t, position } = await state(page);
    const clip = await page.evaluate((names) => {
      const box = document.getElementById('canvas').getBoundingClientRect();
      const rects = names.map((name) => window.interleave.rect(`task:${name}`));
      const [first, last] = [rects[0], rects.at(-1)];
      return { x: box.x + first[0], y: box.y + first[1], width: first[2], height: last[1] + last[3] - first[1] };
    }, tasks.map(({ name }) => name));
    assert.ok(clip.y > 0 && clip.y + clip.height < 1500, 'the rows show');
    return { texts, moment: { t, position }, picture: await readCanvas(page, clip) };
  }

  /// The lesson's own run at some moments, come to by the keyboard: its start, a few steps, its end.
  async function walk(page) {
    const found = [];
    await page.keyboard.press('End');  // laid out to its end, the run is shown whole
    await eventually(() => state(page), ({ ended }) => ended, 'the end');
    for (const keys of [['Home'], Array(5).fill('ArrowRight'), Array(6).fill('ArrowRight'), ['End'], Array(3).fill('ArrowLeft')]) {
      for (const key of keys) await page.keyboard.press(key);
      found.push(await seen(page));
    }
    return found;
  }

  // A usual run takes a lesson with steps that block, one with a queue and one with cancellation.
  for (const slug of full ? all : ['event-loop', 'queues', 'cancellation']) {
    it(`has the same tables and picture as ${slug} itself`, visit({ at: `#${slug}`, viewport: { width: 1300, height: 1500 }, prepare: keepDrawing, reducedMotion: 'reduce' }, async (page) => {
      await ready(page);
      const isCompared = (await state(page)).beside !== null;  // then the lesson's axis is that of two runs
      const lesson = await walk(page);
      await choose(page, `${slug}.json`, recorded(slug));
      await eventually(() => where(page), `Recording: ${slug}.json`);
      await page.locator('#canvas').focus();
      for (const [i, { texts, moment, picture }] of (await walk(page)).entries()) {
        assert.deepEqual(moment, lesson[i].moment);
        assert.deepEqual(texts, lesson[i].texts, `at ${moment.t} s`);
        if (isCompared) continue;
        assert.deepEqual([picture.width, picture.height], [lesson[i].picture.width, lesson[i].picture.height]);
        assert.equal(differing(picture, lesson[i].picture), 0, `pixels that differ at ${moment.t} s`);
      }
    }));
  }

  it('that is broken gets one sentence, and leaves the run alone', visit({ at: '#queues?t=3' }, async (page) => {
    await ready(page);
    const text = recorded('queues');
    const run = async () => {
      const { lesson, t, position, output, parameters } = await state(page);
      return { lesson, t, position, output, parameters };
    };
    const before = await run();
    const back = text.lastIndexOf('"t":18.');
    const broken = {
      'cut short': text.slice(0, text.length / 2),
      'an unknown kind': text.replace('"task_stepped"', '"task_leapt"'),
      'a time that goes back': `${text.slice(0, back)}"t":1${text.slice(back + 6)}`,
    };
    for (const file of Object.values(broken)) {
      await choose(page, 'broken.json', file);
      const said = await eventually(() => notice(page), (words) => /\.$/.test(words) && !words.includes('%'), 'a sentence');
      assert.equal(said.split(/(?<=[.!?])\s+(?=[A-Z])/).length, 1, said);
      assert.deepEqual([await run(), await where(page)], [before, '12 Queues: too fast? Then wait']);
      await page.getByRole('button', { name: 'Close this message' }).click();
    }
  }));

  it('of 5 MB is opened in pieces, with frames drawn in between', visit({ at: '#tasks?speed=0.1' }, async (page) => {
    await ready(page);
    const lines = Array.from({ length: 65_000 }, (_, i) => ({ t: 0, kind: 'printed', by: 1, text: `a line of the output, number ${i}\n` }));
    const text = recordingOf(3, lines);
    assert.ok(text.length > 5_000_000, `${text.length} bytes`);
    await page.keyboard.press('Space');
    await eventually(() => state(page), ({ t }) => t > 0, 'playing');
    await page.evaluate(() => {
      window.drawn = [];
      new MutationObserver(() => window.drawn.push(window.interleave.frames()))
        .observe(document.getElementById('page-notice'), { childList: true, subtree: true, characterData: true });
    });
    await choose(page, 'long.json', text);
    await eventually(() => notice(page), (words) => words !== '' && !words.includes('%'), 'the end of it');
    assert.match(await notice(page), /^This is the recording/);
    const drawn = await page.evaluate(() => window.drawn);
    assert.ok(drawn.length >= 10, `the notice tells of it ${drawn.length} times`);
    assert.ok(drawn.slice(1).every((count, i) => count > drawn[i]), `frames: ${drawn}`);
    await page.locator('#canvas').focus();
    await page.keyboard.press('End');
    await eventually(() => state(page), ({ ended, t }) => ended && t === 1, 'its end');
    assert.equal((await rows(page, 'output')).at(-1)[2], 'a line of the output, number 64999');
  }));
});

describe('without an engine that reads recordings', { skip: isThere && 'this engine reads them' }, () => {
  const { visit } = useChromium();

  it('the page doesn’t offer any', visit(async (page) => {
    await ready(page);
    await page.getByRole('button', { name: 'contents' }).click();
    assert.equal(await page.getByLabel('Open a trace from a file').isVisible(), false);
    await page.keyboard.press('Escape');
    assert.deepEqual(await dropped(page, 'a.json', good), [false, false, false]);
  }));
});
