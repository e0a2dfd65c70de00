// The map of the course: which lessons build on which, from their front matter, as a picture and as a list of the same
// edges. Its script, beside/map.js, shows the reader's progress in both, and a legend of what the frames mean.

import { escapeHtml } from '../../lessons/build/listing.mjs';
import { layered } from './layers.mjs';
import * as say from '#words/site.js';

const sizes = { node: 108, through: 12, gap: 10 };
const height = 44;
const step = 68;  // from a row to the next
const edgeOfPicture = 4;

const nameOf = ({ slug }) => slug.replaceAll('-', ' ');

function pictureHtml(lessons, { places, edges, rows, width }) {
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
      + `<text class="number" x="${x(at)}" y="${y(at) + 18}">${lesson.number}</text>`
      + `<text x="${x(at)}" y="${y(at) + 35}">${nameOf(lesson)}</text></a>`;
  };
  return `<svg class="map" viewBox="0 0 ${Math.ceil(width) + 2 * edgeOfPicture} ${(rows - 1) * step + height + 2 * edgeOfPicture}" aria-hidden="true">
${edges.map((path) => `<path data-from="${path[0].id}" data-to="${path.at(-1).id}" d="${line(path)}"/>`).join('\n')}
${lessons.map(node).join('\n')}
</svg>`;
}

const legendHtml = () => `<ul class="map-legend" hidden>
${['none', 'some', 'all'].map((share) => `<li data-share="${share}">${say.legend[share]}</li>`).join('\n')}
</ul>`;

const link = (lesson) => `<a href="../#${lesson.slug}">${lesson.number} ${nameOf(lesson)}</a>`;

function listHtml(lessons, { edges }) {
  const item = (lesson) => {
    const { slug, title, predictions, exercise } = lesson;
    const next = lessons.filter((other) => edges.some((path) => path[0].id === slug && path.at(-1).id === other.slug)).map(link);
    const leads = next.length ? `\n<p class="leads">${say.leadsTo(next.join(' · '))}</p>` : '';
    return `<li data-lesson="${slug}" data-predictions="${predictions.length}"${exercise ? ' data-exercise' : ''}>${link(lesson)} ${escapeHtml(title)}<p class="progress"></p>${leads}</li>`;
  };
  return `<ul class="map-list">\n${lessons.map(item).join('\n')}\n</ul>`;
}

export function mapHtml(lessons) {
  const drawing = layered(lessons.map(({ slug, after }) => ({ id: slug, after })), sizes);
  return `<h1>${say.map}</h1>
<p class="summary">${say.mapWords}</p>
<p class="map-progress" role="status"></p>
${pictureHtml(lessons, drawing)}
${legendHtml()}
<h2 id="list">${say.mapList}</h2>
${listHtml(lessons, drawing)}`;
}
