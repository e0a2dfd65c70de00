// The moments of links that lead to a place of a run: the cheat sheet's lines and the scenes of questions. Such a link has
// the place as its title, and no numbers, which would rot:
//   [run](#queues?maxsize=1 "await queue.put(letter)")   when a task first waits at the line of the listing with this
//                                                        text, or if none does, when it first runs
//   … "while True: #3"              when the line runs for the third time
//   … "await task when done"        when the task that waits at the line runs again
//   … "asyncio.run(main()) at the end"   that line, when the run is over
//   … "printed hello"               when the program prints this
//   … "end"                         when the run is over
// find-moments.mjs finds the moments, and the build puts them into the links.

import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const top = fileURLToPath(new URL('../..', import.meta.url));

/// What a link's title says: `{ kind: 'end' }`, `X a line's, with
/// `until` that's '', 'when done' or 'at the end': `{ kind: 'line', text, occurrence, until }`.
export function parsePlace(title) {
  const [, rest, until = ''] = /^(.*?)(?: (at the end|when done))?$/s.exec(title);
  const [, text, number] = /^(.*?)(?: #(\d+))?$/s.exec(rest);
  if (title === 'end') return { kind: 'end' };
  const [, printed] = /^printed (.+)$/s.exec(text) ?? [];
  const occurrence = number === undefined ? null : Number(number);
  return printed ? { kind: 'printed', text: printed, occurrence } : { kind: 'line', text, occurrence, until };
}

/// The moments that are known, by link and place, of the lessons in `root`.
export function storedMoments(root, file = join(top, 'build/gen/moments.json')) {
  if (resolve(root) !== join(top, 'lessons') || !existsSync(file)) return {};
  return JSON.parse(readFileSync(file, 'utf8'));
}

export const keyOf = (href, place) => `${href} "${place}"`;

/// The link with its moment: `{ t, step, line }`, of which `step` and `line` may be missing.
export function linkAt(href, moment) {
  const more = ['t', 'step', 'line', 'ask'].filter((name) => moment[name] !== undefined).map((name) => `${name}=${moment[name]}`);
  return more.length ? `${href}${href.includes('?') ? '&' : '?'}${more.join('&')}` : href;
}
