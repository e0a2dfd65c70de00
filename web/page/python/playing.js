// Run plays the program, as Play does. For readers who want less motion it goes to the end instead.

/// `settings` are the run's, from a link. If they include a moment, the run stays there.
export function plays(player, settings) {
  if (settings.some(([name]) => name === 't')) return;
  player.command(withoutMotion() ? 'end' : 'play');
}

/// A waiting run has got its answer and continues: if it was playing, it still is.
export function playsOn(player) {
  if (withoutMotion()) player.command('end');
}

const withoutMotion = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/// The run's state for a link. A finished run isn't linked at its end: it's played.
export const asShared = (state) => (state.ended ? { ...state, at_start: true, step: null } : state);
