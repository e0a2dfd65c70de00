// Whether the time per thing grows with the number of things: waiters, cancelled waiters and timers,
// children, callbacks, from a thousand to a million, natively and as WebAssembly. Prints the nanoseconds per
// thing and the exponent of their growth (0: none), and writes rows {job: "growth/…", peer, n, ns_per_op,
// exponent} into build/bench.json. The row `caches` has no loop: it goes through as much memory as often, so
// it shows what the processor's caches alone cost.

import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { keep } from './shared/results.mjs';

const top = fileURLToPath(new URL('..', import.meta.url));
const jobs = ['waiters', 'line_at_a_lock', 'cancelled_waiters', 'cancelled_timers', 'children', 'callbacks', 'caches'];
const sizes = [1_000, 10_000, 100_000, 1_000_000];
const rounds = Number(process.env.ROUNDS ?? 3);

for (const tree of ['release', 'wasm']) execFileSync('sh', ['cmake/build.sh', tree, 'growth_bench'], { cwd: top, stdio: 'inherit' });

const peers = {
  'aio (native)': ['build/release/bench/growth_bench'],
  'aio (wasm)': [process.execPath, 'tests/wasm.mjs', 'build/wasm/bench/growth_bench.js'],
};
const measure = ([program, ...args], job, n) => Number(execFileSync(program, [...args, job, String(n)], { cwd: top, encoding: 'utf8' }));
const least = (list) => Math.min(...list);

/// The slope of the line through the points, on logarithmic axes.
function exponent(points) {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)]);
  const mean = (i) => logs.reduce((sum, point) => sum + point[i], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  return logs.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0) / logs.reduce((sum, [a]) => sum + (a - x) ** 2, 0);
}

const rows = [];
for (const [peer, command] of Object.entries(peers)) {
  console.log(peer);
  for (const job of jobs) {
    const figures = sizes.map(() => []);
    for (let round = 0; round < rounds; ++round) sizes.forEach((n, i) => figures[i].push(measure(command, job, n)));
    const best = figures.map(least);
    const grows = exponent(sizes.map((n, i) => [n, best[i]]));
    console.log(`  ${job.padEnd(18)} ${sizes.map((n, i) => `${n}: ${best[i].toFixed(0)} ns`).join('   ')}   exponent ${grows.toFixed(2)}, ${(best.at(-1) / best[0]).toFixed(1)} times`);
    sizes.forEach((n, i) => rows.push({ job: `growth/${job}`, peer, n, ns_per_op: best[i], exponent: grows }));
  }
}
keep(rows);
console.log('written: build/bench.json');
