// Serves build/web, or another folder, as any static host would.
//   node web/serve.mjs [FOLDER]    PORT= chooses the port (8000), HOST= the address (127.0.0.1)

import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, extname, join, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';

const top = resolve(dirname(fileURLToPath(import.meta.url)), '..');

export const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ttf': 'font/ttf',
  '.otf': 'font/otf',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.pyz': 'application/zip',
  '.webmanifest': 'application/manifest+json',
  '.xml': 'application/xml',
};

const encoders = {
  br: () => createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: () => createGzip({ level: 9 }),
};

/// The file for a request's path, or null if it's outside the folder.
function find(folder, url) {
  let path;
  try {
    path = decodeURIComponent(url.split('?')[0]);
  } catch {
    return null;
  }
  if (path.includes('\0')) return null;
  let file = resolve(join(folder, path));
  if (file !== folder && !file.startsWith(folder + sep)) return null;
  let stat = statSync(file, { throwIfNoEntry: false });
  if (stat?.isDirectory()) {
    file = join(file, 'index.html');
    stat = statSync(file, { throwIfNoEntry: false });
  }
  return stat?.isFile() ? { file, stat } : null;
}

/// The first of our encodings that the browser accepts.
function encodingFor(accepted = '') {
  const names = accepted.split(',').map((part) => {
    const [name, q] = part.trim().split(/\s*;\s*q=/);
    return Number(q ?? 1) > 0 ? name.toLowerCase() : '';
  });
  return Object.keys(encoders).find((name) => names.includes(name));
}

/// A server for the folder; the caller makes it listen.
export function makeServer(folder) {
  return createServer((request, response) => {
    const head = request.method === 'HEAD';
    if (!head && request.method !== 'GET') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
      return;
    }
    const found = find(folder, request.url);
    if (!found) {
      response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('There is nothing here.\n');
      return;
    }
    const { file, stat } = found;
    const encoding = encodingFor(request.headers['accept-encoding']);
    const etag = `"${stat.mtimeMs.toString(36)}-${stat.size.toString(36)}${encoding ? `-${encoding}` : ''}"`;
    const headers = {
      'Content-Type': types[extname(file)] ?? 'application/octet-stream',
      'Cache-Control': 'no-cache',
      ETag: etag,
      Vary: 'Accept-Encoding',
      'X-Content-Type-Options': 'nosniff',
    };
    if (request.headers['if-none-match'] === etag) {
      response.writeHead(304, headers).end();
      return;
    }
    if (encoding) headers['Content-Encoding'] = encoding;
    else headers['Content-Length'] = stat.size;
    response.writeHead(200, headers);
    if (head) {
      response.end();
      return;
    }
    // If a reader leaves, or a build is replacing the file, only this response ends.
    const ended = () => {};
    if (encoding) pipeline(createReadStream(file), encoders[encoding](), response, ended);
    else pipeline(createReadStream(file), response, ended);
  });
}

function fail(sentence) {
  console.error(`serve: ${sentence}`);
  process.exitCode = 1;
}

function serve() {
  const folder = resolve(process.argv[2] ?? join(top, 'build/web'));
  // Not 'localhost', which may be only the IPv6 address.
  const host = process.env.HOST || '127.0.0.1';
  const wanted = process.env.PORT || '8000';
  const port = /^\d+$/.test(wanted) ? Number(wanted) : NaN;
  if (!(port >= 0 && port <= 65535)) {
    fail(`'${wanted}' is not a port: PORT is a whole number from 1 to 65535, or 0 for any free one.`);
    return;
  }
  if (!existsSync(join(folder, 'index.html'))) {
    fail(`there is no site in ${process.argv[2] ?? 'build/web'} yet: run 'make build' first.`);
    return;
  }
  const server = makeServer(folder);
  server.on('error', (error) => {
    const sentences = {
      EADDRINUSE: `port ${port} is taken: choose another, as in 'make serve PORT=${port + 1 > 65535 ? 8000 : port + 1}'.`,
      EACCES: `port ${port} needs special rights: choose one above 1023, as in 'make serve PORT=8000'.`,
      EADDRNOTAVAIL: `this machine has no address '${host}': leave HOST out, or give one that it has.`,
      ENOTFOUND: `this machine has no address '${host}': leave HOST out, or give one that it has.`,
    };
    fail(sentences[error.code] ?? error.message);
  });
  server.listen(port, host, () => {
    const shown = host === '127.0.0.1' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
    console.log(`Interleave is at http://${shown}:${server.address().port}/ (Ctrl-C ends it)`);
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) serve();
