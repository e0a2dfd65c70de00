// The exercises, one of each kind, as a newcomer does them: with the mouse, by keys alone, with a finger.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { partsOf } from '../../lessons/build/exercise.mjs';
import { readLessons } from '../../lessons/build/lessons.mjs';
import { hasNoViolation } from './axe.mjs';
import { top, useChromium } from './chromium.mjs';
import { eventually, goTo, notice, phone, press, ready, settled, state, swipe } from './panel.mjs';
import { write } from './writing.mjs';

const lessons = new Map(readLessons(join(top, 'lessons')).map((lesson) => [lesson.slug, lesson]));
const box = (page) => page.locator('.lesson:not([hidden]) .exercise:not(.named)');
const button = (page, name) => box(page).getByRole('button', { name, exact: true });
const verdict = (page) => box(page).evaluate((section) => section.dataset.verdict ?? '');
const said = (page) => box(page).locator('.verdict').textContent();
const hints = (page) => box(page).locator('.hints li').allTextContents();
const recorded = (page) => page.evaluate(() => document.getElementById('page-where').textContent);
const lineOrder = (page) => box(page).locator('.order > .row').evaluateAll((list) => list.map((row) => row.dataset.text));
const written = (page) => box(page).locator('.cm-line').evaluateAll((list) => `${list.map((line) => line.textContent).join('\n')}`);
const unquoted = (text) => text.replaceAll('`', '');
const inView = (page) => box(page).locator('.verdict').evaluate((node) => {
  const { top: above, bottom } = node.getBoundingClientRect();
  const at = document.elementFromPoint(node.getBoundingClientRect().left + 4, (above + bottom) / 2);
  return node.contains(at);
});

/// A kind: its lesson, the button that checks, and ways to give an answer (as exercise.md has it) and to read it.
const kinds = {
  write: {
    slug: 'coroutines', verb: 'Run and check', right: ({ solution }) => solution, wrong: ({ program }) => program,
    give: (page, program) => write(page, program, box(page).locator('.cm-content')),
    byKeys: async (page, program) => {
      const lines = await written(page);
      for (const [i, line] of program.split('\n').entries()) {  // types the lines that differ again
        if (lines.split('\n')[i] === line) continue;
        await page.keyboard.press('Control+Home');
        for (let down = 0; down < i; ++down) await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Home');
        await page.keyboard.press('Shift+End');
        await page.keyboard.type(line.trim());
      }
      assert.equal(await written(page), program);
    },
    check: 'Control+Enter',
  },
  order: {
    slug: 'event-loop', verb: 'Run and check', right: ({ solution }) => solution.split('\n'), wrong: ({ program }) => partsOf(program).lines,
    async give(page, wanted) {
      for (const [place, text] of wanted.entries()) {
        for (let at = (await lineOrder(page)).indexOf(text); at > place; --at) await box(page).getByRole('button', { name: `Move ‘${text}’ up` }).click();
      }
    },
    async byKeys(page, wanted) {
      for (const [place, text] of wanted.entries()) {
        await box(page).getByRole('button', { name: `Move ‘${text}’ up` }).focus();
        for (let at = (await lineOrder(page)).indexOf(text); at > place; --at) await page.keyboard.press('ArrowUp');
      }
    },
  },
  line: {
    slug: 'find-the-bug', verb: 'Check', right: ({ solution }) => solution, wrong: ({ line }) => line,
    give: (page, line) => box(page).locator('.line-choice').filter({ hasText: line.trim() }).first().click(),
    async byKeys(page, line) {
      const chosen = () => box(page).evaluate((section) => section.querySelector(':checked')?.parentElement.querySelector('code').textContent.trim());
      for (let i = 0; i < 40 && await chosen() !== line.trim(); ++i) await page.keyboard.press('ArrowDown');
      assert.equal(await chosen(), line.trim());
    },
  },
  goal: {
    slug: 'sync-and-async', verb: 'Check', right: ({ solution }) => solution, wrong: ({ set }) => set,
    async give(page, { how, ...numbers }) {
      await press(page, `parameter:how:${how}`);
      for (const [name, value] of Object.entries(numbers)) await page.evaluate((set) => window.interleave.set(...set), [name, String(value)]);
      await settled(page);
    },
    async byKeys(page, { how, ...numbers }) {
      const control = (name) => page.locator(`.over [data-at^='["parameter:${name}"'] input`);
      await page.locator(`.over [data-at*='parameter:how:'] select`).focus();
      await page.keyboard.press('ArrowUp');
      await eventually(() => state(page).then(({ parameters }) => parameters.find(({ name }) => name === 'how').value), 'sync');
      await page.keyboard.press('ArrowDown');
      await eventually(() => state(page).then(({ parameters }) => parameters.find(({ name }) => name === 'how').value), how);
      for (const [name, value] of Object.entries(numbers)) {
        await control(name).focus();
        const now = async () => (await state(page)).parameters.find((each) => each.name === name).value;
        for (let i = 0; i < 60 && Math.abs(await now() - value) > 1e-6; ++i) await page.keyboard.press(await now() < value ? 'ArrowRight' : 'ArrowLeft');
        assert.equal(await now(), value);
      }
    },
  },
};

