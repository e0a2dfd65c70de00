// What teachers use: presenting, a sheet of questions, a question in a link, progress as a file.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import * as say from '#words/classroom.js';
import { parts } from '../../web/page/classroom/presenter.js';
import { judge } from '../../web/page/classroom/question.js';
import { mixed, questionsOf } from '../../web/page/classroom/sheet.js';
import { top, useChromium } from './chromium.mjs';
import { enter, name, pythonReady, says, toEnd } from './journey.mjs';
import { eventually, goTo, notice, ready, rows, settled, spot, state } from './panel.mjs';
import { write } from './writing.mjs';

const classroom = async (page, words) => {
  await page.getByRole('button', { name: 'contents' }).click();
  await page.getByRole('button', { name: words, exact: true }).click();
};
const stored = (page) => page.evaluate(() => JSON.parse(localStorage.getItem('interleave.progress') ?? '{}'));
const file = (records) => ({ name: 'progress.json', mimeType: 'application/json', buffer: Buffer.from(typeof records === 'string' ? records : JSON.stringify(records)) });

describe('presenting', () => {
  const { visit } = useChromium();
  const presents = (page) => page.evaluate(() => document.documentElement.classList.contains('presenting'));
  const lit = (page) => page.evaluate(() => {
    const spot = document.querySelector('.spotlight');
    if (!spot || spot.hidden) return null;
    const { x, y, width, height } = spot.getBoundingClientRect();
    return [x, y, width, height].map(Math.round);
  });

  it('shows the panel alone, larger, and the keys run it as before', visit({ alone: true }, async (page) => {
    await ready(page);
    const before = await page.evaluate(() => window.interleave.rect('play'));
    await page.keyboard.press('p');
    await eventually(() => presents(page), true);
    await settled(page);
    const [canvas, height] = await page.evaluate(() => [document.getElementById('canvas').clientWidth, document.getElementById('panel-stage').clientHeight]);
    assert.ok(canvas >= 1180 && height >= 660, `${canvas} by ${height}`);
    assert.equal(await page.locator('#page-text').isVisible(), false);
    // A point of the canvas is as many pixels of the page as it's larger.
    const play = await page.locator('.over [data-at^=\'["play"\']').boundingBox();
    const times = play.width / before[2];
    assert.ok(times >= 1.25, `${times} times as large`);
    for (let half = 0; half < 2; ++half) await page.keyboard.press('ArrowRight');
    await eventually(() => rows(page, 'output'), [['0.000 s', 'Task-1', 'started'], ['0.000 s', 'Task-1', 'both created']]);
    await page.mouse.click(play.x + play.width / 2, play.y + play.height / 2);
    await eventually(() => state(page), ({ playing }) => playing, 'playing');
    await page.keyboard.press('Escape');
    await eventually(() => presents(page), false);
    await settled(page);
    assert.equal(await page.locator('#page-text').isVisible(), true);
    const at = await spot(page, 'to_end');
    await page.mouse.click(at.x, at.y);
    await eventually(async () => (await state(page)).ended, true);
  }));

  it('the spotlight goes from part to part by the arrows, follows the pointer by S, and is over when presenting is', visit({ alone: true }, async (page) => {
    await ready(page);
    await page.keyboard.press('P');
    await eventually(() => presents(page), true);
    await settled(page);
    assert.equal(await lit(page), null);
    await page.keyboard.press('ArrowDown');
    const tasks = await eventually(() => lit(page), (found) => found !== null && found[2] > 500, 'the tasks lit');
    await page.keyboard.press('ArrowDown');
    const next = await eventually(() => lit(page), (found) => JSON.stringify(found) !== JSON.stringify(tasks), 'the next part lit');
    assert.ok(next[3] > 60 && await page.locator('.spotlight').getAttribute('data-part') !== 'tasks');
    await page.keyboard.press('ArrowUp');
    await eventually(() => page.locator('.spotlight').getAttribute('data-part'), 'tasks');
    await eventually(async () => Math.abs((await lit(page))[3] - tasks[3]) <= 40, true, 'as high as before');
    await page.keyboard.press('s');
    await page.mouse.move(300, 200);
    await eventually(() => lit(page), (found) => Math.abs(found[0] + found[2] / 2 - 300) <= 1 && Math.abs(found[1] + found[3] / 2 - 200) <= 1, 'at the pointer');
    await page.keyboard.press('s');
    assert.equal(await lit(page), null);
    await page.keyboard.press('s');
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('.spotlight').count(), 0);
  }));

  /// The parts with a heading in the panel's sources.
  const headings = () => readdirSync(join(top, 'web/panel')).filter((name) => name.endsWith('.cpp'))
    .flatMap((name) => [...readFileSync(join(top, 'web/panel', name), 'utf8').matchAll(/\bheading\(c, .*?, "(\w+)", /g)].map(([, part]) => part));

  it('the spotlight knows every heading that a panel can have', () => {
    assert.deepEqual([...parts].sort(), [...new Set(headings())].sort());
    assert.deepEqual(Object.keys(say.parts).sort(), [...parts].sort());
  });

  it('the spotlight gets to each part that the panel has', visit({ alone: true }, async (page) => {
    await ready(page);
    await page.keyboard.press('p');
    await eventually(() => presents(page), true);
    await settled(page);
    const there = await page.evaluate((names) => names.filter((name) => window.interleave.rect(`heading:${name}`)), [...new Set(headings())]);
    assert.ok(there.length >= 4, there.join());
    const lightened = [];
    for (let i = 0; i < there.length; ++i) {
      await page.keyboard.press('ArrowDown');
      await eventually(() => lit(page), (found) => found !== null, 'a part lit');
      lightened.push(await page.locator('.spotlight').getAttribute('data-part'));
    }
    assert.deepEqual(lightened.sort(), there.sort());
    await page.keyboard.press('ArrowDown');
    assert.equal(await lit(page), null);
  }));

  it('the spotlight goes out if the part that it gets to has just gone', visit({ at: '#queues', alone: true }, async (page) => {
    await ready(page);
    await page.keyboard.press('p');
    await eventually(() => presents(page), true);
    await settled(page);
    await page.evaluate(() => {
      const spot = document.querySelector('.spotlight');
      for (let i = 0; i < 12 && spot.dataset.part !== 'resources'; ++i) document.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
      location.hash = '#tasks';
    });
    assert.equal(await page.locator('.spotlight').getAttribute('data-part'), 'resources');
    await eventually(() => lit(page), null);
  }));
});

