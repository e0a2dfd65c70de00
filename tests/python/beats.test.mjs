// The page's signals come at any moment: what is sent stays whole.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { interpreters } from './interpreters.mjs';

const script = fileURLToPath(new URL('beats.py', import.meta.url));

for (const { version, path } of interpreters()) {
  const { status, stdout, stderr } = spawnSync(path, [script], { encoding: 'utf8', maxBuffer: 2 ** 28 });
  const { undisturbed, beats, cut } = status === 0 ? JSON.parse(stdout) : {};

  test(`CPython ${version} sends each event and text once, however often it’s asked while it sends`, () => {
    assert.equal(status, 0, stderr);
    assert.ok(undisturbed.events.length > 3 * 4096 * 48 / 2);
    assert.deepEqual(beats, undisturbed);
  });

  test(`CPython ${version} leaves no gap if it's interrupted while it sends`, () => {
    assert.equal(status, 0, stderr);
    for (const { ending, texts, events } of cut) {
      assert.equal(ending, 'time');
      assert.ok(undisturbed.texts.startsWith(texts) && undisturbed.events.startsWith(events));
      assert.ok(events.length > 0);
    }
  });
}
