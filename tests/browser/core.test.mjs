// The core's own tests in a browser. Its engine is Node's, but not its stack, and nor is its memory: so what is deep or
// much runs here too, await chains 10,000 deep, torn down half-way, and a million tasks at once. The others would say
// nothing that they don't say in Node; a full run has them all.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { makeServer } from '../../web/serve.mjs';
import { full } from '../full.mjs';
import { launch, top } from './chromium.mjs';

const files = full ? '*' : '*coro_test.cpp,*deep_test.cpp,*many_test.cpp,*allocation_test.cpp';

describe('the core', () => {
  let browser;
  let server;
  before(async () => {
    server = makeServer(join(top, 'build/wasm/tests'));
    await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    server?.close();
  });

  it(`${full ? 'its tests pass' : 'tests with deep or many things pass'} in the browser too`, { timeout: 240_000 }, async () => {
    const page = await browser.newPage();
    page.setDefaultTimeout(200_000);
    // Any page will do; the script is what is served.
    await page.route('**/empty.html', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
    await page.goto(`http://127.0.0.1:${server.address().port}/empty.html`);
    await page.addScriptTag({ url: '/core.js' });
    const said = await page.evaluate(async (chosen) => {
      const lines = [];
      const say = (line) => lines.push(line);
      const module = await globalThis.makeModule({ print: say, printErr: say });
      module.callMain(['--no-colors=true', `--source-file=${chosen}`]);
      return lines.join('\n');
    }, files);
    const counts = said.match(/test cases:\s*(\d+) \|\s*(\d+) passed \|\s*(\d+) failed \|\s*(\d+) skipped/);
    assert.ok(counts, said);
    const [, all, passed, failed, skipped] = counts.map(Number);
    assert.deepEqual({ failed, passed, skipped: full ? skipped : 0 }, { failed: 0, passed: all, skipped: 0 }, said);
    assert.ok(all >= (full ? 100 : 15), said);
  });
});
