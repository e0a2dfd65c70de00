// The pages beside the tutorial itself: one a lesson, for search engines and previews of links, which needs no
// JavaScript and leads into the tutorial; questions, the cheat sheet, the map of the course and the glossary; about; 404. And
// what a browser or another site asks for: the manifest, icons, robots.txt, the sitemap, oEmbed.
//   node web/site/pages.mjs FOLDER      writes them into FOLDER
//
// Some of it must name the site by its whole address: if that isn't known (`site` is ''), it's left out.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { escapeHtml } from '../../lessons/build/listing.mjs';
import { readLessons } from '../../lessons/build/lessons.mjs';
import * as say from '#words/site.js';
import { code as language } from '#words/language.js';
import { description as about, glossarySummary, title as name } from '#words/shell.js';
import { readGlossary } from '../../lessons/build/glossary.mjs';
import { beforeHtml, entriesHtml, nextHtml } from '../../lessons/build/page.mjs';
import { readQuestions } from '../../lessons/build/questions.mjs';
import { aboutHtml } from './about.mjs';
import { cheatSheetHtml } from './cheat-sheet.mjs';
import { drawingIn, iconPng } from './icons.mjs';
import { besideScript, headerHtml } from './header.mjs';
import { mapHtml } from './map.mjs';
import { questionsHtml } from './questions.mjs';

const top = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const read = (path) => readFileSync(join(top, path), 'utf8');
const shell = read('shell.html');
const [, icon] = /(<link rel="icon" [^>]+>)/.exec(shell);
const once = (make) => {
  let made;
  return () => (made ??= make());
};
const headScript = once(() => besideScript('head.js'));
const pictureSize = { width: 1200, height: 630 };

/// Links for previews. `path` is the page's, below the site; only whole addresses are any use to others.
export function previewTags({ site, path, title, description, picture }) {
  const whole = site ? [
    `<link rel="canonical" href="${site}${path}">`,
    `<meta property="og:url" content="${site}${path}">`,
  ] : [];
  const pictured = site && picture ? [
    `<meta property="og:image" content="${site}${picture}">`,
    `<meta property="og:image:width" content="${pictureSize.width}">`,
    `<meta property="og:image:height" content="${pictureSize.height}">`,
    `<meta property="og:image:alt" content="${escapeHtml(say.pictureOf(title))}">`,
  ] : [];
  return [
    ...whole,
    '<meta property="og:type" content="article">',
    '<meta property="og:site_name" content="Interleave">',
    `<meta property="og:title" content="${escapeHtml(title)}">`,
    `<meta property="og:description" content="${escapeHtml(description)}">`,
    ...pictured,
    `<meta name="twitter:card" content="${pictured.length ? 'summary_large_image' : 'summary'}">`,
  ].join('\n');
}

/// The tags that the tutorial's own page gets in addition (dist.mjs).
export const indexTags = (site) => [
  previewTags({ site, path: '', title: name, description: about, picture: 'sync-and-async/picture.png' }),
  '<link rel="manifest" href="manifest.webmanifest">',
  '<link rel="apple-touch-icon" href="icon-192.png">',
].join('\n');

