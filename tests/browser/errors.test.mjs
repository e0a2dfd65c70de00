// What a program that goes wrong looks like in the playground: what the page says of it, the marks in its text, the
// traceback, whose lines lead to their moments, and what the event loop reported.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { useChromium } from './chromium.mjs';
import { eventually, message, state } from './panel.mjs';
import { write } from './writing.mjs';

const main = (body) => `import asyncio\n\n\nasync def main():\n${body.map((line) => `    ${line}\n`).join('')}\n\nasyncio.run(main())\n`;
const worker = ['import asyncio', '', '', 'async def work(n):', '    await asyncio.sleep(n)', '    raise ValueError(n)', '', '', 'async def main():'];
const withWorker = (body) => [...worker, ...body.map((line) => `    ${line}`), '', '', 'asyncio.run(main())', ''].join('\n');

// By its name: a program, what the page says of it, and what is marked.
const texts = {
  'a bracket that isn’t closed': ['print((1, 2)\nx = 1\n', "SyntaxError: '(' was never closed (line 1)", ['error: ((1, 2)']],
  'a body without indentation': ['def f():\nreturn 1\n', "IndentationError: expected an indented block after function definition on line 1 (line 2)", ['error: return 1']],
  'a line that fits no level': ['def f():\n        a = 1\n    b = 2\n', 'IndentationError: unindent does not match any outer indentation level (line 3)', ['error: b = 2']],
  'tabs and spaces': ['def f():\n\tif 1:\n        pass\n', 'TabError: inconsistent use of tabs and spaces in indentation (line 3)', ['error: pass']],
  'a string that isn’t ended, after others': ['a = "é" + "hello\nb = 1\n', 'SyntaxError: unterminated string literal (detected at line 1) (line 1)', ['error: "']],
  'an await outside of a coroutine': ['import asyncio\ndef f():\n    é = "ü"; await g(1)\n', "SyntaxError: 'await' outside async function (line 3)", ['error: await g(1)']],
  'a return outside of a function': ['é = "ü"; return 1\n', "SyntaxError: 'return' outside function (line 1)", ['error: return 1']],
  'a sign too many, after a tab and an emoji': ['if 1:\n\tx = "😀é" + = 3\n', 'SyntaxError: invalid syntax (line 2)', ['error: =']],
};
const raised = {
  'an exception in main': [main(['await asyncio.sleep(1)', 'raise ValueError("no")']), 'ValueError: no (line 6)', ['error: raise ValueError("no")'], 'Ended at 1.000 s'],
  'an exception group': [
    withWorker(['async with asyncio.TaskGroup() as group:', '    group.create_task(work(1))', '    group.create_task(work(1))']),
    'ExceptionGroup: unhandled errors in a TaskGroup (2 sub-exceptions): ValueError: 1; ValueError: 1 (line 10)', ['error: raise ValueError(n)', 'error: async with asyncio.TaskGroup() as group:'], 'Ended at 1.000 s',
  ],
  'a recursion without an end': [main(['def deep():', '    deep()', 'await asyncio.sleep(4)', 'deep()']), 'RecursionError: maximum recursion depth exceeded (line 6)', ['error: deep()'], 'Ended at 4.000 s'],
  'a deadlock': [main(['await asyncio.sleep(5)', 'await asyncio.Event().wait()']), 'Stuck: nothing can ever run again, and main hasn’t finished.', [], 'Stuck at 5.000 s'],
};
const reported = {
  'an exception in a task that nobody awaits': [withWorker(['asyncio.create_task(work(1))', 'await asyncio.sleep(2)']), '', ['error: raise ValueError(n)'], 'Finished at 2.000 s'],
  'a KeyError in a callback': [main(['asyncio.get_running_loop().call_soon(lambda: {}["key"])', 'await asyncio.sleep(3)']), '', ['error: asyncio.get_running_loop().call_soon(lambda: {}["key"])'], 'Finished at 3.000 s'],
  'sys.exit with a text': [main(['import sys', 'await asyncio.sleep(6)', 'sys.exit("that is all")']), 'Ended with exit code 1.', ['warning: sys.exit("that is all")'], 'Finished at 6.000 s'],
  'coroutines that were never awaited': [
    main(['async def fetch(é):', '    pass', 'x = "ü"; fetch(min(1, 2)); y = 1', 'await asyncio.sleep(7)']), '', ['warning: fetch(min(1, 2))'], 'Finished at 7.000 s',
  ],
};

/// The playground, with Python loaded, which takes its time.
const enter = async (page) => {
  await page.locator('.bench-text .cm-content').waitFor();
  await page.locator('.bench-words:empty').waitFor({ state: 'attached', timeout: 60_000 });
};
const run = async (page, source) => {
  await write(page, source);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
};
const says = (page) => page.locator('.bench-says').textContent();
const trouble = (page) => page.getByRole('region', { name: 'What went wrong' });
const rows = (page) => trouble(page).locator('.trouble-row').allTextContents();
const end = async (page) => {
  await page.locator('#canvas').focus();
  await page.keyboard.press('End');
};

/// The marked texts in the editor, with their severities; those of one mark that has several colours are one.
const marks = (page) => page.evaluate(() => {
  const found = [];
  for (const node of document.querySelectorAll('.bench-text .cm-wave')) {
    const severity = /cm-wave-(\w+)/.exec(node.className)[1];
    found.push(`${severity}: ${node.textContent}`);
  }
  return found;
});

/// What the state says of a task, and what is selected in the editor.
const task = async (page, name) => (await state(page)).tasks.find((one) => one.name === name);
const chosen = (page) => page.locator('.bench-text .cm-led-to').evaluateAll((lines) => lines.map((line) => [...line.childNodes].filter((node) => !node.classList?.contains('stand')).map((node) => node.textContent).join('')));

