// How long a file that uses tasks and queues takes to compile, compared with one that only includes the same
// headers of the standard library. The limit is twice as long. Both are compiled in turns, and the best of
// several times counts.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { keep } from './shared/results.mjs';

const top = fileURLToPath(new URL('..', import.meta.url));
const program = 'bench/compile/tasks_and_queues.cpp';
const rounds = Number(process.env.ROUNDS ?? 7);
const limit = 2;

const env = { ...process.env, CCACHE_DISABLE: '1' };
const run = (command, ...args) => execFileSync(command, args, { cwd: top, encoding: 'utf8', env });
const compiler = run('sh', 'cmake/native.sh').trim();
const flags = ['-std=c++20', '-Icore'];

/// The standard library headers that `file` includes through our own headers.
function standardHeaders(file) {
  const ours = run(compiler, ...flags, '-MM', file).match(/core\/aio\/\S+\.hpp/g);
  const text = ours.map((header) => readFileSync(join(top, header), 'utf8')).join('');
  const included = [...text.matchAll(/^#include (<.+>)$/gm)];
  return [...new Set(included.map(([, name]) => name))].sort();
}

function seconds(file, level, out) {
  const began = process.hrtime.bigint();
  run(compiler, ...flags, level, '-c', file, '-o', out);
  return Number(process.hrtime.bigint() - began) / 1e9;
}

const folder = mkdtempSync(join(tmpdir(), 'compile-'));
try {
  const base = join(folder, 'base.cpp');
  const headers = standardHeaders(program);
  writeFileSync(base, `${headers.map((name) => `#include ${name}\n`).join('')}int main() {}\n`);
  const [version] = run(compiler, '--version').split('\n');
  console.log(`${version}, ${headers.length} headers of the standard library; best of ${rounds}`);
  const rows = ['-O0', '-O2'].map((level) => {
    const best = { base: Infinity, aio: Infinity };
    for (let round = 0; round < rounds; ++round) {
      best.base = Math.min(best.base, seconds(base, level, join(folder, 'out.o')));
      best.aio = Math.min(best.aio, seconds(program, level, join(folder, 'out.o')));
    }
    const [base_ms, aio_ms] = [best.base * 1000, best.aio * 1000];
    return { job: `compile/${level.slice(1)}`, base_ms, aio_ms, ratio: aio_ms / base_ms };
  });
  for (const { job, base_ms, aio_ms, ratio } of rows) {
    const times = `${base_ms.toFixed(0).padStart(6)} ms without aio ${aio_ms.toFixed(0).padStart(6)} ms with it`;
    console.log(`  ${job.padEnd(12)}${times}   ${ratio.toFixed(2)} times, at most ${limit}`);
  }
  keep(rows);
} finally {
  rmSync(folder, { recursive: true });
}
