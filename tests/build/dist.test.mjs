// The folder to upload: names with hashes, what names them, the compressed forms, and what other sites ask for.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { parse } from 'yaml';
import { filesIn, makeDist, withHashes } from '../../web/site/dist.mjs';
import { drawingIn, iconPng } from '../../web/site/icons.mjs';
import { encodePng } from '../../web/site/png.mjs';
import { pages } from '../../web/site/pages.mjs';
import { top } from '../browser/chromium.mjs';

const text = (content) => Buffer.from(content);
const named = /\.[0-9a-f]{12}\.\w+$/;

describe('names with hashes', () => {
  const site = () => new Map(Object.entries({
    'index.html': text('<link href="app.css"><script src="app.js"></script>'),
    'tasks/index.html': text('<link href="../app.css"><a href="../">'),
    'app.css': text('@font-face { src: url(fonts/a.otf) } .x { background: url("fonts/a.otf") }'),
    'app.js': text('import("editor.js"), fetch(`python/sizes.json`), "my app.js", "xapp.js", "app.js.map"'),
    'editor.js': text('one'),
    'fonts/a.otf': text('font'),
    'python/sizes.json': text('{"python/a.wasm":3}'),
    'python/a.wasm': Buffer.from([0, 1, 2]),
    'picture.png': text('app.js'),
    '404.html': text('"https://a.b/c/app.css" "https://x.y/app.css"'),
  }));

  test('what names a file names it by its hash, and nothing else changes', () => {
    const finished = withHashes(site(), 'https://a.b/c/');
    const name = (path) => finished.get(path)[0];
    const content = (path) => finished.get(path)[1].toString();
    for (const [path, [given, bytes]] of finished) {
      if (/\.(html|png)$/.test(path)) assert.equal(given, path);
      else assert.ok(named.test(given) && given.includes(createHash('sha256').update(bytes).digest('hex').slice(0, 12)), given);
    }
    assert.equal(content('index.html'), `<link href="${name('app.css')}"><script src="${name('app.js')}"></script>`);
    assert.equal(content('tasks/index.html'), `<link href="../${name('app.css')}"><a href="../">`);
    assert.equal(content('app.css'), `@font-face { src: url(${name('fonts/a.otf')}) } .x { background: url("${name('fonts/a.otf')}") }`);
    assert.equal(content('app.js'), `import("${name('editor.js')}"), fetch(\`${name('python/sizes.json')}\`), "my app.js", "xapp.js", "app.js.map"`);
    assert.equal(content('python/sizes.json'), `{"${name('python/a.wasm')}":3}`);
    assert.equal(content('picture.png'), 'app.js');
    assert.equal(content('404.html'), `"https://a.b/c/${name('app.css')}" "https://x.y/app.css"`);
  });

  test('a change reaches the names of all that depends on it, and of nothing else', () => {
    const before = withHashes(site());
    const after_ = withHashes(site().set('python/a.wasm', Buffer.from([0, 1, 3])));
    const changed = [...before.keys()].filter((path) => before.get(path)[0] !== after_.get(path)[0]);
    assert.deepEqual(changed, ['app.js', 'python/sizes.json', 'python/a.wasm']);
  });

  test('files that name each other in a circle are refused', () => {
    assert.throws(() => withHashes(new Map([['a.js', text('"b.js"')], ['b.js', text('"a.js"')]])), /a\.js names b\.js names a\.js: none can have its hash first/);
  });
});

