// What goes with a program besides its text: in a link, kept, and out of anything that says it is that.

import assert from 'node:assert/strict';
import test from 'node:test';
import { parseAddress } from '../../web/page/address.js';
import { readOutcome } from '../../web/page/python/answers.js';
import { inWords, usesNetwork } from '../../web/page/python/network.js';
import { sentenceOfEnd } from '../../web/page/python/outcome.js';
import { readSettings, settingsFromLink, settingsInLink } from '../../web/page/python/settings.js';

const usual = { answers: [], latency: 0.05, bandwidth: null, compared: null, lesson: null };
const throughLink = (settings) => settingsFromLink(new Map(parseAddress(`#playground?code=x${settingsInLink(settings)}`).settings));

test('default settings aren’t in a link', () => {
  assert.equal(settingsInLink(usual), '');
  assert.deepEqual(throughLink(usual), usual);
});

test('answers in their order, the end of input, latency and bandwidth survive a link', () => {
  const settings = { ...usual, answers: ['Ada & Bob = "2"', '', null, 'Zoë\t#1?'], latency: 0, bandwidth: 1000 };
  assert.deepEqual(throughLink(settings), settings);
});

test('a link with other content is used as far as it makes sense', () => {
  const from = (query) => settingsFromLink(new Map(parseAddress(`#playground?${query}`).settings));
  assert.deepEqual(from('answers=[1,"a",{}]&latency=soon&bandwidth=7'), { ...usual, answers: ['a'] });
  assert.deepEqual(from('answers=["a"&latency=9&bandwidth=100'), { ...usual, latency: 2, bandwidth: 100 });
  assert.deepEqual(from('answers={"a":1}&latency=-1'), { ...usual, latency: 0 });
});

test('settings can be made from anything, within their limits', () => {
  for (const nonsense of [null, undefined, 7, 'text', [], { answers: 'text', latency: '1', bandwidth: {} }]) assert.deepEqual(readSettings(nonsense), usual);
  const { answers } = readSettings({ answers: ['two\r\nlines', 'x'.repeat(2000), ...Array(200).fill('more')] });
  assert.deepEqual([answers.length, answers[0], answers[1].length], [100, 'two lines', 1000]);
});

test('a program uses the network if it opens connections, serves them, or imports a library that fetches', () => {
  for (const text of [
    'reader, writer = await asyncio.open_connection("127.0.0.1", 8000)', 'await start_server (serve)', 'import httpx',
    'import asyncio, aiohttp as http', '    from requests import get', 'await loop.create_server(Echo, port=1)',
  ]) assert.equal(usesNetwork(`import asyncio\n${text}\n`), true, text);
  for (const text of ['# import httpx', 'requests = []', 'print("open_connection")', 'important = httpx', 'import asyncio  # not aiohttp']) {
    assert.equal(usesNetwork(`${text}\n`), false, text);
  }
});

test('a bandwidth has words', () => {
  assert.deepEqual([null, 1_000_000, 10_000, 100].map(inWords), ['no limit', '1 MB a second', '10 KB a second', '100 bytes a second']);
});

test('a run that waits for an answer isn’t an error, and its prompt has a limited length', () => {
  const told = { ending: 'input', error: null, reached: 1.5, prompt: 'Name?', stopped_at: [['program.py', 'main', 7]], known: {} };
  const read = readOutcome(told);
  assert.equal(read.prompt, 'Name?');
  assert.deepEqual(sentenceOfEnd(read, 5), { text: 'The program waits for an answer, at 1.500 s in line 7.', wrong: false, lines: [] });
  assert.equal(sentenceOfEnd(readOutcome({ ...told, stopped_at: 'nowhere' }), 5).text, 'The program waits for an answer, at 1.500 s.');
  assert.equal(readOutcome({ ...told, prompt: { toString: 'x' } }).prompt, '');
  assert.equal(readOutcome({ ...told, prompt: 'x'.repeat(9000) }).prompt.length, 400);
});