const begin = async (page) => {
  await ready(page);
  await button(page, 'Start').click();
  await box(page).getByRole('button', { name: /heck$/ }).waitFor();
};
const enter = async (page, kind) => {
  await begin(page);
  if (kind === 'write') await box(page).locator('.cm-content').waitFor();
};
const isUnchanged = (words) => /^Your program prints ‘<coroutine object .*>’ where ‘rain in Oslo’ should come\. This is still the program as you were given it\.$/.test(words);
const judged = (page) => eventually(() => verdict(page), (mark) => mark !== '', 'the verdict');

async function progressOf(page, slug) {
  await page.getByRole('button', { name: 'contents' }).click();
  const words = await page.locator(`[data-lesson="${slug}"] .progress`).textContent();
  const all = await page.locator('#progress-all').textContent();
  await page.keyboard.press('Escape');
  return [words, all];
}

describe('an exercise', () => {
  const { visit } = useChromium();

  for (const [kind, { slug, verb, right, wrong, give, byKeys, check }] of Object.entries(kinds)) {
    const { exercise } = lessons.get(slug);

    it(`‘${kind}’: each typical wrong answer gets its reason, in view, and the right one passes and counts`, visit({ at: `#${slug}` }, async (page) => {
      await ready(page);
      assert.equal(exercise.kind, kind);
      const holds = (when) => hasNoViolation(page, when, null, '.lesson:not([hidden]) .exercise');
      await holds('before it’s begun');
      await enter(page, kind);
      await holds('begun');
      for (const each of exercise.wrong.slice(0, 3)) {
        await give(page, wrong(each));
        assert.equal(await verdict(page), '', 'a new answer isn’t judged yet');
        await button(page, verb).click();
        await judged(page);
        assert.equal(await verdict(page), 'wrong');
        assert.ok((await said(page)).includes(each.says ?? 'isn’t to blame'), `‘${await said(page)}’ says that it ${each.says}`);
        assert.ok((await said(page)).endsWith(` ${unquoted(each.hint)}`), `‘${await said(page)}’ has the hint of this mistake`);
        assert.ok(await inView(page), 'the reason is in view');
      }
      await holds('with a reason');
      for (const [i] of exercise.hints.entries()) {
        await button(page, i === 0 ? 'Hint' : 'Next hint').click();
        assert.deepEqual(await hints(page), exercise.hints.slice(0, i + 1).map(unquoted));
      }
      assert.equal(await button(page, 'Next hint').isVisible(), false, 'there are no more');
      const before = await progressOf(page, slug);
      assert.doesNotMatch(before[0], /solved/);
      assert.match(before[1], / 0 of 21 exercises solved\.$/);
      await give(page, right(exercise));
      await button(page, verb).click();
      await judged(page);
      assert.equal(await verdict(page), 'right');
      assert.match(await said(page), /^Solved\. [A-Z][^`{}]{40,}\.$/, 'it says why');
      assert.ok(await inView(page), 'why it’s right is in view');
      await holds('solved');
      await page.reload();
      await ready(page);
      const [words, all] = await progressOf(page, slug);
      assert.match(words, /; exercise solved$/);
      assert.match(all, / 1 of 21 exercises solved\.$/);
      await enter(page, kind);
      assert.equal(await said(page), 'You’ve solved this one.');
    }));

    it(`‘${kind}’ is done by keys alone`, visit({ at: `#${slug}` }, async (page) => {
      await ready(page);
      await button(page, 'Start').focus();
      await page.keyboard.press('Enter');
      await eventually(() => box(page).evaluate((section) => section.contains(document.activeElement)), true);
      if (kind === 'write') await eventually(() => page.evaluate(() => document.activeElement.className), (name) => /cm-content/.test(name), 'the editor');
      await byKeys(page, right(exercise));
      if (check) await page.keyboard.press(check);
      else {
        await button(page, verb).focus();
        await page.keyboard.press('Enter');
      }
      await judged(page);
      assert.equal(await verdict(page), 'right', await said(page));
      assert.equal(await page.evaluate(() => document.activeElement === document.body), false, 'the focus is kept');
    }));

    it(`‘${kind}’ shows a solution that passes, and gives the learner’s answer back`, visit({ at: `#${slug}` }, async (page) => {
      await enter(page, kind);
      await give(page, wrong(exercise.wrong[0]));
      const read = { write: written, order: lineOrder, line: () => box(page).locator(':checked').getAttribute('value'), goal: async () => (await state(page)).parameters.map(({ value }) => value) }[kind];
      const mine = await read(page);
      await button(page, 'Show a solution').click();
      assert.match(await said(page), /^You haven’t tried yet\./);
      assert.deepEqual(await read(page), mine, 'it asks first');
      await button(page, 'Show it anyway').click();
      await eventually(() => read(page), (now) => JSON.stringify(now) !== JSON.stringify(mine), 'the solution');
      await settled(page);
      await button(page, verb).click();
      await judged(page);
      assert.equal(await verdict(page), 'right', await said(page));
      await button(page, 'Back to my answer').click();
      await eventually(() => read(page), mine);
      await eventually(() => verdict(page), '');
    }));
  }

  for (const [kind, { slug, verb, wrong, give }] of Object.entries(kinds)) {
    const { exercise } = lessons.get(slug);
    const read = { write: written, order: lineOrder, line: (page) => box(page).locator(':checked').count(), goal: async (page) => (await state(page)).parameters.map(({ value }) => value) }[kind];

    it(`‘${kind}’ is started over: the answer, its verdict and the hints are gone`, visit({ at: `#${slug}` }, async (page) => {
      await enter(page, kind);
      const first = await read(page);
      await give(page, wrong(exercise.wrong[0]));
      assert.notDeepEqual(await read(page), first);
      await button(page, verb).click();
      await judged(page);
      await button(page, 'Hint').click();
      if (kind !== 'goal') await button(page, 'Show a solution').click();
      await button(page, 'Start over').focus();
      await page.keyboard.press('Enter');
      await eventually(() => read(page), first);
      assert.deepEqual([await verdict(page), await said(page), await hints(page)], ['', '', []]);
      assert.ok(await button(page, 'Show a solution').isVisible());
      assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Start over', 'the focus is kept');
    }));
  }

  it('‘goal’ shows a solution that passes, whatever was set before', visit({ at: '#retries?budget=1.5&jitter=true' }, async (page) => {
    await begin(page);
    await button(page, 'Check').click();
    await judged(page);
    assert.equal(await verdict(page), 'wrong');
    await button(page, 'Show a solution').click();
    await settled(page);
    await button(page, 'Check').click();
    await judged(page);
    assert.equal(await verdict(page), 'right', await said(page));
  }));

  it('in order, the lines have the numbers of the program, and none of them is empty', visit({ at: '#event-loop' }, async (page) => {
    await begin(page);
    const lines = await lineOrder(page);
    assert.ok(lines.every((line) => line.startsWith('    ') && line.trim()), lines.join('\n'));
    const numbers = await box(page).locator('.number, .place').allTextContents();
    assert.deepEqual(numbers, numbers.map((_number, i) => String(i + 1)));
    const [first, second, ...others] = lines;
    await box(page).locator('.order').evaluate((list) => list.scrollIntoView({ block: 'center' }));
    const middle = async (i, share) => {
      const { x, y, height } = await box(page).locator('.order > .row').nth(i).boundingBox();
      return { x: x + 60, y: y + height * share };
    };
    const [from, to] = [await middle(0, 0.5), await middle(1, 0.9)];
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 4 });
    await page.mouse.up();
    assert.deepEqual(await lineOrder(page), [second, first, ...others], 'the mouse drags');
  }));

  it('in order, a finger drags a line by its grip, and elsewhere it scrolls the page', visit({ ...phone, at: '#event-loop' }, async (page) => {
    await begin(page);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    const [first, second, ...others] = await lineOrder(page);
    const place = async (part) => {
      await box(page).locator('.order > .row').first().evaluate((row) => scrollBy(0, row.getBoundingClientRect().top - 120));
      const { x, y, width, height } = await box(page).locator(part).first().boundingBox();
      return { x: x + width / 2, y: y + height / 2 };
    };
    const grip = await place('.order .grip');
    await swipe(page, grip, { x: grip.x, y: grip.y + 60 });
    await eventually(() => lineOrder(page), [second, first, ...others]);
    const code = await place('.order .row code');
    const before = await page.evaluate(() => scrollY);
    await swipe(page, code, { x: code.x, y: code.y - 60 });
    await eventually(() => page.evaluate(() => scrollY), (y) => y > before, 'scrolling');
    assert.deepEqual(await lineOrder(page), [second, first, ...others]);
  }));

  it('that can’t be fetched says so, and is begun by another press', visit({
    at: '#sync-and-async', prepare: (page) => page.route('**/exercises/*.json', (route) => route.abort('internetdisconnected')), expected: [/request failed|ERR_INTERNET_DISCONNECTED/],
  }, async (page) => {
    await ready(page);
    await button(page, 'Start').click();
    await eventually(() => notice(page), (words) => /The exercise/.test(words), 'the notice');
    await page.unroute('**/exercises/*.json');
    await begin(page);
    assert.ok(await button(page, 'Check').isVisible());
  }));

  it('in which a line is to be found needs no Python: its run comes with it, and the way back leads to the lesson’s own', visit({
    at: '#find-the-bug?program=hang', prepare: (page) => page.route('**/python/*', (route) => route.abort('internetdisconnected')),
  }, async (page) => {
    await begin(page);
    const { exercise } = lessons.get('find-the-bug');
    await kinds.line.give(page, exercise.wrong[0].line);
    await button(page, 'Check').click();
    await judged(page);
    assert.equal(await recorded(page), `Recording: ${exercise.title}`);
    await eventually(() => state(page), ({ t, end }) => t === end, 'the end');
    await button(page, 'Back to the lesson’s own run').click();
    await eventually(async () => (await state(page)).parameters.find(({ name }) => name === 'program')?.text, 'hang');
  }));

  it('says how far Python has loaded from the start, and that an answer is checked once it’s here', visit({ at: '#coroutines', prepare: (page) => page.route('**/python/stdlib.zip', async (route) => {
    await new Promise((late) => setTimeout(late, 1500));
    await route.continue();
  }) }, async (page) => {
    await begin(page);
    await eventually(() => box(page).locator('.loading').textContent(), (words) => /^Python(: \d+ %| is being fetched…)$/.test(words), 'the words');
    await button(page, 'Run and check').click();
    assert.equal(await said(page), 'Your answer is checked as soon as Python is here.');
    await judged(page);
    assert.equal(await box(page).locator('.loading').textContent(), '');
  }));

  it('says so if Python can’t be loaded, and the next check tries again', visit({
    at: '#coroutines', prepare: (page) => page.route('**/python/stdlib.zip', (route) => route.abort('internetdisconnected')), expected: [/request failed|ERR_INTERNET_DISCONNECTED/],
  }, async (page) => {
    await begin(page);
    await button(page, 'Run and check').click();
    await judged(page);
    assert.equal(await said(page), 'Python couldn’t be loaded: the network is gone.');
    await page.unroute('**/python/stdlib.zip');
    await button(page, 'Run and check').click();
    await eventually(() => said(page), isUnchanged, 'the reason');
  }));

  it('is dropped if the learner leaves while it’s checked, and can be checked again after that', visit({ at: '#coroutines' }, async (page) => {
    await begin(page);
    await button(page, 'Run and check').click();
    await goTo(page, '#await');
    await eventually(async () => (await state(page)).lesson, 'await');
    await page.waitForFunction(() => !document.querySelector('#coroutines .exercise .primary').hasAttribute('aria-disabled'));
    assert.equal((await state(page)).lesson, 'await');
    await goTo(page, '#coroutines');
    await eventually(async () => (await state(page)).lesson, 'coroutines');
    assert.deepEqual([await verdict(page), await said(page)], ['', '']);
    await button(page, 'Run and check').click();
    await judged(page);
    assert.ok(isUnchanged(await said(page)), await said(page));
  }));

  it('shows the learner’s run to its end, the moment that a reason is about, and the way back', visit({ at: '#coroutines?delay=3' }, async (page) => {
    await begin(page);
    await button(page, 'Run and check').click();
    await judged(page);
    const { exercise } = lessons.get('coroutines');
    assert.equal(await recorded(page), `Program: ${exercise.title}`);
    const after = await eventually(() => state(page), ({ ended }) => ended, 'the end');
    assert.equal(after.output.length, 2, 'both of its lines');
    await button(page, 'Show it in the run').click();
    await eventually(async () => (await state(page)).output.length, (count) => count < 2, 'the moment');
    await button(page, 'Back to the lesson’s own run').focus();
    await page.keyboard.press('Enter');
    await eventually(async () => (await state(page)).parameters.find(({ name }) => name === 'delay')?.value, 3);
    assert.deepEqual([await button(page, 'Show it in the run').isVisible(), await button(page, 'Back to the lesson’s own run').isVisible()], [false, false]);
    await eventually(() => page.evaluate(() => document.activeElement.textContent), 'Run and check', 'the focus is kept');
  }));

  it('keeps what the learner wrote when the page is reloaded, until it’s started over', visit({ at: '#coroutines' }, async (page) => {
    await enter(page, 'write');
    await kinds.write.give(page, 'print("mine")\n');
    await page.reload();
    await enter(page, 'write');
    assert.equal(await written(page), 'print("mine")\n');
    await button(page, 'Start over').click();
    assert.equal(await written(page), lessons.get('coroutines').exercise.start);
  }));

  it('once solved, is in the file of the progress, and comes back from it', visit({ at: '#sync-and-async' }, async (page) => {
    await begin(page);
    await kinds.goal.give(page, kinds.goal.right(lessons.get('sync-and-async').exercise));
    await button(page, 'Check').click();
    await eventually(() => verdict(page), 'right');
    const inContents = async (name) => {
      await page.getByRole('button', { name: 'contents' }).click();
      await page.getByRole('button', { name }).click();
    };
    const download = page.waitForEvent('download');
    await inContents('Save progress as a file');
    const saved = readFileSync(await (await download).path(), 'utf8');
    assert.equal(JSON.parse(saved).lessons['sync-and-async'].solved, true);
    await page.evaluate(() => localStorage.clear());
    await page.reload();
    await ready(page);
    const chooser = page.waitForEvent('filechooser');
    await inContents('Load progress');
    await (await chooser).setFiles({ name: 'progress.json', mimeType: 'application/json', buffer: Buffer.from(saved) });
    await eventually(() => notice(page), (text) => text.includes('1 of 21 exercises solved'), 'the sentence');
  }));
});
