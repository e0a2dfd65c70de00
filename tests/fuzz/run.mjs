// Fuzzes the trace's reader, checker and fold with libFuzzer:
//   node tests/fuzz/run.mjs [SECONDS]     a minute if none are given
//   node tests/fuzz/run.mjs --keep        puts the least set of files that reach as much into tests/fuzz/corpus
//
// What it finds is in build/fuzz: crash-… files go through `build/native/tests/trace_fuzz FILE` again.

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const top = resolve(fileURLToPath(new URL('../..', import.meta.url)));
const work = join(top, 'build/fuzz');
const corpus = join(top, 'tests/fuzz/corpus');
const target = join(top, 'build/native/tests/trace_fuzz');
const rules = join(top, 'tests/trace/files');

/// Every name of a kind, field or value, as the schema has them, in quotes.
function dictionary() {
  const tables = execFileSync(join(top, 'build/native/runner'), ['format'], { encoding: 'utf8' });
  const names = new Set(['interleave', 'title', 'clock', 'virtual', 'real', 'hold_threshold', 'events', 't', 'kind', 'by']);
  for (const [, name] of tables.matchAll(/`(\w+)`/g)) names.add(name);
  return [...names].map((name) => `"\\"${name}\\""\n`).join('');
}

/// The beginning of each lesson's trace, to begin with.
function seeds(folder) {
  const runner = (...args) => execFileSync(join(top, 'build/native/runner'), args, { encoding: 'utf8' });
  mkdirSync(folder, { recursive: true });
  for (const { slug } of JSON.parse(runner('list', '--json'))) {
    const trace = runner('run', slug, '--until', '0.2', '--json');
    const lines = trace.trimEnd().split('\n').slice(0, -1);
    for (const count of [40, 100]) {
      writeFileSync(join(folder, `${slug}-${count}`), `${lines.slice(0, count).join('\n').replace(/,$/, '')}\n]}\n`);
    }
  }
}

function run(...args) {
  const env = { ...process.env, ASAN_OPTIONS: 'detect_leaks=0' };
  return spawnSync(target, args, { cwd: work, env, stdio: 'inherit' }).status ?? 1;
}

execFileSync('sh', ['cmake/build.sh', 'native', 'runner', 'trace_fuzz'], { cwd: top, stdio: 'inherit' });
mkdirSync(join(work, 'found'), { recursive: true });
const limits = ['-max_len=16384', '-len_control=0', '-timeout=10', '-rss_limit_mb=1024'];
if (process.argv[2] === '--keep') {
  const least = join(work, 'least');
  rmSync(least, { recursive: true, force: true });
  mkdirSync(least);
  process.exitCode = run('-merge=1', '-max_len=4096', least, corpus, join(work, 'found'));
  rmSync(corpus, { recursive: true });
  mkdirSync(corpus);
  execFileSync('cp', ['-r', `${least}/.`, corpus]);
} else {
  writeFileSync(join(work, 'dictionary'), dictionary());
  seeds(join(work, 'seeds'));
  const seconds = Number(process.argv[2] ?? 60);
  process.exitCode = run(`-max_total_time=${seconds}`, `-dict=${join(work, 'dictionary')}`, ...limits,
    '-print_final_stats=1', join(work, 'found'), corpus, rules, join(work, 'seeds'));
}
