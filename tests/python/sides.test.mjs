// Two programs that are compared, as the panel takes them, and as they go with a program.

import assert from 'node:assert/strict';
import test from 'node:test';
import { parseAddress } from '../../web/page/address.js';
import { linkTo, programIn } from '../../web/page/python/links.js';
import { readSettings } from '../../web/page/python/settings.js';
import { chosen, parametersOf, questionOf, setFor } from '../../web/page/python/sides.js';

const number = (name, value, more = {}) => ({ name, type: 'number', value, min: 0, max: 9, step: 0.1, unit: 's', choices: [], ...more });
const mine = { name: 'mine', constants: [number('delay', 1), number('own', 2)] };
const other = { name: 'mine, before', constants: [number('delay', 3, { max: 5 }), number('gone', 4)] };
const both = [mine, other];

test('a single program has its own constants, and all settings', () => {
  assert.deepEqual(parametersOf([mine]), mine.constants);
  assert.equal(chosen([mine], { delay: 2 }), 0);
  assert.deepEqual(setFor([mine], 0, { delay: 1, own: 2 }), { delay: 1, own: 2 });
});

test('two have a choice between them, and a constant of both is one parameter', () => {
  const [choice, ...constants] = parametersOf(both);
  assert.deepEqual([choice.type, choice.choices, choice.value], ['choice', ['mine', 'mine, before'], 'mine']);
  assert.deepEqual(constants.map(({ name, value, max }) => [name, value, max]), [['delay', 1, 9], ['own', 2, 9], ['gone', 4, 9]]);
  assert.equal(chosen(both, { [choice.name]: 'mine, before' }), 1);
});

test('each keeps its text’s value until another one is set, which applies to all that have it', () => {
  const set = { program: 'mine', delay: 1, own: 2, gone: 4 };
  assert.deepEqual([0, 1].map((which) => setFor(both, which, set)), [{}, {}]);
  const moved = { ...set, delay: 2, own: 5, gone: 6 };
  assert.deepEqual(setFor(both, 0, moved), { delay: 2, own: 5 });
  assert.deepEqual(setFor(both, 1, moved), { delay: 2, gone: 6 });
});

test('a value that the other program’s constant can’t have doesn’t change that one', () => {
  const choice = (...choices) => ({ name: 'x', type: 'choice', value: choices[0], min: 0, max: 1, step: 1, unit: '', choices });
  const taken = (first, second, x) => 'x' in setFor([{ name: 'a', constants: [first] }, { name: 'b', constants: [second] }], 1, { program: 'a', x });
  assert.equal(taken(choice('fast', 'slow'), choice('slow', 'slower'), 'slow'), true);
  assert.equal(taken(choice('slow', 'fast'), choice('slow', 'slower'), 'fast'), false);
  assert.equal(taken(choice('fast', 'slow'), number('x', 1), 'slow'), false);
  assert.equal(taken(number('x', 1), number('x', 1, { type: 'integer' }), 2.5), false);
  assert.equal(taken(number('x', 1, { type: 'integer' }), number('x', 1), 2), true);
});

test('a constant with the choice’s name leaves the choice alone', () => {
  const sides = [{ name: 'a', constants: [number('program', 1)] }, { name: 'b', constants: [] }];
  assert.deepEqual(parametersOf(sides).map(({ name, type }) => [name, type]), [['program', 'choice']]);
  assert.deepEqual(setFor(sides, 0, { program: 'a' }), {});
});

test('two programs’ questions are asked once if they’re the same, and else with the program’s name', () => {
  const asked = (...prompts) => questionOf(both, new Map(prompts))?.prompt;
  assert.equal(asked(), undefined);
  assert.equal(asked([0, 'Name?'], [1, 'Name?']), 'Name?');
  assert.equal(asked([1, 'Town?']), 'In ‘mine, before’: Town?');
  assert.equal(asked([1, ''], [0, 'Name?']), 'In ‘mine’: Name? In ‘mine, before’: your answer');
  assert.deepEqual(questionOf([mine], new Map([[0, '']])), { prompt: '' });
});

test('the program to compare with is in the link, with its name', async () => {
  globalThis.document = { baseURI: 'https://page.invalid/' };
  const through = async (sides, settings, run) => programIn(new Map(parseAddress(new URL(await linkTo(sides, readSettings(settings), run)).hash).settings));
  const sides = [{ name: 'mine', source: 'print(1)\n' }, { name: 'mine, before & after', source: 'print("é")\n' }];
  assert.deepEqual(await through(sides, { latency: 1 }), {
    name: 'mine', text: 'print(1)\n', settings: readSettings({ latency: 1, compared: { name: 'mine, before & after', text: 'print("é")\n' } }), run: '',
  });
  assert.equal((await through(sides.slice(0, 1), {})).settings.compared, null);
  assert.equal((await through(sides, {}, 'pace=2.5&live=1*a_b:2')).run, 'pace=2.5&live=1*a_b:2');
  await assert.rejects(programIn(new Map([['code', await linkTo(sides, {}).then((link) => /code=([^&]*)/.exec(link)[1])], ['other', '%%']])), /damaged/);
});

test('the program to compare with can be made from anything', () => {
  const compared = (value) => readSettings({ compared: value }).compared;
  for (const nonsense of [null, 'text', {}, { name: 'a' }, { name: 1, text: '' }, { text: '' }]) assert.equal(compared(nonsense), null);
  assert.deepEqual(compared({ name: 'two\nlines', text: '', own: 'yes' }), { name: 'two lines', text: '', own: false });
});
