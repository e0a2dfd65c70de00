// The editor of a learner's program, as one types in it.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { top, useChromium } from './chromium.mjs';
import { call, editorPage, focused, list, listSettled, makeEditor, press, textOf, told, type } from './editor.mjs';
import { eventually } from './panel.mjs';

const tasks = readFileSync(join(top, 'lessons/04-tasks/lesson.py'), 'utf8').replace(/\s+#: .*$/gm, '');

describe('typing in the editor', () => {
  const { visit, address } = useChromium();
  const edit = (title, ...rest) => {
    const work = rest.pop();
    it(title, visit({ ...editorPage, ...rest[0] }, work));
  };

  // --- Typing -------------------------------------------------------------------------------------

  edit('lines are indented as they are typed: after a header, back after return, and else with its if', async (page) => {
    await makeEditor(page);
    await type(page, 'async def f(x):', 'if x:', 'return 1', 'else:', 'await g(', 'x');
    assert.equal(await textOf(page), 'async def f(x):\n    if x:\n        return 1\n    else:\n        await g(\n            x\n        )');
    await press(page, 'Control+End', 'Enter', 'Backspace', 'Backspace');
    await type(page, 'y');
    assert.match(await textOf(page), /\n {8}\)\ny$/);
  });

  edit('brackets and quotation marks close themselves, are typed over, and go together', async (page) => {
    await makeEditor(page);
    await type(page, 'print(f"{a[0]}", (');
    assert.equal(await textOf(page), 'print(f"{a[0]}", ())');
    assert.equal(await page.locator('.cm-matchingBracket').count(), 2);
    await press(page, 'Backspace');
    assert.equal(await textOf(page), 'print(f"{a[0]}", )');
    await type(page, ')');
    assert.equal(await textOf(page), 'print(f"{a[0]}", )');
  });

  edit('Ctrl-Enter runs the program and changes nothing', async (page) => {
    await makeEditor(page, 'x = 1\n');
    await press(page, 'Control+Enter');
    const { runs, changes } = await told(page);
    assert.deepEqual([runs, changes], [1, []]);
  });

  edit('each change is told, and undone and done again', async (page) => {
    await makeEditor(page, 'x = 1');
    await press(page, 'Control+End');
    await type(page, '2');
    assert.deepEqual((await told(page)).changes, ['x = 12']);
    await press(page, 'Control+z');
    assert.equal(await textOf(page), 'x = 1');
    await press(page, 'Control+y');
    assert.equal(await textOf(page), 'x = 12');
  });

  edit('another text is one step for undo, and nobody is told of what they did themselves', async (page) => {
    await makeEditor(page, 'one');
    await press(page, 'Control+End');
    await type(page, '!');
    await call(page, 'setMarks', [{ line: 1, message: 'wrong' }]);
    await call(page, 'setText', 'two\r\nlines\rof\ttext');
    assert.equal(await textOf(page), 'two\nlines\nof\ttext');
    assert.equal(await page.locator('.cm-wave, .cm-sign').count(), 0);
    assert.deepEqual((await told(page)).changes, ['one!']);
    await press(page, 'Control+z');
    assert.equal(await textOf(page), 'one!');
    await press(page, 'Control+z');
    assert.equal(await textOf(page), 'one');
    await press(page, 'Control+y', 'Control+y');
    assert.equal(await textOf(page), 'two\nlines\nof\ttext');
    assert.equal(await page.locator('.cm-tab-sign').textContent(), '\t');
  });

  edit('Tab indents, Shift-Tab dedents, and Escape, then Tab, leaves', async (page) => {
    await makeEditor(page, 'x = 1');
    await press(page, 'Tab', 'Tab', 'Shift+Tab');
    assert.equal(await textOf(page), '    x = 1');
    await press(page, 'Escape', 'ArrowRight', 'Tab');  // another key between them, and Tab indents again
    assert.equal(await textOf(page), '        x = 1');
    await press(page, 'Escape', 'Tab');
    assert.deepEqual([await focused(page), await textOf(page)], ['after', '        x = 1']);
    await call(page, 'focus');
    await press(page, 'Escape');
    await page.clock.setFixedTime(Date.now() + 8000);  // slowly
    await press(page, 'Shift+Tab');
    assert.equal(await focused(page), 'before');
    const described = await page.getByRole('textbox', { name: 'Your program' }).evaluate((box) =>
      document.getElementById(box.getAttribute('aria-describedby')).textContent);
    assert.equal(described, 'Ctrl-Enter runs the program. Escape, then Tab, leaves the editor.');
  });

  // --- Completing ---------------------------------------------------------------------------------

  edit('asyncio\'s names are offered with a line of explanation, and taken with the keyboard', async (page) => {
    await makeEditor(page);
    await type(page, 'await asyncio.wa');
    await listSettled(page);
    assert.deepEqual(await list(page).getByRole('option').allTextContents(), ['waitcoroutine', 'wait_forcoroutine']);
    await press(page, 'ArrowDown');
    const chosen = await page.getByRole('textbox', { name: 'Your program' }).evaluate((box) => {
      const option = document.getElementById(box.getAttribute('aria-activedescendant'));
      return [option.getAttribute('aria-selected'), option.textContent, document.getElementById(option.getAttribute('aria-describedby')).textContent];
    });
    assert.deepEqual(chosen, ['true', 'wait_forcoroutine',
      'Awaits something for at most that many seconds. Then it cancels it and raises TimeoutError.']);
    await press(page, 'Enter');
    assert.equal(await textOf(page), 'await asyncio.wait_for');
    await list(page).waitFor({ state: 'hidden' });
  });

  edit('modules are offered after import, asyncio\'s names after its, and nothing in strings and comments', async (page) => {
    await makeEditor(page);
    await type(page, 'import rand');
    await listSettled(page);
    assert.deepEqual(await list(page).getByRole('option').allTextContents(), ['random']);
    await press(page, 'Tab', 'Enter');
    await type(page, 'from asyncio import sleep, TaskG');
    await listSettled(page);
    await press(page, 'Enter', 'Enter');
    assert.equal(await textOf(page), 'import random\nfrom asyncio import sleep, TaskGroup\n');
    await type(page, '"asyncio.ga # asyncio.ga');
    await page.waitForTimeout(200);
    assert.equal(await list(page).count(), 0);
  });

  edit('the program\'s own names are offered, and Enter after a whole one ends the line', async (page) => {
    await makeEditor(page, 'def say_after(delay_1, delay_12):\n    pass\n\n\n');
    await press(page, 'Control+End');
    await type(page, 'say_');
    await listSettled(page);
    assert.deepEqual(await list(page).getByRole('option').allTextContents(), ['say_after']);
    await press(page, 'Enter');
    await type(page, '(delay_1');
    await listSettled(page);
    assert.deepEqual(await list(page).getByRole('option').allTextContents(), ['delay_1', 'delay_12']);
    await press(page, 'Enter');
    assert.match(await textOf(page), /say_after\(delay_1\n\)$/);
  });

  edit('Escape closes the list and stays in the editor', async (page) => {
    await makeEditor(page);
    await type(page, 'asyncio.sl');
    await listSettled(page);
    await press(page, 'Escape');
    await list(page).waitFor({ state: 'hidden' });
    await press(page, 'Tab');
    assert.equal(await textOf(page), '    asyncio.sl');
  });

  edit('Escape, then Tab, leaves at once after a letter, too, before what could be offered is known', async (page) => {
    await makeEditor(page);
    const isLeft = await page.evaluate(async () => {
      const content = document.querySelector('.cm-content');
      document.execCommand('insertText', false, 'x');
      await new Promise((read) => setTimeout(read));
      const goesOn = ([key, keyCode]) => content.dispatchEvent(new KeyboardEvent('keydown', { key, code: key, keyCode, bubbles: true, cancelable: true }));
      return [['Escape', 27], ['Tab', 9]].map(goesOn)[1];
    });
    assert.equal(isLeft, true, 'Tab is the browser’s');
    assert.equal(await textOf(page), 'x');
  });

  edit('other names can be given', async (page) => {
    await makeEditor(page, '', { complete: [{ name: 'one', says: 'The first.', kind: 'function' }, { name: 'only', says: 'A module.', kind: 'module' }] });
    await type(page, 'asyncio.on');
    await listSettled(page);
    assert.deepEqual(await list(page).getByRole('option').allTextContents(), ['onefunction']);
    assert.equal(await page.locator('.cm-completionInfo').textContent(), 'The first.');
  });

  // --- The rest of its promises -------------------------------------------------------------------

  edit('what is read only can be read, run and left, and not changed', async (page) => {
    await makeEditor(page, 'x = 1');
    await call(page, 'setReadOnly', true);
    await type(page, 'y');
    await press(page, 'Backspace', 'Control+Enter', 'Tab');
    assert.deepEqual([await textOf(page), (await told(page)).runs, await focused(page)], ['x = 1', 1, 'after']);
    await call(page, 'focus');
    const box = page.getByRole('textbox', { name: 'Your program' });
    assert.deepEqual([await box.getAttribute('aria-readonly'), await box.getAttribute('inputmode')], ['true', 'none']);
    await call(page, 'setReadOnly', false);
    await type(page, 'y');
    assert.equal(await textOf(page), 'yx = 1');
  });

  edit('a text of 256 KB is taken, and one that is longer refused with a sentence', async (page) => {
    const most = 256 * 1024;
    const sentence = 'This program is 257 KB long, and the editor takes 256 KB at most: leave out what it doesn’t need.';
    await makeEditor(page);
    const answers = await page.evaluate(async (bytes) => {
      const { makeEditor: make } = await import(new URL('editor.js', location));
      const tried = (work) => {
        try { return work() ?? 'taken'; } catch (error) { return error.message; }
      };
      const line = `${'é'.repeat(63)} \n`;  // 128 bytes
      const full = line.repeat(bytes / 128);
      const place = document.createElement('div');
      return [
        tried(() => window.editor.setText(full)), tried(() => window.editor.setText(full.replaceAll('\n', '\r\n'))),
        tried(() => window.editor.setText(`${full}#`)), window.editor.text() === full,
        tried(() => make(place, { text: `${full}#` })), place.childElementCount,
      ];
    }, most);
    assert.deepEqual(answers, ['taken', 'taken', sentence, true, sentence, 0]);
    await press(page, 'Control+Home');
    await type(page, 'a');
    assert.deepEqual((await told(page)).refused, [sentence]);
    assert.equal((await told(page)).read.at(-1), sentence);
    assert.equal(new TextEncoder().encode(await textOf(page)).length, most);
    await press(page, 'Delete');
    await type(page, 'a');
    assert.equal((await textOf(page)).slice(0, 2), 'aé');
  });

  edit('five thousand lines are as quick to type in as five, for only those that show are in the document', async (page) => {
    await makeEditor(page, Array.from({ length: 5000 }, (_, i) => `def f${i}(x): return f"{x}: {${i}}"`).join('\n'));
    await page.evaluate(() => { document.getElementById('place').style.height = '400px'; });
    await press(page, 'Control+End', 'Enter');
    await type(page, 'print("the end")');
    assert.match(await textOf(page), /: \{4999\}"\nprint\("the end"\)$/);
    assert.equal(await page.locator('.cm-line').last().textContent(), 'print("the end")');
    assert.ok(await page.evaluate(() => document.querySelectorAll('#place *').length) < 1500);
    await call(page, 'reveal', 2500);
    await eventually(() => page.locator('.cm-gutterElement', { hasText: /^2500$/ }).count(), 1);
    await eventually(() => page.locator('.cm-line', { hasText: 'def f2499' }).locator('.hljs-title').count(), 1);
  });

  edit('a file that is dropped on it is left to the page', async (page) => {
    await makeEditor(page, 'x = 1');
    const reached = await page.evaluate(async () => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['y = 2'], 'y.py', { type: 'text/plain' }));
      let seen = 0;
      document.addEventListener('drop', () => { seen += 1; });
      document.querySelector('.cm-line').dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true, clientX: 60, clientY: 80 }));
      await new Promise((later) => setTimeout(later, 100));
      return seen;
    });
    assert.deepEqual([reached, await textOf(page)], [1, 'x = 1']);
  });

  edit('it comes in one file, asks for nothing more, and nothing in it moves by itself', async (page) => {
    const asked = [];
    page.on('request', (request) => asked.push(request.url().replace(address(), '')));
    await makeEditor(page, tasks);
    await type(page, 'asyncio.sl');
    await listSettled(page);
    await press(page, 'Escape', 'Control+f');
    assert.deepEqual(asked.filter((path) => !path.startsWith('fonts/')), ['editor.js']);
    assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
    assert.equal(await page.evaluate(() => document.querySelectorAll('style').length), 0);
  });

  edit('two editors can be made, and one that is destroyed leaves nothing', async (page) => {
    await makeEditor(page, 'one');
    const left = await page.evaluate(async () => {
      const { makeEditor: make } = await import(new URL('editor.js', location));
      const second = make(document.getElementById('place'), { text: 'two', label: 'Another' });
      const ids = [...document.querySelectorAll('.cm-content')].map((node) => node.getAttribute('aria-describedby'));
      second.destroy();
      window.editor.destroy();
      return [new Set(ids).size, document.getElementById('place').childElementCount, document.adoptedStyleSheets.length];
    });
    assert.deepEqual(left, [2, 0, 1]);
  });
});
