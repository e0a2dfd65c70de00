// The learner's progress: which lessons were read as a whole, which predictions were answered, which of them
// correctly, and which exercises are solved. It's kept only in the browser's storage; if that refuses, only until
// the page is closed.

import { recall, remember } from './storage.js';
import * as say from '#words/contents.js';

const key = 'progress';

/// `lessons` comes from lessons.js. A record is `{ read: true, answers: { 1: 'right', 2: 'wrong' }, solved: true }`, and
/// has in `seen` the places of the lesson that were visible, until it's read.
export function createProgress(lessons) {
  const listeners = [];
  let records = readRecords();
  const predictions = new Map(lessons.slugs.map((slug) => [slug, Number(lessons.article(slug).dataset.predictions)]));

  const exercises = new Set(lessons.slugs.filter((slug) => 'exercise' in lessons.article(slug).dataset));

  addEventListener('storage', () => {  // another tab has changed it
    records = readRecords();
    changed();
  });

  function changed() {
    listeners.forEach((listener) => listener());
  }

  function save(slug, record) {
    records = { ...records, [slug]: record };
    remember(key, JSON.stringify(records));
    changed();
  }

  const recordOf = (slug) => records[slug] ?? { read: false, answers: {}, solved: false };

  function count(slug) {
    const { read, answers, solved } = recordOf(slug);
    const all = predictions.get(slug) ?? 0;
    const given = Array.from({ length: all }, (_, i) => answers[i + 1]).filter(Boolean);  // a file may have other numbers too
    return { read, solved, all, predicted: given.length, right: given.filter((v) => v === 'right').length };
  }

  return {
    onChange: (listener) => listeners.push(listener),
    isEmpty() {
      return lessons.slugs.every((slug) => this.of(slug).share === 'none');
    },
    /// Records that a place of a lesson was visible. Once all of `places` were, the lesson is read.
    saw(slug, place, places) {
      const record = recordOf(slug);
      if (record.read || record.seen?.includes(place)) return;
      const seen = [...record.seen ?? [], place];
      const read = places.every((each) => seen.includes(each));
      save(slug, { ...record, read, seen: read ? undefined : seen });
    },
    /// Records an answer. Once right, a prediction stays right.
    answered(slug, number, right) {
      const record = recordOf(slug);
      const verdict = right ? 'right' : 'wrong';
      if (record.answers[number] === 'right' || record.answers[number] === verdict) return;
      save(slug, { ...record, answers: { ...record.answers, [number]: verdict } });
    },
    isSolved: (slug) => recordOf(slug).solved,
    /// Records that the lesson's exercise is solved.
    solved(slug) {
      const record = recordOf(slug);
      if (!record.solved) save(slug, { ...record, solved: true });
    },
    /// Everything, and how to add what another browser knows: what was read or right in either stays so.
    records: () => records,
    merge(others) {
      const merged = { ...records };
      for (const [slug, { read, answers, solved, seen }] of Object.entries(others)) {
        const mine = recordOf(slug);
        const better = Object.entries(answers).filter(([number, verdict]) => verdict === 'right' || !mine.answers[number]);
        merged[slug] = {
          read: mine.read || read, solved: mine.solved || solved, answers: { ...mine.answers, ...Object.fromEntries(better) }, seen: mine.seen ?? seen,
        };
      }
      records = merged;
      remember(key, JSON.stringify(records));
      changed();
    },
    clear() {
      records = {};
      remember(key, null);
      changed();
    },
    /// A lesson's progress in words, and how much is done: none, some or all.
    of(slug) {
      const { read, all, predicted, right, solved } = count(slug);
      const done = read && right === all && (solved || !exercises.has(slug));
      const words = [read ? say.read : say.notRead];
      if (predicted > 0) words.push(say.predicted(predicted, all, right));
      if (solved) words.push(say.exerciseSolved);
      return { words: words.join('; '), share: done ? 'all' : read || predicted > 0 || solved ? 'some' : 'none' };
    },
    /// The progress through all lessons, as a sentence.
    all() {
      const counts = lessons.slugs.map(count);
      const sum = (name) => counts.reduce((total, c) => total + Number(c[name]), 0);
      return say.allProgress({ read: sum('read'), lessons: counts.length, right: sum('right'), predictions: sum('all'), solved: sum('solved'), exercises: exercises.size });
    },
  };
}

/// The stored records, as far as they're valid: an older version of the page may have written them.
function readRecords() {
  try {
    return validRecords(JSON.parse(recall(key) ?? '{}'));
  } catch {
    return {};
  }
}

/// What of an object are records.
export function validRecords(stored) {
  if (typeof stored !== 'object' || stored === null) return {};
  const records = Object.entries(stored).filter(([, record]) => typeof record === 'object' && record !== null);
  return Object.fromEntries(records.map(([slug, { read, answers, solved, seen }]) => [slug, {
    read: read === true,
    solved: solved === true,
    seen: Array.isArray(seen) ? seen.map(String) : undefined,
    answers: Object.fromEntries(Object.entries(answers ?? {}).filter(([, verdict]) => verdict === 'right' || verdict === 'wrong')),
  }]));
}
