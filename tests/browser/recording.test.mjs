// A recording that is opened from a file, by the field in the contents or by dropping it on the page. How the page
// goes about it is tried with functions in the engine's place that only look at what they are given; what the
// engine itself makes of a file, with the engine.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { top, useChromium } from './chromium.mjs';
import { eventually, goTo, notice, parameter, ready, state } from './panel.mjs';

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

/// Chooses a file in the contents, as a reader does.
async function choose(page, name, text) {
  await page.getByRole('button', { name: 'contents' }).click();
  await page.getByLabel('Open a trace from a file').setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
}

/// Drags a file of so many bytes over the page, and drops it.
const dropped = (page, name, text, size = text.length, only) => page.evaluate(([file, content, bytes, kinds]) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([content, ' '.repeat(Math.max(bytes - content.length, 0))], file, { type: 'application/json' }));
  return (kinds ?? ['dragenter', 'dragover', 'drop']).map((kind) => !document.querySelector('main h1').dispatchEvent(
    new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true })));
}, [name, text, size, only]);

describe('a recording', () => {
  const { visit } = useChromium();

  it('is chosen in the contents: the header names it, the listing and the predictions are not of it', visit({ prepare: standIn, at: '#tasks?delay_1=2&t=1' }, async (page) => {
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
    await eventually(() => where(page), '05 Tasks and the event loop');
    assert.deepEqual([await parameter(page, 'delay_1'), (await state(page)).t], [2, 1], 'the run is as it was before');
    assert.equal(await notice(page), '');
    assert.ok(await page.locator('#tasks .line .stand').count() > 0);
    await box.getByRole('button', { name: 'Check' }).click();
    assert.ok(await box.evaluate(({ dataset }) => dataset.verdict));
  }));

  it('is closed by the button beside the notice, and by going to any lesson', visit({ prepare: standIn }, async (page) => {
    await ready(page);
    await choose(page, 'a.json', good);
    await eventually(() => where(page), 'Recording: a.json');
    await page.locator('.notice').getByRole('button', { name: 'Back to the lesson’s own run' }).click();
    await eventually(() => where(page), '05 Tasks and the event loop');
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
    await eventually(() => where(page), '12 Queues');
  }));

  it('is dropped anywhere on the page, which shows that it can be', visit({ prepare: standIn }, async (page) => {
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

  it('is chosen by the keyboard alone, and breaks no rule of accessibility', visit({ prepare: standIn }, async (page) => {
    await ready(page);
    await page.evaluate(axe);
    const violations = () => page.evaluate(async () => (await window.axe.run(document, { resultTypes: ['violations'] })).violations.map(({ id }) => id));
    await page.getByRole('button', { name: 'contents' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Glossary' }).focus();
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'recording-file');
    assert.deepEqual(await violations(), []);
    const choosing = page.waitForEvent('filechooser');
    await page.keyboard.press('Enter');
    await (await choosing).setFiles({ name: 'c.json', mimeType: 'application/json', buffer: Buffer.from(good) });
    await eventually(() => where(page), 'Recording: c.json');
    assert.deepEqual(await violations(), []);
  }));

  it('that is long is read in pieces, and the notice tells how far it has come', visit({ prepare: standIn }, async (page) => {
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
    assert.deepEqual(pieces, [262_144, 262_144, 262_144, 262_144, 251_424]);
    const told = await page.evaluate(() => window.told);
    assert.deepEqual(told.slice(0, -1), [0, 20, 40, 60, 80].map((percent) => `Opening ‘long.json’: ${percent} %`));
  }));

  it('can be given up while it is read', visit({ prepare: standIn, at: '#tasks?t=1' }, async (page) => {
    await ready(page);
    const before = await state(page);
    await dropped(page, 'huge.json', good, 40_000_000);
    await page.getByRole('button', { name: 'Cancel' }).click();
    assert.equal(await notice(page), '‘huge.json’ was not opened.');
    const { pieces, ended, cancelled } = await given(page);
    assert.ok(pieces.length < 150);
    assert.deepEqual([ended, cancelled], [0, 1]);
    await page.waitForTimeout(200);
    assert.ok((await given(page)).pieces.length <= pieces.length + 1, 'no more is read');
    assert.deepEqual([await state(page), await where(page)], [before, '05 Tasks and the event loop']);
    assert.equal(await page.getByRole('button', { name: 'Cancel' }).isVisible(), false);
  }));

  it('that gives way to another while it is read is not opened', visit({ prepare: standIn }, async (page) => {
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
    it(`that ${what} leaves everything as it was, with a sentence`, visit({ prepare: standIn, at: '#tasks?delay_1=2&t=1' }, async (page) => {
      await ready(page);
      const before = await state(page);
      await choose(page, 'bad.json', text);
      await eventually(() => notice(page), sentence);
      assert.equal((await given(page)).cancelled, 1);
      assert.deepEqual([await state(page), await where(page), await hash(page)], [before, '05 Tasks and the event loop', '#tasks?delay_1=2&t=1']);
      await choose(page, 'bad.json', good);
      await eventually(() => where(page), 'Recording: bad.json', 'the same name can be chosen again');
    }));
  }
});

describe('the engine and a recording', { skip: !isThere && 'this engine reads no recordings' }, () => {
  const { visit } = useChromium();

  it('a file that is no trace gets a sentence, and the run is as it was', visit({ at: '#tasks?delay_1=2&t=1' }, async (page) => {
    await ready(page);
    const before = await state(page);
    for (const text of ['hello', '', '[]', '{"interleave":1', '{"interleave":99,"events":[]}']) {
      await choose(page, 'bad.json', text);
      await eventually(() => notice(page), (said) => /\.$/.test(said) && !said.includes('%'), `a sentence on ${text}`);
      assert.deepEqual([await state(page), await where(page)], [before, '05 Tasks and the event loop']);
      await page.getByRole('button', { name: 'Close this message' }).click();
    }
  }));
});

describe('without an engine that reads recordings', { skip: isThere && 'this engine reads them' }, () => {
  const { visit } = useChromium();

  it('none is asked for', visit(async (page) => {
    await ready(page);
    await page.getByRole('button', { name: 'contents' }).click();
    assert.equal(await page.getByLabel('Open a trace from a file').isVisible(), false);
    await page.keyboard.press('Escape');
    assert.deepEqual(await dropped(page, 'a.json', good), [false, false, false]);
  }));
});
