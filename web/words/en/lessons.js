// What every lesson has around its own text.
export const lesson = (number) => `Lesson ${number}`;
export const previous = (title) => `Previous: ${title}`;
export const next = (title) => `Next: ${title}`;
export const ownPage = 'Read this lesson on a page of its own';
export const programOf = (title, language) => `Program of ‘${title}’ in ${language}`;
export const wrong = 'What people get wrong';
export const recap = 'In short';
export const cheat = 'Cheat sheet';
export const presets = 'Try this';

// Above its text: how long it takes, and what to know. Below it: where it leads, but for the next one. `links` are to lessons.
export const takes = (minutes) => `About ${minutes} minutes to read.`;
export const knowFirst = (links) => `Know first: ${links}`;
export const noneNeeded = 'All you need is a little Python.';
export const whereNext = (links) => `Where next? This also leads to ${links}`;
export const copy = 'Copy';

// What's folded away until the reader wants it: under a question, and under a program with a bug.
export const answer = 'Why? The answer';
export const whatsWrong = 'Show what’s wrong';

// A prediction.
export const predict = 'Predict';
export const decideFirst = 'Decide before you press Play.';

// An exercise, and what it needs: by its kind.
export const exercise = 'Exercise';
export const start = 'Start';
export const exerciseNeeds = {
  write: 'You write Python here. The first time, Start also loads its interpreter (5.8 MB).',
  order: 'Your program runs in Python. The first time, Start also loads its interpreter (5.8 MB).',
  line: 'You choose a line, and the panel shows the program’s run.',
  goal: (link) => `You use <a ${link}>the panel’s controls</a> for this.`,
  repair: 'You choose a line, and the panel runs the program. Your progress doesn’t count this one.',
};

// An entry of the glossary: the lessons that use it. Their numbers follow.
export const usedIn = (count) => `You meet this in ${count === 1 ? 'lesson' : 'lessons'}`;