describe('a sheet of questions', () => {
  const { visit } = useChromium();
  const line = (t, text, task = 'a') => ({ t, task, text });
  const outcome = {
    end: 3, ended: true, why: 'finished', output: [line(0, 'go'), line(1, 'tick'), line(2, 'tick'), line(3, 'end')],
    callbacks: [{ t: 0, task: 'Task-1' }, { t: 0, task: 'Task-2' }, { t: 1, task: null }, { t: 1, task: 'Task-2' }],
  };

  it('has the run’s own answers', () => {
    const questions = questionsOf(outcome);
    assert.deepEqual(questions.map(({ ask }) => ask.split(/[?‘]/)[0]), [
      'In which order does the program print these lines', 'At what time does the program print ', 'How many seconds after its start does the program end',
      'The first callback is a step of Task-1. Which task runs next',
    ]);
    assert.deepEqual([...questions[0].lines].sort(), ['end', 'go', 'tick', 'tick']);
    assert.deepEqual(questions[0].answer.split('; ').sort(), ['1: go', '2: tick', '3: tick', '4: end']);
    assert.deepEqual(questions.slice(1).map(({ answer }) => answer), ['3 s', '3 s', 'Task-2']);
  });

  it('has the answer among the tasks to choose from, however many there are', () => {
    for (const count of [2, 6, 7, 30]) {
      const names = Array.from({ length: count }, (_, i) => `task-${i + 1}`);
      for (const next of names.slice(1)) {
        const rest = names.filter((name) => name !== next);
        const turns = [names[0], next, ...rest].map((task) => ({ t: 0, task }));
        const { choices, answer } = questionsOf({ ...outcome, callbacks: turns }).at(-1);
        assert.equal(answer, next);
        assert.ok(choices.includes(next), `${next} of ${choices}`);
        assert.deepEqual([choices.length, new Set(choices).size], [Math.min(count, 6), Math.min(count, 6)]);
      }
    }
    const last = Array.from({ length: 7 }, (_, i) => ({ t: 0, task: i < 6 ? null : 'x' }));
    assert.equal(questionsOf({ ...outcome, callbacks: last }).some(({ choices }) => choices), false);
  });

  it('doesn’t give the lines in the order of the answer, and is the same each time', () => {
    const texts = ['a', 'b', 'c', 'd'];
    assert.notDeepEqual(mixed(texts), texts);
    assert.deepEqual(mixed(texts), mixed(texts));
    assert.deepEqual([...mixed(texts)].sort(), texts);
    assert.deepEqual(mixed(['a', 'b']), ['b', 'a']);
  });

  it('asks no question that a run without output, without an end or with one task can’t answer', () => {
    const [only, ...rest] = questionsOf({ end: 1, ended: false, why: 'it keeps running', output: [], callbacks: [{ t: 0, task: 'Task-1' }] });
    assert.deepEqual([only.ask, only.answer, rest], ['Does the program end by itself? Say why.', 'No: it keeps running.', []]);
    assert.equal(questionsOf({ ...outcome, why: 'deadlock' }).find(({ ask }) => ask.startsWith('How many')).answer, 'at 3 s, by a deadlock');
  });

  it('is made from the run that the panel shows, with the program and its settings, and prints alone', visit({ at: '#tasks?delay_1=2', alone: true }, async (page) => {
    await ready(page);
    await classroom(page, 'Sheet of questions');
    const sheet = page.locator('.sheet');
    await sheet.waitFor();
    assert.match(await sheet.locator('.sheet-name').textContent(), /^When does a task start\?, with delay 1 = 2\.0 s, /);
    const program = await sheet.locator('pre').textContent();
    assert.match(program, /async def say_after\(delay, word\)/);
    assert.match(program, /^delay_1 = 2\.0\ndelay_2 = 3\.0\nawait_task_2 = True\nstart = "create both first"/m);
    const questions = await sheet.locator('> ol > li').count();
    assert.ok(questions >= 3, `${questions} questions`);
    assert.equal(await sheet.locator('.sheet-answers li').count(), questions);
    const { output } = await page.evaluate(() => window.interleave.outcome());
    for (const { text } of output) assert.ok((await sheet.locator('.sheet-lines').textContent()).includes(text), text);
    await page.emulateMedia({ media: 'print' });
    assert.deepEqual(await page.evaluate(() => [...document.body.children].filter((node) => node.checkVisibility()).map(({ className }) => className)), ['sheet']);
    assert.equal(await sheet.getByRole('button', { name: 'Print' }).isVisible(), false);
    await page.emulateMedia({ media: 'screen' });
    await sheet.getByRole('button', { name: 'Close' }).click();
    assert.equal(await page.locator('.sheet').count(), 0);
  }));
});

