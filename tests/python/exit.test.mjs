// A program that ends itself by SystemExit: what its exit code is, and that the page tells it.

import assert from 'node:assert/strict';
import test from 'node:test';
import { readOutcome } from '../../web/page/python/answers.js';
import { sentenceOfEnd } from '../../web/page/python/outcome.js';
import { python } from './python.mjs';

async function sentence(source) {
  const { call } = await python();
  return sentenceOfEnd(readOutcome(call('run', { source })), 5);
}

const within = (statement) => `
import asyncio, sys

async def main():
    await asyncio.sleep(2)
    ${statement}

asyncio.run(main())
`;

test('the exit code of a program is reported', async () => {
  const ended = (code) => ({ text: `Ended with exit code ${code}.`, wrong: false, lines: [] });
  assert.deepEqual(await sentence(within('raise SystemExit(3)')), ended(3));
  assert.deepEqual(await sentence(within('sys.exit("no luck")')), ended(1));
  assert.deepEqual(await sentence('exit(-1)'), ended(255), 'as its parent would see it');
});

test('a program without an exit code, or with 0, gets no sentence about it, and neither does one that an exception ends', async () => {
  for (const statement of ['pass', 'sys.exit()', 'sys.exit(0)', 'sys.exit(False)']) {
    assert.deepEqual(await sentence(within(statement)), { text: '', wrong: false, lines: [] }, statement);
  }
  assert.equal((await sentence('raise KeyError(3)')).text, 'KeyError: 3 (line 1)');
});
