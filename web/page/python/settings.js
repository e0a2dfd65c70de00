// A program's settings: the answers for input(), its network, the program it's compared with, and the lesson
// it came from. They're stored in this browser by the program's name, and are part of a link to the program.

import { recall, remember } from '../storage.js';

/// Bytes per second; null means no limit.
export const bandwidths = [null, 1_000_000, 100_000, 10_000, 1_000, 100];
export const mostLatency = 2;
export const mostAnswers = 100;
export const longestAnswer = 1000;  // characters

export const usual = Object.freeze({ answers: Object.freeze([]), latency: 0.05, bandwidth: null, compared: null, lesson: null });

/// Makes valid settings from any value. An answer is a text, or null for the end of input.
export function readSettings(value) {
  const { answers, latency, bandwidth, compared, lesson } = value ?? {};
  return {
    answers: (Array.isArray(answers) ? answers : []).filter((answer) => answer === null || typeof answer === 'string')
      .slice(0, mostAnswers).map((answer) => answer && answer.replace(/[\r\n]+/g, ' ').slice(0, longestAnswer)),
    latency: Number.isFinite(latency) ? Math.min(Math.max(latency, 0), mostLatency) : usual.latency,
    bandwidth: bandwidths.includes(bandwidth) ? bandwidth : usual.bandwidth,
    compared: typeof compared?.name === 'string' && typeof compared.text === 'string' ? readCompared(compared) : null,
    lesson: typeof lesson === 'string' ? lesson.slice(0, 60) : null,
  };
}

/// A program of the reader's own is the one stored under this name.
const readCompared = ({ name, text, own }) => ({ name: name.replace(/\s+/g, ' ').slice(0, 70), text, own: own === true });

/// The settings that aren't the defaults.
function unusual(settings) {
  return Object.fromEntries(Object.entries(readSettings(settings)).filter(([name, value]) => (
    name === 'answers' ? value.length > 0 : value !== usual[name])));
}

function parsed(text, otherwise) {
  try {
    return JSON.parse(text) ?? otherwise;
  } catch {
    return otherwise;
  }
}

const all = () => Object.entries(parsed(recall('program-settings') ?? '{}', {}));
const keep = (entries) => remember('program-settings', entries.length > 0 ? JSON.stringify(Object.fromEntries(entries)) : null);
const others = (name) => all().filter(([each]) => each !== name);

/// The stored settings of the program of this name.
export const settingsOf = (name) => readSettings(new Map(all()).get(name));

export function keepSettings(name, settings) {
  const kept = unusual(settings);
  keep(Object.keys(kept).length > 0 ? [...others(name), [name, kept]] : others(name));
}

export const dropSettings = (name) => keep(others(name));

/// The settings as a link's parameters, after the others; the programs are among those (link.js).
export function settingsInLink(settings) {
  const { answers, compared: _other, lesson: _lesson, ...network } = unusual(settings);
  const query = new URLSearchParams({ ...(answers && { answers: JSON.stringify(answers) }), ...network }).toString();
  return query && `&${query}`;
}

/// The settings in a link; `asked` is the map of its parameters.
export function settingsFromLink(asked) {
  const number = (name) => (asked.has(name) ? Number(asked.get(name)) : undefined);
  return readSettings({
    answers: parsed(asked.get('answers') ?? '[]', []), latency: number('latency'), bandwidth: number('bandwidth') ?? null,
  });
}
