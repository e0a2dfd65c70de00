// Makes the folder to upload: build/dist, from build/web.
//   node web/site/dist.mjs [--site URL] [--source URL] [--from FOLDER] [--to FOLDER] [--uncompressed]
// URL is the site's whole address, for what must name it: canonical links, pictures in previews, the sitemap.
//
// Each file that a page fetches gets a name with a hash of its content, and what names it is rewritten: such a
// file never changes, so browsers may keep it forever. Pages keep their names, and so do the few files that
// other sites and readers know by name. A service worker gets the list of all of them, with their hashes. Beside
// each file of text or code are its compressed forms (.gz, .br), for hosts that send those.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { transformSync } from 'esbuild';
import { isOfPlayground } from '../size.mjs';
import { indexTags, pages } from './pages.mjs';

const top = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/// Files that are known by their names: to readers, to other sites, to browsers.
const isNamed = (path) => /(^|\/)(index|404)\.html$|\.(png|svg|txt|xml|webmanifest|pyz)$|\/oembed\.json$|^(interleave-figure|service-worker)\.js$/.test(path);
const isText = (path) => ['.html', '.js', '.mjs', '.css', '.json', '.webmanifest'].includes(extname(path));
const isPage = (path) => /(^|\/)index\.html$/.test(path);
const digest = (kind, bytes, form) => createHash(kind).update(bytes).digest(form);

/// The files of a folder, by their paths.
export function filesIn(folder, inside = '') {
  return readdirSync(join(folder, inside), { withFileTypes: true }).flatMap((entry) => {
    const path = inside ? `${inside}/${entry.name}` : entry.name;
    return entry.isDirectory() ? filesIn(folder, path) : [path];
  }).sort();
}

/// Gives every file its final name and content. `files` maps paths to bytes; so does the result.
export function withHashes(files, site = '') {
  const done = new Map();     // path to [name, bytes]
  const under = new Set();    // on the way down
  const paths = [...files.keys()].filter((path) => !isNamed(path)).sort((a, b) => b.length - a.length);
  const escaped = paths.map((path) => path.replace(/[.+]/g, '\\$&')).join('|');
  // A path in quotes, or in url(), from the site's root or from a page in a folder.
  const root = site ? `|${site.replace(/[.?+*()[\]{}|^$\\]/g, '\\$&')}` : '';
  const reference = new RegExp(`(["'\`(](?:\\.\\.?/${root})?)(${escaped})(?=["'\`)])`, 'g');

  function finish(path) {
    if (done.has(path)) return done.get(path);
    if (under.has(path)) throw new Error(`${[...under, path].join(' names ')}: none can have its hash first.`);
    under.add(path);
    const bytes = isText(path)
      ? Buffer.from(files.get(path).toString('utf8').replace(reference, (whole, before, named) => (named === path ? whole : before + finish(named)[0])))
      : files.get(path);
    under.delete(path);
    const ending = extname(path);
    const name = isNamed(path) ? path : `${path.slice(0, -ending.length)}.${digest('sha256', bytes, 'hex').slice(0, 12)}${ending}`;
    done.set(path, [name, bytes]);
    return done.get(path);
  }
  return new Map([...files.keys()].map((path) => [path, finish(path)]));
}

/// The service worker, which knows every file of this version.
function serviceWorker(finished) {
  const integrity = (bytes) => `sha256-${digest('sha256', bytes, 'base64')}`;
  const entries = [...finished];
  const kept = Object.fromEntries(entries.filter(([path]) => isPage(path)).map(([, [name, bytes]]) => [name.replace(/index\.html$/, ''), integrity(bytes)]));
  const hashed = entries.filter(([path]) => !isNamed(path));
  const list = Object.fromEntries(hashed.map(([, [name, bytes]]) => [name, integrity(bytes)]));
  const isFrame = (path) => path === 'python/frame.html';  // no frame is fetched through a service worker
  const first = hashed.filter(([path]) => !isOfPlayground({ path }) || isFrame(path)).map(([, [name]]) => name);
  const values = { PAGES: kept, FILES: list, FIRST: first };
  const source = readFileSync(join(top, 'web/page/share/service-worker.js'), 'utf8');
  const define = Object.fromEntries(Object.entries({ VERSION: digest('sha256', JSON.stringify([values, source]), 'hex').slice(0, 12), ...values }).map(([key, value]) => [key, JSON.stringify(value)]));
  return Buffer.from(transformSync(source, { define, minify: true, target: 'es2020', format: 'iife' }).code);
}

