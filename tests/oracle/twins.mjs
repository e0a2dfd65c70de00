// C++ tests say what CPython does. This runs what they say in CPython: every Python program in a test
// file, between py marks, must give the records, and the complaints, that follow it. Watched or not, it does the same.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { oracle } from './oracle.mjs';
import { pairs } from './programs.mjs';

const complaint = new RegExp(["coroutine (method '\\S+' of )?'\\S+' was never awaited",
  '^\\w+ exception was never retrieved', '^\\w+ exception in shielded future',
  '^Exception in callback', '^Task was destroyed but it is pending!',
  '^unhandled exception during asyncio.run\\(\\) shutdown', '^Unhandled error in exception handler',
  '^Unhandled exception in event loop', '^Unhandled exception in client_connected_cb',
  '^Fatal error: protocol.data_received\\(\\) call failed.',
  '^socket.send\\(\\) raised exception.',
  '^an error occurred during closing of asynchronous generator',
  'The executor did not finishing joining its threads within 300 seconds'].join('|'), 'gm');

function plain(text) {
  return text.split('\n').map((line) => line.replace(/^ +/, '')).filter(Boolean);
}

function full(text) {
  return plain(text).map((line) => line.replace(/^(\S+)/, (time) => `t=${Number(time).toFixed(6)}`));
}

/// Makes a test of each pair in the `*_test.cpp` files of a folder under tests/.
export function testTwins(folder) {
  for (const { name, source, options, records, complaints } of pairs(folder)) {
    test(name, async () => {
      const { run } = await oracle();
      const result = run(source, { ...options, switches: true });
      assert.deepEqual(full(records), result.records);
      assert.deepEqual(plain(complaints), result.stderr.match(complaint) ?? []);
      const bare = run(source, { ...options, switches: true, implementation: 'c' });
      assert.deepEqual(bare.records, result.records, 'the tracer changed what it watched');
    });
  }
}
