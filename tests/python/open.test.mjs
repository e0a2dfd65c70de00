// --open: the site of the checkout and one trace, served to this machine alone.

import assert from 'node:assert/strict';
import { cpSync, mkdirSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { command, folderWith, pokedCommand, run, shown, top, versions } from './command.mjs';

const hello = 'import asyncio\nasync def main():\n    print("hello")\nasyncio.run(main())\n';

/// A checkout that has the package and a site, and beside the site a file that must not be served.
function checkout(program, name, site = { 'index.html': '<p>site</p>', 'app.js': 'app', 'fonts/mono.ttf': 'font' }) {
  const files = Object.fromEntries(Object.entries(site).map(([name, text]) => [`build/web/${name}`, text]));
  const folder = folderWith({ 'web/serve.mjs': '', 'build/secret.txt': 'secret', [name]: program, ...files });
  mkdirSync(join(folder, 'python'));
  cpSync(join(top, 'python/interleave'), join(folder, 'python/interleave'), { recursive: true });
  return folder;
}

const inCheckout = (folder, path) => ({ cwd: folder, by: path, env: { PYTHONPATH: join(folder, 'python'), BROWSER: 'echo opened %s' } });

/// Answers of the server that `--open` starts, to what `ask` does with a function that gets a path; and what came of all.
async function served(path, ask, program = hello, name = 'main.py') {
  const folder = checkout(program, name);
  let answers;
  const said = await pokedCommand(['--open', name], (child, { stderr }) => {
    const address = /http:\/\/127\.0\.0\.1:(\d+)(\/\S*)/.exec(stderr);
    if (!address || answers) return;
    const get = (target, method = 'GET') => new Promise((resolve, reject) => {
      request({ host: '127.0.0.1', port: address[1], path: target, method }, (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (text) => { body += text; });
        response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }));
      }).on('error', reject).end();
    });
    answers = ask(get, address[2]).finally(() => child.kill('SIGINT'));
  }, inCheckout(folder, path));
  return { ...said, answers: await answers };
}

describe('--open', () => {
  for (const { version, path } of versions) {
    test(`serves the site and the trace until Ctrl-C, in CPython ${version}`, async () => {
      const { status, stdout, stderr, answers } = await served(path, async (get, address) => {
        const [, trace] = /^\/\?trace=(\/[\w-]{20,}\/main\.py)$/.exec(address);
        return { page: await get(address), script: await get('/app.js'), font: await get('/fonts/mono.ttf'), trace: await get(trace), head: await get(trace, 'HEAD') };
      });
      assert.equal(answers.page.body, '<p>site</p>');
      assert.equal(answers.page.headers['content-type'], 'text/html; charset=utf-8');
      assert.equal(answers.script.headers['content-type'], 'text/javascript; charset=utf-8');
      assert.equal(answers.font.body, 'font');
      assert.equal(answers.head.body, '');
      assert.equal(answers.head.headers['content-length'], String(answers.trace.body.length));
      assert.match(await shown(answers.trace.body), /task=Task-1 hello\n$/);
      assert.match(stdout, /^hello\nopened http:\/\/127\.0\.0\.1:\d+\/\?trace=.*\n$/);
      assert.match(stderr, /^interleave: the program ended .*\ninterleave: the trace is at http.* \(Ctrl-C ends it\)\n$/);
      assert.equal(status, 0);
    });
  }

  test('serves the trace under the program’s name, whatever that contains', async () => {
    const { answers } = await served(versions[0].path, async (get, address) => {
      const named = new URLSearchParams(address.slice(1)).get('trace');
      return [named, (await get(new URL(named, 'http://site').pathname)).body];
    }, hello, 'so? 100% #1.py');
    const [named, trace] = answers;
    assert.equal(decodeURIComponent(named.split('/').pop()), 'so? 100% #1.py');
    assert.match(await shown(trace), /task=Task-1 hello\n$/);
  });

  test('serves nothing else', async () => {
    const { answers } = await served(versions[0].path, async (get, address) => {
      const paths = ['/secret.txt', '/../secret.txt', '/%2e%2e/secret.txt', '/fonts/..%2f..%2fsecret.txt', '//etc/passwd', '/fonts', '/fonts/',
        '/%00', '/trace.json', '/wrong/trace.json', `${address.slice('/?trace='.length)}/..`, '/%ff'];
      return Promise.all([...paths.map(async (target) => [target, (await get(target)).status, 404]),
        ...['POST', 'PUT', 'DELETE'].map(async (method) => [method, (await get('/', method)).status, 501])]);
    });
    for (const [what, got, wanted] of answers) assert.equal(got, wanted, what);
  });

  test('ends with the program’s own exit code', async () => {
    const { status } = await served(versions[0].path, (get, address) => get(address), `${hello}raise SystemExit(3)\n`);
    assert.equal(status, 3);
  });

  test('says in one sentence that there’s no site yet, and runs nothing', () => {
    const folder = checkout(hello, 'main.py', {});
    const { status, stdout, stderr } = command(['--open', 'main.py'], inCheckout(folder, versions[0].path));
    assert.equal(stderr, `interleave: there's no site in ${join(folder, 'build/web')} yet: run 'make build' first\n`);
    assert.equal(stdout, '');
    assert.equal(status, 2);
  });

  test('finds no checkout around a copy of the package', () => {
    const folder = folderWith({ 'main.py': hello });
    cpSync(join(top, 'python/interleave'), join(folder, 'interleave'), { recursive: true });
    const { status, stderr } = run(['-m', 'interleave', '--open', 'main.py'], { cwd: folder, env: { PYTHONPATH: '' } });
    assert.match(stderr, /^interleave: --open serves the site from a checkout of Interleave, and this is none: .*\n$/);
    assert.equal(status, 2);
  });
});
