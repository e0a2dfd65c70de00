// On paper a lesson shows the timeline at the playhead. The browser gives no time to make it: so it's drawn by the
// panel, at the width and sharpness of paper and in light colours, and copied before the panel is as it was.

import { fit } from './canvas.js';
import { byId, element } from './dom.js';
import * as say from '#words/panel.js';

const width = 720;   // CSS pixels
const height = 1200;
const sharp = 3;

/// `place()` is the element after which the picture comes, or null; `tell()` tells the engine the reader's preferences.
export function createPrinting(player, { place, tell }) {
  const canvas = byId('canvas');
  const stage = byId('panel-stage');
  let printed = null;

  function photograph() {
    const size = [canvas.width, canvas.height];
    const copy = element('canvas');
    [canvas.width, canvas.height] = [width * sharp, height * sharp];
    player.touch((engine) => {
      engine.preferences(false, true, false);
      engine.resize(width, height, sharp);
      engine.scroll(0);
    });
    player.frames.drawNow();
    const [, top, , below] = player.look((engine) => engine.picture()).place;
    [copy.width, copy.height] = [canvas.width, Math.ceil(below * sharp)];
    copy.getContext('2d').drawImage(canvas, 0, -top * sharp);
    tell();
    [canvas.width, canvas.height] = size;
    fit(canvas, stage, player);
    return copy;
  }

  addEventListener('beforeprint', () => {
    const before = place();
    const state = before && player.head();
    if (!state) return;
    printed?.remove();
    printed = element('figure', { class: 'printed' }, photograph(), element('figcaption', { textContent: say.runAt(say.seconds(state.t.toFixed(3))) }));
    before.after(printed);
  });
  addEventListener('afterprint', () => {
    printed?.remove();
    printed = null;
  });
}
