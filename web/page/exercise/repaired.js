// The exercise 'find the line to repair' in a program of the lesson itself: the panel runs it as it is, and once the line is
// found, repaired.

import { createChoice } from './chosen.js';
import { hintAt } from './judge.js';
import * as say from '#words/exercise.js';

/// Judges the choice of a line in the exercise `given` (lessons/build/exercise.mjs). The run of the program as it is has a
/// warning, and that of the repaired program hasn't: so the lines that the repair changes, `guilty`, are to blame.
export function judgeRepair({ guilty, start, why, wrong }, line, { warnings }, repaired) {
  const [first] = warnings;
  const isGone = first && repaired.warnings.every(({ kind }) => kind !== first.kind);
  if (guilty.includes(line) && isGone) return { passed: true, why };
  return { passed: false, reason: say.notToBlame, hint: hintAt({ start, wrong }, line), at: first?.position ?? null };
}

/// See kinds.js; `laidOut()` returns the summary of the run once it's laid out.
export function createRepair(given, { slug, player, laidOut, onChange }) {
  const put = (settings) => Object.entries(settings).forEach(([name, value]) => player.set(name, String(value)));
  const run = async (settings) => {
    put(settings);
    return laidOut();
  };

  async function judged(_program, line) {
    if (player.recording()) return { passed: false, reason: say.somethingElse };
    player.command('pause');
    const broken = await run(given.settings);
    if (player.recording()) return null;
    if (!given.guilty.includes(line)) return judgeRepair(given, line, broken, broken);
    const verdict = judgeRepair(given, line, broken, await run(given.mended));
    player.command('end');
    return verdict;
  }

  return createChoice(given, { slug, judged, onChange });
}
