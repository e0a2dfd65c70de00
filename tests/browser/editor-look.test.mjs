// The editor of a learner's program, as it looks: its marks, the tasks at their lines, its search, on a phone, and to a
// screen reader.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { full } from '../full.mjs';
import { top, useChromium } from './chromium.mjs';
import { call, editorPage, focused, listSettled, makeEditor, press, textOf, told, type } from './editor.mjs';
import { eventually, phone } from './panel.mjs';

const axe = readFileSync(join(top, 'node_modules/axe-core/axe.min.js'), 'utf8');
const tasks = readFileSync(join(top, 'lessons/04-tasks/lesson.py'), 'utf8').replace(/\s+#: .*$/gm, '');
const sentences = (page) => page.locator('.cm-sentences p').allTextContents();

describe('looking at the editor', () => {
  const { visit } = useChromium();
  const edit = (title, ...rest) => {
    const work = rest.pop();
    it(title, visit({ ...editorPage, ...rest[0] }, work));
  };

  const marks = [
    { line: 3, column: 5, endLine: 3, endColumn: 7, message: 'The second mark.', severity: 'warning' },
    { line: 1, column: 3, endLine: 1, endColumn: 4, message: 'SyntaxError: invalid syntax', severity: 'error' },
    { line: 99, message: 'Beyond the end.', severity: 'info' },
  ];

  edit('marks are waves and signs, are read out, and show their sentences on F8', async (page) => {
    await makeEditor(page, '𝒙 ? 1\ny = 2\nz = 3z\nlast');
    await call(page, 'setMarks', marks);
    assert.deepEqual(await page.locator('.cm-wave').allTextContents(), ['?', '3z', 'last']);
    assert.deepEqual(await page.locator('.cm-gutterElement.cm-sign').allTextContents(), ['1', '3', '4']);
    assert.deepEqual((await told(page)).read, [
      'Line 1, error: SyntaxError: invalid syntaxLine 3, warning: The second mark.Line 4, info: Beyond the end.'.replace(/(?<=syntax|mark\.)/g, ' ')]);
    await call(page, 'setMarks', marks);  // nothing new
    assert.equal((await told(page)).read.length, 1);
    await press(page, 'F8');
    assert.deepEqual(await sentences(page), ['SyntaxError: invalid syntax']);
    await press(page, 'F8');
    assert.deepEqual(await sentences(page), ['The second mark.']);
    assert.equal((await told(page)).read.at(-1), 'Line 3, warning: The second mark.');
    await press(page, 'Escape');
    assert.deepEqual(await sentences(page), []);
    await call(page, 'clearMarks');
    assert.equal(await page.locator('.cm-wave, .cm-sign').count(), 0);
  });

  edit('a mark\'s sentence shows under the mouse and where the caret goes, and goes when one types', async (page) => {
    await makeEditor(page, 'x ? 1\ny = 2');
    await call(page, 'setMarks', [{ line: 1, column: 3, endLine: 1, endColumn: 4, message: 'Wrong.' }]);
    await page.locator('.cm-wave').hover();
    await eventually(() => sentences(page), ['Wrong.']);
    await page.mouse.move(0, 0);
    await eventually(() => sentences(page), []);
    await press(page, 'Control+Home', 'ArrowRight', 'ArrowRight');
    assert.deepEqual(await sentences(page), ['Wrong.']);
    await type(page, '!');
    assert.deepEqual(await sentences(page), []);
    assert.equal(await page.locator('.cm-wave').textContent(), '?');
  });

  edit('tasks that wait at lines are shown there as in a listing, and move with them', async (page) => {
    await makeEditor(page, tasks);
    await call(page, 'setCurrent', [
      { line: 11, color: '#ffff00', label: 'Task-2' }, { line: 11, color: '#000080', label: 'Task-3' }, { line: 999, color: '#000000', label: 'Task-9' }]);
    assert.deepEqual(await page.locator('.cm-line .task').allTextContents(), ['Task-2', 'Task-3']);
    const look = await page.evaluate(() => {
      const of = (selector, property) => getComputedStyle(document.querySelector(selector))[property];
      return [of('.cm-line.stands', 'backgroundColor') === of('.stand', 'backgroundColor'), of('.task', 'backgroundColor'), of('.task', 'color'),
        of('.cm-gutterElement.stands', 'backgroundColor') === of('.stand', 'backgroundColor')];
    });
    assert.deepEqual(look, [true, 'rgb(255, 255, 0)', 'rgb(0, 0, 0)', true]);
    await press(page, 'Control+Home', 'Enter');
    assert.match(await page.locator('.cm-line.stands').textContent(), /await asyncio\.sleep\(delay\)Task-2/);
    assert.match(await textOf(page), /sleep\(delay\)\n/);
    await call(page, 'setCurrent', []);
    assert.equal(await page.locator('.stands, .task').count(), 0);
  });

  edit('Ctrl-F searches, counts, goes from place to place, and replaces', async (page) => {
    await makeEditor(page, 'one two\nOne\nthree one');
    await press(page, 'Control+Home', 'Control+f');
    await type(page, 'one');
    const said = () => page.locator('.cm-count').textContent();
    await eventually(said, '3 found');
    await press(page, 'Enter', 'Enter');
    await eventually(said, '2 of 3');
    assert.equal(await page.locator('.cm-searchMatch-selected').textContent(), 'One');
    await page.getByRole('button', { name: 'previous' }).click();
    await eventually(said, '1 of 3');
    await page.getByLabel('Replace with').fill('1');
    await page.getByRole('button', { name: 'replace all' }).click();
    assert.equal(await textOf(page), '1 two\n1\nthree 1');
    await eventually(said, 'none found');
    await press(page, 'Escape');
    assert.equal(await page.locator('.cm-searching').count(), 0);
    assert.equal(await focused(page), 'cm-content');
  });

  edit('it looks like the listings', async (page) => {
    await makeEditor(page, 'async def main(): pass');
    const [inEditor, inListing] = await page.evaluate(() => {
      const listing = document.createElement('div');
      listing.className = 'program listing';
      const words = '<span class="hljs-keyword">async</span> <span class="hljs-title">main</span>';
      listing.innerHTML = `<pre><code><span class="line">${words}</span></code></pre>`;
      document.getElementById('after').after(listing);
      document.activeElement.blur();
      const style = (selector, ...properties) => {
        const all = getComputedStyle(document.querySelector(selector));
        return properties.map((property) => all[property]);
      };
      const left = (line, box) => {
        const range = document.createRange();
        range.selectNodeContents(document.querySelector(line));
        return Math.round(range.getBoundingClientRect().left - document.querySelector(box).getBoundingClientRect().left);
      };
      const look = (box, text, line) => [
        style(box, 'backgroundColor'), style(text, 'fontFamily', 'fontSize', 'lineHeight'), left(line, box),
        style(`${line} .hljs-keyword`, 'color'), style(`${line} .hljs-title`, 'color'),
      ];
      return [look('.cm-editor', '.cm-scroller', '.cm-line'), look('.program', '.listing pre', '.listing .line')];
    });
    assert.deepEqual(inEditor, inListing);
  });

  edit('a finger finds what a keyboard has: buttons of its size, text that needs no zoom, a page that stays', phone, async (page) => {
    await makeEditor(page, `x = "${'long '.repeat(60)}"\ny ? 2`);
    const sizes = await page.evaluate(() => [...document.querySelectorAll('.cm-content, .cm-tools button')]
      .map((node) => [parseFloat(getComputedStyle(node).fontSize), Math.min(node.offsetHeight, node.offsetWidth)]));
    assert.ok(sizes.length === 6 && sizes[0][0] >= 16 && sizes.slice(1).every(([, least]) => least >= 44), `${sizes.join('; ')}`);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'the page scrolls sideways');
    const isWider = await page.locator('.cm-scroller').evaluate(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth);
    assert.ok(isWider, 'the lines wrap');
    await press(page, 'Control+Home');
    await page.getByRole('button', { name: 'indent' }).tap();
    assert.match(await textOf(page), /^ {4}x/);
    assert.equal(await focused(page), 'cm-content');
    await page.getByRole('button', { name: 'undo' }).tap();
    assert.match(await textOf(page), /^x/);
    await call(page, 'setMarks', [{ line: 2, column: 3, endLine: 2, endColumn: 4, message: 'Wrong.' }]);
    await page.locator('.cm-gutterElement.cm-sign').tap();
    await eventually(() => sentences(page), ['Wrong.']);
    await page.getByRole('button', { name: 'find' }).tap();
    assert.ok(await page.getByLabel('Find').evaluate((node) => parseFloat(getComputedStyle(node).fontSize)) >= 16);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'the page scrolls sideways when searching');
  });

  for (const colorScheme of ['light', 'dark']) {
    for (const device of [{}, phone]) {
      if (!full && (colorScheme === 'dark') !== (device === phone)) continue;  // the usual run: a light desk, a dark phone
      edit(`no rule of accessibility is broken, ${colorScheme}${device === phone ? ', on a phone' : ''}`, { colorScheme, ...device }, async (page) => {
        await makeEditor(page, tasks);
        await page.evaluate(axe);
        const hasNoViolation = async (when) => assert.deepEqual(await page.evaluate(async () => {
          const { violations } = await window.axe.run(document, { resultTypes: ['violations'] });
          return violations.map(({ id, nodes }) => [id, ...nodes.slice(0, 3).map(({ failureSummary, html }) => `${html}: ${failureSummary}`)]);
        }), [], when);
        await call(page, 'setMarks', marks.map((mark) => ({ ...mark, line: mark.line + 5 })));
        await call(page, 'setCurrent', [{ line: 10, color: '#0072b2', label: 'Task-2' }]);
        await press(page, 'F8');
        await hasNoViolation('with marks and tasks');
        await press(page, 'Escape', 'Control+Home');
        await type(page, 'asyncio.wa');
        await listSettled(page);
        await hasNoViolation('with a list of completions');
        await press(page, 'Escape', 'Control+f');
        await type(page, 'sleep');
        await hasNoViolation('while searching');
      });
    }
  }
});