describe('errors in the playground', () => {
  const { visit } = useChromium();

  it('an error in a text is reported and marked at its place', visit({ at: '#playground' }, async (page) => {
    await enter(page);
    for (const [name, [source, sentence, marked]] of Object.entries(texts)) {
      await run(page, source);
      await eventually(() => says(page), (found) => found === sentence, `${name}: ${sentence}`);
      await eventually(() => marks(page), marked, name);
      assert.equal((await rows(page)).at(-1), sentence.replace(/ \(line \d+\)$/, ''), name);
    }
    await trouble(page).getByRole('button').click();
    assert.deepEqual(await chosen(page), ['\tx = "😀é" + = 3'], 'its line is shown');
    await write(page, 'x = 1\n');
    await eventually(() => trouble(page).isVisible(), false);
    assert.deepEqual([await says(page), await marks(page)], ['', []], 'what is mended is told of no more');
  }));

  /// Runs each of the programs and looks at what the page makes of it.
  async function hold(page, programs) {
    await enter(page);
    for (const [name, [source, sentence, marked, told]] of Object.entries(programs)) {
      await run(page, source);
      await eventually(async () => {
        await end(page);  // again, until it's the new run's
        return message(page);
      }, (text) => text.startsWith(told), `${name}: ${told}`);
      await eventually(() => says(page), sentence);
      await eventually(() => marks(page), marked, name);
    }
  }

  it('the reason why a run ended is reported and marked at its place', visit({ at: '#playground' }, (page) => hold(page, raised)));

  it('a report about a run that continues is marked at its place', visit({ at: '#playground' }, async (page) => {
    await hold(page, reported);
    await page.locator('.bench-text .cm-content').focus();
    await page.keyboard.press('F8');
    assert.equal(await page.getByRole('tooltip').textContent(), 'fetch(…) makes a coroutine but doesn’t run it: await it, or make a task of it with asyncio.create_task.');
    await page.keyboard.type(' ');
    await eventually(() => marks(page), []);
  }));

  it('the lines of a traceback link to the moments when their tasks were there', visit({ at: '#playground' }, async (page) => {
    await enter(page);
    await run(page, withWorker(['await asyncio.sleep(1)', 'task = asyncio.create_task(work(2))', 'await task']));
    await eventually(() => says(page), 'ValueError: 2 (line 6)');
    const lines = trouble(page).getByRole('button');
    assert.deepEqual(await lines.allTextContents(), [
      '  File "program.py", line 15, in <module>', '  File "program.py", line 12, in main', '  File "program.py", line 6, in work']);
    assert.ok((await rows(page)).includes('    raise ValueError(n)'));

    await lines.nth(1).click();
    await eventually(async () => (await state(page)).t, 3);
    assert.deepEqual([(await task(page, 'Task-1')).line, await chosen(page)], [12, ['    await task']]);

    await lines.nth(2).focus();
    await page.keyboard.press('Enter');
    await eventually(async () => (await state(page)).running, 'Task-2');
    assert.deepEqual(await chosen(page), ['    raise ValueError(n)']);
    assert.ok(await lines.nth(2).evaluate((node) => node === document.activeElement), 'the focus stays');

    await lines.nth(0).click();
    await eventually(async () => (await task(page, 'Task-1')).state, 'failed');
    assert.deepEqual(await chosen(page), ['asyncio.run(main())']);
  }));

  it('the loop’s reports appear as the run is played, and link to their moments', visit({ at: '#playground' }, async (page) => {
    await enter(page);
    await run(page, withWorker(['asyncio.create_task(work(1))', 'await asyncio.sleep(2)', 'work(5)', 'await asyncio.sleep(2)']));
    const reports = trouble(page).getByRole('listitem');
    await eventually(() => state(page), ({ lesson }) => lesson === 'playground', 'the run');
    await page.evaluate(() => window.interleave.set('t', '0.5'));  // else it plays on, to the first
    await eventually(() => trouble(page).locator('.trouble-later').textContent(), '2 reports more come as you play.');
    assert.equal(await reports.count(), 0);
    await page.evaluate(() => window.interleave.set('t', '1.5'));
    await eventually(() => reports.count(), 1);
    assert.match(await reports.first().textContent(), /^At 1\.000 s: ValueError: 1Task exception was never retrieved.*ValueError: 1$/s);
    assert.equal(await trouble(page).locator('.trouble-later').textContent(), 'One report more comes later.');
    await end(page);
    await eventually(() => reports.count(), 2);
    assert.match(await reports.nth(1).textContent(), /^Line 12, at 2\.000 s: work\(…\) makes a coroutine but doesn’t run it/);

    await reports.nth(0).getByRole('button', { name: 'File "program.py", line 6, in work' }).click();
    await eventually(async () => (await state(page)).running, 'Task-2');
    assert.deepEqual([(await state(page)).t, await chosen(page)], [1, ['    raise ValueError(n)']]);
    await eventually(() => reports.evaluateAll((items) => items.map((item) => item.className)), ['ahead', 'ahead']);
  }));

  it('the lines at which a program was stopped are shown, too', visit({ at: '#playground' }, async (page) => {
    await enter(page);
    await page.evaluate(() => localStorage.setItem('interleave.run-time', '0.5'));
    await run(page, 'def spin():\n    while True:\n        pass\n\nspin()\n');
    await eventually(() => says(page), (text) => text.startsWith('Stopped: the program ran for'), 'the end');
    const lines = trouble(page).getByRole('button');
    assert.deepEqual(await lines.allTextContents(), ['  File "program.py", line 5, in <module>', `  File "program.py", line ${/line (\d)/.exec(await says(page))[1]}, in spin`]);
    await lines.first().click();
    assert.deepEqual(await chosen(page), ['spin()']);
  }));
});
