// The plain controls, laid over what they are on the canvas, for those who use no pointer: a switch, a voice, a screen
// reader. They can't be seen, and pointers go through them to the canvas; the one with the focus has a ring. A button
// of the canvas that has no plain control gets one. They're laid out again only when the canvas says that it has changed
// its layout: a run that plays costs nothing here.

import { element } from './dom.js';
import * as say from '#words/panel.js';

const margin = 4;

export function createOver(stage, player, controls) {
  const more = element('div', { role: 'group', 'aria-label': say.otherButtons });
  const node = element('div', { class: 'over' });
  stage.querySelector('canvas').after(node);
  let buttons = '';
  let asked = 0;

  function place(part, rects) {
    part.toggleAttribute('data-absent', rects.length === 0);
    if (rects.length === 0) return;
    const left = Math.min(...rects.map(([x]) => x));
    const top = Math.min(...rects.map(([, y]) => y));
    const width = Math.max(...rects.map(([x,, w]) => x + w)) - left;
    const height = Math.max(...rects.map(([, y,, h]) => y + h)) - top;
    const times = player.scale();
    const lengths = { '--x': left * times, '--y': top * times + stage.scrollTop, '--w': width * times, '--h': height * times };
    for (const [name, pixels] of Object.entries(lengths)) part.style.setProperty(name, `${pixels}px`);
  }

  function lay() {
    asked = 0;
    if (!node.contains(controls.nodes[0])) return;
    const known = [...node.querySelectorAll('[data-at]')].filter((part) => !more.contains(part));
    const names = new Set(known.flatMap((part) => JSON.parse(part.dataset.at)));
    const others = player.buttons().filter(([name]) => !names.has(name));
    const now = JSON.stringify(others);
    if (now !== buttons) {
      buttons = now;
      more.replaceChildren(...others.map(([name, label]) => element('span', { class: 'slot', 'data-at': JSON.stringify([name]) },
        element('button', { type: 'button', textContent: label, onclick: () => player.press(name) }))));
      more.hidden = others.length === 0;
    }
    for (const part of [...known, ...more.children]) place(part, JSON.parse(part.dataset.at).map(player.rect).filter(Boolean));
  }

  /// Once for all changes of a frame, after it.
  function request() {
    asked ||= requestAnimationFrame(lay);
  }

  node.addEventListener('focusin', ({ target }) => {
    const part = target.closest('[data-at]');
    const top = part.offsetTop - margin;
    const bottom = part.offsetTop + part.offsetHeight + margin;
    if (top < stage.scrollTop) stage.scrollTop = top;
    else if (bottom > stage.scrollTop + stage.clientHeight) stage.scrollTop = bottom - stage.clientHeight;
  });
  player.on('layout', request);
  player.on('settings', request);
  player.on('scale', request);

  return {
    /// Takes the controls from wherever they are.
    take() {
      node.append(...controls.nodes, more);
      request();
    },
  };
}
