// The explanation as HTML. Markdown as markdown-it has it, and besides:
//   ::: program        both listings are here; if a choice has files, one line with each value
//   ::: presets        the 'try this' links
//   ::: prediction 1   the first prediction of the front matter
//   ::: wrong          … to a line `:::`: a claim that people make, and what's true; at most three
//   ::: exercise       the exercise; without this line it's at the end. With a NAME it's exercise/NAME.md
//   ::: answer 1       … to a line `:::`: what answers the prediction, folded away; without a number, what answers an exercise
//   ::: recap          … to a line `:::`: the lesson in three lines
//   ::: cheat          … to a line `:::`: its lines of the cheat sheet, each with a link to its place in a run (moments.mjs)
//   [[text | query]]   a fact, as is a fence ```output (facts.mjs)
// Headings begin at `##`, for the lesson's title is the only one above them.

import { existsSync } from 'node:fs';
import MarkdownIt from 'markdown-it';
import { linkControls } from './controls.mjs';
import { LessonError } from './error.mjs';
import { checkSettings, parseFact, parseOutputFact } from './facts.mjs';
import { linkTerms } from './glossary.mjs';
import { escapeHtml, highlightLines, listingHtml } from './listing.mjs';
import { keyOf, linkAt } from './moments.mjs';
import { fragment } from './parameters.mjs';
import * as say from '#words/lessons.js';

const directives = ['program', 'presets', 'prediction', 'exercise', 'answer', 'wrong', 'recap', 'cheat'];
/// The place of an exercise in the html; '' is the lesson's own.
export const exercisePlace = (name = '') => `<!-- exercise${name && ` ${name}`} -->`;
const blocks = { answer: 9, wrong: 3, recap: 1, cheat: 1 };  // those that end at a line `:::`, and how many a lesson may have

/// Renders a lesson's body; `moments` are those of links to a place of a run (moments.mjs). Returns `{ html, facts, links, terms, headings }`; links are the fragments that lead elsewhere in
/// the page, with their lines, for the caller to check; terms are the glossary's entries that were linked, found
/// by `findTerms` (glossary.mjs); headings are by their ids.
export function renderMarkdown(lesson, findTerms = () => [], moments = {}) {
  const env = { lesson, findTerms, moments, facts: [], links: [], used: new Set(), headings: new Map(), own: 0, level: 1, line: lesson.bodyLine };
  const html = renderer.render(lesson.body, env);
  const wanted = [...lesson.programs.map(({ choice }) => `program ${choice}`.trim()), ...lesson.predictions.map((_, i) => `prediction ${i + 1}`)];
  if (lesson.presets.length) wanted.push('presets');
  for (const name of lesson.exercises?.keys() ?? []) wanted.push(`exercise ${name}`);
  for (const name of wanted) {
    if (!env.used.has(name)) throw new LessonError(lesson.file, lesson.bodyLine, `there is no line '::: ${name}'.`);
  }
  return { html, facts: env.facts, links: env.links, terms: [...env.terms], headings: env.headings };
}

/// Paragraphs of a file that isn't a lesson's own text.
export function renderMarkdownText({ file, line, text }) {
  return renderer.render(text, { lesson: { file, bodyLine: line, slug: '' }, findTerms: () => [], facts: [], links: [], used: new Set(), headings: new Map(), level: 2, line });
}

/// The text of an entry of the glossary. Returns `{ html, links }` as renderMarkdown does.
export function renderEntry({ file, line, text }) {
  const env = { lesson: { file, bodyLine: line }, links: [], line };
  return { html: renderer.renderInline(text, env), links: env.links };
}

/// Fails when a link leads to no lesson, to no heading in one and to no program of the gallery, or sets what the lesson doesn't know.
export function checkLinks(lesson, links, lessons, glossary = []) {
  for (const { href, line } of links) {
    const [, slug, query = ''] = /^#([^?]*)\??(.*)$/.exec(href);
    if (slug === 'glossary' || glossary.some(({ id }) => id === slug)) continue;
    const [, program] = slug === 'playground' ? /^gallery=([a-z-]+)$/.exec(query) ?? [] : [];
    if (program && existsSync(new URL(`../../gallery/${program}.py`, import.meta.url))) continue;
    const target = lessons.find((l) => l.slug === slug || l.headings?.has(slug));
    if (!target) throw new LessonError(lesson.file, line, `the link ${href} leads to no lesson or heading${glossary.length ? ', and to no entry of the glossary' : ''}.`);
    const wrong = checkSettings(Object.fromEntries([...new URLSearchParams(query)].filter(([name]) => !name.startsWith('view.'))), target, ['seed', 't', 'speed']);
    if (wrong) throw new LessonError(lesson.file, line, `the link ${href} cannot work: ${wrong}`);
  }
}

const renderer = new MarkdownIt({ html: false, typographer: true }).disable('replacements');
const { ruler } = renderer.block;
const { rules } = renderer.renderer;

