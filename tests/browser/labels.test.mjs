// The tasks' labels at lines of a program: they cover none of its text, however long a line is.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { useChromium } from './chromium.mjs';
import { editorPage, makeEditor } from './editor.mjs';
import { eventually, phone, ready } from './panel.mjs';

/// Of each line in sight that has labels: what is wrong with one of them.
const wrong = (page) => page.evaluate(() => [...document.querySelectorAll('.stand')].filter((stand) => stand.checkVisibility()).flatMap((stand) => {
  const line = stand.parentElement.closest('.line, .cm-line');
  const sight = line.closest('pre, .cm-scroller').getBoundingClientRect();
  const text = document.createRange();
  const texts = document.createTreeWalker(line, NodeFilter.SHOW_TEXT, (node) => (stand.contains(node) || node.data.trim() === '' ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT));
  const letters = [];
  while (texts.nextNode()) {
    const { currentNode: node } = texts;
    text.setStart(node, node.data.search(/\S/));
    text.setEnd(node, node.data.trimEnd().length);
    letters.push(...text.getClientRects());
  }
  const { top, bottom } = line.getBoundingClientRect();
  return [...stand.children].flatMap((label) => {
    const box = label.getBoundingClientRect();
    const said = `${label.title} ${line.textContent}`;
    const covers = letters.some((each) => box.left < each.right - 1 && box.right > each.left + 1 && box.top < each.bottom - 4 && box.bottom > each.top + 4);
    return [...(covers ? [`covers: ${said}`] : []), ...(box.top < top || box.bottom > bottom ? [`beside another line: ${said}`] : []),
      ...(box.width < 1 ? [`no label: ${said}`] : []),
      ...(box.right > sight.right + 1 ? [`out of sight: ${said}`] : [])];
  });
}));

const count = (page) => page.locator('.stand:visible').count();

const long = (length) => `async def main():\n    await gather(${'x'.repeat(length)})\nawait outermost(${'y'.repeat(length)})\n`;
const waiting = (labels) => labels.flatMap((label, i) => [2, 3].map((line) => ({ line, label, color: i % 2 ? '#0072b2' : '#009e73' })));

describe('labels of tasks', () => {
  const { visit } = useChromium();

  for (const [what, options] of [['a desktop', { viewport: { width: 1440, height: 900 } }], ['a phone', phone]]) {
    for (const at of ['#queues?t=3', '#pipelines?t=1', '#crawler?t=2']) {
      it(`cover nothing of a lesson’s program on ${what}: ${at}`, visit({ at, ...options }, async (page) => {
        await ready(page);
        await eventually(() => count(page), (found) => found > 0, 'a label');
        assert.deepEqual(await wrong(page), []);
      }));
    }

    it(`cover nothing of a lesson’s program once its column has another width: ${what}`, visit({ at: '#queues?t=3', ...options, alone: true }, async (page) => {
      await ready(page);
      const seen = () => page.locator('.stand:visible').evaluateAll((all) => all.map(({ className }) => className).join());
      const before = await seen();
      await page.setViewportSize({ width: what === 'a phone' ? 900 : 1000, height: 900 });
      await eventually(seen, (now) => now !== before, 'labels of another length');
      assert.deepEqual(await wrong(page), []);
    }));

    it(`cover nothing in the editor on ${what}`, visit({ ...editorPage, ...options }, async (page) => {
      await makeEditor(page);
      for (const length of [5, 20, 40, 60, 200]) {
        for (const labels of [['Task-1'], ['producer'], ['Task-1', 'Task-2', 'Task-3', 'Task-14', 'Task-15']]) {
          await page.evaluate(([text, tasks]) => {
            window.editor.setText(text);
            window.editor.setCurrent(tasks);
          }, [long(length), waiting(labels)]);
          await eventually(() => count(page), 2, 'both lines');
          assert.deepEqual(await wrong(page), [], `${length} letters`);
        }
      }
    }));
  }
});
