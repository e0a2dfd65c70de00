// The same lesson in CPython: runs its program with Python in the page, and compares its events one by one
// with those that the panel shows.

import { differences, marked } from './differences.js';
import * as say from '#words/outcome.js';

const ends = new Set(['finished', 'deadlock', 'until']);
const until = 60;  // seconds, for a run without an end

/// Compares the shown run with CPython's; `ask(request)` runs a program there. `text` is the lesson's Python,
/// and `markOf(line)` and `twinMarkOf(line)` return the marks of its lines in Python and in C++. Returns a
/// sentence.
export async function compareRun(player, ask, { text, markOf, twinMarkOf }) {
  const state = player.head();
  if (state.live) return say.changedMeanwhile;
  const ours = player.trace(until).events;
  const has = ({ name }) => new RegExp(`^${name} = `, 'm').test(text);  // of several programs, each has its own
  const set = Object.fromEntries(state.parameters.filter(has).map(({ name, type, choices, start }) => [name, type === 'choice' && typeof start === 'number' ? choices[start] : start]));
  const answer = await ask({ source: text, set, seed: state.seed, until });
  if (!answer) return say.noPython;
  if (!ends.has(answer.ending)) return say.cutOff;
  const theirs = answer.events;
  const length = Math.min(ours.length, theirs.length);
  const ended = ours.at(-1)?.kind === 'finished' || ours.at(-1)?.kind === 'deadlock';
  const [left, right] = ended ? [ours, theirs] : [ours.slice(0, length), theirs.slice(0, length)];
  const found = differences(marked(left, twinMarkOf), marked(right, markOf));
  if (typeof found === 'string') return say.differsAt(found);
  return say.same(right.length, found.map((name) => say.but[name]));
}
