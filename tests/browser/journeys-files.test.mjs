// Programs that come out of files, and go into them.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { top, useChromium } from './chromium.mjs';
import { button, drop, enter, kept, name, program, says } from './journey.mjs';
import { eventually, notice, ready, state } from './panel.mjs';
import { write } from './writing.mjs';

async function downloaded(page, press) {
  const [file] = await Promise.all([page.waitForEvent('download'), press()]);
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
}

describe('a program’s file', () => {
  const { visit } = useChromium();

  it('opens in the playground when it’s dropped on any page', visit({ at: '#queues' }, async (page) => {
    await ready(page);
    await drop(page, { name: 'my own.py', text: 'print("dropped")\r\n' });
    await enter(page);
    await eventually(() => program(page), 'print("dropped")\n');
    assert.equal(await name(page), 'my own');
    assert.equal(await page.locator('#playground').isVisible(), true);
    assert.equal((await state(page)).lesson, 'queues', 'nothing of it has run');
    assert.equal(await notice(page), '');
  }));

  it('opens with others: the first is shown, all are kept, and files that aren’t programs are reported', visit({ at: '#playground' }, async (page) => {
    await enter(page);
    await drop(page, { name: 'a.py', text: 'print("a")\n' }, { name: 'b.py', text: 'print("b")\n' }, { name: 'run.json', text: '{}' });
    await eventually(() => name(page), 'a');
    assert.equal(await says(page), '2 programs are among yours now. This is ‘a’. ‘run.json’ wasn’t opened: its name doesn’t end in .py.');
    assert.deepEqual(await kept(page), { a: 'print("a")\n', b: 'print("b")\n' });
    await drop(page, { name: 'a.py', text: 'print("another")\n' });
    await eventually(() => name(page), 'a 2');
    assert.equal((await kept(page)).a, 'print("a")\n');
  }));

  it('is refused in a sentence if it’s too long or isn’t UTF-8', visit({ at: '#playground' }, async (page) => {
    await enter(page);
    const before = await program(page);
    await drop(page, { name: 'long.py', text: '#'.repeat(300 * 1024) });
    await eventually(() => says(page), '‘long.py’ wasn’t opened: it has 300 KB, and a program here has at most 256 KB.');
    await drop(page, { name: 'latin.py', bytes: [0x23, 0xe9, 0x0a] });
    await eventually(() => says(page), '‘latin.py’ wasn’t opened: it isn’t UTF-8 text. Save it as UTF-8, and drop it again.');
    assert.equal(await program(page), before);
    assert.deepEqual(await kept(page), {});
  }));

  it('is made from the reader’s own program, and from a lesson’s, where it equals the file in the lesson’s folder', visit({ at: '#playground' }, async (page) => {
    await enter(page);
    await write(page, 'print("mine")\n');
    assert.deepEqual(await downloaded(page, () => button(page, 'Download').click()), { name: 'My-program.py', text: 'print("mine")\n' });
    await page.goto(page.url().replace(/#.*/, '#tasks'));
    await ready(page);
    const lesson = readFileSync(join(top, 'lessons/04-tasks/lesson.py'), 'utf8').replace(/ {2}#: .*$/gm, '');  // its marks
    assert.deepEqual(await downloaded(page, () => page.locator('#tasks .download').click()), { name: 'tasks.py', text: lesson });
  }));
});
