// The run of a program that the learner doesn't change: it comes with the exercise, so it's there at once.

/// Shows the run in the panel as a recording with this name. Returns what the door's `run` does.
export function showRun(player, name, events) {
  const bytes = new TextEncoder().encode(JSON.stringify({ interleave: 1, events }));
  const wrong = player.touch(({ load }) => {
    load.begin(name);
    return load.piece(bytes) || load.end();
  });
  if (!wrong) player.showRecording(name);
  return { ran: !wrong, wrong };
}
