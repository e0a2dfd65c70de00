// `show` of what `run --json` wrote prints what `run` prints, for every lesson, each of its presets and every option.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readFrontMatter } from '../../lessons/build/front-matter.mjs';
import { interleave as inProcess } from '../runner.mjs';
import { presetSettings, randomSettings } from '../oracle/settings.mjs';

const top = resolve(fileURLToPath(new URL('../..', import.meta.url)));
const runner = join(top, 'build/node/interleave.mjs');
const folder = mkdtempSync(join(tmpdir(), 'show-'));
after(() => rmSync(folder, { recursive: true }));

function interleave(args, { input, cwd = top } = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [runner, ...args], { cwd, input, encoding: 'utf8', maxBuffer: 1 << 28 });
  return { status, stdout, stderr };
}

function output(args, options) {
  const { status, stdout, stderr } = interleave(args, options);
  assert.equal(stderr, '');
  assert.equal(status, 0);
  return stdout;
}

const lessons = readdirSync(join(top, 'lessons')).filter((name) => /^\d\d-/.test(name));
const file = join(folder, 'trace.json');

function words({ set = {}, seed }) {
  const given = Object.entries(set).flatMap(([name, value]) => ['--param', `${name}=${value}`]);
  return seed === undefined ? given : [...given, '--seed', String(seed)];
}

for (const lesson of lessons) {
  const slug = lesson.slice(3);
  test(`lesson ${slug}: show prints what run prints`, async () => {
    const path = join(top, 'lessons', lesson, 'lesson.md');
    const { parameters, presets } = readFrontMatter(readFileSync(path, 'utf8'), path);
    const settings = [{}, ...presetSettings(presets), ...randomSettings(parameters, 2, slug)].map(words);
    for (const [i, set] of settings.entries()) {
      const run = (...options) => inProcess(['run', slug, ...set, ...options]);
      const trace = await run('--until', '20', '--json');
      const show = (...options) => inProcess(['show', 'trace.json', ...options], { 'trace.json': trace });
      assert.equal(await show('--json'), trace);
      // Every option once, and every setting: the product of both would only take longer.
      const others = [['--until', '2.5', '--json'], ['--timeline', '--until', '20'], ['--until', '2.5', '--timeline'],
        ['--lines', '--until', '1.5', '--switches'], ['--until', '20']];
      for (const some of [['--switches', '--until', '20'], ...(i === 0 ? others : [])]) {
        assert.equal(await show(...some), await run(...some), some.join(' '));
      }
    }
  });
}

test('a file is read relative to the working folder or from standard input, with options on both sides', () => {
  const text = output(['run', 'tasks', '--json']);
  writeFileSync(file, text);
  const expected = output(['run', 'tasks', '--switches', '--until', '1']);
  assert.equal(output(['show', '--until', '1', 'trace.json', '--switches'], { cwd: folder }), expected);
  assert.equal(output(['show', '--switches', '-', '--until', '1'], { input: text }), expected);
  assert.equal(output(['show', './trace.json', '--switches', '--until', '1'], { cwd: folder }), expected);
});

test('a file that can\’t be read or shown gets one line, and exit code 2', () => {
  const refused = (sentence, args, options) => {
    assert.deepEqual(interleave(args, options), { status: 2, stdout: '', stderr: `${sentence}\n` });
  };
  refused("'nowhere.json' can't be read.", ['show', 'nowhere.json']);
  refused(`'${folder}' can't be read.`, ['show', folder]);
  refused('The file is empty; a trace is a JSON object.', ['show', '-'], { input: '' });
  refused('show wants a file, or - for standard input.', ['show', '--json']);
  refused("show takes one file, not 'b' too.", ['show', '-', 'b'], { input: '{}' });
  refused("show has no option '--seed'; it has --until, --switches, --lines, --timeline, --warnings, --summary, --json and --perfetto.", ['show', 'a', '--seed']);
  refused('--until wants a value after it.', ['show', 'a', '--until']);
  refused('format takes no arguments.', ['format', 'x']);
});

test('whole numbers are listed and written as whole numbers', () => {
  const text = output(['list', '--json']);
  const list = JSON.parse(text);
  const whole = list.flatMap(({ parameters }) => parameters).filter(({ type }) => type === 'integer');
  assert.ok(whole.length > 0);
  for (const { name, min, max, default: fallback } of whole) {
    assert.ok(text.includes(`"name":"${name}","type":"integer","min":${min},"max":${max},"choices":null,"default":${fallback},`),
      name);
  }
});
