// The sentences of shell.html, which has each as {{name}}. They’re HTML; those in attributes have no tags.

// The language’s tag, for the page and for screen readers.
export { code as language } from './language.js';

// The page’s title and description, which search engines and previews of links show too.
export const title = 'Interleave: asynchronous programming you can watch';
export const description = 'An interactive tutorial on asynchronous programming in Python. Its programs run beside the text, step by step: tasks, the ready queue, timers and queues.';

// The bar at the top.
export const skip = 'Skip to the text';
export const lessons = 'Lessons';
export const previous = 'previous';
export const contents = 'contents';
export const next = 'next';
export const playground = 'playground';
export const playgroundTip = 'Playground: your own Python in the panel';
export const helpTip = 'Help: keys and the panel';
export const closeMessage = 'Close this message';

// The contents.
export const contentsTitle = 'Contents';
export const closeContents = 'Close the contents';
export const search = 'Search all lessons';
export const playgroundLink = 'Playground: your own Python in the panel';
export const glossary = 'Glossary';
export const questions = 'Questions people ask';
export const map = 'Map of the course';
export const cheatSheet = 'Cheat sheet';
export const openTrace = 'Open a trace from a file';
export const about = 'About Interleave';

// Without JavaScript.
export const noScript = 'JavaScript and WebAssembly run this tutorial’s programs. Without them nothing runs, but you can read every lesson’s text and listings: the first here, each other on its own page.';

// The first screen.
export const welcome = 'About this tutorial';
export const welcomeWords = 'See Python’s asyncio run. Twenty-one short lessons, for anyone who knows a little Python. Each takes five minutes to read, and beside its text a real program runs: its tasks, timers and queues, step by step.';
export const welcomeFigure = 'Three waits one after another, and below them the same three with asyncio.';
export const welcomePlay = 'Play the first program';

// The glossary and the playground, above what’s in them.
export const glossaryTitle = 'Glossary';
export const glossaryPage = 'Read the glossary on a page of its own';
export const glossarySummary = 'The words of asynchronous programming as these lessons use them.';
export const playgroundTitle = 'Playground';
export const playgroundSummary = 'Your own Python, in the panel.';
export const playgroundWords = 'Write or paste a program, press Run, and step through it like any lesson. It runs in your browser, in real CPython on a virtual clock, and the page sends none of it anywhere.';

// The panel.
export const panelTitle = 'The program, running';
export const dividerTip = 'Width of the text';
export const whatIf = 'what if';
export const rows = 'rows';
export const share = 'share';
export const exportRun = 'export';
export const textView = 'text view';
export const rowsBox = 'Which rows the panel shows';
export const canvas = 'Panel of the running program';
export const loading = 'Loading the program…';
export const textViewTitle = 'Text view';
export const notLoadedYet = 'The program hasn’t loaded yet.';

// The box with a term of the glossary.
export const inGlossary = 'In the glossary';
export const closeTerm = 'Close';

// Help. Tags stay as they are.
export const help = 'Help';
export const helpPanel = 'The text explains, and the panel runs the program. Nothing moves until you press Play. While it plays, ‘slow at instants’ shows a moment’s callbacks one after the other, although no time passes. Click a task’s name, and the arrow keys step through that task’s moments only. Click a line of the output to go to its moment, or the number of a marked line of the program to run until a task pauses there. Change a slider or a switch at any time: the panel lays the run out again at once.';
export const keys = 'Keys';
export const key = 'Key';
export const does = 'What it does';
export const legend = 'What the picture shows';
export const legendRuns = 'A thin line: the task runs, and no time passes.';
export const legendBlocks = 'A filled bar: the task runs and blocks the loop.';
export const legendReady = 'An outlined bar: the task is ready and waits for its turn.';
export const legendSleeps = 'Waves: the task sleeps.';
export const legendWaits = 'Hatching: the task waits for what’s written there.';
export const legendEnds = 'A dot: the task is done. A cross: it was cancelled. A triangle: it has failed. A ring: it was destroyed while pending.';
export const legendFlag = 'A flag: you did something to the task here. It’s hollow if that wasn’t possible.';
export const legendCount = 'Above the rows: four callbacks run at this moment. On a bar: four changes too close together to draw, so zoom in.';
export const legendInstant = 'In the instant, each column is a callback. The task in the filled box runs, a number is a place in the ready queue, a diamond is a timer that fires, and a dot at the edge means that the task becomes ready.';
export const helpWhy = 'Point at a stretch, a step or a chip to see what the task waits for and what woke it: an arrow comes from there. A click or a tap on the timeline keeps both.';
export const helpZoom = 'Anything dimmed hasn’t happened yet. On the timeline, turn the wheel or pinch to zoom, and drag to move along. The links below the panel filter and sort the tasks, and make pictures, films and traces of the run.';
export const helpAddress = 'The page’s address holds the lesson, its settings, the speed, the time, the stretch in sight and the rows, so you can bookmark what you see; ‘share’ below the panel copies it, or code for your own page. To see a recording of another program, drop its file on the page, or open it at the end of the contents.';
export const helpPlayground = 'To see your own Python in the panel, open the <a href="#playground">playground</a>, or drop a .py file on the page.';
export const close = 'Close';
