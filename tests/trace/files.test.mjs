// Each file in tests/trace/files breaks one rule of the format, and the runner says which.

import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const top = resolve(fileURLToPath(new URL('../..', import.meta.url)));
const runner = join(top, 'build/node/interleave.mjs');
const files = join(top, 'tests/trace/files');

const sentences = {
@@TABLE@@
};

function show(name) {
  return new Promise((done) => {
    execFile(process.execPath, [runner, 'show', join(files, `${name}.json`)], (error, stdout, stderr) => {
      done({ code: error?.code ?? 0, stdout, stderr });
    });
  });
}

test('every file has its sentence, and every sentence its file', () => {
  const there = readdirSync(files).map((name) => name.replace(/\.json$/, ''));
  assert.deepEqual(there.sort(), Object.keys(sentences).sort());
});

test('a file that breaks a rule is refused with the sentence that says so, and exit code 2', async () => {
  for (const [name, sentence] of Object.entries(sentences)) {
    assert.deepEqual(await show(name), { code: 2, stdout: '', stderr: `${sentence}\n` }, name);
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