// Inline tokens carry no lines: each block's first line is noted before its text is parsed.
renderer.core.ruler.at('inline', ({ tokens, md, env }) => {
  for (const token of tokens) {
    if (token.map) env.line = env.lesson.bodyLine + token.map[0];
    if (token.type !== 'inline') continue;
    md.inline.parse(token.content, md, env, token.children);
    let line = env.line;
    for (const child of token.children) {
      if (child.type === 'softbreak') ++line;
      const href = child.type === 'link_open' ? child.attrGet('href') : '';
      if (!href.startsWith('#')) continue;
      const place = child.attrGet('title');
      env.links.push({ href, line, place });
      if (place) child.attrs = [['href', linkAt(href, env.moments[keyOf(href, place)] ?? {})]];
    }
  }
});

renderer.core.ruler.push('terms', ({ tokens, env, inlineMode, Token }) => {
  if (!inlineMode) env.terms = linkTerms(tokens, env.findTerms, env.lesson.slug, Token);
});

renderer.core.ruler.before('terms', 'controls', ({ tokens, env, Token }) => linkControls(tokens, env.lesson, Token));

renderer.inline.ruler.before('link', 'fact', (state, silent) => {
  if (!state.src.startsWith('[[', state.pos)) return false;
  const close = state.src.indexOf(']]', state.pos);
  const { file } = state.env.lesson;
  const line = state.env.line + state.src.slice(0, state.pos).split('\n').length - 1;
  if (close < 0) throw new LessonError(file, line, "'[[' has no ']]'.");
  if (!silent) {
    const fact = parseFact(state.src.slice(state.pos + 2, close), { file, line, lesson: state.env.lesson });
    state.env.facts.push(fact);
    const shown = [];
    state.md.inline.parse(fact.text, state.md, state.env, shown);
    if (state.pending) state.pushPending();
    const edge = () => new state.Token('fact', '', 0);  // it keeps the fact's text apart from that round it
    for (const token of [edge(), ...shown, edge()]) {
      state.tokens.push(token);
      state.tokens_meta.push(null);
    }
  }
  state.pos = close + 2;
  return true;
});

ruler.before('fence', 'directive', (state, first, last, silent) => {
  const text = lineText(state, first);
  if (!text.startsWith(':::')) return false;
  if (silent) return true;
  const { lesson, used } = state.env;
  const [, name, argument] = /^:::\s*(\S*)\s*(.*)$/.exec(text);
  const fail = (sentence) => { throw new LessonError(lesson.file, lesson.bodyLine + first, sentence); };
  if (!directives.includes(name)) fail(`'${text}' is unknown: after ::: comes ${directives.join(', ')}.`);
  const key = argument ? `${name} ${argument}` : name;
  const times = [...used].filter((each) => each.split('\n')[0] === key).length;
  if (times >= (blocks[name] ?? 1)) fail(times === 1 ? `'::: ${key}' is there twice.` : `'::: ${key}' is there more than ${times} times.`);
  used.add(times ? `${key}\n${times}` : key);
  state.line = first + 1;
  if (name in blocks) {
    let close = first + 1;
    while (close < last && lineText(state, close) !== ':::') ++close;
    if (close === last) fail("this box is not closed by a line ':::'.");
    const open = state.push(`${name}_open`, '', 1);
    open.map = [first, first + 1];
    open.meta = { argument };
    state.md.block.tokenize(state, first + 1, close);
    state.push(`${name}_close`, '', -1);
    state.line = close + 1;
    return true;
  }
  if (name === 'exercise' && argument && !lesson.exercises.has(argument)) fail(`there is no file exercise/${argument}.md.`);
  if (name === 'program' && !lesson.programs.some(({ choice }) => choice === argument)) fail(`no program is called '${argument}'.`);
  if (name === 'prediction' && !lesson.predictions[Number(argument) - 1]) fail(`the front matter has no prediction ${argument}.`);
  const token = state.push(name, '', 0);
  token.map = [first, first + 1];
  token.meta = { index: Number(argument) - 1, argument };
  return true;
}, { alt: ['paragraph', 'list'] });

function lineText(state, line) {
  return state.src.slice(state.bMarks[line] + state.tShift[line], state.eMarks[line]).trimEnd();
}

// A number and its unit stay on one line.
rules.text = (tokens, i) => escapeHtml(tokens[i].content).replace(/(\d) (s|ms)\b/g, '$1\u00a0$2');

rules.heading_open = (tokens, i, _options, env) => {
  const token = tokens[i];
  const line = env.lesson.bodyLine + token.map[0];
  const level = Number(token.tag[1]);
  if (level === 1) throw new LessonError(env.lesson.file, line, "the title is in the front matter: headings here begin with '##'.");
  if (level > env.level + 1) throw new LessonError(env.lesson.file, line, 'this heading skips a level.');
  env.level = level;
  const { content } = tokens[i + 1];
  return `<${token.tag} id="${headingId(content, env, env.lesson.originals?.[env.own++])}">`;
};

