// Presenting: the program and the panel alone, large, run by keys. A spotlight follows what the speaker points at, or
// goes from one part of the panel to the next.

import { byId, element, setText } from '../dom.js';
import * as say from '#words/classroom.js';

/// The parts that a panel may have, each below its heading.
export const parts = ['tasks', 'instant', 'loop', 'resources', 'output', 'warnings', 'chains'];
const radius = 110;  // pixels of the spotlight

export function createPresenter(player) {
  const root = document.documentElement;
  const stage = byId('panel-stage');
  const spot = element('div', { class: 'spotlight', hidden: true, 'aria-hidden': 'true' });
  const line = element('p', { class: 'presenting-keys', textContent: say.presentingKeys });
  const said = element('p', { class: 'unseen', role: 'status' });
  let on = false;
  let follows = false;
  let part = -1;

  /// As large as lets the panel keep the width that it needs.
  const scaleNow = () => Math.min(Math.max(stage.clientWidth / 860, 1.25), 2.5);
  const rescale = () => on && player.setScale(scaleNow());

  function toggle() {
    on = !on;
    root.classList.toggle('presenting', on);
    if (on) {
      byId('page-panel').append(spot, line, said);
      addEventListener('keydown', pressed, true);
      addEventListener('pointermove', moved);
      addEventListener('resize', rescale);
      byId('canvas').focus({ preventScroll: true });
      setText(said, say.presenting(say.presentingKeys));
      rescale();
    } else {
      removeEventListener('keydown', pressed, true);
      removeEventListener('pointermove', moved);
      removeEventListener('resize', rescale);
      spot.hidden = true;
      follows = false;
      part = -1;
      spot.remove();
      line.remove();
      said.remove();
      player.setScale(1);
    }
  }

  function pressed(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const act = { Escape: toggle, s: spotlight, S: spotlight, ArrowDown: () => light(1), ArrowUp: () => light(-1) }[event.key];
    if (!act || event.target.closest?.('input, select, textarea, dialog')) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  function spotlight() {
    follows = !follows;
    part = -1;
    spot.classList.toggle('round', follows);
    spot.hidden = !follows;
    if (follows) put(innerWidth / 2 - radius, innerHeight / 2 - radius, 2 * radius, 2 * radius);
  }

  function moved({ clientX, clientY }) {
    if (follows) put(clientX - radius, clientY - radius, 2 * radius, 2 * radius);
  }

  function put(x, y, width, height) {
    for (const [name, pixels] of Object.entries({ '--x': x, '--y': y, '--w': width, '--h': height })) spot.style.setProperty(name, `${pixels}px`);
  }

  /// The next part of the panel that's there, and nothing after the last one.
  function light(by) {
    const found = parts.map((name) => ({ name, at: rectOf(name) })).filter(({ at }) => at);
    part = part < 0 && by < 0 ? found.length - 1 : part + by;
    follows = false;
    spot.classList.remove('round');
    if (part < 0 || part >= found.length) {
      darken();
      return;
    }
    spot.hidden = false;
    const { name } = found[part];
    const [, top,, tall] = rectOf(name);
    const isSeen = top >= 0 && (top + tall) * player.scale() <= stage.clientHeight;
    if (!isSeen) stage.scrollTop += top * player.scale() - 12;
    requestAnimationFrame(() => requestAnimationFrame(() => {
      if (part < 0 || spot.dataset.part !== name) return;
      const at = rectOf(name);
      if (!at) {
        darken();  // another program has no such part
        return;
      }
      const [x, y, width, height] = at.map((length) => length * player.scale());
      const box = byId('canvas').getBoundingClientRect();
      put(box.x + x - 8, box.y + y - 8, width + 16, height + 8);
    }));
    spot.dataset.part = name;
    setText(said, say.parts[name]);
  }

  function darken() {
    part = -1;
    spot.hidden = true;
  }

  /// From a heading to the next one below it, in the panel's pixels.
  function rectOf(name) {
    const heading = (each) => player.rect(`heading:${each}`);
    const at = heading(name);
    if (!at) return null;
    const [x, y, width] = at;
    const below = parts.map(heading).filter((other) => other && other[1] > y && other[0] < x + width && other[0] + other[2] > x).map((other) => other[1]);
    return [x, y, width, Math.min(...below, player.contentHeight() - stage.scrollTop / player.scale()) - y - 8];
  }

  return { toggle };
}
