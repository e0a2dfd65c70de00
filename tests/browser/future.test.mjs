// While a question that the run's settings are about isn't answered right, nothing of the page tells what comes after the
// playhead; and nobody is locked out of it.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { useChromium } from './chromium.mjs';
import { drag, eventually, goTo, parameter, phone, press, ready, rows, settled, spot, state, tap } from './panel.mjs';

const hides = true;
const words = 'The future is hidden until your answer is right';
const rect = (page, name) => page.evaluate((control) => window.interleave.rect(control), name);
const plain = (page) => page.locator('[data-at=\'["show_future"]\'] button');
const isHidden = async (page) => (await state(page)).hidden !== '';
const summary = (page) => page.locator('#text-view-summary').textContent();

const box = (page, slug, kind) => page.locator(`#${slug} .prediction[data-kind=${kind}]`).first();
const check = (page, slug, kind) => box(page, slug, kind).getByRole('button', { name: 'Check' }).click();
const sentence = (page, slug, kind) => box(page, slug, kind).locator('.verdict').textContent();

/// Answers the question about lines' order in the lesson `tasks` rightly, and the one about the next task.
async function order(page) {
  const wanted = ['both created', 'before hello', 'before world', 'hello', 'world'];
  for (const [place, text] of wanted.entries()) {
    const all = () => box(page, 'tasks', 'order').locator('.order > li').evaluateAll((list) => list.map((row) => row.dataset.text));
    for (let at = (await all()).indexOf(text); at > place; --at) await box(page, 'tasks', 'order').getByRole('button', { name: `Move ‘${text}’ up` }).click();
  }
  await check(page, 'tasks', 'order');
}
async function next(page, slug, name) {
  await box(page, slug, 'next').getByRole('radio', { name }).check();
  await check(page, slug, 'next');
}
async function end(page, time) {
  await box(page, 'coroutines', 'end').locator('input[type=number]').fill(String(time));
  await check(page, 'coroutines', 'end');
}

