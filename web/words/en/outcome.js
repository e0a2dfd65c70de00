// How a program ended. `place` is one of the two below, or ''.
export const seconds = (number) => `${number} s`;
export const moduleItself = 'the module itself';
export const wasAt = (line, name) => `It was at line ${line}, in ${name}.`;
export const stoppedBy = (why) => `Stopped: ${why}`;
export const noEnd = (time) => `the program ran for ${time} s without an end.`;
export const noMemory = 'the program used more than 512 MB of memory.';
export const tooMuch = 'the program did more than two million things.';
export const differs = 'The program does something else each time it runs, so the panel can’t follow it any further.';
export const waits = (time, line) => `The program waits for an answer, at ${time}${line ? ` in line ${line}` : ''}.`;
export const deadlock = 'Stuck: nothing can ever run again, and main hasn’t finished.';
export const exitCode = (code) => `Ended with exit code ${code}.`;

// How the program’s own tests ended. `causes` are what Python says of those that failed, joined by semicolons.
const testCount = (ran) => `Ran ${ran === 1 ? '1 test' : `${ran} tests`}`;
const left = (skipped) => (skipped > 0 ? `, ${skipped} skipped` : '');
export const noTestsRun = 'Nothing runs the tests in this program: end it with unittest.main().';
export const testsPassed = (ran, skipped) => (ran === skipped ? `${testCount(ran)}${left(skipped)}.`
  : `${testCount(ran)}: ${skipped > 0 ? `${ran - skipped} passed${left(skipped)}` : ran === 1 ? 'it passed' : 'all passed'}.`);
export const testsFailed = (ran, failed, skipped, causes) => `${testCount(ran)}, ${failed} failed${left(skipped)}: ${causes}`;

// Without an end.
export const spins = (callbacks, time) => `${callbacks} callbacks at ${time}, and time doesn’t move.`;
export const spinsIn = (callbacks, time, name, line) => `${callbacks} callbacks at ${time}, and time doesn’t move: ${name} (line ${line}) waits for nothing but its turn.`;
export const inLine = (sentence, line) => `${sentence} (line ${line})`;
export const noSense = (details) => `What Python told the panel about this run makes no sense: ${details}`;
export const stopped = 'Stopped.';
export const kept = 'Stopped: the program kept Python busy and didn’t let go.';
export const broken = 'Python itself broke down in this program. The next run gets a new one.';

// A call whose coroutine was never awaited. `call` is its name and (…).
export const justMade = (call) => `${call} makes a coroutine but doesn’t run it: await it, or make a task of it with asyncio.create_task.`;
export const justMadeOutside = (call) => `${call} makes a coroutine but doesn’t run it: outside of functions, asyncio.run(${call}) does that.`;
export const thisCall = 'This call';
export const thisCallOutside = 'This call makes a coroutine but doesn’t run it: outside of functions, asyncio.run(…) does that.';

// What Python reports, under the editor.
export const reportsOf = 'What Python reports';
export const warnings = 'Warnings';
export const wentWrong = 'What went wrong';
export const showsLine = (line) => `Shows line ${line}`;
export const showsLineThen = (line) => `Shows line ${line}, and when it ran`;
export const lineAt = (line, time) => `Line ${line}, at ${time}`;
export const at = (time) => `At ${time}`;
export const showsMomentAndLine = (line) => `Shows this moment, and line ${line}`;
export const showsMoment = 'Shows this moment';
export const report = 'Report';
export const lesson = (title) => `Lesson: ${title}`;
export const reportsAsYouPlay = (count) => (count === 1 ? 'One report more comes as you play.' : `${count} reports more come as you play.`);
export const reportsLater = (count) => (count === 1 ? 'One report more comes later.' : `${count} reports more come later.`);
export const traceback = 'Traceback';

// A lesson in CPython.
export const changedMeanwhile = 'You changed a parameter while the program ran. Go back to the start first: then both run the same program.';
export const noPython = 'The page couldn’t ask Python.';
export const cutOff = 'Python was cut off before it reached the end of the lesson’s program.';
export const differsAt = (event) => `CPython does something else. At ${event}`;
export const same = (events, but) => `CPython does the same: all ${events} events agree${but.length ? `, but for ${but.join(', and ')}` : ''}.`;
export const but = {
  names: 'how Python writes some names',
  cancelled: 'whether a cancelled task raised or returned',
  dropped: 'when unused things are let go',
  reports: 'when a warning comes',
  'module level': 'a lock that Python makes before the first task',
};
export const eventAndThen = (number, ours, theirs) => `event ${number}:\n${ours}\nbut in CPython\n${theirs}`;
