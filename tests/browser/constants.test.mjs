// A lesson's listing is the program that runs: its constants have the settings' values.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { top, useChromium } from './chromium.mjs';
import { eventually, ready } from './panel.mjs';

const file = readFileSync(join(top, 'lessons/13-races/lesson.py'), 'utf8').replace(/ *#: .*/g, '');
const constants = (page) => page.locator('#races [data-language=python] .line').evaluateAll((lines) => (
  lines.map(({ textContent }) => textContent.trim()).filter((text) => /^(scene|customers|hold_time|permits|notify_all) = /.test(text))));
const changed = (page) => page.locator('#races .changed').allTextContents();

describe('the constants of a lesson’s program', () => {
  const { visit } = useChromium();

  it('have the values of the settings, marked where they aren’t the lesson’s own', visit({ at: '#races?customers=3&hold_time=1&scene=Lock&notify_all=true', permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
    await ready(page);
    await eventually(() => constants(page), ['scene = "Lock"  # or "no lock", "Semaphore", "Event", "Condition"', 'customers = 3', 'hold_time = 1.0', 'permits = 2', 'notify_all = True']);
    assert.deepEqual(await changed(page), ['"Lock"', '3', '1.0', 'True']);
    await page.evaluate(() => window.interleave.set('customers', '4'));
    await eventually(() => changed(page), ['"Lock"', '1.0', 'True']);
    await page.locator('#races .program').getByText('Copy', { exact: true }).first().click();
    const shown = file.replace('"no lock"  # or "Lock"', '"Lock"  # or "no lock"').replace('hold_time = 0.4', 'hold_time = 1.0').replace('notify_all = False', 'notify_all = True');
    await eventually(() => page.evaluate(() => navigator.clipboard.readText()), shown, 'the program that runs');
  }));

  it('are those of the program that runs, if a lesson has several', visit({ at: '#find-the-bug?program=hang&repaired=true' }, async (page) => {
    await ready(page);
    await eventually(() => page.locator('#find-the-bug .program:not(.other) .changed').allTextContents(), ['True']);
  }));
});
