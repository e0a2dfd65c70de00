// What the lesson has beside the panel: predictions that are marked against the run, and a listing that
// shows where each task is.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { asking } from './asking.mjs';
import { useChromium } from './chromium.mjs';
import { drag, eventually, goTo, parameter, press, printed, ready, rows, settled, state } from './panel.mjs';

describe('predictions', () => {
  const { visit } = useChromium();
  const real = ['both created', 'before hello', 'before world', 'hello', 'world'];
  const box = (page, kind) => page.locator(`#tasks .prediction[data-kind=${kind}]`).first();
  const order = (page) => box(page, 'order').locator('.order > .row').evaluateAll((list) => list.map((row) => row.dataset.text));
  const check = (page, kind) => box(page, kind).getByRole('button', { name: 'Check' }).click();
  const verdict = (page, kind) => box(page, kind).evaluate(({ dataset }) => dataset.verdict ?? '');
  const sentence = (page, kind) => box(page, kind).locator('.verdict').textContent();

  /// Moves the rows by their buttons into an order; `never` of them come below the boundary.
  async function arrange(page, wanted) {
    for (const [place, text] of wanted.entries()) {
      const all = () => box(page, 'order').locator('.order > li').evaluateAll((list) => list.map((row) => row.dataset.text ?? '(never)'));
      for (let at = (await all()).indexOf(text); at > place; --at) {
        if (text === '(never)') await box(page, 'order').getByRole('button', { name: `Move ‘${(await all())[at - 1]}’ down` }).click();
        else await box(page, 'order').getByRole('button', { name: `Move ‘${text}’ up` }).click();
      }
    }
  }

  it('an order of lines is marked right or wrong against the run with its current settings', visit(async (page) => {
    await ready(page);
    assert.notDeepEqual(await order(page), real, 'the answer is not given away');
    await arrange(page, real);
    assert.equal(await verdict(page, 'order'), '');
    await check(page, 'order');
    assert.equal(await verdict(page, 'order'), 'right');
    assert.match(await sentence(page, 'order'), /^Right/);
    await arrange(page, ['both created', 'before hello', 'before world', 'world', 'hello']);
    assert.equal(await verdict(page, 'order'), '', 'a new answer is not marked yet');
    await check(page, 'order');
    assert.equal(await verdict(page, 'order'), 'wrong');
    assert.equal(await box(page, 'order').locator('.is-wrong').count(), 2);
    await goTo(page, '#tasks?delay_1=5&delay_2=2');
    await eventually(() => parameter(page, 'delay_1'), 5);
    await eventually(() => verdict(page, 'order'), '', 'a new run has no verdict yet');
    await check(page, 'order');
    assert.equal(await verdict(page, 'order'), 'right', 'what was wrong is right for the other run');
  }));

  it('if the run prints more, only the lines in question count', visit({ prepare: (page) => page.route((url) => url.pathname === '/texts/tasks.html', async (route) => {
    const response = await route.fetch();
    const some = (await response.text()).replace(/(data-kind="order") data-lines="[^"]*"/, '$1 data-lines="[&quot;hello&quot;,&quot;finished&quot;]"');
    await route.fulfill({ response, body: some });
  }) }, async (page) => {
    await ready(page);
    await arrange(page, ['finished', 'hello']);
    await check(page, 'order');
    assert.equal(await verdict(page, 'order'), 'wrong');
    assert.equal(await box(page, 'order').locator('.is-wrong').count(), 2);
    await box(page, 'order').getByRole('button', { name: 'Show me in the run' }).click();
    await settled(page);
    assert.deepEqual((await state(page)).output.map(({ text }) => text), ['started', 'both created', 'before hello', 'before world', 'hello']);
    await arrange(page, ['hello', 'finished']);
    await check(page, 'order');
    assert.equal(await verdict(page, 'order'), 'right');
  }));

  it('a line that is never printed belongs below the boundary', visit({ at: '#tasks?delay_2=5&await_task_2=false' }, async (page) => {
    await ready(page);
    await arrange(page, real);
    await check(page, 'order');
    assert.equal(await verdict(page, 'order'), 'wrong');
    await arrange(page, ['both created', 'before hello', 'before world', 'hello', '(never)', 'world']);
    await check(page, 'order');
    assert.equal(await verdict(page, 'order'), 'right');
  }));

  it('the lines are dragged with the mouse and moved with the arrow keys', visit(async (page) => {
    await ready(page);
    const before = await order(page);
    await box(page, 'order').locator('.order').evaluate((list) => list.scrollIntoView({ block: 'center' }));
    const row = (i) => box(page, 'order').locator('.order > .row').nth(i);
    const middle = async (i, share) => {
      const { x, y, height } = await row(i).boundingBox();
      return { x: x + 60, y: y + height * share };
    };
    await drag(page, await middle(0, 0.5), await middle(2, 0.9));
    const [first, second, third, ...others] = before;
    await eventually(() => order(page), [second, third, first, ...others]);
    await row(0).getByRole('button', { name: / down$/ }).focus();
    await page.keyboard.press('ArrowDown');
    assert.deepEqual(await order(page), [third, second, first, ...others]);
    assert.match(await box(page, 'order').getByRole('status').first().textContent(), /is now number 2/);
    assert.equal((await state(page)).position, 2, 'the run is left alone');
  }));

  it('a time is marked right, too early or too late', visit({ prepare: asking('end', 'When does the run end?', { max: 10, step: 0.1 }) }, async (page) => {
    await ready(page);
    const field = box(page, 'end').locator('input[type=number]');
    await check(page, 'end');
    assert.match(await sentence(page, 'end'), /Choose a time/);
    for (const [answer, mark, words] of [['6', 'wrong', /^Not at 6\.0 s: by then the run is over\./], ['1', 'wrong', /^Not at 1\.0 s: by then 3 lines haven’t been printed yet\./], ['3', 'right', /^Right: it ends at 3\.0/]]) {
      await field.fill(answer);
      assert.equal(await verdict(page, 'end'), '');
      await check(page, 'end');
      assert.equal(await verdict(page, 'end'), mark);
      assert.match(await sentence(page, 'end'), words);
    }
    await press(page, 'parameter:start:create and await one by one');
    await eventually(() => verdict(page, 'end'), '');
    await field.fill('6');
    await check(page, 'end');
    assert.equal(await verdict(page, 'end'), 'right');
  }));

  it('after a right answer the run can be played again from there', visit({ at: '#tasks?speed=10' }, async (page) => {
    await ready(page);
    const play = box(page, 'order').getByRole('button', { name: 'Play the run' });
    assert.equal(await play.isVisible(), false);
    await arrange(page, real);
    await check(page, 'order');
    await eventually(async () => (await state(page)).output.at(-1)?.text, 'world');
    await play.click();
    await eventually(() => rows(page, 'output'), await printed());
  }));
});

