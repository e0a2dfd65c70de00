// Run plays the program, as Play does. A reader who wants no motion is shown its end.

/// `settings` are those that a link gave the run: one that shows a moment stays there.
export function plays(player, settings) {
  if (settings.some(([name]) => name === 't')) return;
  player.command(withoutMotion() ? 'end' : 'play');
}

/// A run that waited has its answer, and what came of it is there: one that plays goes on by itself.
export function playsOn(player) {
  if (withoutMotion()) player.command('end');
}

const withoutMotion = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/// The run's state, for a link. That it has come to its end is no moment to be shown: it is played.
export const asShared = (state) => (state.ended ? { ...state, at_start: true, step: null } : state);
