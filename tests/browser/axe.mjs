// axe-core's rules, for a page as it is now.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { top } from './chromium.mjs';

const axe = readFileSync(join(top, 'node_modules/axe-core/axe.min.js'), 'utf8');

/// What a page must have, and a part of one, in a frame, needn't.
const wholePage = ['landmark-one-main', 'page-has-heading-one'];

/// By all rules, or by these alone; of the whole page, or of the part that a selector names. Of an open dialog over the
/// page, which makes the rest inert, the dialog alone.
export async function hasNoViolation(page, when, rules, part) {
  if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(axe);
  const violations = await page.evaluate(async ([only, whole, selector]) => {
    const { violations: found } = await window.axe.run(document.querySelector('dialog:modal') ?? (selector ? document.querySelector(selector) : document), {
      resultTypes: ['violations'], ...(only && { runOnly: only }),
      rules: window === window.top ? {} : Object.fromEntries(whole.map((rule) => [rule, { enabled: false }])),
    });
    return found.map(({ id, help, nodes }) => ({
      id, help, where: nodes.slice(0, 3).map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary}`),
    }));
  }, [rules, wholePage, part]);
  assert.deepEqual(violations, [], when);
}
