// In the contents.
export const title = 'For classes';
export const present = 'Present';
export const sheet = 'Sheet of questions';
export const compose = 'Question in a link';
export const saveProgress = 'Save progress as a file';
export const loadProgress = 'Load progress';
export const part = 'The part for classes';
export const close = 'Close';

// Presenting.
export const presentingKeys = 'Space plays, → steps, ↓ and ↑ light up one part after the other, S makes a spotlight follow the pointer, Esc ends it.';
export const parts = {
  tasks: 'tasks', instant: 'instant', loop: 'event loop', resources: 'queues, locks and streams', output: 'output', warnings: 'warnings', chains: 'who awaits whom',
};
export const presenting = (keys) => `Presenting. ${keys}`;

// Progress from a file. `progress` is a sentence about all of it.
export const progressFile = 'A file with progress';
export const notProgress = (file) => `‘${file}’ isn’t a file with progress of this tutorial. Yours is as it was.`;
export const newerProgress = (file) => `‘${file}’ comes from a newer version of this tutorial. Yours is as it was.`;
export const progressAdded = (lessons, progress) => `The progress of ${lessons} ${lessons === 1 ? 'lesson' : 'lessons'} is added to yours: ${progress}`;

// A question in a link: for the teacher.
export const usualQuestion = 'What does this program print?';
export const questionTitle = 'A question in a link';
export const questionIs = (program) => `The link has your program ‘${program}’ and your question. Your students open it, write down what they think the program prints, and then run it.`;
export const question = 'Question';
export const copyLink = 'Copy link';

// And for the student.
export const lineByLine = 'What it prints, line by line';
export const runAndCheck = 'Run and check';
export const writeFirst = 'Write down what you expect first.';
export const changed = 'The program has changed since the question was asked: open the link again to answer it.';
export const running = 'Running…';
export const notRun = 'The program couldn’t run: see below why.';
export const noEnd = 'The run didn’t end: see below what happened.';
export const gaveUp = 'Python gave the run up before its end, so there’s nothing to check: see below why.';
export const tooMany = (lines) => `It prints more than ${lines} lines: that’s too many to check.`;
export const right = (lines) => `Right: it prints ${lines === 1 ? 'this line' : `these ${lines} lines`}.`;
export const rightSoFar = (left) => `Right so far: ${left} more ${left === 1 ? 'line comes' : 'lines come'} after that.`;
export const printsOnly = (lines) => `It prints only ${lines} ${lines === 1 ? 'line' : 'lines'}.`;
export const lineIs = (number, line) => `Line ${number} is ‘${line}’ in the run. Step through it to see why.`;

// A sheet of questions: why there’s none.
export const noText = 'A sheet includes the lesson’s program, which couldn’t be loaded: the network is gone.';
export const changedRun = 'A sheet asks about the run that the program makes by itself. First take back what you changed on its way, or did to its tasks.';
export const notWhole = 'A sheet asks about a whole run: let it run to its end first.';
export const noRun = 'There’s no run to make questions from.';
export const tooManyLines = (most) => `A sheet asks for the first lines that a run prints, and this run prints too many for that: ${most} or more.`;

// The sheet.
export const print = 'Print';
export const sheetTitle = 'What does this print?';
export const withSettings = (program, settings) => `${program}, with ${settings}`;
export const seed = (number) => `seed = ${number}`;
export const name = 'Name:';
export const program = 'The program';
export const questions = 'Questions';
export const answers = 'Answers, from the run';

// Its questions and answers.
export const seconds = (number) => `${number} s`;
export const whichOrder = 'In which order does the program print these lines? Write a number beside each.';
export const whichOrderFirst = (lines) => `In which order does the program print the first ${lines} lines? Write a number beside each.`;
export const howLong = 'How many seconds after its start does the program end?';
export const endsByError = (time) => `at ${time}, by an error`;
export const endsByDeadlock = (time) => `at ${time}, by a deadlock`;
export const doesItEnd = 'Does the program end by itself? Say why.';
export const no = (why) => `No: ${why}.`;
export const whichNext = (callbacks, task) => `The first ${callbacks === 1 ? 'callback is a step' : `${callbacks} callbacks end with a step`} of ${task}. Which task runs next?`;
export const whatTime = (line) => `At what time does the program print ‘${line}’?`;
