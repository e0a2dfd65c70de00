// What a visit fetches: every file of the site, raw and as gzip -9 sends it; at first, or later, on first use.
//   node web/size.mjs [FOLDER]      prints the table (default build/web)

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const top = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/// The most that a first load may take over the wire, in bytes: 450 KB of 1,024 bytes each.
export const limit = 450 * 1024;

/// What is fetched later, and the most that it may take.
export const later = { 'editor.js': 130 * 1024 };

/// [{ path, raw, gzip }] for every file under the folder, the largest first.
export function sizes(folder = join(top, 'build/web')) {
  const files = [];
  const visit = (inside) => {
    for (const entry of readdirSync(join(folder, inside), { withFileTypes: true })) {
      const path = join(inside, entry.name);
      if (entry.isDirectory()) {
        visit(path);
      } else {
        const content = readFileSync(join(folder, path));
        files.push({ path, raw: content.length, gzip: gzipSync(content, { level: 9 }).length });
      }
    }
  };
  visit('');
  return files.sort((a, b) => b.gzip - a.gzip);
}

export function total(files) {
  return files.reduce((sum, { raw, gzip }) => ({ raw: sum.raw + raw, gzip: sum.gzip + gzip }), { raw: 0, gzip: 0 });
}

function print(folder) {
  const files = sizes(folder);
  const first = files.filter(({ path }) => !(path in later));
  const all = { path: `first load, of ${limit / 1024} KB allowed`, ...total(first) };
  const kb = (bytes) => `${(bytes / 1024).toFixed(1)} KB`.padStart(10);
  const width = Math.max(...[...files, all].map(({ path }) => path.length));
  console.log(`${'the site'.padEnd(width)}${'raw'.padStart(10)}${'gzip -9'.padStart(10)}`);
  for (const { path, raw, gzip } of [...first, all, ...files.filter(({ path }) => path in later)]) {
    console.log(`${path.padEnd(width)}${kb(raw)}${kb(gzip)}`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) print(process.argv[2]);
