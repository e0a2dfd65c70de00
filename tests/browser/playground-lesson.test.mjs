// A lesson's program in the playground: the way back to the lesson stays with it.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { useChromium } from './chromium.mjs';
import { button, enter, program, toEnd } from './journey.mjs';
import { eventually, ready, state } from './panel.mjs';
import { write } from './writing.mjs';

const wayBack = (page) => page.locator('.playground').getByRole('link', { name: /^Back to lesson \d+, When does a task start\?$/ });

describe('a lesson’s program', () => {
  const { visit } = useChromium();

  it('links back to its lesson, even after it’s changed and the page is reloaded', visit({ at: '#tasks' }, async (page) => {
    await ready(page);
    await page.locator('#tasks .edit').click();
    await enter(page);
    await eventually(() => program(page), (text) => text.includes('say_after'), 'the program');
    assert.ok(await wayBack(page).isVisible());
    await write(page, 'import asyncio\nasyncio.run(asyncio.sleep(0.1))\n');
    await button(page, 'Run').click();
    await toEnd(page);
    await page.reload();
    await enter(page);
    assert.match(await program(page), /sleep\(0\.1\)/);
    await wayBack(page).click();
    await eventually(() => state(page), ({ lesson }) => lesson === 'tasks', 'the lesson’s own run');
    assert.ok(await page.locator('#tasks').isVisible());
  }));

  it('has the lesson’s sliders and switches, with their ranges and what they’re for', visit({ at: '#tasks' }, async (page) => {
    await ready(page);
    const told = ({ name, type, value, min, max, step, unit, help }) => [name, type, value, min, max, step, unit, help];
    const lessons = (await state(page)).parameters.filter(({ type }) => type !== 'choice').map(told);
    await page.locator('#tasks .edit').click();
    await enter(page);
    await eventually(() => program(page), (text) => text.includes('say_after'), 'the program');
    await button(page, 'Run').click();
    await eventually(() => state(page), ({ lesson }) => lesson === 'playground', 'the run');
    assert.deepEqual((await state(page)).parameters.filter(({ type }) => type !== 'choice').map(told), lessons);
  }));

  it('is the only kind that leads back to a lesson: neither a new program nor one from a link does', visit({ at: '#playground?lesson=tasks' }, async (page) => {
    await enter(page);
    await wayBack(page).waitFor();
    await page.evaluate(() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')); });
    await button(page, 'Copy link').click();
    const link = await eventually(() => page.evaluate(() => location.href), (found) => found.includes('code='), 'the link');
    assert.doesNotMatch(link, /lesson=/);
    await button(page, 'New').click();
    assert.equal(await wayBack(page).isVisible(), false);
  }));
});
