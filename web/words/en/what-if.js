// The box that does something to a task at the playhead.
export const title = 'What if';
export const titleAt = (time) => `What if, at ${time} …`;
export const seconds = (number) => `${number} s`;
export const unit = 's';
export const close = 'close';
export const task = 'Task';
export const taskIs = (task, state) => `${task}: ${state}`;
export const cancelHere = 'Cancel it here';
export const raiseHere = 'Raise in it here';
export const exception = 'exception';
export const sleepLonger = 'Sleep longer by';
export const secondsLonger = 'seconds longer';
export const isRecording = 'This is a recording: you can’t do anything to its tasks.';
export const noTask = 'No task is left here: go back to where one still runs or waits.';
export const isWaiting = 'It doesn’t sleep here. Only a sleep can fail or take longer: what it waits for comes from other tasks.';
export const isAwake = 'It doesn’t sleep here. Only a sleep can fail or take longer.';

// What you did. `deed` and `refused` come from the panel.
export const done = 'What was done';
export const deed = (when, what) => `${when[0].toUpperCase()}${when.slice(1)}, ${what}.`;
export const refusedDeed = (when, what, refused) => `${when[0].toUpperCase()}${when.slice(1)}, ${what}: that can’t be done, ${refused}.`;
export const takeBack = 'take back';
export const takeAllBack = 'Take all back';
export const pin = 'Pin this run';
export const unpin = 'Unpin';

// The search for what breaks the program.
export const findTitle = 'Find what breaks it';
export const lookFor = 'Look for';
export const wishes = { nothing: 'a run that fails or hangs', last_line: '… or a run that prints another last line', contains: '… or a run that doesn’t print', lacks: '… or a run that prints' };
export const textInOutput = 'text in the output';
export const sleepsLonger = 'Sleeps take longer by up to';
export const search = 'Search';
export const stop = 'Stop';
export const showBeside = 'Show it beside this run';
export const otherLine = 'Look for another last line of output';
export const goBackFirst = 'Go back to the start first, and set the parameters there: you changed some while the program ran.';
export const searchEnded = 'The search has stopped: Python was ended, or the panel shows another program.';
export const searchOver = 'The search has stopped: the settings have changed.';
const runs = (count) => `${count} ${count === 1 ? 'run' : 'runs'} tried`;
export const tried = (count) => `${runs(count)}.`;
export const noneFails = (count, unturned, outputMayChange) => `${runs(count)}: none fails.${unturned ? ` Only the first 200 sleeps were made longer, and not the ${unturned} after them.` : ''}${outputMayChange ? ' But the output may change.' : ''}`;
export const oneFails = (count, failure, changes) => `${runs(count)}. ${failure} It takes ${changes === 1 ? 'one change' : `${changes} changes`}:`;
export const failsAlready = (failure) => `This run fails already: ${failure}`;

// What makes it fail: changes.
export const seedIs = (now, was) => `the seed is ${now} instead of ${was}`;
export const sleepsBy = (task, time, longer) => `${task}, which falls asleep at ${time}, sleeps ${longer} longer`;
export const parameterIs = (parameter, now, was) => `${parameter} is ${now} instead of ${was}`;

// And how it fails.
export const asks = 'It asks for an answer that isn’t there.';
export const fails = (error, message) => `The program fails with ${error}${message ? `: ${message}` : ''}.`;
export const hangs = (time) => `At ${time} no task can run any more: it hangs.`;
export const noEnd = (time) => `It hasn’t ended after ${time}.`;
export const warns = (report) => `Python warns: ${report}.`;
export const doesNotContain = (text) => `The output doesn’t contain ‘${text}’.`;
export const contains = (text) => `The output contains ‘${text}’.`;
export const lastLineIs = (line) => `The last line is ‘${line}’.`;

// A link’s changes to the lesson’s own run, above the panel. `change` is what was done to a task, from the panel.
export const on = 'on';
export const off = 'off';
export const refusedChange = (change, when, refused) => `${change} ${when} (that can’t be done: ${refused})`;
export const startsAt = (parameter, value) => `${parameter} = ${value}`;
export const seedOf = (number) => `the seed is ${number}`;
export const liveChanges = 'settings change while it runs';
export const isPinned = 'another run is pinned beside it';
export const linkChanges = (count, named, rest) => `This link changes ${count === 1 ? 'one thing' : `${count} things`}: ${named}${rest ? `; and ${rest} more` : ''}`;
export const backToRun = 'back to the lesson’s own run';

// The note of a link that answers a question, above the panel, after the question and what there’s to see.
export const backToQuestions = 'back to the questions';
export const closeNote = 'close';
