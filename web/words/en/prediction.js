// A prediction under a question of a lesson.
export const check = 'Check';
export const play = 'Play the run';
export const showInRun = 'Show me in the run';
export const backToRun = 'Back to the lesson’s own run';
export const setUp = 'Set the run to that';
export const isRecording = 'A recording is open: go back to the lesson’s own run.';
export const tasksChanged = 'You’ve done something to this run’s tasks, and that changes it. Take that back first, in the box ‘what if’.';
export const on = 'on';
export const off = 'off';
export const decide = (settings) => `Decide before you press Play. The run is now set to ${settings}.`;
export const isAbout = (settings) => `This question is about ${settings}.`;
const again = 'Try again, or let the run show you.';

// When does it end?
export const end = 'The end of the run, in seconds';
export const endsAt = 'It ends at';
export const seconds = (number) => `${number} s`;
export const unit = 's';
export const chooseTime = 'Choose a time first.';
export const noEnd = (why) => `This run doesn’t end by itself: ${why}.`;
export const rightEnd = (time) => `Right: it ends at ${time}.`;
export const wrongEnd = (time, isEarlier, lines) => `Not at ${time}: by then ${isEarlier ? 'the run is over' : lines === 0 ? 'something is still going on'
  : lines === 1 ? 'a line hasn’t been printed yet' : `${lines} lines haven’t been printed yet`}. ${again}`;

// Which task runs next?
export const noTask = 'no task: the loop’s own callback';
export const tooFew = (callbacks) => `At these settings the run has only ${callbacks} callbacks, so none comes after these.`;
export const chooseOne = 'Choose one first.';
export const rightNext = (callback) => `Right: next in the ready queue is ‘${callback}’.`;
export const notTurnOf = (task, comesLater) => `Not quite: ${task} ${comesLater ? 'has a turn, but a later one' : 'has no turn any more'}. ${again}`;
export const taskFirst = `Not quite: a task’s turn comes first. ${again}`;

// Put these lines in order.
export const never = 'never printed: the lines below';
export const isNever = (line) => `‘${line}’ is now among the lines that are never printed.`;
export const isNumber = (line, number) => `‘${line}’ is now number ${number}.`;
export const moveUp = (line) => `Move ‘${line}’ up`;
export const moveDown = (line) => `Move ‘${line}’ down`;
export const rightOrder = 'Right: that’s what the run prints.';
export const wrongOrder = (lines, first) => `Not quite: ${lines === 1 ? 'one line isn’t where the run has it' : `${lines} lines aren’t where the run has them`}.${first
  ? ` ‘${first.text}’ ${first.never ? 'is never printed' : 'comes later'}.` : ' A line is missing.'} ${again}`;
export const marks = { right: '✓ right', wrong: '✗ not here' };
