// The trace of the shown run as text, piece by piece, so that the page never freezes: the file of
// docs/trace-format.md.

const events = 4000;    // a piece
const working = 10;     // milliseconds between two pauses

const pause = () => new Promise((go) => { setTimeout(go); });

/// The pieces of the file of the shown run, or of the run beside if `which` is 1.
export async function* trace(player, which) {
  let paused = performance.now();
  for (let from = 0; ;) {
    const piece = player.look((engine) => engine.tracePiece(which, from, events));
    if (!piece) break;
    yield from === 0 ? piece : `,${piece}`;
    const count = piece.split('\n').length - 1;  // each event begins a line
    if (count === 0) break;
    from += count;
    if (performance.now() - paused < working) continue;
    await pause();
    paused = performance.now();
  }
  yield '\n]}\n';
}
