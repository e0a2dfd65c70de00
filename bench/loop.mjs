// The same work on aio and its alternatives, in one go: every peer does every job, round after round, so that
// a noisy moment affects all of them. Prints medians and ratios, and writes build/bench.json.

import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { keep } from './shared/results.mjs';

const top = fileURLToPath(new URL('..', import.meta.url));
const rounds = Number(process.env.ROUNDS ?? 5);

// The number of operations, so that one round takes some tenths of a second. It's smaller for a trace, which
// is stored completely.
const sizes = {
  trip: { fast: 10_000_000, traced: 1_000_000, promises: 3_000_000, python: 100_000 },
  spawn: { fast: 1_000_000, traced: 200_000, promises: 500_000, python: 20_000 },
  ping_pong: { fast: 1_000_000, traced: 200_000, promises: 500_000, python: 30_000 },
  ten_and_ten: { fast: 2_000_000, traced: 200_000, promises: 500_000, python: 50_000 },
  timers: { fast: 200_000, traced: 50_000, promises: 100_000, python: 20_000 },
  chain: { fast: 5_000_000, traced: 1_000_000, promises: 2_000_000, python: 500_000 },
  memory: { fast: 100_000, promises: 100_000, python: 20_000 },
};

const wasm = ['node', 'tests/wasm.mjs', 'build/wasm/bench/loop_bench.js'];
const native = ['build/release/bench/loop_bench'];
const peers = {
  'limit (wasm)': ['fast', [...wasm, 'limit']],
  'aio (wasm)': ['fast', [...wasm, 'aio']],
  'aio traced (wasm)': ['traced', [...wasm, 'traced']],
  'limit (native)': ['fast', [...native, 'limit']],
  'aio (native)': ['fast', [...native, 'aio']],
  'aio traced (native)': ['traced', [...native, 'traced']],
  'Node promises': ['promises', ['node', '--expose-gc', 'bench/loop/promises_main.mjs']],
  'CPython asyncio': ['python', ['python3', 'bench/loop/asyncio_jobs.py']],
  'Pyodide asyncio': ['python', ['node', 'bench/loop/pyodide_main.mjs']],
};

function measure([size, command], job) {
  const [program, ...rest] = command;
  const n = sizes[job][size];
  const out = execFileSync(program, [...rest, job, String(n)], { cwd: top, stdio: ['ignore', 'pipe', 'ignore'] });
  const events = /^(\S+) events$/m.exec(String(out))?.[1];
  return { n, figure: Number(String(out).trim().split('\n').at(-1)), ...(events && { events: Number(events) }) };
}

for (const tree of ['wasm', 'release']) execFileSync('sh', ['cmake/build.sh', tree, 'loop_bench'], { cwd: top, stdio: 'inherit' });

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const results = [];
const only = process.argv.slice(2);
for (const job of Object.keys(sizes).filter((job) => only.length === 0 || only.includes(job))) {
  const figures = new Map(Object.keys(peers).map((peer) => [peer, []]));
  const counts = new Map();
  const recorded = new Map();
  for (let round = 0; round < rounds; ++round) {
    for (const [peer, how] of Object.entries(peers)) {
      if (job === 'memory' && peer.includes('traced')) continue;
      const { n, figure, events } = measure(how, job);
      recorded.set(peer, events);
      figures.get(peer).push(figure);
      counts.set(peer, n);
    }
  }
  const unit = job === 'memory' ? 'bytes a suspended task' : 'ns an operation';
  console.log(`\n${job} (${unit}; median of ${rounds})`);
  for (const [peer, list] of figures) {
    if (list.length === 0) continue;
    const base = median(figures.get(peer.includes('native') ? 'limit (native)' : 'limit (wasm)'));
    const figure = median(list);
    const ratio = figure / base;
    const events = recorded.get(peer);
    // What recording adds, by event, to the same run without it.
    const each = events && (figure - median(figures.get(peer.replace(' traced', '')))) / events;
    console.log(`  ${peer.padEnd(22)} ${figure.toFixed(2).padStart(12)}   ${ratio.toFixed(2).padStart(9)} x the limit${events ? `   ${events} events, ${each.toFixed(1)} ns each` : ''}`);
    results.push({ job, peer, n: counts.get(peer), [job === 'memory' ? 'bytes' : 'ns_per_op']: figure, ratio_to_limit: ratio, ...(events && { events_per_op: events }) });
  }
}
keep(results);
console.log('\nwritten: build/bench.json');
