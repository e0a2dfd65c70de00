// Programs that mean harm, or never end: the page keeps answering, what had happened is shown, the next program runs as if
// nothing had been, and nothing leaves the browser. The site's host sends no headers, and another origin listens.

import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { full } from '../full.mjs';
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
const greedy = {
  'prints without an end': [task('while True:\n    print("x" * 50)'), /two million things|without an end/],
  'turns without an end': [task('while True:\n    await asyncio.sleep(0)'), /callbacks at 0.000 s, and time doesn’t move: main \(line [45]\)/],
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
  'fetch by js': 'print("began")\nimport js\njs.fetch("ADDRESS")',
  'XMLHttpRequest': 'print("began")\nimport js\nx = js.XMLHttpRequest.new()\nx.open("GET", "ADDRESS")\nx.send()',
  'WebSocket': 'print("began")\nimport js\njs.WebSocket.new("ADDRESS".replace("http", "ws"))',
  'EventSource': 'print("began")\nimport js\njs.EventSource.new("ADDRESS")',
  'importScripts': 'print("began")\nimport js\njs.importScripts("ADDRESS")',
  'a constructor’s constructor': 'print("began")\nfrom pyodide.ffi import to_js\nto_js({}).constructor.constructor("fetch(\'ADDRESS\')")()',
  'import()': 'print("began")\nimport js\njs.Function.new("import(\'ADDRESS\')")()',
  'a font': 'print("began")\nimport js\njs.FontFace.new("f", "url(ADDRESS)").load()',
  'a nested worker': 'print("began")\nimport js\nurl = js.URL.createObjectURL(js.Blob.new(["fetch(\'ADDRESS\'); importScripts(\'ADDRESS\')"]))\njs.Worker.new(url)',
  'a script that ctypes runs': 'print("began")\nimport ctypes\nctypes.CDLL(None).emscripten_run_script(b"fetch(\'ADDRESS\')")',
  'WebRTC': 'print("began")\nimport js\njs.Function.new("new RTCPeerConnection({iceServers:[{urls:\'stun:HOST\'}]}).createDataChannel(\'x\')")()',
  'WebTransport': 'print("began")\nimport js\njs.Function.new("new WebTransport(\'https://HOST/\')")()',
  'a beacon': 'print("began")\nimport js\njs.navigator.sendBeacon("ADDRESS", "x")',
  'a Pyodide package': 'print("began")\nimport pyodide_js\npyodide_js.loadPackage("ADDRESS")',
  'urllib': 'print("began")\nimport urllib.request\nurllib.request.urlopen("ADDRESS")',
  'storage of the page': 'print("began")\nimport js\njs.Function.new("indexedDB.open(\'interleave\'); caches.open(\'x\')")()',
};

// Each says things in the worker's name that the worker never would.
const lies = {
  'an answer of another shape': 'print("began")\nimport js\njs.Function.new("for (let id = 0; id < 50; ++id) port.postMessage({ id, done: 7 })")()',
  'events that are no bytes': 'print("began")\nimport js\njs.Function.new("for (let id = 0; id < 50; ++id) port.postMessage({ id, texts: \'x\', events: [1] })")()',
  'events that break the rules': 'print("began")\nimport js\njs.Function.new("for (let id = 0; id < 50; ++id) port.postMessage({ id, texts: new Uint8Array(0), events: new Uint8Array(96).fill(255) })")()',
  'a constructor in a message': 'print("began")\nimport js\njs.Function.new("for (let id = 0; id < 50; ++id) port.postMessage({ id, done: { ending: \'finished\', error: { type: \'<img src=x onerror=alert(1)>\', message: {} } } })")()',
  'nothing at all': 'print("began")\nimport js\njs.Function.new("port.postMessage(null); port.postMessage(undefined)")()',
  'a flood': 'print("began")\nimport js\njs.Function.new("for (let i = 0; i < 20000; ++i) port.postMessage({ id: -1, x: i })")()',
  'the end of its worker': 'print("began")\nimport js\njs.Function.new("close()")()',
};

// Each changes what the next program would find.
const poison = {
  'asyncio.sleep': 'print("began")\nimport asyncio\nasyncio.sleep = None',
  'print': 'print("began")\nimport builtins\nbuiltins.print = lambda *a: None',
  'a method of a queue': 'print("began")\nimport asyncio\nasyncio.Queue.get_nowait = None',
  'json': 'print("began")\nimport json\njson.dumps = json.loads = None',
  'the tracer itself': 'print("began")\nimport interleave.recorder as r\nr.Recorder.emit = None',
};