describe('the hidden future', () => {
  const { visit } = useChromium();

  it('is said in words, and neither the end nor a line nor a state to come can be read', visit({ hides, at: '#event-loop?t=1' }, async (page) => {
    await ready(page);
    const now = await state(page);
    assert.equal(now.hidden, words);
    assert.equal(now.end, null);
    assert.ok(now.segments.every(({ from }) => from <= now.t));
    assert.ok((await rows(page, 'output')).every(([time]) => Number.parseFloat(time) <= 1));
    assert.ok((await rows(page, 'steps')).every(([, , when]) => when !== 'to come'));
    assert.doesNotMatch(await summary(page), /ends at/);
    assert.match(await summary(page), new RegExp(words));
    const [from, to] = await page.evaluate(() => window.interleave.view());
    assert.deepEqual([Math.round(from), to > 9], [0, true], 'the axis doesn’t tell how long the run is');
  }));

  it('is shown by its button, with mouse, finger or keys, and stays so for the question', visit({ hides, at: '#event-loop?t=1' }, async (page) => {
    await ready(page);
    assert.ok(await plain(page).isVisible());
    await plain(page).focus();
    await page.keyboard.press('Enter');
    await eventually(() => isHidden(page), false);
    assert.ok((await state(page)).end > 1);
    assert.ok(await plain(page).isHidden());
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Play', 'the focus isn’t lost');
    await goTo(page, '#tasks');
    await eventually(() => isHidden(page), true);
    await press(page, 'show_future');
    await eventually(() => isHidden(page), false);
    await goTo(page, '#event-loop?t=1');
    await eventually(async () => (await state(page)).lesson, 'event-loop');
    assert.equal(await isHidden(page), false);
  }));

  it('is shown by a finger on a phone', visit({ hides, ...phone }, async (page) => {
    await ready(page);
    assert.equal(await isHidden(page), true);
    await tap(page, 'show_future');
    await eventually(() => isHidden(page), false);
  }));

  it('is shown once all questions about the run are answered right, and nothing else moves', visit({ hides, reducedMotion: 'reduce' }, async (page) => {
    await ready(page);
    await settled(page);
    const names = ['play', 'axis', 'timeline', 'parameter:delay_1', 'heading:tasks', 'heading:instant', 'heading:loop', 'heading:output', 'timers'];
    const before = await Promise.all(names.map((name) => rect(page, name)));
    assert.equal((await state(page)).hidden, 'The future is hidden until both answers are right');
    await order(page);
    await eventually(async () => (await state(page)).hidden, 'The future is hidden until your other answer is right');
    assert.equal((await state(page)).t, 0, 'it isn’t played while another question is open');
    const { callbacks } = await page.evaluate(() => window.interleave.outcome());
    await next(page, 'tasks', callbacks[6].task ?? /^no task/);
    await eventually(() => isHidden(page), false);
    await settled(page);
    assert.deepEqual(await Promise.all(names.map((name) => rect(page, name))), before);
    await page.reload();
    await ready(page);
    assert.equal(await isHidden(page), false, 'an answer that was right stays so');
  }));

  it('stays hidden after a wrong answer, which can be given again, until the reader wants to be shown', visit({ hides, at: '#coroutines?forget_await=true' }, async (page) => {
    await ready(page);
    await end(page, 9);
    assert.equal(await sentence(page, 'coroutines', 'end'), 'Not at 9.0 s: by then the run is over. Try again, or let the run show you.');
    assert.deepEqual([await isHidden(page), (await state(page)).end], [true, null]);
    assert.equal(await box(page, 'coroutines', 'end').getByRole('button', { name: 'Play the run' }).isVisible(), false);
    await page.reload();
    await ready(page);
    assert.equal(await isHidden(page), true, 'and after a reload');
    await end(page, 0.5);
    assert.match(await sentence(page, 'coroutines', 'end'), /^Not at 0\.5 s: by then .* hasn’t been printed yet\. Try again/);
    await box(page, 'coroutines', 'end').getByRole('button', { name: 'Show me in the run' }).click();
    await eventually(() => isHidden(page), false);
    const now = await eventually(() => state(page), ({ t }) => t === 0.5, 'the moment of the answer');
    assert.ok(now.end > 0.5);
    assert.ok(await box(page, 'coroutines', 'end').getByRole('button', { name: 'Play the run' }).isVisible());
  }));

  it('is shown after a right answer, and the run plays to its moment', visit({ hides, at: '#event-loop?speed=2' }, async (page) => {
    await ready(page);
    await next(page, 'event-loop', 'Task-1');
    assert.match(await sentence(page, 'event-loop', 'next'), /^Not quite: Task-1 /);
    assert.equal(await isHidden(page), true);
    await next(page, 'event-loop', /^no task/);
    assert.match(await sentence(page, 'event-loop', 'next'), /^Right: /);
    assert.equal(await isHidden(page), false);
    await eventually(async () => (await state(page)).playing, true);
    const { t, ended } = await eventually(() => state(page), ({ playing }) => !playing, 'the moment');
    assert.deepEqual([t, ended], [1.5, false]);
  }));

  it('is shown at the moment itself to a reader that asks for less motion', visit({ hides, reducedMotion: 'reduce', at: '#coroutines?forget_await=true' }, async (page) => {
    await ready(page);
    const real = await page.evaluate(() => window.interleave.outcome().end);
    await end(page, real);
    await eventually(() => isHidden(page), false);
    await eventually(async () => (await state(page)).t, real);
    assert.equal((await state(page)).playing, false);
  }));

  it('concerns only the settings that the question is about', visit({ hides, at: '#coroutines' }, async (page) => {
    await ready(page);
    assert.equal(await isHidden(page), true);
    await page.evaluate(() => window.interleave.set('delay', '3'));
    await eventually(() => isHidden(page), false);
    await page.evaluate(() => window.interleave.set('delay', '2'));
    await eventually(() => isHidden(page), true);
  }));

  it('isn’t reached by a press on it, but by Play, the steps and the playhead that is dragged', visit({ hides, at: '#event-loop' }, async (page) => {
    await ready(page);
    await press(page, 'axis', 0.5);
    await settled(page);
    assert.equal((await state(page)).t, 0);
    const from = await spot(page, 'playhead', 0.5, 0);
    await drag(page, { x: from.x + 2, y: from.y + 8 }, { x: from.x + 70, y: from.y + 8 });
    const { t } = await eventually(() => state(page), (now) => now.t > 0, 'a later moment');
    assert.equal(await isHidden(page), true);
    await page.locator('#canvas').focus();
    await page.keyboard.press('ArrowRight');
    await eventually(() => state(page), (now) => now.t > t || now.position > 0, 'a step');
    await page.keyboard.press('Space');
    await eventually(() => state(page), ({ ended }) => ended, 'the end of the run');
    await eventually(() => isHidden(page), false);
    await page.keyboard.press('Home');
    await eventually(async () => (await state(page)).t, 0);
    assert.equal(await isHidden(page), false, 'what was seen to its end isn’t hidden again');
  }));

  it('leaves the first screen as it is', visit({ hides, at: '' }, async (page) => {
    await ready(page);
    assert.equal(await isHidden(page), false);
    assert.ok((await state(page)).end > 0);
  }));

  it('hides the ready queue at the moment of which the question asks what runs next', visit({ hides, at: '#event-loop' }, async (page) => {
    await ready(page);
    await page.evaluate(() => window.interleave.set('callbacks', '5'));
    await settled(page);
    assert.deepEqual(await rows(page, 'ready'), [['1', 'hidden: the question asks for it']]);
    await plain(page).click({ force: true });
    await eventually(() => rows(page, 'ready'), ([first]) => !/hidden/.test(first[1]), 'the queue');
  }));

  it('is hidden again for a question that the run is set to, from its start', visit({ hides, at: '#coroutines?t=99' }, async (page) => {
    await ready(page);
    assert.equal(await isHidden(page), false, 'a link to the end shows it');
    await page.locator('#coroutines .prediction[data-kind=end]').getByRole('button', { name: 'Set the run to that' }).click();
    await eventually(() => parameter(page, 'forget_await'), true);
    await eventually(() => isHidden(page), true);
    assert.equal((await state(page)).t, 0);
  }));

  it('isn’t hidden in a figure on another page', visit({ hides, at: '?embed#event-loop?t=1' }, async (page) => {
    await ready(page);
    assert.equal(await isHidden(page), false);
  }));
});
