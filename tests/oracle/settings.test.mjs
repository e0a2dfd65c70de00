// How a lesson's settings are chosen for comparison, and how its marks are read from records.

import assert from 'node:assert/strict';
import test from 'node:test';
import { markedSteps, presetSettings, randomSettings, variantSettings } from './settings.mjs';

const parameters = [
  { name: 'delay', type: 'number', min: 0.5, max: 2, step: 0.25 },
  { name: 'pace', type: 'number', min: 0, max: 1 },
  { name: 'count', type: 'integer', min: 1, max: 5 },
  { name: 'start', type: 'choice', choices: ['now', 'later'] },
  { name: 'patient', type: 'switch' },
];

test('random settings are on the grid, reach both ends, and are the same each time', () => {
  const settings = randomSettings(parameters, 500, 'tasks');
  assert.deepEqual(randomSettings(parameters, 500, 'tasks'), settings);
  assert.notDeepEqual(randomSettings(parameters, 500, 'await'), settings);
  const values = (name) => [...new Set(settings.map(({ set }) => set[name]))].sort();
  assert.deepEqual(values('delay'), [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2]);
  assert.deepEqual(values('pace'), [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]);
  assert.deepEqual(values('count'), [1, 2, 3, 4, 5]);
  assert.deepEqual(values('start'), ['later', 'now']);
  assert.deepEqual(values('patient'), [false, true]);
  assert.ok(settings.every(({ seed }) => Number.isInteger(seed) && seed >= 1 && seed <= 1000));
});

test('the variants are every choice and both sides of every switch', () => {
  assert.deepEqual(variantSettings(parameters).map(({ set }) => set),
    [{ start: 'now' }, { start: 'later' }, { patient: false }, { patient: true }]);
});

test('a preset may set the seed', () => {
  assert.deepEqual(presetSettings([{ set: { delay: 1, seed: 7 } }, { set: {} }]),
    [{ set: { delay: 1 }, seed: 7 }, { set: {} }]);
  assert.deepEqual(presetSettings(undefined), []);
});

test('a step has the mark of the line at which it leaves its task, also when tasks nest', () => {
  const records = [
    't=0.000000 create Task-1',
    't=0.000000 step Task-1',
    't=0.000000 create Task-2',
    't=0.000000 step Task-2',
    't=0.000000 task=Task-2 line Task-1 1',
    't=0.000000 line Task-2 2',
    't=0.000000 line Task-1 1',
    't=1.000000 step Task-2',
    't=1.000000 line Task-2 3',
    't=2.000000 step Task-2',
    't=2.000000 done Task-2',
  ];
  const expected = ['t=0.000000 Task-1 outer', 't=0.000000 Task-2 inner-2', 't=1.000000 Task-2', 't=2.000000 Task-2'];
  assert.deepEqual(markedSteps(records, 'a  #: outer\nb  #: inner-2\nc\n'), expected);
  assert.deepEqual(markedSteps(`${records.join('\n')}\n`, 'a;  //: outer\nb;  //: inner-2\nc\n'), expected);
});
