// The same program in two tabs: neither loses a text without being told.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { useChromium } from './chromium.mjs';
import { enter, kept, name, program, says } from './journey.mjs';
import { eventually } from './panel.mjs';
import { write } from './writing.mjs';

describe('a program in two tabs', () => {
  const { address, visit } = useChromium();
  const alone = { at: '#playground', alone: true };

  async function openAnother(page) {
    const other = await page.context().newPage();
    await other.goto(`${address()}#playground`);
    await enter(other);
    return other;
  }

  it('is followed by the tab that hasn’t changed it', visit(alone, async (page) => {
    await enter(page);
    await write(page, 'print("one")\n');
    await eventually(() => kept(page), { 'My program': 'print("one")\n' });
    const other = await openAnother(page);
    assert.equal(await program(other), 'print("one")\n');
    await write(other, 'print("two")\n');
    await eventually(() => program(page), 'print("two")\n');
    assert.equal(await says(page), '‘My program’ was changed in another tab. This is its text now.');
    await write(page, 'print("three")\n');
    await eventually(() => program(other), 'print("three")\n');
    assert.deepEqual(await kept(page), { 'My program': 'print("three")\n' });
  }));

  /// Nothing is kept by itself any more; `keepNow` does it.
  const holdKeeping = (page) => page.evaluate(() => {
    const { setTimeout: later } = window;
    const held = [];
    window.setTimeout = (work, milliseconds, ...rest) => (milliseconds === 500 ? void held.push(work) : later(work, milliseconds, ...rest));
    window.keepNow = () => held.splice(0).forEach((work) => work());
  });
  const keepNow = (page) => page.evaluate(() => window.keepNow());

  it('is kept under two names if both have changed it at once', visit(alone, async (page) => {
    await enter(page);
    await write(page, 'print("one")\n');
    await eventually(() => kept(page), { 'My program': 'print("one")\n' });
    const other = await openAnother(page);
    for (const [each, text] of [[page, 'print("left")\n'], [other, 'print("right")\n']]) {
      await holdKeeping(each);
      await write(each, text);
    }
    await keepNow(page);
    await eventually(() => kept(other), { 'My program': 'print("left")\n' });  // a tab sees what another keeps a little later
    await keepNow(other);
    await eventually(() => kept(page), { 'My program': 'print("left")\n', 'My program 2': 'print("right")\n' });
    assert.deepEqual([await name(page), await name(other)], ['My program', 'My program 2']);
    assert.deepEqual([await program(page), await program(other)], ['print("left")\n', 'print("right")\n']);
    assert.equal(await says(other), '‘My program’ was changed in another tab, so yours is kept as ‘My program 2’.');
    await other.reload();
    await enter(other);
    assert.deepEqual([await name(other), await program(other)], ['My program 2', 'print("right")\n']);
  }));

  it('stays the tab’s own when the page is reloaded', visit(alone, async (page) => {
    await enter(page);
    await write(page, 'print("one")\n');
    await eventually(() => kept(page), { 'My program': 'print("one")\n' });
    const other = await openAnother(page);
    await other.getByRole('button', { name: 'New', exact: true }).click();
    await eventually(() => name(other), 'My program 2');
    for (const each of [page, other]) {
      await each.reload();
      await enter(each);
    }
    assert.deepEqual([await name(page), await name(other)], ['My program', 'My program 2']);
  }));
});
