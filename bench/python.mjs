// The cost of the tracer, in Pyodide in Node: the same program on the bare virtual-clock loop and with the
// tracer, in turns, the fastest of several runs. Also, how long a worker takes to start: bare Pyodide with
// the site's library, and with the tracer loaded and run once.
//   python/trip    a trip through the loop, sleep(0): at most 4 times the bare loop's
//   python/lesson  the lesson on queues: at most 2 times
//   python/trip/variables, python/lesson/variables    the same with the variables' values: at most 2.2 times
// without
//   python/ready   from nothing until a program can run: at most 1.3 times bare Pyodide

import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadPyodide } from 'pyodide';
import { keep } from './shared/results.mjs';

const top = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const site = join(top, 'build/web/python');
const limits = { 'python/trip': 4, 'python/lesson': 2, 'python/trip/variables': 2.2, 'python/lesson/variables': 2.2, 'python/ready': 1.3 };
const rounds = 12;

const bare = () => loadPyodide({ env: { HOME: '/home/pyodide', PYTHONHASHSEED: '0' }, stdLibURL: join(site, 'stdlib.zip') });

async function withTracer() {
  const python = await bare();
  python.FS.writeFile('/interleave.zip', readFileSync(join(site, 'interleave.zip')));
  python.runPython(`
import sys
sys.path.insert(0, "/interleave.zip")
from interleave import run as runs
runs.run("import asyncio\\nasyncio.run(asyncio.sleep(0))")
`);
  return python;
}

async function seconds(work) {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

const programs = {
  'python/trip': `
import asyncio
async def main():
    for _ in range(10_000):
        await asyncio.sleep(0)
asyncio.run(main())
`,
  'python/lesson': readFileSync(join(top, 'lessons/12-queues/lesson.py'), 'utf8'),
};

const rows = [];
const say = (job, base, watched) => {
  const ratio = watched / base;
  console.log(`${job.padEnd(24)} ${(base * 1000).toFixed(1).padStart(8)} ms ${(watched * 1000).toFixed(1).padStart(8)} ms   ${ratio.toFixed(2)} times, at most ${limits[job]}`);
  rows.push({ job, base_ms: base * 1000, traced_ms: watched * 1000, ratio });
};

console.log(`${''.padEnd(24)} ${'bare'.padStart(11)} ${'traced'.padStart(11)}`);
const python = await withTracer();
const once = python.runPython(`
def once(source, watch, variables=False):
    runs.run(source, install=lambda: runs.install(watch), until=60, variables=variables)
once
`);
for (const [job, source] of Object.entries(programs)) {
  const [base, watched, told] = [[], [], []];
  for (let round = 0; round < rounds; ++round) {
    base.push(await seconds(() => once(source, false)));
    watched.push(await seconds(() => once(source, true)));
    told.push(await seconds(() => once(source, true, true)));
  }
  say(job, Math.min(...base), Math.min(...watched));
  say(`${job}/variables`, Math.min(...watched), Math.min(...told));
}
const starts = [[], []];
for (let round = 0; round < 3; ++round) {
  starts[0].push(await seconds(bare));
  starts[1].push(await seconds(withTracer));
}
say('python/ready', Math.min(...starts[0]), Math.min(...starts[1]));
keep(rows);