describe('the folder to upload', () => {
  const site = 'https://example.org/learn/interleave/';
  let to;
  let finished;
  before(async () => {
    to = mkdtempSync(join(tmpdir(), 'dist-'));
    finished = await makeDist({ to, site: site.slice(0, -1), source: 'https://example.org/source', compressed: false });
  });
  after(() => rmSync(to, { recursive: true }));
  const read = (path) => readFileSync(join(to, path), 'utf8');

  test('has each lesson’s exercise by the name that its text says', () => {
    const files = filesIn(to);
    const texts = ['index.html', ...files.filter((name) => name.startsWith('texts/'))].map(read).join('\n');
    const given = [...texts.matchAll(/ data-given="([^"]+)"/g)].map(([, name]) => name);
    assert.deepEqual(given.sort(), files.filter((name) => name.startsWith('exercises/')));
    assert.ok(given.length > 0 && given.every((name) => /^exercises\/[a-z-]+\.[0-9a-f]{12}\.json$/.test(name)), given.join(' '));
  });

  test('names no file that isn’t there, in any quotes', () => {
    const files = new Set(filesIn(to));
    assert.ok(files.has('.nojekyll') && files.has('404.html') && files.has('service-worker.js'));
    const originals = [...finished].filter(([path, [name]]) => path !== name).map(([path]) => path);
    assert.ok(originals.includes('app.js') && originals.includes('python/pyodide.asm.wasm') && originals.includes('fonts/mono.ttf'));
    for (const [path, [name, bytes]] of finished) {
      if (!/\.(html|js|css|json|mjs|webmanifest)$/.test(name) || /^python\/pyodide/.test(path)) continue;
      const content = bytes.toString();
      for (const other of originals) {
        assert.ok(!new RegExp(`["'\`(/](?:\\.\\./)?${other.replaceAll('.', '\\.')}["'\`)]`).test(content), `${name} names ${other}`);
      }
      for (const [, hashed] of content.matchAll(/["'`(](?:\.\.\/)?([\w/.-]+\.[0-9a-f]{12}\.\w+)["'`)]/g)) assert.ok(files.has(hashed), `${name} names ${hashed}`);
    }
  });

  test('the service worker knows each of its files by the right hash', () => {
    const worker = read('service-worker.js');
    const known = [...worker.matchAll(/"([\w/.-]*)":"(sha256-[^"]+)"/g)];
    assert.ok(known.length > 30, `${known.length} files`);
    for (const [, path, integrity] of known) {
      const file = path === '' || path.endsWith('/') ? `${path}index.html` : path;
      assert.equal(integrity, `sha256-${createHash('sha256').update(readFileSync(join(to, file))).digest('base64')}`, file);
    }
    const [, first] = /\[((?:"[^"]+",?)+)\]/.exec(worker);
    assert.ok(first.includes('interleave.') && first.includes('fonts/') && !first.includes('pyodide') && !first.includes('editor'));
  });

  test('each lesson has a page that can be read, found and passed on', () => {
    const lessons = JSON.parse(readFileSync(join(top, 'build/gen/lessons.json'), 'utf8'));
    assert.ok(lessons.length >= 17);
    for (const { slug, title } of lessons) {
      const page = read(`${slug}/index.html`);
      for (const expected of [
        `<link rel="canonical" href="${site}${slug}/">`, `<meta property="og:image" content="${site}${slug}/picture.png">`, '<meta name="twitter:card" content="summary_large_image">',
        `<link rel="alternate" type="application/json+oembed" href="${site}${slug}/oembed.json"`, `href="../#${slug}">Run this lesson</a>`,
      ]) assert.ok(page.includes(expected), `${slug}: ${expected}`);
      assert.match(page.replace(/<[^>]*>/g, ''), /async def main/);
      assert.ok(page.split(/\s+/).length > 500, 'the text is there');
      for (const [, target] of page.matchAll(/href="\.\.\/([a-z-]+)\/(?:#[^"]*)?"/g)) assert.ok(existsSync(join(to, target, 'index.html')), `${slug} leads to ${target}`);
      for (const [, id] of page.matchAll(/href="#([^"]+)"/g)) assert.ok(page.includes(` id="${id}"`), `${slug} leads to its ${id}`);
      const { html, type, version, thumbnail_url: thumbnail, title: called } = JSON.parse(read(`${slug}/oembed.json`));
      assert.deepEqual([type, version, thumbnail, called], ['rich', '1.0', `${site}${slug}/picture.png`, title]);
      assert.ok(html.includes(`src="${site}?embed#${slug}"`));
      const picture = readFileSync(join(to, slug, 'picture.png'));
      assert.deepEqual([picture.readUInt32BE(16), picture.readUInt32BE(20)], [1200, 630]);
      assert.ok(read('sitemap.xml').includes(`<loc>${site}${slug}/</loc>`));
    }
    assert.ok(read('index.html').includes(`<link rel="canonical" href="${site}">`) && read('index.html').includes('<link rel="manifest" href="manifest.webmanifest">'));
    assert.ok(read('robots.txt').includes(`Sitemap: ${site}sitemap.xml`));
    assert.ok(read('404.html').includes(`href="${site}"`));
  });

  test('about says the licence, where the source is, and the versions', () => {
    const page = read('about/index.html');
    const { version, devDependencies } = JSON.parse(readFileSync(join(top, 'package.json'), 'utf8'));
    for (const expected of ['MIT License', `Version ${version}`, 'href="https://example.org/source"', `Pyodide</strong> ${devDependencies.pyodide}`, 'CPython</strong> 3.14', 'Dear ImGui</strong> 1.9', 'SIL Open Font License']) {
      assert.ok(page.includes(expected), expected);
    }
  });

  test('the manifest’s icons are there, in the sizes that it states', () => {
    const { icons, start_url: start, scope } = JSON.parse(read('manifest.webmanifest'));
    assert.deepEqual([start, scope], ['./', './']);
    for (const { src, sizes, type } of icons) {
      const bytes = readFileSync(join(to, src));
      if (type === 'image/png') assert.equal(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`, sizes);
      else assert.match(bytes.toString(), /^<svg /);
    }
  });

  test('without the site’s address nothing is claimed of it', () => {
    const made = pages({});
    for (const [path, content] of made) assert.ok(!/canonical|og:url|og:image|oembed|undefined/.test(content.toString('latin1')), path);
    assert.equal(made.has('sitemap.xml'), false);
  });

  test('compressed forms are beside what’s worth it, and are the same', { timeout: 300_000 }, async () => {
    const from = mkdtempSync(join(tmpdir(), 'site-'));
    const small = mkdtempSync(join(tmpdir(), 'dist-'));
    for (const name of ['app.js', 'app.css', 'icon-192.png']) copyFileSync(join(top, 'build/web', name), join(from, name));
    writeFileSync(join(from, 'index.html'), '<link rel="stylesheet" href="app.css"><script src="app.js"></script>');
    await makeDist({ from, to: small });
    const files = filesIn(small);
    const script = files.find((name) => /^app\.\w+\.js$/.test(name));
    const whole = readFileSync(join(small, script));
    assert.deepEqual(gunzipSync(readFileSync(join(small, `${script}.gz`))), whole);
    assert.deepEqual(brotliDecompressSync(readFileSync(join(small, `${script}.br`))), whole);
    assert.ok(!files.some((name) => /\.png\.(gz|br)$/.test(name)));
    for (const folder of [from, small]) rmSync(folder, { recursive: true });
  });
});

test('the workflow that publishes the site asks for what there is', () => {
  const workflow = parse(readFileSync(join(top, '.github/workflows/pages.yml'), 'utf8'));
  const { steps } = workflow.jobs.publish;
  const targets = steps.flatMap(({ run = '' }) => [...run.matchAll(/^make ([a-z-]+)/gm)].map(([, target]) => target));
  assert.deepEqual(targets, ['dist', 'test']);
  const makefile = readFileSync(join(top, 'Makefile'), 'utf8');
  for (const target of targets) assert.match(makefile, new RegExp(`^${target}:`, 'm'));
  assert.ok(steps.some((step) => step.with?.path === 'build/dist'));
});

describe('pictures', () => {
  /// The pixels of a PNG without filters, as bytes of its own kind.
  const rows = (png) => {
    const at = png.indexOf('IDAT');
    return inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)));
  };

  test('a PNG has its pixels: by a palette if there are few colours, else by channels', () => {
    const two = encodePng(2, 1, Buffer.from([1, 2, 3, 255, 9, 8, 7, 128]));
    assert.deepEqual([...rows(two)], [0, 0, 1]);
    assert.deepEqual([...two.subarray(two.indexOf('PLTE') + 4, two.indexOf('PLTE') + 10)], [1, 2, 3, 9, 8, 7]);
    assert.deepEqual([...two.subarray(two.indexOf('tRNS') + 4, two.indexOf('tRNS') + 6)], [255, 128]);
    const many = encodePng(300, 1, Buffer.from(Array.from({ length: 300 }, (_, i) => [i & 255, i >> 8, 5, 255]).flat()));
    assert.deepEqual([many[25], [...rows(many)].slice(0, 7)], [2, [0, 0, 0, 5, 1, 0, 5]]);
  });

  test('the icon is the drawing in the page: its ground, its bars, clear corners', () => {
    const drawing = drawingIn(readFileSync(join(top, 'shell.html'), 'utf8'));
    const png = iconPng(drawing, 32);
    const palette = png.subarray(png.indexOf('PLTE') + 4);
    const alphas = png.subarray(png.indexOf('tRNS') + 4);
    const pixel = (x, y) => {
      const index = rows(png)[y * 33 + 1 + x];
      return [...palette.subarray(index * 3, index * 3 + 3), alphas[index]];
    };
    assert.deepEqual(pixel(0, 0)[3], 0);
    assert.deepEqual(pixel(16, 3), [...drawing.ground, 255]);
    assert.deepEqual(pixel(8, 10), [255, 255, 255, 255]);
    assert.deepEqual(pixel(20, 10), [...drawing.ground, 255]);
  });
});
