// Questions about a run, made from the run itself: 'what does this print?' No question has an answer that isn't in the
// run, and the same run makes the same sheet.

import * as say from '#words/classroom.js';

const mostLines = 12;
const mostChoices = 6;
const seconds = (time) => say.seconds(Number(time.toFixed(3)));

/// Always the same order for the same texts; never the given one, if there's another.
export function mixed(texts) {
  let hash = 2166136261;
  for (const c of texts.join('\n')) hash = Math.imul(hash ^ c.codePointAt(0), 16777619) >>> 0;
  const rest = [...texts];
  const out = [];
  while (rest.length > 0) {
    hash = (Math.imul(hash, 1664525) + 1013904223) >>> 0;
    out.push(...rest.splice(hash % rest.length, 1));
  }
  if (out.every((text, i) => text === texts[i])) out.push(out.shift());
  return out;
}

/// `[{ ask, choices, lines, answer }]` from an outcome of the engine: `choices` to choose from, or `lines` to number.
export function questionsOf({ output, end, ended, why, callbacks }) {
  const questions = [];
  const first = output.slice(0, mostLines);
  const texts = first.map(({ text }) => text);
  if (new Set(texts).size > 1) {
    const shuffled = mixed(texts);
    const places = new Map();
    texts.forEach((text, i) => places.set(text, [...(places.get(text) ?? []), i + 1]));
    questions.push({
      ask: output.length > first.length ? say.whichOrderFirst(first.length) : say.whichOrder, lines: shuffled,
      answer: shuffled.map((text) => `${places.get(text).shift()}: ${text}`).join('; '),
    });
  }
  questions.push(...timesOf(first, texts));
  questions.push(ended
    ? { ask: say.howLong, answer: why === 'finished' ? seconds(end) : why === 'error' ? say.endsByError(seconds(end)) : say.endsByDeadlock(seconds(end)) }
    : { ask: say.doesItEnd, answer: say.no(why) });
  const turns = callbacks.map(({ task }) => task);
  const alone = turns.findIndex((task, i) => i > 0 && task && turns[i - 1] && task !== turns[i - 1]);
  if (alone > 0) {
    const tasks = [...new Set(turns.filter(Boolean))];
    const others = tasks.filter((task) => task !== turns[alone]).slice(0, mostChoices - 1);
    questions.push({
      ask: say.whichNext(alone, turns[alone - 1]),
      choices: mixed(tasks.filter((task) => task === turns[alone] || others.includes(task))), answer: turns[alone],
    });
  }
  return questions;
}

/// When a line comes: one that is printed only once, and not at the start.
function timesOf(first, texts) {
  const once = first.findIndex(({ t, text }, i) => i > 0 && t > first[0].t && texts.indexOf(text) === texts.lastIndexOf(text));
  if (once < 0) return [];
  const { t, text } = first[once];
  return [{ ask: say.whatTime(text), answer: seconds(t) }];
}
