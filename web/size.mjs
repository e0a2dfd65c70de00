// The sizes of the site's files, raw and after gzip -9: for a first visit, and for the playground.
//   node web/size.mjs [FOLDER]      prints the table (default build/web)

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const top = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/// The limit for a first load over the wire, in bytes: 520 KB of 1,024 bytes each.
export const limit = 520 * 1024;
/// The limit for the playground's first opening: 5.8 MB of 1,048,576 bytes each.
export const playgroundLimit = 5.8 * 2 ** 20;

/// The limit for what the export dialog fetches when it's first opened.
export const exportLimit = 120 * 1024;

/// Whether the playground fetches this file; whether the export dialog does; whether it's a lesson's text, fetched when
/// that's opened; whether each first visit fetches it. Other pages, what they and other sites ask for, and what's loaded
/// when a reader presses a button are none of these.
export const isOfPlayground = ({ path }) => /^(playground\.(js|css)|editor\.js|python\/)/.test(path);
export const isOfExport = ({ path }) => path.startsWith('export/');
export const isAside = ({ path }) => /^((share|embed|offline|plain|exercise|warnings|what-if|classroom|interleave-figure|service-worker)\.(js|css)|404\.html|interleave\.pyz)$|\.(png|svg|txt|xml|webmanifest)$|\/(index\.html|oembed\.json)$|^exercises\//.test(path);
export const isText = ({ path }) => path.startsWith('texts/');
export const isFirst = (file) => !isOfPlayground(file) && !isOfExport(file) && !isText(file) && !isAside(file);

/// The files of a first visit that costs the most: it's led to the lesson with the longest text.
export const firstVisit = (files) => [...files.filter(isFirst), ...files.filter(isText).sort((a, b) => b.gzip - a.gzip).slice(0, 1)];

/// [{ path, raw, gzip }] for every file in the folder, the largest first.
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
  const parts = [['a first visit', firstVisit(files), limit], ['the playground', files.filter(isOfPlayground), playgroundLimit],
    ['the export dialog', files.filter(isOfExport), exportLimit],
    ['the lessons’ texts', files.filter(isText), 0], ['aside', files.filter(isAside), 0]];
  const kb = (bytes) => `${(bytes / 1024).toFixed(1)} KB`.padStart(11);
  const width = 1 + Math.max(30, ...files.map(({ path }) => path.length));
  for (const [title, part, most] of parts) {
    console.log(`${title.padEnd(width)}${'raw'.padStart(11)}${'gzip -9'.padStart(11)}`);
    for (const { path, raw, gzip } of [...part, { path: most ? `total, of ${(most / 1024).toFixed(0)} KB allowed` : 'total', ...total(part) }]) {
      console.log(`${path.padEnd(width)}${kb(raw)}${kb(gzip)}`);
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) print(process.argv[2]);
