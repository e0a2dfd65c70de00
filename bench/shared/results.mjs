// build/bench.json: a list of rows, each with its job. A benchmark replaces its own earlier rows and leaves
// the others alone.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(new URL('../../build/bench.json', import.meta.url));

/// Stores `rows` in place of earlier rows of the same jobs.
export function keep(rows) {
  const jobs = new Set(rows.map(({ job }) => job));
  const before = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
  const all = [...before.filter(({ job }) => !jobs.has(job)), ...rows];
  mkdirSync(fileURLToPath(new URL('../../build', import.meta.url)), { recursive: true });
  writeFileSync(file, `${JSON.stringify(all, null, 1)}\n`);
}
