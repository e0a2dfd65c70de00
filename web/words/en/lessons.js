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

// A prediction.
export const predict = 'Predict';
export const decideFirst = 'Decide before you press Play.';

// An exercise, and what it needs: by its kind.
export const exercise = 'Exercise';
export const start = 'Start';
export const exerciseNeeds = {
  write: 'You write Python here. The first time, the page loads its interpreter (5.8 MB).',
  order: 'Your program runs in Python. The first time, the page loads its interpreter (5.8 MB).',
  line: 'The program runs in Python. The first time, the page loads its interpreter (5.8 MB).',
  goal: 'You use the panel’s controls for this.',
};

// An entry of the glossary: the lessons that use it. Their numbers follow.
export const usedIn = (count) => (count === 1 ? 'Lesson' : 'Lessons');