describe('no sheet of questions', () => {
  const { visit } = useChromium();
  const untouched = 'A sheet asks about the run that the program makes by itself. First take back what you changed on its way, or did to its tasks.';

  for (const [what, at] of [['to whose tasks something was done', '#tasks?what-if=cancel-1-at-1'], ['that was changed on its way', '#queues?live=5:make_max=2']]) {
    it(`is made of a run ${what}`, visit({ at }, async (page) => {
      await ready(page);
      const { live, what_if: done } = await state(page);
      assert.ok(live || done.text, 'it was changed');
      await classroom(page, 'Sheet of questions');
      await eventually(() => notice(page), untouched);
      assert.equal(await page.locator('.sheet').count(), 0);
    }));
  }
});

/// The address of a program with a question.
const asking = (source, called) => `#playground?name=${called}&code=${deflateRawSync(source).toString('base64url')}&question=What%3F`;
const program = (...lines) => `import asyncio\n\nasync def main():\n${lines.map((line) => `    ${line}\n`).join('')}\nasyncio.run(main())\n`;
const one = asking(program('print("one", "")'), 'asked');
const broken = asking('print("one"\n', 'broken');
const long = asking(program('for i in range(201):', '    print(i)'), 'long');
/// The program of the link is in the editor, and Python is there.
const opened = async (page, called) => {
  await enter(page);
  await eventually(() => name(page), called);
  await pythonReady(page);
};
const verdict = (page) => page.locator('.class-question .verdict').textContent();
const check = async (page, lines) => {
  await page.getByLabel('What it prints, line by line').fill(lines);
  await page.getByRole('button', { name: 'Run and check' }).click();
};

