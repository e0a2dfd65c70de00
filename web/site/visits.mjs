// What visits cost a host, in bytes on the wire and in requests: counted at the sockets of a server that sends the
// headers of docs/hosting.md, while Chromium visits build/dist over HTTP/1.1.
//   node web/site/visits.mjs [FOLDER]       prints the table of docs/hosting.md

import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, cpSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { launch } from '../../tests/browser/chromium.mjs';
import { kept } from '../../tests/browser/dist.mjs';
import { enter, pythonReady } from '../../tests/browser/journey.mjs';
import { ready } from '../../tests/browser/panel.mjs';
import { types } from '../serve.mjs';
import { makeDist } from './dist.mjs';

const folder = resolve(process.argv[2] ?? 'build/dist');
if (!existsSync(join(folder, 'service-worker.js'))) throw new Error(`There is no site in ${folder}: run 'make dist' first.`);

/// The headers of docs/hosting.md, compressed forms where they're there and accepted, and 304 where nothing changed.
function serve(state) {
  return createServer((request, response) => {
    ++state.requests;
    const path = decodeURIComponent(request.url.split('?')[0]).replace(/\/$/, '/index.html');
    const file = join(state.folder, path);
    if (!existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    const accepted = request.headers['accept-encoding'] ?? '';
    const [ending, encoding] = [['.br', 'br'], ['.gz', 'gzip']].find(([form, name]) => accepted.includes(name) && existsSync(file + form)) ?? ['', ''];
    const { mtimeMs, size } = statSync(file + ending);
    const etag = `"${Math.round(mtimeMs).toString(36)}-${size.toString(36)}"`;
    const hashed = /\.[0-9a-f]{12}\.\w+$/.test(path);
    const headers = {
      'Content-Type': types[extname(file)] ?? 'application/octet-stream', ETag: etag, Vary: 'Accept-Encoding', 'X-Content-Type-Options': 'nosniff',
      'Cache-Control': hashed ? 'public, max-age=31536000, immutable' : 'no-cache', ...(encoding ? { 'Content-Encoding': encoding } : {}),
    };
    if (request.headers['if-none-match'] === etag) response.writeHead(304, headers).end();
    else response.writeHead(200, { ...headers, 'Content-Length': size }).end(readFileSync(file + ending));
  });
}

const state = { folder, requests: 0 };
const sockets = new Set();
const server = serve(state);
server.on('connection', (socket) => sockets.add(socket));
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const address = `http://localhost:${server.address().port}/`;
const browser = await launch();
const results = [];

const sent = () => [...sockets].reduce((sum, socket) => sum + socket.bytesWritten, 0);

/// Waits until the host has been asked for nothing for a while: what is kept for later comes after the page.
async function quiet() {
  for (let before = -1, calm = 0; calm < 8; calm = before === state.requests ? calm + 1 : 0) {
    before = state.requests;
    await new Promise((later) => setTimeout(later, 250));
  }
}

async function visit(words, context, at, work = ready) {
  const [bytes, requests] = [sent(), state.requests];
  const page = await context.newPage();
  await page.goto(address + at);
  await work(page);
  await quiet();
  await page.close();
  results.push({ words, bytes: sent() - bytes, requests: state.requests - requests });
}

const python = async (page) => {
  await enter(page);
  await pythonReady(page);
};
const installed = async (page) => {
  await ready(page);
  await kept(page);
};
const reader = await browser.newContext();
await visit('a first visit, and what is kept for use offline', reader, '#tasks', installed);
const known = async (page) => {
  await ready(page);
  await page.waitForTimeout(3000);  // it asks for a new version once it's there
};
await visit('each later visit', reader, '#queues', known);
await visit('the playground’s first opening, with Python', reader, '#playground', python);
await visit('each later one', reader, '#playground', python);
const updated = mkdtempSync(join(tmpdir(), 'visits-'));
const changed = mkdtempSync(join(tmpdir(), 'visits-'));
cpSync('build/web', changed, { recursive: true });
for (const name of ['index.html', 'app.js']) writeFileSync(join(changed, name), `${readFileSync(join(changed, name), 'utf8')}\n`);
await makeDist({ from: changed, to: updated, reused: folder });
state.folder = updated;
await visit('the visit after an update of the text and the page’s script', reader, '#tasks', known);
state.folder = folder;
const plain = await browser.newContext({ serviceWorkers: 'block' });
await visit('without a service worker: a first visit', plain, '#tasks');
await visit('without a service worker: each later visit, at another lesson', plain, '#queues');
const other = await browser.newContext();
await visit('a lesson’s own page, as from a search engine', other, 'tasks/', (page) => page.waitForLoadState('load'));
await browser.close();
server.close();
server.closeAllConnections();
for (const made of [updated, changed]) rmSync(made, { recursive: true });

const kb = (bytes) => (bytes / 1024).toLocaleString('en', { maximumFractionDigits: 1, minimumFractionDigits: 1 });
const gb = (bytes) => (bytes / 2 ** 30 * 1e6).toLocaleString('en', { maximumFractionDigits: bytes > 1e5 ? 0 : 1 });
console.log('| | KB on the wire | requests | GB for a million | requests a second, if it’s a million a day |\n|---|--:|--:|--:|--:|');
for (const { words, bytes, requests } of results) console.log(`| ${words} | ${kb(bytes)} | ${requests} | ${gb(bytes)} | ${(requests * 1e6 / 86400).toFixed(0)} |`);
