// The map of the course: which lessons build on which, from their front matter, as a picture and as a list. Its script,
// beside/map.js, shows the reader's progress in both.

import { escapeHtml } from '../../lessons/build/listing.mjs';
import { layered } from './layers.mjs';
import * as say from '#words/site.js';

const sizes = { node: 108, through: 12, gap: 10 };
const height = 44;
const step = 68;  // from a row to the next
const edgeOfPicture = 4;

const nameOf = ({ slug }) => slug.replaceAll('-', ' ');

function pictureHtml(lessons) {
  const { places, edges, rows, width } = layered(lessons.map(({ slug, after }) => ({ id: slug, after })), sizes);
  const x = (place) => Math.round(place.x + edgeOfPicture);
  const y = (place) => place.row * step + edgeOfPicture;
  const line = (path) => path.slice(1).reduce((d, place, i) => {
    const from = path[i];
    const bottom = y(from) + (i === 0 ? height : 0);
    const middle = y(from) + height + (step - height) / 2;
    const through = i + 2 < path.length ? `V${y(place) + height}` : '';
    return `${d}${i === 0 ? `M${x(from)} ${bottom}` : ''}C${x(from)} ${middle} ${x(place)} ${middle} ${x(place)} ${y(place)}${through}`;
  }, '');
  const node = (lesson) => {
    const at = places.get(lesson.slug);
    return `<a href="../#${lesson.slug}" tabindex="-1" data-lesson="${lesson.slug}"><title>${escapeHtml(lesson.title)}</title>`
      + `<rect x="${x(at) - sizes.node / 2}" y="${y(at)}" width="${sizes.node}" height="${height}" rx="6"/>`
      + `<text class="number" x="${x(at)}" y="${y(at) + 17}">${lesson.number}</text>`
      + `<text x="${x(at)}" y="${y(at) + 34}">${nameOf(lesson)}</text></a>`;
  };
  return `<svg class="map" viewBox="0 0 ${Math.ceil(width) + 2 * edgeOfPicture} ${(rows - 1) * step + height + 2 * edgeOfPicture}" aria-hidden="true">
${edges.map((path) => `<path d="${line(path)}"/>`).join('\n')}
${lessons.map(node).join('\n')}
</svg>`;
}

const link = ({ slug, number, title }) => `<a href="../#${slug}">${number} ${escapeHtml(title)}</a>`;

function listHtml(lessons) {
  const item = (lesson) => {
    const { slug, predictions, exercise } = lesson;
    const next = lessons.filter(({ after }) => after.includes(slug));
    const leads = next.length ? `\n<p>${say.leadsTo}</p>\n<ul>\n${next.map((other) => `<li>${link(other)}</li>`).join('\n')}\n</ul>` : '';
    return `<li data-lesson="${slug}" data-predictions="${predictions.length}"${exercise ? ' data-exercise' : ''}>${link(lesson)}<p class="progress"></p>${leads}</li>`;
  };
  return `<ul class="map-list">\n${lessons.map(item).join('\n')}\n</ul>`;
}

export const mapHtml = (lessons) => `<h1>${say.map}</h1>
<p class="summary">${say.mapWords}</p>
<p class="map-progress" role="status"></p>
${pictureHtml(lessons)}
<h2 id="list">${say.mapList}</h2>
${listHtml(lessons)}`;