describe('the listing', () => {
  const { visit } = useChromium();

  /// Which tasks are at which mark: { python: { sleep: ['Task-2'] }, cpp: … }.
  const standing = (page) => page.evaluate(() => Object.fromEntries(['python', 'cpp'].map((language) => [
    language,
    Object.fromEntries([...document.querySelectorAll(`#tasks [data-language=${language}] .line:has(.stand)`)].map((line) => [
      line.dataset.mark, [...line.querySelectorAll('.stand .task')].map((label) => label.textContent),
    ])),
  ])));
  const [one, two, three] = ['Task-1', 'Task-2', 'Task-3'];

  it('in both languages each task is marked at the line where it’s suspended, step by step', visit({ reducedMotion: 'reduce' }, async (page) => {
    await ready(page);
    const expected = [
      { main: [one] },
      { 'say-after': [two, three], 'await-task1': [one] },
      { 'say-after': [three], sleep: [two], 'await-task1': [one] },
      { sleep: [two, three], 'await-task1': [one] },
      { sleep: [three], 'await-task1': [one] },
      { 'await-task1': [one] },
      {},
    ];
    const seen = [];
    for (let i = 0; i < 24; ++i) {
      await settled(page);
      const { python, cpp } = await standing(page);
      assert.deepEqual(python, cpp, `after ${i} steps`);
      if (i === 0 || JSON.stringify(python) !== JSON.stringify(seen.at(-1))) seen.push(python);
      await page.keyboard.press('ArrowRight');
    }
    assert.deepEqual(seen, expected);
  }));

  it('lines that only one variant has are marked too', visit({ at: '#tasks?start=create+and+await+one+by+one&t=1' }, async (page) => {
    await ready(page);
    assert.deepEqual((await standing(page)).python, { sleep: [two], 'await-task1-at-once': [one] });
    await goTo(page, '#tasks?start=create+and+await+one+by+one&t=4');
    await eventually(() => standing(page).then(({ python }) => python), { sleep: [three], 'await-task2': [one] });
  }));

  it('a label has its task’s colour in the panel', visit({ at: '#tasks?t=1' }, async (page) => {
    await ready(page);
    const labels = await page.evaluate(() => Object.fromEntries([...document.querySelectorAll('#tasks [data-language=python] .stand .task')]
      .map((label) => [label.textContent, label.style.getPropertyValue('--task')])));
    const { tasks } = await state(page);
    assert.deepEqual(labels, Object.fromEntries(tasks.map(({ name, color }) => [name, color])));
  }));

  it('Python is shown first, C++ after a press, and the choice is remembered', visit(async (page) => {
    await ready(page);
    const shown = () => page.locator('#tasks .listing:visible').evaluateAll((list) => list.map(({ dataset }) => dataset.language));
    assert.deepEqual(await shown(), ['python']);
    await page.getByRole('tab', { name: 'C++' }).click();
    assert.deepEqual(await shown(), ['cpp']);
    await page.reload();
    await ready(page);
    assert.deepEqual(await shown(), ['cpp']);
    await page.getByRole('tab', { name: 'C++' }).focus();
    await page.keyboard.press('ArrowLeft');
    assert.deepEqual(await shown(), ['python']);
  }));

  it('copying from the listing copies the program', visit({ at: '#tasks?t=1' }, async (page) => {
    await ready(page);
    const copied = await page.evaluate(() => {
      const code = document.querySelector('#tasks [data-language=python] code');
      getSelection().selectAllChildren(code);
      return getSelection().toString();
    });
    assert.match(copied, /^import asyncio\n/);
    assert.match(copied, /\n {4}await asyncio\.sleep\(delay\)\n {4}print\(word\)\n/);
    assert.doesNotMatch(copied, /Task-|#:/);
  }));
});