describe('a question in a link', () => {
  const { visit, address } = useChromium();

  it('what is written is judged line by line against what was printed', () => {
    assert.deepEqual(judge(['a', 'b'], ['a', 'b']), { right: true, sentence: 'Right: it prints these 2 lines.' });
    assert.deepEqual(judge(['a'], ['a', 'b']), { right: false, wrong: 1, sentence: 'Right so far: 1 more line comes after that.' });
    assert.deepEqual(judge(['a', 'b', 'c'], ['a', 'b']), { right: false, wrong: 2, sentence: 'It prints only 2 lines.' });
    assert.deepEqual(judge(['a', 'x'], ['a', 'b']), { right: false, wrong: 1, sentence: 'Line 2 is ‘b’ in the run. Step through it to see why.' });
  });

  it('spaces at the end of a line, which no one sees, make no difference', () => {
    assert.deepEqual(judge(['a', ' b '], ['a  ', ' b\t']), { right: true, sentence: 'Right: it prints these 2 lines.' });
    assert.equal(judge(['b'], [' b']).right, false);
    assert.equal(judge(['a', ''], ['a']).right, false);
  });

  it('isn’t judged by an earlier run if its program can’t be run', visit({ at: one }, async (page) => {
    await opened(page, 'asked');
    await check(page, 'one');
    await eventually(() => verdict(page), 'Right: it prints this line.');
    await goTo(page, broken);
    await opened(page, 'broken');
    await eventually(() => verdict(page), '');
    await check(page, 'one');
    await eventually(() => verdict(page), 'The program couldn’t run: see below why.');
    assert.notEqual(await says(page), '');
    assert.equal(await page.getByRole('button', { name: 'Run and check' }).isEnabled(), true);
    assert.equal(await page.locator('.class-question').getAttribute('data-verdict'), null);
  }));

  it('isn’t judged by another program than its own, and goes when the address has it no more', visit({ at: one }, async (page) => {
    await opened(page, 'asked');
    await write(page, program('print("two")'));
    await check(page, 'two');
    await eventually(() => verdict(page), 'The program has changed since the question was asked: open the link again to answer it.');
    await goTo(page, '#playground?lesson=tasks');
    await eventually(() => page.locator('.class-question').count(), 0);
  }));

  it('can’t be answered, and makes no sheet, if more lines are printed than the page knows', visit({ at: long }, async (page) => {
    await opened(page, 'long');
    await check(page, Array.from({ length: 200 }, (_, i) => i + 1).join('\n'));
    await eventually(() => verdict(page), 'It prints more than 200 lines: that’s too many to check.');
    await toEnd(page);
    await classroom(page, 'Sheet of questions');
    await eventually(() => notice(page), 'A sheet asks for the first lines that a run prints, and this run prints too many for that: 200 or more.');
    assert.equal(await page.locator('.sheet').count(), 0);
  }));

  it('a teacher makes one, and a student in a fresh browser answers it', visit({ at: '#playground', permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
    await enter(page);
    await write(page, 'import asyncio\n\nasync def main():\n    await asyncio.sleep(1)\n    print("one")\n    print("two")\n\nasyncio.run(main())\n');
    await eventually(() => page.evaluate(() => Object.values(JSON.parse(localStorage.getItem('interleave.programs') ?? '{}')).join()), (text) => text.includes('"two"'), 'the program kept');
    await classroom(page, 'Question in a link');
    await page.getByLabel('Question', { exact: true }).fill('Which two words, & in which order? <b>');
    await page.locator('.asking').getByRole('button', { name: 'Copy link' }).click();
    await eventually(() => page.locator('.asking [role=status]').textContent(), 'The link is copied: the program is in it.');
    const link = await page.evaluate(() => navigator.clipboard.readText());
    assert.ok(link.startsWith(`${address()}#playground?`), link);

    const context = await page.context().browser().newContext({ viewport: { width: 1200, height: 720 } });
    try {
      context.setDefaultTimeout(60_000);
      const student = await context.newPage();
      await student.goto(link);
      await eventually(() => student.locator('.class-question .asked').textContent(), 'Which two words, & in which order? <b>');
      await student.getByRole('button', { name: 'Run and check' }).click();
      await eventually(() => student.locator('.class-question .verdict').textContent(), 'Write down what you expect first.');
      await pythonReady(student);
      await student.getByLabel('What it prints, line by line').fill('one\nthree');
      await student.getByRole('button', { name: 'Run and check' }).click();
      await eventually(() => student.locator('.class-question .verdict').textContent(), 'Line 2 is ‘two’ in the run. Step through it to see why.');
      await student.getByLabel('What it prints, line by line').fill('one\ntwo\n');
      await student.getByRole('button', { name: 'Run and check' }).click();
      await eventually(() => student.locator('.class-question .verdict').textContent(), 'Right: it prints these 2 lines.');
      await student.evaluate(() => { location.hash = '#tasks'; });
      await eventually(() => student.locator('.class-question').count(), 0);
    } finally {
      await context.close();
    }
  }));
});

