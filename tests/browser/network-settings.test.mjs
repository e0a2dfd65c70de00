// The network of the playground's program, as its reader sets it.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { useChromium } from './chromium.mjs';
import { eventually, message } from './panel.mjs';
import { write } from './writing.mjs';

const echoes = `import asyncio


async def serve(reader, writer):
    writer.write(await reader.readline())
    writer.close()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 8000)
    reader, writer = await asyncio.open_connection("127.0.0.1", 8000)
    writer.write(b"x" * 99 + b"\\n")
    await reader.readline()
    writer.close()
    server.close()


asyncio.run(main())
`;

const network = (page) => page.getByRole('group', { name: 'Network' });
const button = (page, name) => page.getByRole('button', { name, exact: true });

async function open(page, source) {
  await page.locator('.bench-text .cm-content').waitFor();
  await write(page, source);
}

/// Waits until the run that's shown ends at this moment.
const endsAt = (page, seconds) => eventually(async () => {
  await page.locator('#canvas').focus();
  await page.keyboard.press('End');  // again, until it's the new run's
  return message(page);
}, (text) => text.startsWith(`Finished at ${seconds} s`), `the end at ${seconds} s`);

async function setLatency(page, seconds) {
  const slider = page.getByLabel('Latency');
  await slider.fill(String(seconds));
}

describe('the network of a program', () => {
  const { visit } = useChromium();

  it('is shown for programs that use one', visit({ at: '#playground' }, async (page) => {
    await open(page, 'import asyncio\nprint("no network")\n');
    assert.equal(await network(page).isVisible(), false);
    await open(page, echoes);
    await network(page).waitFor();
    await open(page, 'import httpx\n');
    assert.equal(await network(page).isVisible(), true);
  }));

  it('has a latency and a bandwidth, and a change runs the program again', visit({ at: '#playground' }, async (page) => {
    await open(page, echoes);
    await button(page, 'Run').click();
    await endsAt(page, '0.200');
    await setLatency(page, 1);
    assert.equal(await network(page).locator('output').textContent(), '1 s');
    await endsAt(page, '4.000');
    await page.getByLabel('Bandwidth').selectOption('100 bytes a second');
    await endsAt(page, '6.000');
    await setLatency(page, 0);
    await endsAt(page, '2.000');
    assert.equal(await page.locator('.bench-says').textContent(), '');
  }));

  it('is kept with the program, and is in its link', visit({ at: '#playground' }, async (page) => {
    await open(page, echoes);
    await setLatency(page, 0.5);
    await page.getByLabel('Bandwidth').selectOption('1 KB a second');
    await page.reload();
    await page.locator('.bench-text .cm-content').waitFor();
    assert.deepEqual([await page.getByLabel('Latency').inputValue(), await page.getByLabel('Bandwidth').inputValue()], ['0.5', '1 KB a second']);
    await page.evaluate(() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')); });
    await button(page, 'Copy link').click();
    await eventually(() => page.evaluate(() => location.hash), (hash) => hash.endsWith('&latency=0.5&bandwidth=1000'), 'the link');
    const link = await page.evaluate(() => location.href);
    await button(page, 'New').click();
    assert.equal(await network(page).isVisible(), false);
    await page.evaluate(() => localStorage.clear());
    await page.goto('about:blank');
    await page.goto(link);
    await network(page).waitFor();
    assert.deepEqual([await page.getByLabel('Latency').inputValue(), await page.getByLabel('Bandwidth').inputValue()], ['0.5', '1 KB a second']);
  }));
});
