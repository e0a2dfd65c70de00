// The pages beside the tutorial. What has tags is HTML: they stay as they are. `link` are an address.
export const titleOf = (title) => `${title} · Interleave`;
export const pictureOf = (title) => `${title}: the tasks of its program on a time axis`;
export const lessonOf = (number, lessons) => `Lesson ${number} of ${lessons}`;
export const runLesson = (link) => `<a class="button primary" href="${link}">Run this lesson</a> Its program runs beside the text, step by step.`;
export const pictureAlt = 'The tasks of the program on a time axis, as the panel draws them';
export const tutorial = 'Tutorial';
export const search = 'search';
export const previous = (title) => `Previous: ${title}`;
export const next = (title) => `Next: ${title}`;
export const moved = (link) => `This lesson is now ${link}.`;
export const notFound = 'Not found';
export const notFoundSummary = 'There’s no such page.';
export const notFoundWords = (link) => `<h1>There’s nothing here</h1>\n<p>The page may have moved. <a href="${link}">The tutorial</a> has its lessons in its contents.</p>`;

// The page about the site.
export const about = 'About';
export const aboutSummary = 'Licence, source and versions of Interleave.';
export const aboutTitle = 'About Interleave';
export const aboutIs = 'An interactive tutorial on asynchronous programming in Python that runs wholly in your browser.';
export const aboutWords = 'The programs use Python’s asyncio. In the lessons you watch their twins in C++, on an event loop that does what CPython’s does, callback for callback; in the playground it’s CPython itself. The page sets no cookie, asks no other host for anything, and sends nothing about you anywhere: what it remembers (your progress, your programs) stays in this browser. A link that you share holds what you see after its #, and no browser sends that part to a server.';
export const versionTitle = 'Version and source';
export const version = (number) => `Version ${number}.`;
export const versionOf = (number, commit) => `Version ${number}, built from commit ${commit}.`;
export const sourceAt = (link) => `Its source is at ${link}.`;
export const noSource = 'This copy doesn’t say where its source is published.';
export const licence = 'Licence';
export const carries = 'What it carries';
export const carried = {
  imgui: 'draws the panel', emscripten: 'compiled the panel and the event loop to WebAssembly', pyodide: 'runs your own programs',
  cpython: 'comes with Pyodide', codemirror: 'is the editor', inter: 'is the font of the text; the site carries a subset',
  jetbrains: 'is the font of the programs; the site carries a subset',
};
export const toTutorial = 'To the tutorial';

// Pages to look things up. `lessons` and `places` are links.
export const questions = 'Questions people ask';
export const questionsSummary = 'Twenty questions about asyncio, each with a short answer and a scene that shows it.';
export const questionsWords = 'Twenty questions about asyncio, each with a short answer and a scene that shows it: it opens at the moment that tells.';
export const explainedIn = (places) => `Explained in ${places}`;
export const cheatSheet = 'asyncio on one page';
export const cheatSheetSummary = 'A cheat sheet of asyncio: each line links to a run.';
export const cheatSheetWords = 'What the lessons teach, line by line. Click a line’s code to see it run. It prints on one sheet of A4.';
export const map = 'Map of the course';
export const mapSummary = 'Which lessons build on which.';
export const mapWords = 'A line leads from a lesson to one that builds directly on it. Before a lesson, read those that lead to it; the order of the numbers does that.';
export const legend = {
  none: 'not started yet',
  some: 'begun: you’ve read it, answered one of its predictions or solved its exercise',
  all: 'done: you’ve read it, got every prediction right and solved its exercise',
};
export const mapList = 'The same as a list';
export const leadsTo = (lessons) => `Leads to ${lessons}`;
export const glossary = 'Glossary';
export const morePages = 'More pages';
