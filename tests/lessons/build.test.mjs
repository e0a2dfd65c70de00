// The lesson generator: what it refuses and with which words, and that what it
// makes of the lessons holds together.

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { generate, writeChanged } from '../../lessons/build/build.mjs';
import { catalogueSource, lessonsJson, parametersHeader } from '../../lessons/build/catalogue.mjs';
import { exercisesOf } from '../../lessons/build/exercise-html.mjs';
import { readFrontMatter } from '../../lessons/build/front-matter.mjs';
import { readGlossary } from '../../lessons/build/glossary.mjs';
import { readLessons } from '../../lessons/build/lessons.mjs';
import { highlightLines, readListing } from '../../lessons/build/listing.mjs';
import { cppDouble, cppString } from '../../lessons/build/parameters.mjs';
import { textHtml } from '../../lessons/build/page.mjs';
import { fileAt, settingsOf } from '../../lessons/build/programs.mjs';
import { oneSide, repairedLines } from '../../lessons/build/sides.mjs';
import { wholePage } from './whole.mjs';

const top = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const shell = readFileSync(join(top, 'shell.html'), 'utf8');
const glossary = readGlossary(join(top, 'lessons'));
const lessons = readLessons(join(top, 'lessons'), 'lessons', glossary);
const files = generate(lessons, shell, glossary);
const page = wholePage(files);

// --- A made-up lesson that is right, to be made wrong in one place ---------------------------------

const md = `---
title: A lesson
summary: What it is about.
parameters:
  - name: delay
    label: delay
    type: number
    min: 0
    max: 6
    step: 0.1
    default: 3
    unit: s
    effect: live
    help: How long it sleeps.
  - name: mode
    label: mode
    type: choice
    choices: ['a "b"', c]
    default: c
    effect: restart
    help: Which way it goes.
presets:
  - label: Longer
    set: {delay: 5}
    why: To see.
predictions:
  - kind: end
    question: When does it end?
    max: 10
---
Text with *stress* and [a link](#lesson?delay=4).

::: prediction 1

## The program

::: program

\`\`\`python
# a comment
#if a line looked like a directive
\`\`\`

::: wrong
Something.
:::

::: presets
`;
const py = `import asyncio

delay = 3.0
mode = "c"


async def main():  #: main
    await asyncio.sleep(delay)  #: sleep


asyncio.run(main())
`;
const cpp = `namespace x {
// listing
    coro main() {  //: main
        co_await sleep(1);  //: sleep
    }
// end
}
`;

