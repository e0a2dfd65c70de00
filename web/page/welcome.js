// The first screen, above the first lesson: what this is, a large Play, and for readers who come back the way to the
// lesson where they were.

import { byId, setText } from './dom.js';
import { recall, remember } from './storage.js';
import * as say from '#words/contents.js';

const key = 'lesson';

/// Call `update()` whenever a page is shown, and `attach(player)` once there is a player. `onPlay()` is called when the
/// reader plays.
export function createWelcome(lessons, { onPlay }) {
  const box = byId('welcome');
  const link = byId('welcome-continue');
  const [first] = lessons.slugs;
  let player = null;
  let asked = false;

  function play() {
    asked = !player;  // the engine is still loading
    player?.command('restart');
    player?.command('play');
    if (player) onPlay();
  }
  byId('welcome-play').addEventListener('click', play);

  return {
    update() {
      const shown = lessons.shown();
      box.hidden = shown !== first;
      if (lessons.slugs.includes(shown) && shown !== first) remember(key, shown);
      const last = recall(key);
      link.hidden = !lessons.slugs.includes(last);
      if (link.hidden) return;
      link.href = `#${last}`;
      setText(link, say.continueAt(Number(lessons.number(last)), lessons.title(last)));
    },
    attach(given) {
      player = given;
      if (asked) play();
    },
  };
}
