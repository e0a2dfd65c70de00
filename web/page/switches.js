// Keeps between visits what is switched in the panel: whether it plays slowly at instants, and whether its legend is
// open. Each stays so until the reader switches it again.

import { recall, remember } from './storage.js';

const names = ['slow', 'legend'];

export function createSwitches(player) {
  const kept = new Map(names.map((name) => [name, recall(name) !== 'false']));
  for (const [name, on] of kept) if (!on) player.set(name, 'false');
  player.on('frame', () => {
    const now = player.look((engine) => engine.switches());
    for (const name of names) {
      if (!now || now[name] === kept.get(name)) continue;
      kept.set(name, now[name]);
      remember(name, now[name] ? null : 'false');
    }
  });
}
