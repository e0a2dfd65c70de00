// web/serve.mjs: what it serves, what it refuses, and what it says.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { makeServer } from '../../web/serve.mjs';

const script = fileURLToPath(new URL('../../web/serve.mjs', import.meta.url));
const body = 'x'.repeat(20_000);
let folder;
let server;

/// A request as it is, for fetch() would tidy the path.
function ask(path, { method = 'GET', headers = {} } = {}) {
  return new Promise((resolve, reject) => {
    const asked = request({ port: server.address().port, host: '127.0.0.1', path, method, headers }, (response) => {
      const pieces = [];
      response.on('data', (piece) => pieces.push(piece));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(pieces) }));
    });
    asked.on('error', reject);
    asked.end();
  });
}

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'serve-'));
  mkdirSync(join(folder, 'site/fonts'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'site/index.html'), body);
  for (const name of ['app.js', 'app.css', 'interleave.wasm', 'fonts/mono.ttf', 'fonts/text.otf', 'manifest.webmanifest', 'sitemap.xml']) {
    writeFileSync(join(folder, 'site', name), name);
  }
  server = makeServer(join(folder, 'site'));
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
});

after(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

describe('the server', () => {
  test('answers / with index.html', async () => {
    const { status, headers, body: got } = await ask('/?a=b');
    assert.equal(status, 200);
    assert.equal(headers['content-type'], 'text/html; charset=utf-8');
    assert.equal(got.toString(), body);
  });

  test('names the type of every kind of file in the site', async () => {
    const expected = {
      '/app.js': 'text/javascript; charset=utf-8',
      '/app.css': 'text/css; charset=utf-8',
      '/interleave.wasm': 'application/wasm',
      '/fonts/mono.ttf': 'font/ttf',
      '/manifest.webmanifest': 'application/manifest+json',
      '/sitemap.xml': 'application/xml',
      '/fonts/text.otf': 'font/otf',
    };
    for (const [path, type] of Object.entries(expected)) {
      assert.equal((await ask(path)).headers['content-type'], type);
    }
  });

  test('compresses for clients that accept it, and only for them', async () => {
    const gzip = await ask('/', { headers: { 'Accept-Encoding': 'gzip, deflate' } });
    assert.equal(gzip.headers['content-encoding'], 'gzip');
    assert.equal(gunzipSync(gzip.body).toString(), body);
    const brotli = await ask('/', { headers: { 'Accept-Encoding': 'gzip, br' } });
    assert.equal(brotli.headers['content-encoding'], 'br');
    assert.equal(brotliDecompressSync(brotli.body).toString(), body);
    const refused = await ask('/', { headers: { 'Accept-Encoding': 'gzip;q=0' } });
    assert.equal(refused.headers['content-encoding'], undefined);
  });

  test('sends an unchanged file only once', async () => {
    const { headers } = await ask('/app.js');
    const again = await ask('/app.js', { headers: { 'If-None-Match': headers.etag } });
    assert.equal(again.status, 304);
    assert.equal(again.body.length, 0);
    writeFileSync(join(folder, 'site/app.js'), 'changed since');
    assert.equal((await ask('/app.js', { headers: { 'If-None-Match': headers.etag } })).status, 200);
  });

  test('serves nothing from outside its folder', async () => {
    for (const path of ['/../secret.txt', '/%2e%2e/secret.txt', '/fonts/..%2f..%2fsecret.txt', '/..%5csecret.txt', '//secret.txt', '/%00', '/%zz']) {
      assert.equal((await ask(path)).status, 404, path);
    }
  });

  test('answers HEAD without a body and refuses everything but GET and HEAD', async () => {
    const head = await ask('/', { method: 'HEAD' });
    assert.equal(head.status, 200);
    assert.equal(head.body.length, 0);
    assert.equal((await ask('/', { method: 'POST' })).status, 405);
  });
});

describe('the command', () => {
  const start = (env) => new Promise((resolve) => {
    const child = spawn('node', [script], { env: { ...process.env, HOST: '', ...env } });
    let out = '';
    let err = '';
    child.stdout.on('data', (text) => {
      out += text;
      child.kill();
    });
    child.stderr.on('data', (text) => { err += text; });
    child.on('close', (code) => resolve({ code, out, err }));
  });

  test('prints the address', async () => {
    const { out, err } = await start({ PORT: '0' });
    assert.match(out, /http:\/\/localhost:\d+\//);
    assert.equal(err, '');
  });

  test('says in one line that a port is in use', async () => {
    const other = createServer();
    await new Promise((listening) => other.listen(0, '127.0.0.1', listening));
    const { port } = other.address();
    const { code, out, err } = await start({ PORT: String(port) });
    other.close();
    assert.equal(code, 1);
    assert.equal(out, '');
    assert.match(err, new RegExp(`^serve: port ${port} is taken: .*PORT=.*\n$`));
  });

  test('says in one line that a port is invalid', async () => {
    for (const port of ['eighty', '70000', '-1', '80.5']) {
      const { code, err } = await start({ PORT: port });
      assert.equal(code, 1);
      assert.match(err, /^serve: '.*' is not a port: .*\n$/);
    }
  });
});
