// Sentences about how a program ended.

import * as say from '#words/outcome.js';

const manyAtOnce = 1000;
const mostCauses = 3;

/// How a run ended, as `{ text, wrong, lines, cut }`: `lines` are the program's lines that it's about, innermost
/// first; `cut` says that the run was given up. `seconds` is a run's time limit.
export function sentenceOfEnd({ ending, error, exit_code: code, reached, stopped_at: stack, spun, tests }, seconds) {
  if (error) return sentenceOfError(error);
  const [, name, line] = stack.at(-1) ?? [];
  const place = line ? ` ${say.wasAt(line, name === '<module>' ? say.moduleItself : name)}` : '';
  const inPlace = spun.callbacks >= manyAtOnce && ending !== 'memory' && sentenceOfSpinning(spun, reached, place, stack.at(-1));
  const stopped = (text) => ({ text: say.stoppedBy(inPlace || `${text}${place}`), wrong: true, cut: true, lines: line ? [line] : [] });
  switch (ending) {
    case 'time': return stopped(say.noEnd(seconds));
    case 'memory': return stopped(say.noMemory);
    case 'events': return stopped(say.tooMuch);
    case 'differs': return { text: say.differs, wrong: true, cut: true, lines: [] };
    case 'input': return { text: say.waits(say.seconds(reached.toFixed(3)), line), wrong: false, lines: [] };
    case 'deadlock': return { text: say.deadlock, wrong: true, lines: [] };
    case 'finished': return tests ? sentenceOfTests(tests) : { text: code ? say.exitCode(code) : '', wrong: false, lines: [] };
    default: return { text: '', wrong: false, lines: [] };
  }
}

/// How the program's own tests ended.
function sentenceOfTests({ ran, failed, skipped, faults }) {
  if (ran === null) return { text: say.noTestsRun, wrong: false, lines: [] };
  if (failed === 0) return { text: say.testsPassed(ran, skipped), wrong: false, lines: [] };
  const causes = faults.slice(0, mostCauses).map(({ name, line, message }) => {
    const cause = [name, message].filter(Boolean).join(': ');
    return line > 0 ? say.inLine(cause, line) : cause;
  });
  const all = [...causes, ...(faults.length > mostCauses ? ['…'] : [])].join('; ');
  return { text: say.testsFailed(ran, failed, skipped, all), wrong: true, lines: faults.map(({ line }) => line).filter(Boolean) };
}

/// The sentence about callbacks that follow each other endlessly at one moment.
function sentenceOfSpinning({ callbacks, turns }, reached, place, [, name, line] = []) {
  const many = [callbacks.toLocaleString('en'), say.seconds(reached.toFixed(3))];
  const spins = turns && line && name !== '<module>';
  return spins ? say.spinsIn(...many, name, line) : `${say.spins(...many)}${place}`;
}

/// What an exception says and where it was raised; for a group, its exceptions.
export function sentenceOfError({ type, message, line, frames, within = [] }) {
  const lines = line ? [line] : frames.map(([, , number]) => number).reverse().filter(Boolean);
  const causes = within.slice(0, mostCauses).map(({ text }) => text.split('\n')[0]).join('; ');
  const what = [type, message, causes && (within.length > mostCauses ? `${causes}; …` : causes)].filter(Boolean).join(': ');
  return { text: lines.length > 0 ? say.inLine(what, lines[0]) : what, wrong: true, lines };
}

/// Why an interpreter was ended.
export function sentenceOfGone({ reason, details }) {
  return {
    refused: { text: say.noSense(details), wrong: true, lines: [] },
    stopped: { text: say.stopped, wrong: false, lines: [] },
    time: { text: say.kept, wrong: true, lines: [] },
  }[reason] ?? { text: say.broken, wrong: true, lines: [] };
}
