// Runs the benchmarks one after the other: every bench/*.mjs but this one. They print; they assert nothing.
//   node bench/run.mjs               all
//   node bench/run.mjs frame         those named

import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const top = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const all = readdirSync(join(top, 'bench')).filter((file) => file.endsWith('.mjs') && file !== 'run.mjs').map((file) => file.slice(0, -4)).sort();
const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !all.includes(name));
if (unknown !== undefined) {
  console.error(`There is no benchmark '${unknown}'; there are: ${all.join(', ')}.`);
  process.exit(2);
}

const browser = spawnSync('sh', ['cmake/chromium.sh'], { cwd: top, encoding: 'utf8' });
const env = browser.status === 0 ? { ...process.env, CHROMIUM: browser.stdout.trim() } : process.env;
console.log(`${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, Node ${process.versions.node}`);
for (const name of wanted.length > 0 ? wanted : all) {
  console.log(`\n${name}`);
  const { status } = spawnSync(process.execPath, [`bench/${name}.mjs`], { cwd: top, env, stdio: 'inherit' });
  if (status !== 0) {
    console.error(`bench/${name}.mjs failed.`);
    process.exitCode = 1;
  }
}
