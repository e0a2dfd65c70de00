// Random scenarios, the same in CPython and in aio: the records must be the same to the byte. 300 of them, or
// 10,000 in a full run; SCENARIOS=N tries that many, FROM=N begins at another seed. Each trace is held against the
// format, too.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { amount } from '../full.mjs';
import { compare } from '../oracle/compare.mjs';
import { oracle } from '../oracle/oracle.mjs';
import { scenario } from './generate.mjs';

const top = fileURLToPath(new URL('../..', import.meta.url));
const source = readFileSync(new URL('scenario.py', import.meta.url), 'utf8');
const count = Number(process.env.SCENARIOS ?? amount(150, 10_000));
const first = Number(process.env.FROM ?? 1);
const batch = 50;

const programs = {
  'as WebAssembly': ['node', 'tests/wasm.mjs', 'build/wasm/tests/scenarios.js'],
  'natively under sanitizers': ['build/native/tests/scenarios'],
};

async function inPython(seed) {
  const { run } = await oracle();
  return run(source.replace('"(())"', JSON.stringify(scenario(seed))), { switches: true }).records;
}

function inCpp(command, seeds) {
  const [program, ...rest] = command;
  const out = execFileSync(program, [...rest, ...seeds.map(scenario)], { cwd: top, encoding: 'utf8', maxBuffer: 2 ** 28 });
  return out.split('--\n').map((text) => text.split('\n').slice(0, -1));
}

test(`the records of ${count} random scenarios are CPython's, as WebAssembly and natively`, async () => {
  for (let base = first; base < first + count; base += batch) {
    const seeds = Array.from({ length: Math.min(batch, first + count - base) }, (_, i) => base + i);
    const expected = [];
    for (const seed of seeds) expected.push(await inPython(seed));
    for (const [how, command] of Object.entries(programs)) {
      if (!existsSync(`${top}/${command.at(-1)}`)) continue;
      const got = inCpp(command, seeds);
      seeds.forEach((seed, i) => {
        const difference = compare(expected[i], got[i]);
        assert.ok(!difference, `seed ${seed} ${how}:\n${difference}\n${scenario(seed)}`);
      });
    }
  }
});
