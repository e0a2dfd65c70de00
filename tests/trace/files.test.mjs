// The format as the runner has it: what it refuses, and what its document says.

import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const top = resolve(fileURLToPath(new URL('../..', import.meta.url)));
const runner = join(top, 'build/node/interleave.mjs');
const files = join(top, 'tests/trace/files');

const sentences = new Map(readFileSync(join(top, 'tests/trace/sentences.txt'), 'utf8').trimEnd().split('\n')
  .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]));

function show(name) {
  return new Promise((done) => {
    execFile(process.execPath, [runner, 'show', join(files, `${name}.json`)], (error, stdout, stderr) => {
      done({ code: error?.code ?? 0, stdout, stderr });
    });
  });
}

// All of them are read natively, by corpus_test.cpp.
test('a file that breaks a rule is refused with the sentence that says so, and exit code 2', async () => {
  for (const name of ['not-json', 'version-newer', 'time-falls', 'ends-early']) {
    assert.deepEqual(await show(name), { code: 2, stdout: '', stderr: `${sentences.get(name)}\n` }, name);
  }
});

test('docs/trace-format.md has the tables of the schema', () => {
  const tables = execFileSync(process.execPath, [runner, 'format'], { encoding: 'utf8' });
  const text = readFileSync(join(top, 'docs/trace-format.md'), 'utf8');
  assert.ok(text.includes(tables), 'node build/node/interleave.mjs format prints what the document is to have');
});

test('the example in docs/trace-format.md is a whole file', () => {
  const text = readFileSync(join(top, 'docs/trace-format.md'), 'utf8');
  const [, example] = /```json\n(\{"interleave"[\s\S]*?)```/.exec(text);
  const shown = execFileSync(process.execPath, [runner, 'show', '-', '--switches'], { input: example, encoding: 'utf8' });
  const [, records] = /```text\n(t=[\s\S]*?)```/.exec(text);
  assert.equal(shown, records);
});
