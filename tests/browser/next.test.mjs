// The prediction 'which task runs next', and the moment of the run that shows why an answer was wrong.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { asking } from './asking.mjs';
import { useChromium } from './chromium.mjs';
import { eventually, goTo, parameter, ready, settled, state } from './panel.mjs';

const asks = (after) => asking('next', 'Which task runs next?', { after });
const box = (page) => page.locator('[aria-labelledby=tasks--prediction-9].prediction');
const choices = (page) => box(page).locator('input').evaluateAll((list) => list.map(({ value }) => value));
const verdict = (page) => box(page).evaluate(({ dataset }) => dataset.verdict ?? '');
const sentence = (page) => box(page).locator('.verdict').textContent();
const answer = async (page, name) => {
  await box(page).getByRole('radio', { name }).check();
  await box(page).getByRole('button', { name: 'Check' }).click();
};
const noTask = 'no task: the loop’s own callback';

describe('the next task to run', () => {
  const { visit } = useChromium();

  it('is marked against the run with its current settings', visit({ prepare: asks(1) }, async (page) => {
    await ready(page);
    assert.deepEqual(await choices(page), ['Task-1', 'Task-2', 'Task-3', noTask]);
    await box(page).getByRole('button', { name: 'Check' }).click();
    assert.equal(await sentence(page), 'Choose one first.');
    assert.equal(await verdict(page), '');
    await answer(page, 'Task-3');
    assert.equal(await verdict(page), 'wrong');
    assert.equal(await sentence(page), 'Not quite: Task-3 has a turn, but a later one. Try again, or let the run show you.');
    await box(page).getByRole('radio', { name: 'Task-2' }).check();
    assert.equal(await verdict(page), '', 'a new answer is not marked yet');
    await answer(page, 'Task-2');
    assert.equal(await verdict(page), 'right');
    assert.equal(await sentence(page), 'Right: next in the ready queue is ‘Task-2 starts’.');
    assert.equal(await box(page).getByRole('button', { name: 'Show me in the run' }).isVisible(), false);
  }));

  it('isn’t marked while a what-if changes the run', visit({ at: '#tasks?what-if=cancel-2-at-1.5' }, async (page) => {
    await ready(page);
    const box = page.locator('#tasks .prediction').first();
    await box.getByRole('button', { name: 'Check' }).click();
    assert.match(await box.locator('.verdict').textContent(), /^You’ve done something to this run’s tasks, and that changes it\./);
    assert.equal(await box.getAttribute('data-verdict'), null);
  }));

  it('is the loop itself when a timer is due, and the arrow keys choose', visit({ prepare: asks(3) }, async (page) => {
    await ready(page);
    await box(page).getByRole('radio', { name: 'Task-3' }).check();
    await page.keyboard.press('ArrowRight');
    await box(page).getByRole('button', { name: 'Check' }).click();
    assert.equal(await verdict(page), 'right');
    assert.equal(await sentence(page), 'Right: next in the ready queue is ‘timer of Task-2’.');
    await answer(page, 'Task-1');
    assert.equal(await verdict(page), 'wrong');
  }));

  it('the run shows the moment after a wrong answer', visit({ prepare: asks(2) }, async (page) => {
    await ready(page);
    await answer(page, noTask);
    await box(page).getByRole('button', { name: 'Show me in the run' }).click();
    await settled(page);
    const { ready: queue, t, playing } = await state(page);
    assert.deepEqual([queue[0].label, t, playing], ['Task-3 starts', 0, false]);
    assert.equal(await verdict(page), 'wrong', 'the verdict stays to be read');
    await goTo(page, '#tasks?start=create+and+await+one+by+one');
    await eventually(() => parameter(page, 'start'), 'create and await one by one');
    await eventually(() => verdict(page), '');
    await answer(page, 'Task-3');
    assert.equal(await verdict(page), 'wrong', 'there is no Task-3 yet in this run');
    await box(page).getByRole('button', { name: 'Show me in the run' }).click();
    await settled(page);
    assert.deepEqual((await state(page)).ready.map(({ label }) => label), [], 'the timer is still to come due');
  }));

  it('a choice made while a change is applied is kept', visit({ at: '#event-loop?tasks=5', prepare: asking('next', 'Which task runs next?', { after: 1 }, 'event-loop') }, async (page) => {
    await ready(page);
    const said = await page.evaluate(() => new Promise((done) => {
      const all = document.querySelector('[aria-labelledby=event-loop--prediction-9].prediction');
      new MutationObserver(() => {  // told of the change, in the same turn as the page
        all.querySelector('input[value=Task-2]').click();
        [...all.querySelectorAll('button')].find(({ textContent }) => textContent === 'Check').click();
        done(all.querySelector('.verdict').textContent);
      }).observe(all.querySelector('.hint'), { childList: true, characterData: true, subtree: true });
      location.hash = '#event-loop?tasks=2';
    }));
    assert.match(said, /^(Right|Not quite): /);
  }));

  it('a run that has ended by then has no answer', visit({ prepare: asks(150) }, async (page) => {
    await ready(page);
    await answer(page, 'Task-1');
    assert.match(await sentence(page), /^At these settings the run has only \d+ callbacks/);
    assert.equal(await verdict(page), '');
  }));
});

describe('a wrong answer', () => {
  const { visit } = useChromium();
  const boxOf = (page, kind) => page.locator(`#tasks .prediction[data-kind=${kind}]`);

  it('about the order leads to the first line in a wrong place', visit(async (page) => {
    await ready(page);
    await boxOf(page, 'order').getByRole('button', { name: 'Check' }).click();
    const answered = await boxOf(page, 'order').locator('.order > .row').evaluateAll((list) => list.map(({ dataset }) => dataset.text));
    const real = ['both created', 'before hello', 'before world', 'hello', 'world'];
    const first = real.findIndex((text, i) => text !== answered[i]);
    await boxOf(page, 'order').getByRole('button', { name: 'Show me in the run' }).click();
    await settled(page);
    assert.deepEqual((await state(page)).output.map(({ text }) => text), ['started', ...real.slice(0, first + 1)]);
  }));

  it('about the end leads to the answered time, or to the end', visit({ prepare: asking('end', 'When does the run end?', { max: 10, step: 0.1 }) }, async (page) => {
    await ready(page);
    for (const [said, at, ended] of [['1', 1, false], ['9', 3, true]]) {
      await boxOf(page, 'end').locator('input[type=number]').fill(said);
      await boxOf(page, 'end').getByRole('button', { name: 'Check' }).click();
      await boxOf(page, 'end').getByRole('button', { name: 'Show me in the run' }).click();
      await settled(page);
      const now = await state(page);
      assert.deepEqual([now.t, now.ended], [at, ended]);
    }
  }));
});