/// The texts of a body's headings, in their order.
export const headingsIn = (body) => [...body.replace(/^```[^]*?^```$/gm, '').matchAll(/^##+ (.+)$/gm)].map(([, text]) => text.trim());

/// The id of a heading, which it has from `original` in a translation: addresses stay the same in each language.
function headingId(text, env, original = text) {
  const id = `${env.lesson.slug}--${original.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')}`;
  if (env.headings.has(id)) throw new LessonError(env.lesson.file, env.lesson.bodyLine, `two headings read '${text}'.`);
  env.headings.set(id, text);
  return id;
}

rules.fence = (tokens, i, _options, env) => {
  const { info, content, map } = tokens[i];
  const [, language, argument] = /^(\S*)\s*(.*)$/.exec(info.trim());
  if (language === 'output') {
    const line = env.lesson.bodyLine + map[0];
    const fact = parseOutputFact(argument, content, { file: env.lesson.file, line, lesson: env.lesson });
    env.facts.push(fact);
    return outputHtml(fact.lines);
  }
  const lines = highlightLines(content.replace(/\n$/, ''), language).map((line) => `<span class="line">${line}\n</span>`);
  return `<div class="coded"><pre class="code" tabindex="0"><code>${lines.join('')}</code></pre><button class="link copy needs-script" type="button">${say.copy}</button></div>\n`;
};

function outputHtml(lines) {
  const rows = lines.map(({ t, text }) =>
    `<span class="line"><span class="time">${t} s</span>  ${escapeHtml(text)}\n</span>`).join('');
  return `<pre class="output" tabindex="0"><code>${rows}</code></pre>\n`;
}

rules.fact = () => '';

rules.answer_open = (tokens, i) => {
  const { argument } = tokens[i].meta;
  return argument ? `<details class="answer" data-of="${argument}">\n<summary>${say.answer}</summary>\n` : `<details class="answer">\n<summary>${say.whatsWrong}</summary>\n`;
};
rules.answer_close = () => '</details>\n';

rules.wrong_open = () => `<aside class="wrong">\n<p class="kicker">${say.wrong}</p>\n`;
rules.wrong_close = () => '</aside>\n';

for (const [name, place] of [['recap', 'in-short'], ['cheat', 'cheat-sheet']]) {
  rules[`${name}_open`] = (_tokens, _i, _options, env) => {
    const id = headingId(place, env);
    env.level = 2;
    return `<section class="${name}" aria-labelledby="${id}">\n<h2 id="${id}">${say[name]}</h2>\n`;
  };
  rules[`${name}_close`] = () => '</section>\n';
}

rules.program = (tokens, i, _options, { lesson }) => {
  const { choice, file, python, cpp } = lesson.programs.find((each) => each.choice === tokens[i].meta.argument);
  const title = choice ? `${lesson.title} (${choice})` : lesson.title;
  const parameter = lesson.parameters.find(({ files }) => files)?.name;
  const data = choice && ` data-parameter="${parameter}" data-choice="${escapeHtml(choice)}"`;
  const one = ({ language, lines }, label) => `<div class="listing" data-language="${language}">
<p class="language">${label}</p>
<pre tabindex="0" role="region" aria-label="${escapeHtml(say.programOf(title, label))}"><code>${listingHtml({ language, lines }, lesson.repair)}</code></pre>
</div>
`;
  const fold = lesson.fold?.length ? ` data-fold="${escapeHtml(lesson.fold.join(' '))}"` : '';
  const repair = lesson.repair ? ` data-repair="${lesson.repair}"` : '';
  return `<div class="program${file === 'lesson' ? '' : ' other'}"${data}${fold}${repair}>\n${one(python, 'Python')}${one(cpp, 'C++')}</div>\n`;
};

rules.exercise = (tokens, i) => `${exercisePlace(tokens[i].meta.argument)}\n`;

rules.presets = (_tokens, _i, _options, env) => {
  const { slug, presets } = env.lesson;
  const id = headingId('try-this', env);
  env.level = 2;
  const items = presets.map(({ label, set, why, line }) =>
    `<li><a class="preset" href="${escapeHtml(fragment(slug, set))}">${inline(label, line, env)}</a> ${inline(why, line, env)}</li>\n`);
  return `<section class="presets" aria-labelledby="${id}">\n<h2 id="${id}">${say.presets}</h2>\n<ul>\n${items.join('')}</ul>\n</section>\n`;
};

rules.prediction = (tokens, i, _options, env) => {
  const { slug, predictions } = env.lesson;
  const number = tokens[i].meta.index + 1;
  const { kind, question, lines, max, step = 0.1, after, set, line } = predictions[number - 1];
  const id = `${slug}--prediction-${number}`;
  const data = { kind, set: set && JSON.stringify(set), ...{ end: { max, step }, order: { lines: lines && JSON.stringify(lines) }, next: { after } }[kind] };
  const attributes = Object.entries(data).filter(([, v]) => v !== undefined).map(([k, v]) => ` data-${k}="${escapeHtml(String(v))}"`);
  return `<div class="prediction" role="group" aria-labelledby="${id}"${attributes.join('')}>
<p class="kicker">${say.predict}</p>
<p class="question" id="${id}">${inline(question, line, env)}</p>
<p class="hint">${say.decideFirst}</p>
</div>
`;
};

/// Markdown of one line of the front matter; facts in it are reported at that line.
function inline(text, line, env) {
  return renderer.renderInline(text, { ...env, lesson: { ...env.lesson, bodyLine: line } });
}
