// An exercise under way.
export const runAndCheck = 'Run and check';
export const check = 'Check';
export const showInRun = 'Show it in the run';
export const backToRun = 'Back to the lesson’s own run';
export const hint = 'Hint';
export const nextHint = 'Next hint';
export const showSolution = 'Show a solution';
export const showAnyway = 'Show it anyway';
export const notTried = 'You haven’t tried yet. The solution replaces your answer.';
export const backToAnswer = 'Back to my answer';
export const waitsForPython = 'Your answer is checked as soon as Python is here.';
export const checking = 'Your answer is being checked…';
export const changedSince = 'Your answer has changed since. Check it again.';
export const solved = 'Solved: the run does everything it should.';
export const solvedLine = 'Solved: the run points at this line too.';
export const solvedRepair = 'Solved: the panel now shows the repaired program, and the warning is gone.';
export const yourProgram = 'Your program';
export const startOver = 'Start over';
export const isNowLine = (code, number) => `‘${code}’ is now line ${number}.`;
export const lines = 'The lines of the program';
export const chooseLine = 'Choose a line first.';
export const somethingElse = 'The panel shows something else: go back to the lesson’s own run first.';

// Why a run isn’t a solution. `bounds` is made of the words below.
const count = (n) => (n === 1 ? 'once' : n === 2 ? 'twice' : `${n} times`);
export const seconds = (number) => `${number} s`;
export const notToBlame = 'This line isn’t to blame.';
export const notToBlameBut = (sentence) => `This line isn’t to blame. ${sentence}`;
export const endsWith = (error) => `The program ends with ${error}.`;
export const printsBefore = (line, other) => `Your program prints ‘${line}’ before ‘${other}’.`;
export const neverPrints = (line) => `Your program never prints ‘${line}’.`;
export const printsOnly = (line, n) => `Your program prints ‘${line}’ only ${count(n)}.`;
export const alsoPrints = (line) => `Your program also prints ‘${line}’, which it shouldn’t.`;
export const printsWrongly = (line) => `Your program prints ‘${line}’, which it shouldn’t.`;
export const takes = (time, bounds) => `The run takes ${time}, and it should take ${bounds}.`;
export const runsAtOnce = (n, name, bounds) => (n === 0 ? `No ${name}() ever runs in a task of its own, but ${bounds} should run at once.`
  : `At most ${n} ${name}() ${n === 1 ? 'runs' : 'run'} at once, and it should be ${bounds}.`);
export const hasTasks = (n, bounds) => `The run has ${n} ${n === 1 ? 'task' : 'tasks'}, main’s included, and it should have ${bounds}.`;
export const pending = (task, name) => `${task}${name ? `, which runs ${name}(),` : ''} was still pending when main finished.`;
export const isSetTo = (parameter, value, bounds) => `‘${parameter}’ is ${value}, and it should be ${bounds}.`;
export const exactly = (value) => `exactly ${value}`;
export const atLeast = (value) => `at least ${value}`;
export const atMost = (value) => `at most ${value}`;
export const between = (least, most) => (least === most ? exactly(least) : `between ${least} and ${most}`);
export const stuck = (why) => `Your program is stuck. ${why || 'Nothing can run any more.'}`;
export const endless = 'Your program doesn’t end by itself.';
export const yourEndsWith = (error) => `Your program ends with ${error}.`;
export const shouldFail = 'Your program should end with an error, and it ends without one.';
