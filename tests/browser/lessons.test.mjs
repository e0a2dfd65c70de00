// Every lesson as a learner goes through it: played, its parameters dragged while it plays, its predictions
// answered rightly and wrongly, its presets opened, and what it prints held against the headless runner.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { full } from '../full.mjs';
import { top, useChromium } from './chromium.mjs';
import { eventually, goTo, handClock, notice, printed, rows, spot, state } from './panel.mjs';

// The usual run takes every fifth lesson: what differs between them is held without a browser, too.
const lessons = JSON.parse(readFileSync(join(top, 'build/gen/lessons.json'), 'utf8')).filter((_lesson, i) => full || i % 5 === 0);
const axe = readFileSync(join(top, 'node_modules/axe-core/axe.min.js'), 'utf8');
const watched = 20;  // virtual seconds of a run, unless it ends before
const shownLines = 200;  // the text view has the last lines of a long output

/// Draws frames by hand, 0.1 s apart, until the run has ended or come to `until`; returns the state.
function frames(page, count, until = Infinity) {
  return page.evaluate(([most, stop]) => {
    let now = window.interleave.state();
    for (let i = 0; i < most && !(stop < Infinity && (now.ended || now.t >= stop)); ++i) {
      window.handTime = (window.handTime ?? 1e6) + 100;
      window.frameAt(window.handTime);
      now = window.interleave.state();
    }
    return now;
  }, [count, until]);
}

async function open(page, fragment) {
  await goTo(page, fragment);
  const [, slug, query] = /^#([^?]*)\??(.*)$/.exec(fragment);
  const wanted = new URLSearchParams(query);
  await eventually(() => state(page), ({ lesson, parameters, t, ended }) => lesson === slug && (wanted.has('t') ? t > 0 || ended : t === 0)
    && parameters.every((p) => String(p.value) === (wanted.get(p.name) ?? String(p.default))), `opening ${fragment}`);
  await frames(page, 3);
}

/// Drags a number from one end to the other and back; presses a switch twice, and every choice.
async function turn(page, { name, type, choices, min, max, default: fallback }) {
  const move = async (control, x, down) => {
    const at = await spot(page, control, x);
    await page.mouse.move(at.x, at.y);
    if (down) await page.mouse.down();
    await frames(page, 1);
  };
  const release = async () => {
    await page.mouse.up();
    await frames(page, 2);
  };
  const value = async () => (await state(page)).parameters.find((p) => p.name === name).value;
  const control = `parameter:${name}`;
  if (type === 'choice' || type === 'switch') {
    const presses = type === 'switch' ? [[control, !fallback], [control, fallback]]
      : [...choices.filter((c) => c !== fallback), fallback].map((choice) => [`${control}:${choice}`, choice]);
    for (const [place, expected] of presses) {
      await move(place, 0.5, true);
      await release();
      assert.equal(await value(), expected, `${place} is pressed`);
    }
    return;
  }
  for (const [from, to, expected] of [[0.02, 1.02, max], [0.98, -0.02, min]]) {
    await move(control, from, true);
    for (const share of [0.3, 0.7, 1]) await move(control, from + (to - from) * share);
    await release();
    assert.equal(await value(), expected, `${name} is dragged to its end`);
  }
}

/// Answers every prediction of the lesson wrongly and rightly, in the page; returns the verdicts by kind.
function predict(page, slug) {
  return page.evaluate(async (id) => {
    let truth = null;
    const verdicts = [];
    const pressButton = (box, words) => [...box.querySelectorAll('button')].find((button) => button.textContent === words && !button.hidden)?.click();
    const answers = {
      order(box, right) {
        const list = box.querySelector('ol.order');
        const left = [...list.querySelectorAll('.row')];
        const real = truth.output.map(({ text }) => text);
        const order = real.flatMap((text) => {
          const at = left.findIndex((row) => row.dataset.text === text);
          return at < 0 ? [] : left.splice(at, 1);  // the run may print other lines too
        });
        if (!right) order.reverse();
        list.append(...order, list.querySelector('.boundary'), ...left);
        list.querySelector('.row .mover:last-of-type').click();  // two moves that undo each other: the answer is new
        (order[0] ?? list.querySelector('.row')).querySelector('.mover').click();
      },
      end(box, right) {
        const field = box.querySelector('input[type=number]');
        field.value = (Math.round((right ? truth.end : truth.end / 2) / field.step) * field.step).toFixed(3);
        if (!right && Math.abs(field.value - truth.end) < field.step) field.value = truth.end + 1;
        field.dispatchEvent(new Event('input'));
      },
      next(box, right) {
        const { task } = truth.callbacks[box.dataset.after];
        const all = [...box.querySelectorAll('input')];
        const good = all.find(({ value }) => value === (task ?? all.at(-1).value));
        (right ? good : all.find((input) => input !== good)).click();
      },
    };
    for (const box of document.querySelectorAll(`#${id} .prediction`)) {
      pressButton(box, 'Set the run to that');
      for (let i = 0; i < 5; ++i) window.frameAt(window.handTime += 100);
      truth = window.interleave.outcome();
      for (const right of [false, true]) {
        answers[box.dataset.kind](box, right);
        pressButton(box, 'Check');
        verdicts.push([box.dataset.kind, right, box.dataset.verdict, box.querySelector('.verdict').textContent]);
        if (!right) pressButton(box, 'Show me in the run');
      }
    }
    return verdicts;
  }, slug);
}