describe('progress as a file', () => {
  const { visit } = useChromium();
  const mine = { tasks: { read: true, solved: false, answers: { 1: 'right', 2: 'wrong' } } };
  const prepare = (page) => page.addInitScript((records) => localStorage.setItem('interleave.progress', JSON.stringify(records)), mine);
  const load = async (page, contents) => {
    const chooser = page.waitForEvent('filechooser');
    await classroom(page, 'Load progress');
    await (await chooser).setFiles(file(contents));
  };

  it('is saved, and says what this browser knows', visit({ prepare, at: '#tasks' }, async (page) => {
    await ready(page);
    const download = page.waitForEvent('download');
    await classroom(page, 'Save progress as a file');
    const saved = await download;
    assert.equal(saved.suggestedFilename(), 'interleave-progress.json');
    assert.deepEqual(JSON.parse(readFileSync(await saved.path(), 'utf8')), { kind: 'interleave progress', version: 1, lessons: mine });
  }));

  it('is added to what this browser knows: nothing read is forgotten, and right stays right', visit({ prepare, at: '#tasks' }, async (page) => {
    await ready(page);
    await load(page, { kind: 'interleave progress', version: 1, lessons: {
      tasks: { read: false, answers: { 1: 'wrong', 2: 'right', 3: 'perhaps' } }, queues: { read: true, answers: {} }, nowhere: { read: true, answers: {} },
    } });
    await eventually(() => notice(page), (text) => text.startsWith('The progress of 2 lessons is added to yours: 2 of '), 'the sentence');
    assert.deepEqual(await stored(page), {
      tasks: { read: true, solved: false, answers: { 1: 'right', 2: 'right' } }, queues: { read: true, solved: false, answers: {} },
    });
  }));

  it('counts only the predictions that a lesson has', visit({ prepare }, async (page) => {
    await ready(page);
    const all = await page.locator('#tasks').getAttribute('data-predictions');
    await load(page, { kind: 'interleave progress', version: 1, lessons: { tasks: { read: true, answers: { 0: 'right', 2: 'right', 3: 'right', 99: 'right', '01': 'right', x: 'right' } } } });
    await eventually(() => notice(page), (text) => text.startsWith('The progress of 1 lesson is added to yours: 1 of '), 'the sentence');
    assert.equal(all, '2');
    assert.match(await notice(page), / lessons read; 2 of \d+ predictions right; 0 of 21 exercises solved\.$/);
    await page.getByRole('button', { name: 'contents' }).click();
    assert.equal(await page.locator('#page-contents [data-lesson=tasks] .progress').textContent(), 'read; 2 of 2 predicted, 2 right');
  }));

  it('a file of a newer version changes nothing, and is said to be that', visit({ prepare }, async (page) => {
    await ready(page);
    await load(page, { kind: 'interleave progress', version: 2, lessons: { queues: { read: true, answers: {} } } });
    await eventually(() => notice(page), '‘progress.json’ comes from a newer version of this tutorial. Yours is as it was.');
    assert.deepEqual(await stored(page), mine);
  }));

  const none = { kind: 'interleave progress', version: 1 };
  for (const [title, contents] of [
    ['no JSON', 'hello'], ['JSON of something else', { lessons: {} }], ['null', 'null'], ['records that are none', { ...none, lessons: 'x' }],
    ['a list of records', { ...none, lessons: [] }], ['no records', none], ['no version', { kind: none.kind, lessons: {} }],
  ]) {
    it(`a file with ${title} changes nothing`, visit({ prepare }, async (page) => {
      await ready(page);
      await load(page, contents);
      await eventually(() => notice(page), '‘progress.json’ isn’t a file with progress of this tutorial. Yours is as it was.');
      assert.deepEqual(await stored(page), mine);
    }));
  }
});

describe('teachers’ tools', () => {
  const { visit } = useChromium();

  it('cost nothing until they’re asked for', visit({ alone: true }, async (page) => {
    const fetched = [];
    page.on('request', (request) => fetched.push(request.url()));
    await page.reload();
    await ready(page);
    assert.deepEqual(fetched.filter((url) => url.includes('classroom')), []);
    await page.keyboard.press('p');
    await eventually(() => fetched.filter((url) => url.includes('classroom')).length, 2);
  }));
});