describe('a hostile program', () => {
  const { visit } = useChromium();
  const heard = [];
  let elsewhere;
  let datagrams;
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
    datagrams = createSocket('udp4', () => heard.push('a datagram'));
    await new Promise((listening) => datagrams.bind(elsewhere.address().port, '127.0.0.1', listening));
  });
  after(() => {
    elsewhere.close();
    datagrams.close();
  });
  const address = () => `http://127.0.0.1:${elsewhere.address().port}/x`;

  /// The program's first line, which prints its name, has run, or the page has said what came of it: Run clears that.
  const began = (page, name) => eventually(async () => {
    await page.locator('#canvas').focus();
    await page.keyboard.press('End');
    return (await says(page)) !== '' || (await lines(page)).includes(name);
  }, true, name);

  const start = async (page, source) => {
    await write(page, source);
    await page.getByRole('button', { name: 'Run', exact: true }).click();
  };

  /// The page answers, and a program does what it would have done in a fresh browser.
  async function goesOn(page) {
    await start(page, 'import asyncio, json\nasync def main():\n    q = asyncio.Queue()\n    await asyncio.sleep(0.5)\n    q.put_nowait(1)\n    print("well", q.get_nowait(), json.dumps([1]))\nasyncio.run(main())\n');
    await eventually(async () => {
      await page.locator('#canvas').focus();
      await page.keyboard.press('End');  // again, until it's the new run's
      return lines(page);
    }, ['well 1 [1]']);
    assert.equal(await says(page), '');
  }

  const quick = { at: '#playground', prepare: (page) => page.addInitScript(() => { localStorage.setItem('interleave.run-time', '1'); }), expected: [/Content Security Policy/, /exception/, /Failed to load/, /WebSocket/, /violates/, /Refused/, /request failed/, /request to another origin/] };
  const group = (title, programs, check) => it(title, visit(quick, async (page) => {
    await page.locator('.bench-text .cm-content').waitFor();
    for (const [name, value] of Object.entries(programs).filter((_program, i) => full || i % 5 === 0)) {  // the usual run takes a fifth
      const source = Array.isArray(value) ? value[0] : value;
      await start(page, source.replaceAll('began', name).replaceAll('ADDRESS', address()).replaceAll('HOST', new URL(address()).host));
      await check(page, name, value);
    }
    await goesOn(page);
  }));

  group('that never ends is stopped from within, and what it printed is shown', endless, async (page, name) => {
    await eventually(() => says(page), (text) => text.startsWith('Stopped:'), name);
    await page.locator('#canvas').focus();
    await page.keyboard.press('End');
    await eventually(() => lines(page), [name], name);
  });

  group('that takes all it can get is stopped', greedy, async (page, name, [, pattern]) => {
    await eventually(() => says(page), (text) => text.startsWith('Stopped:') && pattern.test(text), name);
  });

  group('that breaks Python, or never looks up, is ended from outside, and the spare takes over', broken, async (page, name) => {
    await eventually(() => says(page), (text) => text !== '', name);
  });

  group('that tries to reach another place reaches nothing', escapes, async (page, name) => {
    await began(page, name);
    await page.waitForTimeout(200);  // for what it set going
    assert.deepEqual(heard, [], name);
  });

  it('could reach the outside in these ways if there were no policy', visit({ ...quick, at: '#tasks' }, async (page) => {
    await page.goto(address());
    await page.evaluate((url) => {
      const code = `fetch('${url}?fetch'); const x = new XMLHttpRequest(); x.open('GET', '${url}?xhr'); x.send();
        new WebSocket('${url}?socket'.replace('http', 'ws')); new EventSource('${url}?events');
        new FontFace('f', 'url(${url}?font)').load().catch(() => {}); try { importScripts('${url}?script'); } catch {}
        import('${url}?import').catch(() => {});`;
      const connection = new RTCPeerConnection({ iceServers: [{ urls: `stun:${new URL(url).host}` }] });
      connection.createDataChannel('x');
      connection.createOffer().then((offer) => connection.setLocalDescription(offer));
      return new Worker(URL.createObjectURL(new Blob([code]))) && undefined;
    }, address());
    const ways = ['/x?events', '/x?fetch', '/x?font', '/x?import', '/x?script', '/x?socket', '/x?xhr', 'a datagram'];
    await eventually(() => [...new Set(heard)].filter((each) => ways.includes(each)).sort(), ways);
    heard.length = 0;
  }));

  group('that lies in its worker’s name is not believed', lies, async (page, name) => {
    await began(page, name);
    assert.equal(await page.locator('.bench-says *').count(), 0, name);
  });

  group('that changes modules changes none for the next', poison, async (page, name) => {
    await began(page, name);
  });
});
