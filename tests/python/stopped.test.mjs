// Where a run was when it was cut off, and that it made no headway: what Python tells, and the page's sentence.

import assert from 'node:assert/strict';
import test from 'node:test';
import { readOutcome } from '../../web/page/python/answers.js';
import { sentenceOfEnd } from '../../web/page/python/outcome.js';
import { python } from './python.mjs';

/// A program whose `main` does this. The loop can be interrupted between two steps, as when its time is up.
const program = (main) => `
import asyncio, _signal

def interrupt():
    asyncio.get_running_loop().call_soon(_signal.raise_signal, _signal.SIGINT)

async def spin():
    while True:
        await asyncio.sleep(0)

async def main():
${main}

asyncio.run(main())
`;

async function ended(source) {
  const { call } = await python();
  return readOutcome(call('run', { source }));
}

test('between two steps, a run was stopped where the last one ended', async () => {
  const outcome = await ended(program(`
    asyncio.create_task(spin())
    await asyncio.sleep(0)
    interrupt()
    await asyncio.sleep(1)`));
  assert.deepEqual(outcome.stopped_at.map(([, name, line]) => [name, line]), [['<module>', 18], ['spin', 9]]);
  assert.deepEqual(sentenceOfEnd({ ...outcome, spun: { callbacks: 999, turns: true } }, 5),
    { text: 'Stopped: the program ran for 5 s without an end. It was at line 9, in spin.', wrong: true, cut: true, lines: [9] });
});

test('in the middle of a step, a run was stopped at the current line', async () => {
  const { stopped_at: stack } = await ended(program(`
    await asyncio.sleep(1)
    _signal.raise_signal(_signal.SIGINT)
    await asyncio.sleep(1)`));
  assert.deepEqual(stack.map(([, name, line]) => [name, line]).slice(0, 2), [['<module>', 17], ['main', 14]]);
});

test('the page says so if a run spins at one moment', async () => {
  const outcome = await ended(program(`
    await asyncio.sleep(2)
    asyncio.create_task(spin())
    for _ in range(600):
        await asyncio.sleep(0)
    interrupt()
    await asyncio.sleep(1)`));
  assert.deepEqual(outcome.spun, { callbacks: 1204, turns: true });
  const text = 'Stopped: 1,204 callbacks at 2.000 s, and time doesn’t move: spin (line 9) waits for nothing but its turn.';
  assert.deepEqual(sentenceOfEnd(outcome, 5), { text, wrong: true, cut: true, lines: [9] });
  assert.equal(sentenceOfEnd({ ...outcome, spun: { callbacks: 1204, turns: false } }, 5).text,
    'Stopped: 1,204 callbacks at 2.000 s, and time doesn’t move. It was at line 9, in spin.');
  assert.equal(sentenceOfEnd({ ...outcome, stopped_at: outcome.stopped_at.slice(0, 1) }, 5).text,
    'Stopped: 1,204 callbacks at 2.000 s, and time doesn’t move. It was at line 20, in the module itself.');
  assert.match(sentenceOfEnd({ ...outcome, ending: 'memory' }, 5).text, /512 MB of memory/);
  assert.equal(sentenceOfEnd({ ...outcome, stopped_at: [] }, 5).text,
    'Stopped: 1,204 callbacks at 2.000 s, and time doesn’t move.');
});
