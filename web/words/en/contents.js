// The button that clears your progress, and what it asks first.
export const clearProgress = 'Clear progress…';
export const keepIt = 'Keep it';
export const clearNow = 'Clear progress';
export const cleared = 'Your progress has been cleared.';
export const reallyClear = 'This forgets which lessons you’ve read and what you’ve predicted, and you can’t undo it.';
export const backToLesson = (number, title) => `Back to lesson ${number}: ${title}`;

// A lesson’s progress, in the contents: its parts are joined by ‘; ’.
export const read = 'read';
export const notRead = 'not read yet';
export const predicted = (count, all, right) => `${count} of ${all} predicted, ${right} right`;
export const exerciseSolved = 'exercise solved';

// The progress through all lessons.
export const allProgress = ({ read, lessons, right, predictions, solved, exercises }) => `${read} of ${lessons} ${lessons === 1 ? 'lesson' : 'lessons'} read; ${right} of ${predictions} predictions right; ${solved} of ${exercises} exercises solved.`;

// On the first screen, for readers who come back.
export const continueAt = (number, title) => `Continue at lesson ${number}: ${title}`;

// The button for colours: `schemes` are its choices.
export const schemes = { auto: 'as the system', light: 'light', dark: 'dark' };
export const colours = (scheme) => `Colours: ${scheme}`;
export const coloursAndNext = (scheme, next) => `Colours: ${scheme}. Change to ${next}.`;

// In the box with a term: the lessons you’ve read that use it. Their numbers follow.
export const metIn = (lessons) => `Earlier ${lessons === 1 ? 'lesson' : 'lessons'} with this:`;

// The search of all lessons. `query` is quoted; `best` are the results shown, if they’re fewer than all.
export const tryAgain = 'Try again';
export const found = (count, query, best) => (count === 0 ? `Nothing found for ${query}.`
  : `${count === 1 ? 'One place' : `${count} places`} found for ${query}${best ? `; these are the best ${best}` : ''}.`);
export const moreComing = 'More is being loaded.';
export const notSearched = (texts) => (texts === 1 ? 'One text isn’t searched, as it couldn’t be loaded.' : `${texts} texts aren’t searched, as they couldn’t be loaded.`);
export const fromQuestions = 'Questions people ask';
