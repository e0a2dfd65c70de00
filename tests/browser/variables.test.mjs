// What the variables of tasks that have paused have: under the mouse in the editor, and in the text view.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { useChromium } from './chromium.mjs';
import { editorPage, makeEditor } from './editor.mjs';
import { eventually, state } from './panel.mjs';
import { write } from './writing.mjs';

const program = `import asyncio


async def count(name, most):
    for n in range(most):
        await asyncio.sleep(1)
        print(name, n)  # n is told


async def main():
    n = 'main'
    await asyncio.gather(count('left', 2), count('right', 3))


asyncio.run(main())
`;

/// Holds the mouse over the first place of `text` in the line that has `line`; returns what the tooltip says.
async function hover(page, line, text) {
  await page.mouse.move(1, 1);
  await page.locator('.cm-values').waitFor({ state: 'detached' });
  const { x, y } = await page.evaluate(([wanted, name]) => {
    const row = [...document.querySelectorAll('.cm-line')].find(({ textContent }) => textContent.includes(wanted));
    row.scrollIntoView({ block: 'center' });
    const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
    const at = row.textContent.indexOf(name, row.textContent.indexOf(wanted));
    for (let before = 0, node = walker.nextNode(); node; before += node.length, node = walker.nextNode()) {
      if (at >= before + node.length) continue;
      const range = document.createRange();
      range.setStart(node, at - before);
      range.setEnd(node, at - before + 1);
      const { left, top, width, height } = range.getBoundingClientRect();
      return { x: left + width / 2, y: top + height / 2 };
    }
    return null;
  }, [line, text]);
  await page.mouse.move(x, y);
  await page.mouse.move(x + 1, y);
}

const tooltip = async (page) => page.locator('.cm-values p').allTextContents();

describe('the variables of suspended tasks', () => {
  const { visit } = useChromium();

  it('show under the mouse at the playhead, in the function that contains the name, and in the text view', visit({ at: '#playground' }, async (page) => {
    await page.locator('.bench-text .cm-content').waitFor();
    await write(page, program);
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await eventually(() => state(page), ({ lesson, end }) => lesson === 'playground' && end === 3, 'the run');
    await page.evaluate(() => window.interleave.set('t', '1.5'));
    await eventually(() => state(page), ({ t }) => t === 1.5);
    await hover(page, 'print(name, n)', 'n)');
    await eventually(() => tooltip(page), ['Task-2n = 1', 'Task-3n = 1']);
    await hover(page, 'async def count', 'name');
    await eventually(() => tooltip(page), ["Task-2name = 'left'", "Task-3name = 'right'"]);
    await hover(page, "n = 'main'", 'n =');
    await eventually(() => tooltip(page), ["Task-1n = 'main'"]);
    await page.evaluate(() => window.interleave.set('t', '2.5'));
    await eventually(() => state(page), ({ t }) => t === 2.5);
    await hover(page, 'print(name, n)', 'n)');
    await eventually(() => tooltip(page), ['Task-3n = 2']);
    await page.mouse.move(1, 1);
    await page.locator('.cm-values').waitFor({ state: 'detached' });
    await page.locator('#text-view-open').click();
    const rows = () => page.locator('[data-table=variables] tbody tr').evaluateAll((all) =>
      all.map((row) => [...row.cells].map(({ textContent }) => textContent)));
    await eventually(rows, [['Task-1', 'main', "n = 'main'"], ['Task-3', 'count', "name = 'right', most = 3, n = 2"]]);
  }));

  it('show only for a name: not in a comment, for an attribute or outside functions', visit(editorPage, async (page) => {
    await makeEditor(page);
    await page.evaluate(async (text) => {
      const { makeEditor: make } = await import(new URL('editor.js', location));
      window.editor.destroy();
      window.editor = make(document.getElementById('place'), {
        text, variables: () => [{ task: 'Task-1', color: '#336699', line: 3, file: '', values: ['n = 1', 'self = <Counter>'] }],
      });
    }, 'n = 0\nasync def main(self):\n    await self.n(n)  # n too\n');
    for (const [line, name] of [['n = 0', 'n'], ['await', 'n('], ['# n too', 'n']]) {
      await hover(page, line, name);
      await page.waitForTimeout(500);  // longer than a tooltip takes
      assert.deepEqual(await tooltip(page), [], `${name} in ${line}`);
    }
    await hover(page, 'await', 'n)');
    await eventually(() => tooltip(page), ['Task-1n = 1']);
    await hover(page, 'await', 'self');
    await eventually(() => tooltip(page), ['Task-1self = <Counter>']);
  }));
});
