// Each broken program beside the lesson 'Find the bug' has the symptom that the lesson describes, and no other.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { python } from '../python/python.mjs';
import { interleave } from '../runner.mjs';

const folder = fileURLToPath(new URL('../../lessons/20-find-the-bug/bugs/', import.meta.url));

const symptoms = {
  '02-hang': ['never_joined'],
  '03-slow-callback': ['held'],
  '04-lost-exception': ['never_retrieved'],
  '05-lost-task': ['destroyed'],
};

test('every broken program has its symptom in the list', () => {
  assert.deepEqual(readdirSync(folder).filter((name) => name.endsWith('.py')).sort(), Object.keys(symptoms).map((name) => `${name}.py`));
});

for (const [name, kinds] of Object.entries(symptoms)) {
  test(`the broken program ${name} raises ${kinds.join()}`, async () => {
    const { trace } = await python();
    const { events } = trace(readFileSync(`${folder}${name}.py`, 'utf8'), { until: 60 });
    const said = await interleave(['show', 'trace.json', '--warnings'], { 'trace.json': JSON.stringify({ interleave: 1, events }) });
    assert.deepEqual([...new Set([...said.matchAll(/^(\w+) at /gm)].map(([, kind]) => kind))].sort(), kinds, said);
  });
}