/// Reads `from` and writes `to`; compressed forms that are in `reused` already aren't made again. Returns the finished files, by their paths: `[name, bytes]`.
export async function makeDist({ from = join(top, 'build/web'), to = join(top, 'build/dist'), site = '', source = '', compressed = true, reused = to } = {}) {
  if (!existsSync(join(from, 'index.html'))) throw new Error(`There is no site in ${from}: run 'make build' first.`);
  const whole = site && (site.endsWith('/') ? site : `${site}/`);
  const files = new Map(filesIn(from).map((path) => [path, readFileSync(join(from, path))]));
  for (const [path, content] of pages({ site: whole, source })) files.set(path, Buffer.from(content));
  files.set('index.html', Buffer.from(files.get('index.html').toString('utf8').replace('<link rel="stylesheet"', () => `${indexTags(whole)}\n<link rel="stylesheet"`)));
  const finished = withHashes(files, whole);
  finished.set('service-worker.js', ['service-worker.js', serviceWorker(finished)]);
  const before = compressed ? compressedIn(reused) : new Map();
  rmSync(to, { recursive: true, force: true });
  for (const [name, bytes] of finished.values()) {
    mkdirSync(dirname(join(to, name)), { recursive: true });
    writeFileSync(join(to, name), bytes);
  }
  writeFileSync(join(to, '.nojekyll'), '');  // GitHub Pages sends the files as they are
  if (compressed) await compress(to, finished, before);
  return finished;
}

const worthwhile = 0.95;  // of the size

/// The compressed forms of files that are named by their content, by their names.
function compressedIn(folder) {
  const names = existsSync(folder) ? filesIn(folder).filter((name) => /\.[0-9a-f]{12}\.\w+\.(gz|br)$/.test(name)) : [];
  return new Map(names.map((name) => [name, readFileSync(join(folder, name))]));
}

async function compress(folder, finished, before) {
  const forms = {
    gz: (bytes) => promisify(gzip)(bytes, { level: 9 }),
    br: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
  };
  const packed = /\.(png|pyz)$/;
  for (const [name, bytes] of finished.values()) {
    if (packed.test(name) || bytes.length < 400) continue;
    await Promise.all(Object.entries(forms).map(async ([ending, make]) => {
      const less = before.get(`${name}.${ending}`) ?? await make(bytes);
      if (less.length < bytes.length * worthwhile) writeFileSync(join(folder, `${name}.${ending}`), less);
    }));
  }
}

async function run(words) {
  const options = {};
  for (let i = 0; i < words.length; ++i) {
    const name = words[i].replace(/^--/, '');
    if (name === 'uncompressed') options.compressed = false;
    else if (['site', 'source', 'from', 'to'].includes(name) && words[i + 1] !== undefined) options[name] = words[++i];
    else throw new Error(`'${words[i]}' is unknown: --site URL, --source URL, --from FOLDER, --to FOLDER, --uncompressed.`);
  }
  for (const name of ['site', 'source']) {
    if (options[name] && !/^https?:\/\/[^\s"'<>?#]+$/.test(options[name])) throw new Error(`'${options[name]}' is no address such as https://example.org/interleave/.`);
  }
  const finished = await makeDist(options);
  const bytes = [...finished.values()].reduce((sum, [, each]) => sum + each.length, 0);
  console.log(`${finished.size} files, ${(bytes / 2 ** 20).toFixed(1)} MB, are in ${options.to ?? 'build/dist'}: upload that folder (docs/hosting.md).`);
  if (!options.site) console.log('Without SITE=https://… there is no sitemap, no oEmbed, and no picture in previews of links.');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  run(process.argv.slice(2)).catch((error) => {
    console.error(`dist: ${error.message}`);
    process.exitCode = 1;
  });
}
