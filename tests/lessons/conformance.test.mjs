// Every lesson's C++ program against its Python one: the runner's records and CPython's are
// the same to the byte, at the defaults, at every choice, switch and preset, and at random
// settings; and step by step both are at lines with the same mark.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { readFrontMatter } from '../../lessons/build/front-matter.mjs';
import { fileAt, settingsOf } from '../../lessons/build/programs.mjs';
import { compare } from '../oracle/compare.mjs';
import { oracle } from '../oracle/oracle.mjs';
import { amount } from '../full.mjs';
import { markedSteps, presetSettings, randomSettings, variantSettings } from '../oracle/settings.mjs';
import { interleave } from '../runner.mjs';

const top = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const runner = join(top, 'build/node/interleave.mjs');
const randomRuns = amount(8, 50);
const longest = 60; // seconds of a run that may be endless

const lessons = existsSync(runner)
  ? JSON.parse(execFileSync(process.execPath, [runner, 'list', '--json'], { encoding: 'utf8' }))
  : [];

test('the runner has lessons to compare', () => {
  assert.ok(existsSync(runner), 'build/node/interleave.mjs is missing: run make build first.');
  assert.ok(lessons.length > 0);
});

for (const lesson of lessons) {
  const folder = readdirSync(join(top, 'lessons')).find((name) => /^\d\d-/.test(name) && name.slice(3) === lesson.slug);
  const file = (name) => readFileSync(join(top, 'lessons', folder, name), 'utf8');
  const { parameters, presets } = readFrontMatter(file('lesson.md'), `lessons/${folder}/lesson.md`);
  const program = (set) => {
    const name = fileAt(parameters, set);
    const python = file(`${name}.py`);
    return { slug: lesson.slug, name, python, cpp: file(`${name}.cpp`), known: settingsOf(python, parameters, set ?? {}) };
  };
  const gives = (settings) => firstFailure(settings, (setting) => difference(program(setting.set), setting));

  test(`lesson ${lesson.slug}: CPython has the same records at the defaults`, async () => {
    agree(await gives([{}]));
  });
  test(`lesson ${lesson.slug}: CPython has the same records at every choice and switch`, async () => {
    agree(await gives(variantSettings(parameters)));
  });
  test(`lesson ${lesson.slug}: CPython has the same records at every preset`, async () => {
    agree(await gives(presetSettings(presets)));
  });
  test(`lesson ${lesson.slug}: CPython has the same records at ${randomRuns} random settings`, async () => {
    agree(await gives(randomSettings(parameters, randomRuns, lesson.slug)));
  });
  test(`lesson ${lesson.slug}: at every step both listings are at the same mark`, async () => {
    const settings = [{}, ...variantSettings(parameters), ...presetSettings(presets)];
    agree(await firstFailure(settings, async (setting) => {
      const chosen = program(setting.set);
      const { expected, actual, commands } = await bothRuns(chosen, setting, ['--lines']);
      const { name, python, cpp } = chosen;
      const wrong = compare(markedSteps(expected, python), markedSteps(actual, cpp), [`${name}.py`, `${name}.cpp`]);
      return wrong && `${wrong}\n${commands}`;
    }));
  });
}

function agree(wrong) {
  assert.ok(!wrong, wrong);
}

/// What `check` has to say of the first setting that it complains about, or ''.
async function firstFailure(settings, check) {
  for (const setting of settings) {
    const complaint = await check(setting);
    if (complaint) return complaint;
  }
  return '';
}

async function difference(program, setting) {
  const { expected, actual, commands } = await bothRuns(program, setting, []);
  const wrong = compare(expected, actual, ['CPython', 'runner']);
  return wrong && `${wrong}\n${commands}`;
}

/// One setting, `{ set, seed }`, in the reference and in the runner.
async function bothRuns({ slug, name, python, known }, { set = {}, seed = 1 }, flags) {
  const { run } = await oracle();
  const options = { set: known, seed, switches: true, lines: flags.includes('--lines') };
  const { records: expected, ending } = run(python, { ...options, until: longest });
  // Only a run that the reference didn't see the end of is cut off in the runner.
  const rest = ['--seed', String(seed), ...(ending === 'until' ? ['--until', String(longest)] : []), '--switches', ...flags];
  const args = ['run', slug, ...Object.entries(set).flatMap(([name, value]) => ['--param', `${name}=${value}`]), ...rest];
  const commands = [
    `node build/node/interleave.mjs ${args.map(quoted).join(' ')}`,
    `node tests/oracle/run.mjs lessons/*-${slug}/${name}.py ${args.slice(2).map((word) => (word === '--param' ? '--set' : quoted(word))).join(' ')}`,
  ].join('\n');
  const actual = await interleave(args).catch((error) => `the runner failed: ${error.message}\n`);
  return { expected, actual, commands };
}

function quoted(word) {
  return /^[\w=.,+:-]*$/.test(word) ? word : `'${word}'`;
}
