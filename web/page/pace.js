// Keeps between visits whether the panel plays slowly at instants. It does until the reader switches that off.

import { recall, remember } from './storage.js';

export function createPace(player) {
  let kept = recall('slow') !== 'false';
  if (!kept) player.set('slow', 'false');
  player.on('state', ({ slow }) => {
    if (slow === kept) return;
    kept = slow;
    remember('slow', slow ? null : 'false');
  });
}