/// Holds the text view's output up to `watched` seconds against the runner's.
async function printsTheSame(page, slug, query) {
  const settings = Object.fromEntries(new URLSearchParams(query));
  const until = watched - 0.0005;  // between two instants, so that both stop at the same
  await open(page, `#${slug}?${new URLSearchParams({ ...settings, t: until })}`);
  assert.equal(await notice(page), '', `${query || 'the defaults'} can be set`);
  assert.deepEqual(await rows(page, 'output'), (await printed({ ...settings, until }, slug)).slice(-shownLines), `what it prints with ${query || 'its defaults'}`);
}

/// Kinds of what the page shows: an element with its class, role and place in the page, as axe's rules see it.
const kinds = (page, slug) => page.evaluate((id) => {
  const kind = (element) => element && `${element.localName}.${[...element.classList].join('.')}[${element.getAttribute('role') ?? ''}${element.type ?? ''}]`;
  const parts = [document.getElementById(id), document.getElementById('page-panel')];
  return parts.flatMap((part) => [...part.querySelectorAll('*')].map((element) => `${kind(element.parentElement)} > ${kind(element)}`));
}, slug);

describe(full ? 'every lesson' : 'every fifth lesson', () => {
  const { visit } = useChromium();
  const checked = new Set();  // the kinds that axe has seen
  const settings = { prepare: handClock, viewport: { width: 1100, height: 1200 }, reducedMotion: 'reduce' };

  for (const { slug, parameters } of lessons) {
    it(`${slug} is played, turned, predicted, and prints what the runner prints`, visit({ ...settings, at: `#${slug}?speed=10` }, async (page) => {
      await page.waitForFunction(() => window.interleave?.state(), undefined, { polling: 50 });
      await frames(page, 3);
      await page.keyboard.press('Space');
      const played = await frames(page, 2 * watched, watched);
      assert.ok(played.ended || played.t >= watched, `it has come to ${played.t} s`);

      await open(page, `#${slug}?speed=0.5`);
      await page.keyboard.press('Space');
      await page.evaluate(() => window.interleave.set('more', 'true'));
      await frames(page, 2);
      for (const parameter of parameters) await turn(page, parameter);
      assert.ok(await page.evaluate(() => window.interleave.state()), 'the engine is there');

      const presets = await page.locator(`#${slug} a.preset`).evaluateAll((links) => links.map(({ hash }) => hash.split('?')[1] ?? ''));
      for (const query of ['', ...presets]) await printsTheSame(page, slug, query);

      await open(page, `#${slug}`);
      for (const [kind, right, verdict, words] of await predict(page, slug)) {
        assert.equal(verdict, right ? 'right' : 'wrong', `the prediction '${kind}', answered ${right ? 'rightly' : 'wrongly'}: ${words}`);
      }

      // Axe takes seconds: it looks where there is something that no lesson before had. A full run asks it of all.
      await frames(page, 2);
      const unseen = (await kinds(page, slug)).filter((kind) => !checked.has(kind));
      if (unseen.length === 0 && !full) return;
      for (const kind of unseen) checked.add(kind);
      await page.evaluate(axe);
      const violations = await page.evaluate(async () => (await window.axe.run(document, { resultTypes: ['violations'] })).violations
        .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).slice(0, 3).join(', ')}`));
      assert.deepEqual(violations, []);
    }));
  }
});
