// Each kind of warning in CPython under the tracer: what must raise it, and what mustn't.

import assert from 'node:assert/strict';
import test from 'node:test';
import { dedent } from '../oracle/check.mjs';
import { python } from '../python/python.mjs';
import { interleave } from '../runner.mjs';
import { programs } from './programs.mjs';

const before = 'import asyncio, gc, time, weakref\n';

/// The lines of the runner about a program. Its first line has number 2.
async function warningsOf(source, { ends, until = 1000, ...options } = {}) {
  const { trace } = await python();
  const { events } = trace(`${before}${dedent(source).trim()}\nasyncio.run(main())\n`, { until, ...options });
  const last = events.at(-1).kind;
  if (ends === 'events') assert.ok(events.length >= options.most_events, `there are only ${events.length} events`);
  else assert.ok(until < 1000 || last === 'finished' || last === 'deadlock' || events.at(-1).t < 1000, `it ends with ${last}`);
  const said = await interleave(['show', 'trace.json', '--warnings'], { 'trace.json': JSON.stringify({ interleave: 1, events }) });
  return said.split('\n').filter(Boolean);
}

for (const [kind, { raised, missed }] of Object.entries(programs)) {
  test(`${kind} has at least five programs that raise it, and five near misses`, () => {
    assert.ok(raised.length >= 5 && missed.length >= 5, `${raised.length}, ${missed.length}`);
    assert.ok(raised.every(([, , expected]) => expected.some((line) => line.startsWith(`${kind} `))));
  });
  for (const [name, source, expected, options] of raised) {
    test(`${kind} is raised: ${name}`, async () => {
      assert.deepEqual(await warningsOf(source, options), expected);
    });
  }
  for (const [name, source, options] of missed) {
    test(`${kind} isn’t raised, nor anything else: ${name}`, async () => {
      assert.deepEqual(await warningsOf(source, options), []);
    });
  }
}
