// What `make dist` makes, for the tests: versions of it, and a host that serves one under a path, can be given
// another, and can be gone.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeServer } from '../../web/serve.mjs';
import { makeDist } from '../../web/site/dist.mjs';
import { top } from './chromium.mjs';

const made = [];
process.on('exit', () => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

export function newFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'dist-'));
  made.push(folder);
  return folder;
}

/// A version of the site: each differs from the others in its page, its script, its engine and a lesson's text, as
/// versions do.
export async function makeVersion(version, options = {}) {
  const from = newFolder();
  cpSync(join(top, 'build/web'), from, { recursive: true });
  const change = (name, text, other) => writeFileSync(join(from, name), readFileSync(join(from, name), 'utf8').replace(text, other));
  change('index.html', '<html lang="en">', `<html lang="en" data-version="${version}">`);
  change('app.js', /^/, `window.appVersion=${version};`);
  change('interleave.js', /^/, `window.engineVersion=${version};`);
  change('texts/rules.html', '>', `><p data-text-of="${version}"></p>`);
  const to = newFolder();
  await makeDist({ from, to, compressed: false, ...options });
  return to;
}

/// A host that serves a version under `path`; `use` gives it another, `stop` and `start` are its network.
export async function makeHost(path, version) {
  let server;
  let port = 0;
  let root;
  const use = (other) => {
    const folder = newFolder();
    cpSync(other, join(folder, path), { recursive: true });
    root = makeServer(folder);
  };
  const requests = [];
  use(version);
  const host = {
    use,
    requests,
    async start() {
      server = createServer((request, response) => {
        requests.push(request.url);
        delete request.headers['accept-encoding'];  // uncompressed: that's quicker, so near
        root.emit('request', request, response);
      });
      await new Promise((listening) => server.listen(port, '127.0.0.1', listening));
      ({ port } = server.address());
      host.address = `http://127.0.0.1:${port}${path}`;
    },
    async stop() {
      const closed = new Promise((done) => server.close(done));
      server.closeAllConnections();
      await closed;
    },
  };
  await host.start();
  return host;
}

/// What a page is made of: the versions of its document, its script and its engine.
export const versions = (page) => page.evaluate(() => [document.documentElement.dataset.version, String(window.appVersion), String(window.engineVersion)]);

/// Waits until the browser keeps this site's version and asks it. (In WebKit a page that comes while the worker is
/// activated isn't told that it has been.)
export const kept = (page) => page.evaluate(async () => {
  const { serviceWorker } = navigator;
  await serviceWorker.ready;
  while (!serviceWorker.controller) await new Promise((changed) => serviceWorker.addEventListener('controllerchange', changed, { once: true }));
});
