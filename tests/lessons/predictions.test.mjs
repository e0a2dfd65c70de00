// A question is one to think about: what's in view round it doesn't answer it. What does is in a box `::: answer` that's
// closed until the reader has answered, or further away.

import assert from 'node:assert/strict';
import { dirname, join, resolve } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { parseFact, parseOutputFact } from '../../lessons/build/facts.mjs';
import { readLessons } from '../../lessons/build/lessons.mjs';
import { parseValue } from '../../lessons/build/parameters.mjs';
import { interleave } from '../runner.mjs';

const lessons = readLessons(join(resolve(dirname(fileURLToPath(import.meta.url)), '../..'), 'lessons'));
const near = 4;  // blocks before and after a question that are in view with it  // blocks before and after a question that are in view with it  // blocks before and after a question that are in view with it  // blocks before and after a question that are in view with it

/// A lesson's text as blocks, in order: paragraphs, lists, fences and directives; without what's folded away.
export function blocksOf(body) {
  const blocks = [[]];
  let fence = false;
  let folded = false;
  for (const line of body.split('\n')) {
    if (line.startsWith('```')) fence = !fence;
    if (!fence && line.startsWith('::: answer')) folded = true;
    else if (folded) folded = fence || line !== ':::';
    else if (!fence && (line.trim() === '' || line === ':::')) blocks.push([]);
    else if (!fence && line.startsWith(':::')) blocks.push([line], []);
    else blocks.at(-1).push(line);
  }
  return blocks.map((lines) => lines.join('\n')).filter(Boolean);
}

/// The settings of a run, of which only the given ones differ from the defaults.
const all = ({ parameters }, given) => JSON.stringify(parameters.map(({ name, default: value }) => String(given[name] ?? value)));
const typed = (lesson, settings) => Object.fromEntries(Object.entries(settings).map(([name, text]) => {
  const parameter = lesson.parameters.find((each) => each.name === name);
  return [name, parameter ? parseValue(parameter, text) : text];
}));

/// The facts of a block that are about the run of a question.
function factsOf(block, lesson, set) {
  const place = { file: lesson.file, line: 1, lesson };
  const [, settings, output] = /^```output *(.*)\n([^]*)```$/.exec(block) ?? [];
  const facts = output !== undefined ? [parseOutputFact(settings, output, place)] : [...block.matchAll(/\[\[(.*?)\]\]/gs)].map(([, source]) => parseFact(source, place));
  return facts.filter((fact) => all(lesson, typed(lesson, fact.settings)) === all(lesson, set));
}

/// What the run of a question comes to: its end, its lines, and the names of the tasks in the order of their callbacks.
async function runOf({ slug }, set) {
  const args = Object.entries(set).flatMap(([name, value]) => ['--param', `${name}=${value}`]);
  const { events } = JSON.parse(await interleave(['run', slug, '--json', '--until', '120', ...args]));
  const names = new Map(events.filter(({ kind }) => kind === 'task_created').map(({ task, name }) => [task, name]));
  return { end: events.at(-1).t, turns: events.filter(({ kind }) => kind === 'callback_began').map(({ task }) => names.get(task)) };
}

/// Why a block answers a question, or ''.
function answers(block, question, facts, { end, turns }) {
  const { kind, lines = [], after } = question;
  if (facts.some((fact) => fact.kind === 'output')) return kind === 'next' ? '' : 'it has the output';
  if (kind === 'end' && facts.some(({ kind: what, text }) => ['end', 'time'].includes(what) && parseFloat(text) === end)) return 'it says when the run ends';
  const about = (line) => facts.some(({ kind: what, printed, later }) => (what === 'before' && lines.includes(line) && [printed, later].includes(line))
    || (what === 'time' && printed === line));
  if (kind === 'order' && (lines.filter(about).length > 1 || lines.filter((line) => block.includes(`\`${line}\``)).length > 1)) return 'it says in which order two of the lines come';
  if (kind === 'next' && turns[after] && block.includes(turns[after])) return `it names ${turns[after]}, which is next`;
  return '';
}

test('blocks are paragraphs, fences and directives, and what is folded away is none', () => {
  assert.deepEqual(blocksOf('One\ntwo.\n\n::: prediction 1\n\n::: answer 1\nThree.\n\n```output\n0.000 s  a\n```\n:::\n\n```text\nfour\n\nfive\n```\n::: wrong\nSix.\n:::\n'),
    ['One\ntwo.', '::: prediction 1', '```text\nfour\n\nfive\n```', '::: wrong', 'Six.']);
});

for (const lesson of lessons) {
  test(`${lesson.slug}: nothing that’s in view round a question answers it`, async () => {
    const blocks = blocksOf(lesson.body);
    const found = [];
    for (const [i, question] of lesson.predictions.entries()) {
      const at = blocks.indexOf(`::: prediction ${i + 1}`);
      const set = question.set ?? {};
      const run = await runOf(lesson, set);
      for (const block of [...blocks.slice(Math.max(0, at - near), at), ...blocks.slice(at + 1, at + 1 + near)]) {
        const why = answers(block, question, factsOf(block, lesson, set), run);
        if (why) found.push(`question ${i + 1} (${question.question.slice(0, 60)}): ${why}: ${block.slice(0, 90)}`);
      }
    }
    assert.deepEqual(found, []);
  });
}
