// The page by axe-core's rules, in every dress it wears, and what the rules can't see: names, roles and
// live regions.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { full } from '../full.mjs';
import { hasNoViolation } from './axe.mjs';
import { useChromium } from './chromium.mjs';
import { canvasColours, eventually, goTo, ground, handClock, notice, ready, settled } from './panel.mjs';

describe('accessibility', () => {
  const { visit } = useChromium();

  for (const colorScheme of ['light', 'dark']) {
    // In the dark the colours alone are others: the usual run leaves the other rules out there.
    const holds = (page, when) => hasNoViolation(page, when, colorScheme === 'dark' && !full ? ['color-contrast'] : undefined);
    it(`no rule is broken, ${colorScheme}, at rest, in a run, with the text view, the help and the contents open`, visit({ colorScheme }, async (page) => {
      await ready(page);
      await holds(page, 'at rest');
      await goTo(page, '#tasks?t=1&delay_1=banana');
      await eventually(() => notice(page), (text) => text !== '', 'the sentence');
      await page.getByRole('button', { name: 'Check' }).first().click();
      await page.getByRole('tab', { name: 'C++' }).click();
      await page.keyboard.press('t');
      await settled(page);
      await holds(page, 'in the middle of a run, with a sentence, a verdict and the text view');
      await page.locator('#page-contents-open').click();
      await holds(page, 'with the contents open');
      await page.keyboard.press('/');
      await page.keyboard.type('ready queue');
      await holds(page, 'with what a search has found');
      await page.keyboard.press('Escape');
      await page.locator('#tasks .term').first().click();
      await holds(page, 'with an entry of the glossary');
      await page.keyboard.press('Escape');
      await goTo(page, '#glossary');
      await eventually(() => page.title(), (title) => title.startsWith('Glossary'), 'the glossary');
      await holds(page, 'in the glossary');
      await goTo(page, '#tasks');
      await eventually(() => page.title(), (title) => title.startsWith('When does a task start?'), 'the lesson');
      await page.locator('#export-open').click();
      await page.waitForFunction(() => document.querySelector('.export-preview')?.src.startsWith('data:'));
      await holds(page, 'with the export dialog');
      await page.keyboard.press('Escape');
      await page.keyboard.press('End');
      await page.keyboard.press('?');
      await holds(page, 'with the help open');
    }));

    if (colorScheme === 'dark' && !full) continue;  // nor is a phone dark
    it(`no rule is broken on a phone, ${colorScheme}`, visit({ colorScheme, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }, async (page) => {
      await ready(page);
      await holds(page, 'at rest');
      await page.locator('#text-view-open').tap();
      await settled(page);
      await holds(page, 'with the text view');
    }));
  }

  it('no rule is broken while you present, in a sheet of questions, or with a question in a link', visit({ alone: true }, async (page) => {
    await ready(page);
    await page.keyboard.press('p');
    await page.locator('.presenting-keys').waitFor();
    await page.keyboard.press('ArrowDown');
    await settled(page);
    await hasNoViolation(page, 'presenting');
    await page.keyboard.press('Escape');
    await page.locator('#page-contents-open').click();
    await page.getByRole('button', { name: 'Sheet of questions' }).click();
    await page.locator('.sheet').waitFor();
    await hasNoViolation(page, 'with a sheet');
    await page.keyboard.press('Escape');
    await page.locator('#page-contents-open').click();
    await page.getByRole('button', { name: 'Question in a link' }).click();
    await hasNoViolation(page, 'with a question being written');
    await page.keyboard.press('Escape');
    await goTo(page, '#playground?question=Why%3F');
    await page.locator('.class-question').waitFor();
    await hasNoViolation(page, 'with a question asked');
  }));

  it('no rule is broken in forced colours, and the panel is black and white with the system’s scheme', visit({ forcedColors: 'active', colorScheme: 'dark' }, async (page) => {
    await ready(page);
    await page.locator('#page-scheme').click();  // the reader's choice of light yields to the system's colours
    await settled(page);
    await hasNoViolation(page, 'in forced colours');
    const count = await canvasColours(page);
    assert.equal(ground(count), '#000000');
    assert.ok(count['#ffffff'] > 500, 'text and lines are white');
    const focus = page.locator('.over button').first();
    await focus.focus();
    assert.notEqual(await focus.evaluate((node) => getComputedStyle(node.closest('[data-at]')).outlineStyle), 'none');
  }));

  it('at 200 and 400 % nothing is cut off at the sides, and the whole panel can be reached', async () => {
    for (const [width, height] of [[720, 450], [320, 256]]) {
      await visit({ viewport: { width, height }, deviceScaleFactor: 2 }, async (page) => {
        await ready(page);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${width} px`);
        assert.ok(await page.evaluate(() => [...document.querySelectorAll('.tab-bar, .bar')].every((bar) => bar.scrollWidth <= bar.clientWidth)), `the listing’s buttons at ${width} px`);
        for (const name of ['Play', 'To the end']) {
          const button = page.getByRole('button', { name, exact: true });
          await button.focus();
          await settled(page);
          const { x, y, width: w, height: h } = await button.boundingBox();
          assert.ok(x >= 0 && x + w <= width && y >= 0 && y + h <= height, `${name} at ${x}, ${y}, in ${width} by ${height}`);
        }
      })();
    }
  });

  it('no rule is broken without JavaScript\'s engine', visit({ prepare: (page) => page.addInitScript(() => { delete window.WebAssembly; }) }, async (page) => {
    await eventually(() => notice(page), (text) => text !== '', 'the sentence');
    await hasNoViolation(page);
  }));

  it('every control has a name, the panel has a role, and changes are announced', visit(async (page) => {
    await ready(page);
    await page.keyboard.press('t');
    const tree = await page.locator('body').ariaSnapshot();
    for (const part of [
      /link "Skip to the text"/, /navigation "Lessons"/, /main:/, /heading "When does a task start\?" \[level=1\]/,
      /region "The program, running"/, /application "Panel of the running program"/, /group "Transport"/, /button "Play"/,
      /group "Parameters"/, /slider "delay 1"/, /checkbox "await task2" \[checked\]/, /combobox "start"/, /table "Tasks"/,
      /tablist "Language of the program"/, /group "In which order will these lines be printed\?"/,
    ]) assert.match(tree, part);
    assert.equal(await page.locator('#parameter-delay_1').getAttribute('aria-valuetext'), '3.0 s');
    await page.keyboard.press('End');
    await eventually(() => page.locator('#text-view .message[role=status]').textContent(), (text) => text.startsWith('Finished'), 'the message');
    assert.match(await page.evaluate(() => document.getElementById(document.getElementById('canvas').getAttribute('aria-describedby')).textContent),
      /t = 3\.000 s, the run has ended/);
  }));

  it('the text can be enlarged to twice its size, and nothing is cut off at the sides', visit(async (page) => {
    await ready(page);
    await page.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
    await settled(page);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  }));

  // What moves by itself: the chips in the panel, which glide to their new place in frames that are drawn by hand here,
  // 10 ms apart; and what the page's styles move, were there any, from its beginning.
  const countMotions = (page) => page.addInitScript(() => {
    window.motions = [];
    for (const kind of ['transitionrun', 'animationstart']) {
      document.addEventListener(kind, ({ target }) => window.motions.push(`${kind} ${target.id || target.className}`), true);
    }
  });
  const loaded = (page) => page.waitForFunction(() => window.interleave?.state(), undefined, { polling: 50 });
  const untilAtRest = (page) => page.evaluate(() => {
    let drawn = 0;
    for (; drawn < 200 && window.framesWanted() > 0; ++drawn) {
      window.handTime = (window.handTime ?? 1e6) + 10;
      window.frameAt(window.handTime);
    }
    return drawn;
  });

  for (const [reducedMotion, least, most, title] of [
    ['reduce', 1, 4, 'a reader with reduced motion sees none'],
    ['no-preference', 10, 100, 'otherwise a step is seen to move, and comes to rest'],
  ]) {
    const prepare = async (page) => {
      await countMotions(page);
      await handClock(page);
    };
    it(title, visit({ reducedMotion, prepare }, async (page) => {
      await loaded(page);
      await untilAtRest(page);
      const drawn = [];  // by the first steps: when one chip leaves the ready queue, the next takes its place
      for (let i = 0; i < 4; ++i) {
        await page.keyboard.press('ArrowRight');
        drawn.push(await untilAtRest(page));
      }
      assert.ok(Math.min(...drawn) >= 1, `each step is drawn: ${drawn}`);
      assert.ok(Math.max(...drawn) >= least && Math.max(...drawn) <= most, `frames that steps take: ${drawn}`);
      await page.locator('#page-contents-open').click();
      await page.keyboard.press('Escape');
      await page.keyboard.press('t');
      await page.locator('#page-scheme').click();
      await untilAtRest(page);
      assert.deepEqual(await page.evaluate(() => window.motions), []);
    }));
  }

  it('the cases above would notice a transition on the page', visit({ prepare: countMotions }, async (page) => {
    await ready(page);
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('#page-help-open { opacity: 1; transition: opacity 10ms } #page-help-open.seen { opacity: .5 }');
      document.adoptedStyleSheets = [sheet];
      const button = document.getElementById('page-help-open');
      button.offsetWidth;  // laid out as it is
      getComputedStyle(button).opacity;
      button.classList.add('seen');
    });
    await eventually(() => page.evaluate(() => window.motions), ['transitionrun page-help-open']);
  }));
});
