// What a run's time went to: the lines that reporter.mjs has written of a suite, and the files that took the longest.

import { existsSync, readFileSync } from 'node:fs';

/// The lines of a report: those with a `result` are of a test case, the others of a file.
export function linesOf(report) {
  if (!existsSync(report)) return null;
  return readFileSync(report, 'utf8').split('\n').filter((line) => line !== '').map((line) => JSON.parse(line));
}

/// `{ file, seconds, cases }` of each file of a suite's report: two at a time run, so the times overlap. Cases count where
/// they're written, which may be a file that several tests import. A file that shares its process has its cases' seconds.
export function filesOf(lines) {
  const files = new Map();
  const whole = new Map();
  for (const { file, seconds, result } of lines) {
    if (!result) whole.set(file, seconds);
    if (!result && file.startsWith('build/')) continue;
    const found = files.get(file) ?? { file, seconds: 0, cases: 0 };
    files.set(file, found);
    if (!result) continue;
    found.cases += 1;
    found.seconds += seconds;
  }
  return [...files.values()].map((found) => ({ ...found, seconds: whole.get(found.file) ?? found.seconds }));
}

/// A line for each of the `most` files that took the longest, the slowest first.
export function slowest(files, most = 10) {
  const chosen = [...files].sort((a, b) => b.seconds - a.seconds).slice(0, most);
  return chosen.map(({ file, seconds, cases }) => (
    `  ${seconds.toFixed(1).padStart(6)} s  ${(cases ? `${cases} cases` : '').padEnd(11)}${file}`));
}
