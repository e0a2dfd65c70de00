// Lighthouse's audits of the page on its desktop profile, and of an empty window of Dear ImGui in the same run, so that
// what the machine and WebGL by software cost can be told from what the page costs. The usual run leaves this out.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { makeServer } from '../../web/serve.mjs';
import { full } from '../full.mjs';
import { launch, top } from './chromium.mjs';

const runs = 3;  // of each page: the median counts
const wanted = full || process.env.LIGHTHOUSE;

const listening = (server) => new Promise((done) => server.listen(0, '127.0.0.1', () => done(server.address().port)));

async function freePort() {
  const server = createServer();
  const port = await listening(server);
  await new Promise((closed) => server.close(closed));
  return port;
}

/// The categories' scores of one load of a page, from 0 to 100, its first contentful paint and blocking time in
/// milliseconds, and the audits that aren't passed.
async function audit(address) {
  const { default: lighthouse, desktopConfig } = await import('lighthouse');
  const port = await freePort();
  const browser = await launch([`--remote-debugging-port=${port}`]);
  try {
    const { lhr } = await lighthouse(address, { port, logLevel: 'silent', output: 'json' }, desktopConfig);
    const scores = Object.fromEntries(Object.values(lhr.categories).map(({ id, score }) => [id, Math.round(score * 100)]));
    const failed = ['accessibility', 'best-practices', 'seo'].flatMap((id) => lhr.categories[id].auditRefs
      .filter(({ id: name, weight }) => weight > 0 && lhr.audits[name].score !== null && lhr.audits[name].score < 1)
      .map(({ id: name }) => `${name}: ${lhr.audits[name].title}`));
    const of = (name) => Math.round(lhr.audits[name].numericValue);
    return { scores, failed, paint: of('first-contentful-paint'), blocked: of('total-blocking-time') };
  } finally {
    await browser.close();
  }
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

async function auditFolder(folder, path = '') {
  const server = makeServer(folder);
  const address = `http://127.0.0.1:${await listening(server)}/${path}`;
  const all = [];
  try {
    for (let i = 0; i < runs; ++i) all.push(await audit(address));
  } finally {
    server.closeAllConnections?.();
    server.close();
  }
  const mid = (of) => median(all.map(of));
  return { ...all[0], performance: mid(({ scores }) => scores.performance), paint: mid(({ paint }) => paint), blocked: mid(({ blocked }) => blocked) };
}

describe('Lighthouse', () => {
  it('finds nothing to mend in accessibility, best practices and SEO, and at least 85 of 100 in performance', { skip: !wanted && 'in a full run only' }, async (test) => {
    execFileSync('sh', ['cmake/build.sh', 'wasm', 'blank'], { cwd: top, stdio: 'ignore' });
    const blank = await auditFolder(join(top, 'build/wasm/blank'), 'index.html');
    const ours = await auditFolder(join(top, 'build/web'));
    for (const [name, { performance, paint, blocked }] of [['the page', ours], ['a blank page of Dear ImGui', blank]]) {
      test.diagnostic(`${name}: performance ${performance}, first paint ${paint} ms, blocked for ${blocked} ms`);
    }
    assert.deepEqual(ours.failed, []);
    const { accessibility, 'best-practices': practices, seo } = ours.scores;
    assert.deepEqual({ accessibility, practices, seo }, { accessibility: 100, practices: 100, seo: 100 });
    assert.ok(ours.performance >= 85, `performance is ${ours.performance}; a blank page of Dear ImGui has ${blank.performance} here`);
  });
});