function made(changes = {}) {
  const root = mkdtempSync(join(tmpdir(), 'lessons-'));
  try {
    const folder = join(root, changes.folder ?? '03-lesson');
    mkdirSync(folder);
    const files = { 'lesson.md': md, 'lesson.py': py, 'lesson.cpp': cpp };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), (changes[name] ?? ((t) => t))(text));
    for (const [name, text] of Object.entries(changes.more ?? {})) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    return readLessons(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

function refuses(file, from, to, message) {
  assert.throws(() => made({ [file]: (text) => {
    assert.ok(text.includes(from), `the made-up lesson has no '${from}'`);
    return text.replace(from, to);
  } }), message);
}

// --- Several programs ---------------------------------------------------------------------------------

const withPrograms = (more = {}) => ({
  'lesson.md': (text) => text.replace('parameters:\n', `parameters:
  - name: bug
    label: bug
    type: choice
    choices: [none, slow one]
    files: [lesson, bugs/02-slow-one]
    default: none
    effect: restart
    help: Which program runs.
`).replace('::: program', '::: program none\n\n::: program slow one'),
  more: { 'bugs/02-slow-one.py': 'delay = 3.0\n\nx = 1  #: x\n', 'bugs/02-slow-one.cpp': '// listing\nint x = 1;  //: x\n// end\n', ...more },
});

test('a choice may have a program for each value, of which the parameters are those that it has as constants', () => {
  const [lesson] = made(withPrograms());
  assert.deepEqual(lesson.programs.map(({ choice, file }) => [choice, file]), [['none', 'lesson'], ['slow one', 'bugs/02-slow-one']]);
  assert.match(lesson.html, /<div class="program" data-parameter="bug" data-choice="none">/);
  assert.match(lesson.html, /<div class="program other" data-parameter="bug" data-choice="slow one">/);
  assert.match(parametersHeader(lesson), /namespace slow_one \{\naio::coro<void> main\(const parameters& p\);/);
  assert.match(catalogueSource([lesson]), /if \(parameters_\.bug == "slow one"\) return lesson::slow_one::main\(parameters_\);/);
  assert.equal(fileAt(lesson.parameters, { bug: 'slow one' }), 'bugs/02-slow-one');
  assert.equal(fileAt(lesson.parameters), 'lesson');
  assert.deepEqual(settingsOf('delay = 3.0\n', lesson.parameters, { bug: 'slow one', delay: 5, mode: 'a' }), { delay: 5 });
});

test('each of several programs is checked as the only one is', () => {
  const fails = (changes, message) => assert.throws(() => made(changes), message);
  fails(withPrograms({ 'bugs/02-slow-one.py': 'delay = 4.0\nx = 1  #: x\n' }), /02-slow-one\.py:1: delay is 4\.0 here, but its default is 3/);
  fails(withPrograms({ 'bugs/02-slow-one.py': 'x = 1\n' }), /02-slow-one\.cpp:2: the mark 'x' has no line in/);
  const changed = (from, to) => ({ ...withPrograms(), 'lesson.md': (text) => withPrograms()['lesson.md'](text).replace(from, to) });
  fails(changed('\n\n::: program slow one', ''), /there is no line '::: program slow one'/);
  fails(changed('::: program slow one', '::: program quick one'), /no program is called 'quick one'/);
  fails(changed('bugs/02-slow-one]', 'bugs/02-slow-one, bugs/03]'), /files has the name of a program for each choice/);
  fails(changed('[lesson, ', '[bugs/01-none, '), /the default choice's program is 'lesson'/);
  fails(changed('effect: restart\n    help: Which', 'effect: live\n    help: Which'), /another program starts the run again/);
});

// --- A program that a switch repairs --------------------------------------------------------------------

const broken = `import asyncio

mended = False


async def main():
    first()
    if mended:
        await second()
    else:
        second()
    if mended:
        third()


asyncio.run(main())`.split('\n');
const twin = `coro main() {
    first();
    if (p.mended) {
        co_await second();
    } else {
        second();
    }
    if (p.mended) {
        third();
    }
}`.split('\n');

test('of a program that a switch repairs, each side is a program without a trace of the other', () => {
  assert.equal(oneSide(broken, 'python', 'mended', 'off'), 'import asyncio\n\n\nasync def main():\n    first()\n    second()\n\n\nasyncio.run(main())');
  assert.equal(oneSide(broken, 'python', 'mended', 'on'), 'import asyncio\n\n\nasync def main():\n    first()\n    await second()\n    third()\n\n\nasyncio.run(main())');
  assert.equal(oneSide(twin, 'cpp', 'mended', 'off'), 'coro main() {\n    first();\n    second();\n}');
  assert.equal(oneSide(twin, 'cpp', 'mended', 'on'), 'coro main() {\n    first();\n    co_await second();\n    third();\n}');
});

test('the guilty lines are those that the repair changes, and those after which it adds some', () => {
  assert.deepEqual(repairedLines(broken, 'python', 'mended'), [6, 6], 'second() is replaced, and third() is missing after it');
  assert.deepEqual(repairedLines(broken.slice(0, 11), 'python', 'mended'), [6]);
});

/// The made-up lesson with a switch that repairs it, and an exercise about that.
const repairable = (from = '', to = '') => ({
  'lesson.md': (text) => text.replace('presets:\n', `  - name: mended
    label: mended
    type: switch
    default: false
    effect: restart
    help: Switch it on to repair it.
  - name: bug
    label: bug
    type: choice
    choices: [none, slow one]
    files: [lesson, bugs/02-slow-one]
    default: none
    effect: restart
    help: Which program runs.
repair: mended
presets:
`).replace('::: program', '::: program none\n\n::: program slow one\n\n::: exercise slow-one\n\n::: answer\nBecause.\n:::'),
  more: {
    'bugs/02-slow-one.py': 'mended = False\n\nx = 1  #: x\nif mended:\n    x = 2\n', 'bugs/02-slow-one.cpp': '// listing\nint x = 1;  //: x\nif (p.mended) {\n    x = 2;\n}\n// end\n',
    'exercise/slow-one.md': `---\ntitle: Which line?\nkind: repair\nprogram: slow one\nsolution: x = 1\nwhy: so\nhints: [a, b]\nwrong:\n${'  - line: x = 1\n    hint: no\n'.repeat(3)}---\nChoose it.\n`.replace(from, to),
  },
});

test('an exercise of kind ‘repair’ is about a program of the lesson, as it is without the repair', () => {
  const [lesson] = made(repairable());
  const { start, guilty, settings, mended } = lesson.exercises.get('slow-one');
  assert.deepEqual({ start: start.trim(), guilty, settings, mended }, { start: 'x = 1', guilty: [2], settings: { bug: 'slow one', mended: false }, mended: { mended: true } });
  assert.deepEqual(exercisesOf(lesson).map(([id]) => id), ['lesson--exercise-slow-one']);
  const text = textHtml(lesson, [lesson]);
  assert.match(text, /<section class="exercise named" data-slug="lesson--exercise-slow-one"[^>]*>\n.*\n<h3 id="lesson--exercise-slow-one">Which line\?<\/h3>/);
  assert.match(text, /data-side="on"><span class="deeper"> {4}<\/span>x = /);
  assert.match(text, /<details class="answer">\n<summary>Show what’s wrong<\/summary>\n<p>Because\.<\/p>\n<\/details>/);
});

test('it fails with its file and line if it names no program, or a line that the repair doesn’t change', () => {
  assert.throws(() => made(repairable('program: slow one', 'program: quick one')), /exercise\/slow-one\.md:4: it names a value of the choice/);
  assert.throws(() => made(repairable('solution: x = 1', 'solution: x = 3')), /exercise\/slow-one\.md:5: the program must have the line/);
  const unnamed = { ...repairable(), 'lesson.md': (text) => repairable()['lesson.md'](text).replace('::: exercise slow-one\n', '') };
  assert.throws(() => made(unnamed), /there is no line '::: exercise slow-one'/);
  const misnamed = { ...repairable(), 'lesson.md': (text) => repairable()['lesson.md'](text).replace('::: exercise slow-one\n', '::: exercise slow\n') };
  assert.throws(() => made(misnamed), /there is no file exercise\/slow\.md/);
});

// --- Front matter -------------------------------------------------------------------------------------

test('a valid lesson is read completely', () => {
  const [lesson] = made();
  assert.equal(lesson.number, 3);
  assert.equal(lesson.slug, 'lesson');
  assert.equal(lesson.parameters[0].default, 3);
  assert.match(lesson.html, /<em>stress<\/em>/);
});

/// What is said of a line of lesson.md.
const at = (line, words) => new RegExp(`^LessonError: lessons/03-lesson/lesson\\.md:${line}: [^\\n]*${words}[^\\n]*$`);

test('an error in the front matter is one sentence with file and line', () => {
  refuses('lesson.md', '---\ntitle', 'title', at(1, "front matter between two lines of '---'"));
  refuses('lesson.md', 'title: A lesson', 'title: [A', at('\\d+', 'not valid YAML'));
  refuses('lesson.md', 'title: A lesson\n', '', at('\\d+', "needs 'title'"));
  refuses('lesson.md', 'summary:', 'sumary:', at('\\d+', "needs 'summary'"));
  refuses('lesson.md', 'title: A lesson', 'title: A lesson\nauthor: nobody', at(3, "knows no 'author'"));
  refuses('lesson.md', 'type: number', 'type: float', at(7, 'type is one of number, integer, choice, switch'));
  refuses('lesson.md', 'name: delay', 'name: Delay', at(5, 'small letters'));
  refuses('lesson.md', 'name: delay', 'name: while', at(5, "'while' is taken"));
  refuses('lesson.md', 'name: mode', 'name: delay', at(15, "two parameters are called 'delay'"));
  refuses('lesson.md', 'max: 6', 'max: -1', at(9, 'max must be greater than min'));
  refuses('lesson.md', 'default: 3', 'default: 30', at(11, 'must lie between 0 and 6'));
  refuses('lesson.md', 'default: c', 'default: d', at(19, 'it is one of'));
  refuses('lesson.md', 'effect: live', 'effect: later', at(13, 'effect is live or restart'));
  refuses('lesson.md', 'step: 0.1', 'step: 0', at(10, 'step must be greater than 0'));
  refuses('lesson.md', '{delay: 5}', '{dely: 5}', at(24, "no parameter is called 'dely'"));
  refuses('lesson.md', '{delay: 5}', '{delay: 50}', at(24, 'must lie between'));
  refuses('lesson.md', 'kind: end', 'kind: guess', at(27, 'kind is one of order, end, next'));
  refuses('lesson.md', 'kind: end\n    question: When does it end?\n    max: 10', 'kind: next\n    question: Who?\n    after: -1', at(29, 'after is a number of callbacks'));
});

test('a prediction of the next callback says after how many', () => {
  const [{ html }] = made({ 'lesson.md': (text) => text.replace('kind: end', 'kind: next').replace('max: 10', 'after: 4') });
  assert.match(html, /<div class="prediction"[^>]* data-kind="next" data-after="4">/);
});

test('a lesson compares a switch, or a choice with two values', () => {
  const choices = "    choices: ['a \"b\"', c]\n";
  const compared = made({ 'lesson.md': (text) => text.replace('presets:\n', 'compare: mode\npresets:\n') })[0];
  assert.equal(compared.compare, 'mode');
  assert.match(catalogueSource([compared]), /&make<lesson_entry::entry>, 1, false\}/);
  assert.equal(made()[0].compare, null);
  for (const [from, to] of [['presets:\n', 'compare: delay\npresets:\n'], ['presets:\n', 'compare: pace\npresets:\n'],
    [`${choices}    default: c\n    effect: restart\n    help: Which way it goes.\n`, `    choices: [a, b, c]\n    default: c\n    effect: restart\n    help: Which way it goes.\ncompare: mode\n`]]) {
    refuses('lesson.md', from, to, at('\\d+', 'compare names a switch, or a choice with two values'));
  }
});

test('a preset may set the seed, which is a whole number', () => {
  const [{ presets }] = made({ 'lesson.md': (text) => text.replace('{delay: 5}', '{delay: 5, seed: 7}') });
  assert.deepEqual(presets[0].set, { delay: 5, seed: 7 });
  refuses('lesson.md', '{delay: 5}', '{seed: 1.5}', at('\\d+', 'a seed is a whole number'));
});

test('the seed matters to a program that draws random numbers and doesn’t seed them itself', () => {
  const seeded = (more) => made({ 'lesson.py': (text) => text.replace('import asyncio\n', `import asyncio\nimport random\n`).replace('    await', `    ${more}\n    await`) })[0].seeded;
  assert.equal(made()[0].seeded, false);
  assert.equal(seeded('random.random()'), true);
  assert.equal(seeded('random.seed(1)'), false);
});

test('front matter reports on which line the text after it begins', () => {
  const { body, bodyLine } = readFrontMatter(md, 'lesson.md');
  assert.equal(md.split('\n')[bodyLine - 1], body.split('\n')[0]);
});

// --- Listings and marks -------------------------------------------------------------------------------

test('a mark that only one listing has is refused at its line', () => {
  refuses('lesson.py', '  #: sleep', '', /lesson\.cpp:4: the mark 'sleep' has no line in lessons\/03-lesson\/lesson\.py/);
  refuses('lesson.cpp', '  //: sleep', '', /lesson\.py:8: the mark 'sleep' has no line in/);
  refuses('lesson.py', '#: sleep', '#: main', /lesson\.py:8: the mark 'main' stands on two lines/);
  refuses('lesson.py', '#: sleep', '#: Sleep!', /lesson\.py:8: a mark is written with small letters/);
});

test('a constant of lesson.py must be the parameter’s default', () => {
  refuses('lesson.py', 'delay = 3.0', 'delay = 4.0', /lesson\.py:3: delay is 4\.0 here, but its default is 3/);
  refuses('lesson.py', 'mode = "c"', 'mode = 2', /lesson\.py:4: mode is 2 here/);
  refuses('lesson.py', 'mode = "c"\n', '', /lesson\.py:1: there is no line 'mode = …'/);
});

test('the C++ listing is between its two comments, without their indent', () => {
  const { lines } = readListing(cpp, 'cpp', 'lesson.cpp');
  assert.deepEqual(lines, [
    { number: 3, code: 'coro main() {', mark: 'main' },
    { number: 4, code: '    co_await sleep(1);', mark: 'sleep' },
    { number: 5, code: '}', mark: '' },
  ]);
  refuses('lesson.cpp', '// end\n', '', /lesson\.cpp:1: the listing must stand between/);
});

test('colouring closes every tag within its line', () => {
  for (const line of highlightLines('x = """one\ntwo"""\ny = 1', 'python')) {
    assert.equal(line.split('<span').length, line.split('</span>').length, line);
  }
});

test('corresponding lines of every lesson have the same marks, which the page doesn’t show', () => {
  for (const { python, cpp: other } of lessons) {
    const marks = (listing) => listing.lines.map(({ mark }) => mark).filter(Boolean).sort();
    assert.deepEqual(marks(python), marks(other));
    assert.ok(marks(python).length > 0);
  }
  assert.doesNotMatch(page, /#: [a-z]|\/\/: [a-z]/);
});

// --- Markdown -------------------------------------------------------------------------------------------

test('a control that the text names leads to it, if the text says to set it', () => {
  const [lesson] = made({ 'lesson.md': (text) => text.replace('Text with', "Set `delay` to 2, switch 'mode' on, or drag the delay now; `delay` isn't 'mode'. Text with") });
  const names = [...lesson.html.matchAll(/<a class="control" href="#lesson\?" data-control="(\w+)">(.*?)<\/a>/g)].map(([, name, shown]) => [name, shown]);
  assert.deepEqual(names, [['delay', '<code>delay</code>'], ['mode', 'mode'], ['delay', 'delay']]);
});

test('a mistake in the text is refused at its line', () => {
  refuses('lesson.md', '::: program\n', '', /lesson\.md:\d+: there is no line '::: program'/);
  refuses('lesson.md', '::: prediction 1', '::: prediction 2', /lesson\.md:33: the front matter has no prediction 2/);
  refuses('lesson.md', '::: program', '::: programme', /lesson\.md:37: '::: programme' is unknown/);
  refuses('lesson.md', 'Something.\n:::', 'Something.', /lesson\.md:44: this box is not closed/);
  refuses('lesson.md', '## The program', '# The program', /lesson\.md:35: the title is in the front matter/);
  refuses('lesson.md', '## The program', '### The program', /lesson\.md:35: this heading skips a level/);
  refuses('lesson.md', '#lesson?delay=4', '#nowhere', /lesson\.md:31: the link #nowhere leads to no lesson/);
  refuses('lesson.md', '#lesson?delay=4', '#playground?gallery=nothing', /lesson\.md:31: the link #playground\?gallery=nothing leads to no lesson/);
  refuses('lesson.md', '#lesson?delay=4', '#lesson?delay=44', /lesson\.md:31: the link .* cannot work/);
  refuses('lesson.md', 'Something.', 'At [[3 s | ends]].', /lesson\.md:45: 'ends' is no query/);
});

test('a folder without lesson.md, or with another name, isn’t a lesson', () => {
  assert.equal(made({ folder: 'lesson' }).length, 0);
  assert.throws(() => made({ folder: '03-while' }), /03-while\/lesson\.md:1: the folder's slug/);
});

// --- What is generated --------------------------------------------------------------------------------

test('C++ literals are escaped', () => {
  assert.equal(cppString('a "b" \\ c\n\x01é'), '"a \\"b\\" \\\\ c\\n\\001é"');
  assert.equal(cppDouble(3), '3.0');
  assert.equal(cppDouble(0.1), '0.1');
  assert.equal(cppDouble(1e21), '1e+21');
});

test('the generated C++ declares every parameter with its default', () => {
  const [lesson] = made();
  const header = parametersHeader(lesson);
  assert.match(header, /namespace lessons::lesson \{/);
  assert.match(header, /double delay = 3\.0;\n {4}std::string_view mode = "c";/);
  const source = catalogueSource([lesson]);
  assert.match(source, /mode_choices\{"a \\"b\\"", "c"\}/);
  assert.match(source, /"mode", "mode", parameter_type::choice, 0\.0, 1\.0, 1\.0, mode_choices, 1\.0, "", effect::restart/);
  assert.match(source, /\{3, "lesson", "A lesson"/);
});

test('lessons.json lists names, ranges and defaults', () => {
  const [{ slug, parameters }] = lessonsJson(made());
  assert.equal(slug, 'lesson');
  assert.deepEqual(parameters[1], {
    name: 'mode', type: 'choice', min: null, max: null, choices: ['a "b"', 'c'], default: 'c', unit: '', effect: 'restart',
  });
});

test('nothing in the shell looks like a directive of Emscripten’s, and all of it is ASCII', () => {
  const filled = generate(made(), shell).get('shell.html');
  assert.doesNotMatch(filled, /^\s*#/m);
  assert.equal(filled.split('{{{').length, 2, 'only {{{ SCRIPT }}}');
  assert.match(filled, /^[\x00-\x7f]*$/);
});

test('the page has the first lesson’s text; each other, and the glossary’s, is in a file of its own, which the page names', () => {
  const [first, ...others] = lessons;
  const shown = files.get('shell.html');
  assert.equal(shown.split('<div class="listing"').length - 1, first.html.split('<div class="listing"').length - 1, 'no other lesson’s program is in it');
  for (const { slug, html, predictions } of others) {
    const text = files.get(`texts/${slug}.html`);
    assert.ok(text.startsWith(`<div id="${slug}">\n<p class="before">About `) && text.includes(html.split('<!-- exercise')[0]) && text.endsWith('</footer>\n</div>\n'), slug);
    const [article] = new RegExp(`<article class="lesson" id="${slug}" [^>]*data-predictions="${predictions.length}".*?</article>`, 's').exec(shown);
    assert.match(article, new RegExp(`<p class="coming" data-text="texts/${slug}.html"><a href="${slug}/">`));
  }
  assert.match(shown, /<p class="coming" data-text="texts\/glossary.html"><a href="glossary\/">/);
  assert.match(files.get('texts/glossary.html'), /^<div id="glossary">\n<dl>\n<div><dt id="term-[^]*<\/dl>\n<\/div>\n$/);
  assert.match(shown, /<div id="page-help-more" data-text="texts\/help.html"><\/div>/);
  assert.match(files.get('texts/help.html'), /^<div id="page-help-more">[^]*<dl class="legend">[^]*<\/div>\n$/);
  assert.deepEqual([...files.keys()].filter((path) => path.startsWith('texts/')), [...others.map(({ slug }) => slug), 'glossary', 'help'].map((name) => `texts/${name}.html`));
});

test('headings of each lesson are in order, and ids are unique', () => {
  for (const { slug } of lessons) {
    const [article] = new RegExp(`<article class="lesson" id="${slug}".*?</article>`, 's').exec(page);
    const levels = [...article.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
    assert.equal(levels.filter((level) => level === 1).length, 1);
    levels.forEach((level, i) => assert.ok(level <= (levels[i - 1] ?? 0) + 1, `h${level} after h${levels[i - 1]}`));
  }
  const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
  assert.equal(new Set(ids).size, ids.length);
});

test('the page has no inline script, no inline style and no address of another site', () => {
  assert.doesNotMatch(page, /\sstyle=|\son[a-z]+=|<style|<script>/);
  for (const [, address] of page.matchAll(/\s(?:href|src)="([^"]*)"/g)) assert.doesNotMatch(address, /^(https?:)?\/\//);
  assert.match(page, /Content-Security-Policy" content="default-src 'none'/);
});

test('every lesson has all the parts of a lesson', () => {
  for (const { slug, html, parameters, presets, predictions } of lessons) {
    assert.ok(parameters.length >= 2, `${slug} has at least two parameters`);
    assert.ok(parameters.some(({ type }) => type === 'choice' || type === 'switch'), `${slug} has a variant`);
    assert.ok(presets.length >= 2 && predictions.length >= 1, `${slug} has presets and a prediction`);
    const prose = html.replace(/<pre.*?<\/pre>/gs, ' ').replace(/<\/?(a|code|em|strong)\b[^>]*>/g, '').replace(/<[^>]*>/g, ' ');
    const words = prose.split(/\s+/).filter(Boolean).length;
    assert.ok(words >= 400 && words <= 900, `${slug} has 400 to 900 words, and not ${words}`);
  }
});

// Else a question is asked about what the one before it has left behind.
test('a question sets again whatever an earlier one of its lesson has set', () => {
  for (const { slug, predictions } of lessons) {
    const earlier = new Set();
    predictions.forEach(({ set }, i) => {
      for (const name of Object.keys(set ?? {})) earlier.add(name);
      if (i > 0) assert.deepEqual([...earlier].filter((name) => !(name in (set ?? {}))), [], `${slug}, question ${i + 1}`);
    });
  }
});

test('a file whose content hasn’t changed isn’t written again', () => {
  const out = mkdtempSync(join(tmpdir(), 'generated-'));
  try {
    const files = generate(lessons, shell);
    assert.deepEqual(writeChanged(out, files), [...files.keys()]);
    const path = join(out, 'lessons/catalogue.cpp');
    utimesSync(path, 1000, 1000);
    assert.deepEqual(writeChanged(out, files), []);
    assert.equal(statSync(path).mtimeMs, 1000 * 1000);
    writeFileSync(path, 'older');
    assert.deepEqual(writeChanged(out, files), ['lessons/catalogue.cpp']);
  } finally {
    rmSync(out, { recursive: true });
  }
});