/// A page of text. `script` is its own, beside the header's; both are allowed by their hashes.
function pageHtml({ title, description, root, head = '', script = '', kind = 'plain', body }) {
  const scripts = [script, headScript()].filter(Boolean);
  const hashes = scripts.map((each) => `'sha256-${createHash('sha256').update(each).digest('base64')}'`).join(' ');
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src ${hashes}; style-src 'self'; font-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<meta name="description" content="${escapeHtml(description)}">
${head ? `${head}\n` : ''}${icon}
${scripts.map((each) => `<script>${each}</script>\n`).join('')}<link rel="stylesheet" href="${root}app.css">
<link rel="stylesheet" href="${root}plain.css">
</head>
<body class="${kind}">
${headerHtml(shell, root)}
<main class="text">
${body}
</main>
</body>
</html>
`;
}

/// A link in a lesson's text, as its own page has it: to other lessons' pages, and into the tutorial for the rest.
function linkFrom(slug, slugs) {
  return (whole, target) => {
    const [, place, query] = /^([^?]*)(\?.*)?$/.exec(target);
    if (query === undefined && slugs.includes(place)) return `href="../${place}/"`;
    const [page] = place.split('--');
    if (query === undefined && slugs.includes(page)) return page === slug ? whole : `href="../${page}/#${place}"`;
    return place.startsWith('term-') ? `href="../glossary/#${place}"` : `href="../#${target}"`;
  };
}

function lessonPage(lesson, lessons, slugs, site) {
  const { number, slug, title, summary, html } = lesson;
  // A link that was shared has the run's settings after the #: they're for the tutorial.
  const script = `if(location.hash.includes('='))location.replace('../#${slug}?'+location.hash.slice(1))`;
  const text = `${beforeHtml(lesson, lessons)}${html}${nextHtml(lesson, lessons)}`.replace(/href="#([^"]*)"/g, linkFrom(slug, slugs));
  const others = [[-1, 'prev', say.previous], [1, 'next', say.next]].map(([by, rel, label]) => [slugs[slugs.indexOf(slug) + by], rel, label]).filter(([other]) => other);
  const oembed = site ? `\n<link rel="alternate" type="application/json+oembed" href="${site}${slug}/oembed.json" title="${escapeHtml(title)}">` : '';
  return pageHtml({
    title: say.titleOf(title), description: summary, root: '../', script,
    head: previewTags({ site, path: `${slug}/`, title, description: summary, picture: `${slug}/picture.png` }) + oembed,
    body: `<article class="lesson" aria-labelledby="${slug}--title">
<p class="kicker">${say.lessonOf(number, slugs.length)}</p>
<h1 id="${slug}--title">${escapeHtml(title)}</h1>
<p class="summary">${escapeHtml(summary)}</p>
<p>${say.runLesson(`../#${slug}`)}</p>
<p><a href="../#${slug}"><img class="preview" src="picture.png" width="${pictureSize.width}" height="${pictureSize.height}" alt="${say.pictureAlt}"></a></p>
${text}<footer class="beside">
${others.map(([other, rel, label]) => `<a rel="${rel}" href="../${other}/">${escapeHtml(label(lesson.titles.get(other)))}</a>`).join('\n')}
</footer>
</article>`,
  });
}

const glossaryBody = (glossary, lessons) => `<article class="glossary">
<h1>${say.glossary}</h1>
<p class="summary">${glossarySummary}</p>
${entriesHtml(glossary, lessons, (slug, place) => `../${slug}/#${place}`)}</article>`;

/// The pages of reference, by their paths: what to look up, and where everything is.
function referencePages(lessons, glossary, questions, site) {
  const all = [
    { path: 'questions/', title: say.questions, description: say.questionsSummary, body: questionsHtml(questions) },
    { path: 'cheat-sheet/', title: say.cheatSheet, description: say.cheatSheetSummary, kind: 'plain wide', body: cheatSheetHtml(lessons) },
    { path: 'map/', title: say.map, description: say.mapSummary, script: besideScript('map.js'), body: mapHtml(lessons) },
    { path: 'glossary/', title: say.glossary, description: glossarySummary, body: glossaryBody(glossary, lessons) },
  ];
  const links = [...all.map(({ path, title }) => [`../${path}`, title]), ['../', say.toTutorial]];
  const ways = (here) => `\n<nav class="ways-beside" aria-label="${say.morePages}">\n${links.filter(([to]) => to !== `../${here}`)
    .map(([to, words]) => `<a href="${to}">${words}</a>`).join('\n')}\n</nav>`;
  return all.map(({ path, title, body, ...more }) => [`${path}index.html`, pageHtml({
    title: say.titleOf(title), root: '../', ...more, body: body + ways(path), head: previewTags({ site, path, title, description: more.description }),
  })]);
}

/// The page at an address that a lesson once had.
function movedPage({ slug, title, summary }) {
  return pageHtml({
    title: say.titleOf(title), description: summary, root: '../', head: `<meta http-equiv="refresh" content="0; url=../${slug}/">`,
    script: `location.replace('../${slug}/'+location.hash)`,
    body: `<p>${say.moved(`<a href="../${slug}/">${escapeHtml(title)}</a>`)}</p>`,
  });
}

/// https://oembed.com, as a file: a site that embeds links asks for it.
function oembed({ slug, title }, site) {
  const [width, height] = [720, 560];
  return {
    version: '1.0', type: 'rich', provider_name: 'Interleave', provider_url: site, title,
    html: `<iframe src="${site}?embed#${slug}" width="${width}" height="${height}" title="${escapeHtml(title)}" style="border:0" sandbox="allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox"></iframe>`,
    width, height,
    thumbnail_url: `${site}${slug}/picture.png`, thumbnail_width: pictureSize.width, thumbnail_height: pictureSize.height,
  };
}

const manifest = () => ({
  id: './', start_url: './', scope: './', name: 'Interleave', short_name: 'Interleave', description: about, lang: language, display: 'standalone',
  icons: [
    { src: 'icon.svg', sizes: 'any', type: 'image/svg+xml' },
    ...[192, 512].map((size) => ({ src: `icon-${size}.png`, sizes: `${size}x${size}`, type: 'image/png' })),
    { src: 'icon-maskable.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
  ],
});

const notFound = (site) => pageHtml({
  title: say.titleOf(say.notFound), description: say.notFoundSummary, root: site || './', head: '<meta name="robots" content="noindex">',
  body: say.notFoundWords(site || './'),
});

const allTerms = once(() => readGlossary(join(top, 'lessons')));
const allLessons = once(() => readLessons(join(top, 'lessons'), 'lessons', allTerms()));
const allQuestions = once(() => readQuestions(join(top, 'lessons'), allLessons()));
const icons = once(() => {
  const drawing = drawingIn(shell);
  return [
    ['icon.svg', `${drawing.svg}\n`],
    ['icon-192.png', iconPng(drawing, 192)],
    ['icon-512.png', iconPng(drawing, 512)],
    ['icon-maskable.png', iconPng(drawing, 512, true)],
  ];
});

/// The files by their paths: texts and bytes.
export function pages({ site = '', source = '', commit = commitNow() } = {}) {
  const lessons = allLessons();
  const slugs = lessons.map(({ slug }) => slug);
  const titles = new Map(lessons.map(({ slug, title }) => [slug, title]));
  const json = (value) => `${JSON.stringify(value, null, 1)}\n`;
  const addresses = ['', 'questions/', 'cheat-sheet/', 'map/', 'glossary/', 'about/', ...slugs.map((slug) => `${slug}/`)].map((path) => `${site}${path}`);
  return new Map([
    ...lessons.map((lesson) => [`${lesson.slug}/index.html`, lessonPage({ ...lesson, titles }, lessons, slugs, site)]),
    ...lessons.flatMap((lesson) => lesson.was.map((old) => [`${old}/index.html`, movedPage(lesson)])),
    ...referencePages(lessons, allTerms(), allQuestions(), site),
    ['about/index.html', pageHtml({ title: say.titleOf(say.about), description: say.aboutSummary, root: '../', body: aboutHtml({ top, source, commit }) })],
    ['404.html', notFound(site)],
    ['manifest.webmanifest', json(manifest())],
    ...icons(),
    ['robots.txt', `User-agent: *\nAllow: /\n${site ? `Sitemap: ${site}sitemap.xml\n` : ''}`],
    ...(site ? [
      ...lessons.map((lesson) => [`${lesson.slug}/oembed.json`, json(oembed(lesson, site))]),
      ['sitemap.xml', `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${addresses.map((each) => `<url><loc>${each}</loc></url>\n`).join('')}</urlset>\n`],
    ] : []),
  ]);
}

function commitNow() {
  try {
    return execFileSync('git', ['-C', top, 'rev-parse', '--short=10', 'HEAD'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return '';  // an archive of the sources
  }
}

/// Writes those that differ from what's there.
export function writePages(folder, options) {
  for (const [path, content] of pages(options)) {
    const file = join(folder, path);
    const bytes = Buffer.from(content);
    if (existsSync(file) && readFileSync(file).equals(bytes)) continue;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writePages(resolve(process.argv[2]));
