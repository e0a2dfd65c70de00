// For the oracle's own tests: programs with the records that they are to give, derived by
// hand from conformance rules and CPython's documentation, not copied from a run.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { compare } from './compare.mjs';
import { oracle } from './oracle.mjs';

const programs = [];

/**
 * Tests that `source` gives `expected`: one record a line, each `TIME REST`, which stands for
 * `t=<TIME, six decimals> REST`. With `switches` unless the options say otherwise.
 *
 * The recording must not change what it records: the same program is run without the tracer, where a witness sees
 * CPython's C tasks and its pure-Python ones, and with tasks untouched, whose printed lines must be the same.
 *
 * `since: 3.12` in the options: an older Python differs here, and is known to.
 */
export function gives(name, source, expected, { since, ...more } = {}) {
  const program = dedent(source);
  const options = { switches: true, ...more };
  const records = full(expected);
  programs.push({ name, program, options, records, since });
  test(name, async () => {
    const { run } = await oracle();
    same(records, run(program, options).records, 'CPython');
    same(records, run(program, { ...options, implementation: 'c' }).records, 'CPython without the tracer');
    same(records, run(program, { ...options, implementation: 'python' }).records,
      'CPython without the tracer, with pure-Python tasks');
    const untouched = run(program, { ...options, implementation: 'untouched' }).records;
    same(printed(records), printed(untouched), 'CPython with tasks untouched');
  });
}

/** A second opinion on all programs so far, from the machine's own Python if it has one. */
export function agreesWithThisMachine() {
  test('the Python of this machine agrees where it is known to be alike', (context) => {
    const folder = fileURLToPath(new URL('.', import.meta.url));
    const alike = programs.filter(({ since }) => !since);
    const { status, stdout } = spawnSync('python3', ['-c', `
import sys
assert sys.version_info >= (3, 11)
sys.path.insert(0, ${JSON.stringify(folder)})
sys.dont_write_bytecode = True
import oracle
for line in sys.stdin:
    print(oracle.answer("run", line))
`], {
      input: alike.map(({ program, options: { set = {}, ...options } }) => (
        `${JSON.stringify({ source: program, constants: Object.entries(set), ...options })}\n`
      )).join(''),
      encoding: 'utf8',
    });
    if (status !== 0) return context.skip('there is no Python 3.11 or later here');
    stdout.trimEnd().split('\n').forEach((answer, index) => {
      const { name, records } = alike[index];
      same(records, JSON.parse(answer).records, `this machine's Python: ${name}`);
    });
  });
}

/**
 * Another reference for all programs so far and `more` (`{ name, program, options }`): real threads in lock step, in each of
 * these `{ version, path }`.
 */
export function agreesInLockStep(interpreters, more = []) {
  for (const { version, path } of interpreters) {
    const all = [...programs, ...more];
    test(`in CPython ${version} real threads in lock step do the same, in ${all.length} programs`, () => {
      const requests = all.flatMap(({ program, options: { set = {}, ...options } }) => (
        ['tracer', 'lockstep'].map((implementation) => (
          { source: program, constants: Object.entries(set), ...options, switches: true, implementation }))));
      const answers = native(path, requests);
      all.forEach(({ name }, index) => {
        const [ours, theirs] = answers.slice(2 * index, 2 * index + 2);
        const difference = compare(theirs.records, ours.records, ['in lock step', 'simulated']);
        assert.ok(!difference, `${name}: ${difference}`);
        assert.equal(ours.ending, theirs.ending, name);
        if (ours.ending === 'finished') assert.deepEqual(lanes(ours), lanes(theirs), name);
      });
    });
  }
}

/// What ran in threads, without the names of functions.
const lanes = ({ threads }) => threads.map(([worker, , ...times]) => [worker, ...times]).sort((a, b) => a[1] - b[1] || a[0] - b[0]);

/** Answers of oracle.py, run by another Python than Pyodide's. */
export function native(path, requests) {
  const folder = fileURLToPath(new URL('.', import.meta.url));
  const { status, stdout, stderr } = spawnSync(path, ['-c', `
import sys
sys.path.insert(0, ${JSON.stringify(folder)})
sys.dont_write_bytecode = True
import oracle
for line in sys.stdin:
    print(oracle.answer("run", line))
`], { input: requests.map((request) => `${JSON.stringify(request)}\n`).join(''), encoding: 'utf8', timeout: 120_000, maxBuffer: 2 ** 26 });
  assert.equal(status, 0, stderr);
  return stdout.trimEnd().split('\n').map((answer) => JSON.parse(answer));
}

/** The program without the indentation that it has for standing in a test. */
export function dedent(text) {
  const lines = text.replace(/^\n/, '').replace(/\n *$/, '\n').split('\n');
  const indents = lines.filter((line) => line.trim()).map((line) => line.match(/^ */)[0].length);
  const least = Math.min(...indents);
  return lines.map((line) => line.slice(least)).join('\n');
}

/** Records written short, as in `gives`. */
export function full(short) {
  return short.split('\n').map((line) => line.replace(/^ +/, '')).filter(Boolean)
    .map((line) => line.replace(/^(\S+) +/, (_, time) => `t=${Number(time).toFixed(6)} `));
}

export function same(expected, actual, who) {
  const difference = compare(expected, actual, ['by hand', who]);
  assert.ok(!difference, difference);
}

function printed(records) {
  return records.filter((record) => / task=/.test(record))
    .map((record) => record.replace(/ task=\S+/, ''));
}
