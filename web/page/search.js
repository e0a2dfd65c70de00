// Search in all lessons. There's no index file: searching needs the lessons' texts in the document. Their blocks
// (titles, headings, paragraphs, lines of listings, glossary entries) are collected once when a text is there,
// and each gets an id, so that a result is a link.

const blocks = 'h1, h2, h3, p, li, dt, dd, .line';
const apart = '.kicker, .language, .hint, .back, .before, .where-next';  // not about the subject
const weights = { SECTION: 9, H1: 6, DT: 5, H2: 4, H3: 4, DD: 3, P: 2, LI: 2, SPAN: 1 };
const mostResults = 50;
const around = 60;  // characters before and after the first match

/// `lessons` comes from lessons.js. Call this before anything else is added to the lessons.
export function createSearch(lessons) {
  const gathered = new Map(lessons.pages.map((page) => [page, []]));  // blocks by page
  const gather = (page) => gathered.set(page, [...page.querySelectorAll(blocks)]
    .filter((node) => !node.matches(apart) && !node.querySelector(blocks))
    .map((node, i) => {
      node.id ||= `${page.id}--at-${i + 1}`;
      return { node, page: page.id, text: null, folded: '' };
    }));
  lessons.pages.filter(({ id }) => !lessons.texts.has(id)).forEach(gather);
  lessons.texts.onText(gather);
  lessons.texts.onQuestions((page) => gathered.set(page, [...page.querySelectorAll('.question')].map((node) => {
    const [{ id, textContent }] = node.children;
    return { node, page: '', href: `questions/#${id}`, text: textContent, folded: fold(`${textContent} ${node.dataset.asks}`) };
  })));

  /// Returns `{ count, results }`, the best first. A result is `{ href, page, pieces }`; a question, on the page of its
  /// own, has no page here. Pieces are texts, and matching words in arrays of one.
  return (query) => {
    const words = wordsOf(query);
    if (!words.length) return { count: 0, results: [] };
    const all = [...gathered.values()].flat();
    all.forEach((block) => block.text ?? read(block));
    const hits = all.filter(({ folded }) => words.every((word) => folded.includes(word)))
      .map((block) => ({ block, rank: rank(block, words) }))
      .sort((a, b) => b.rank - a.rank);
    return {
      count: hits.length,
      results: hits.slice(0, mostResults).map(({ block: { node, page, href = `#${node.id}`, text, folded } }) =>
        ({ href, page, pieces: excerpt(text, folded, words) })),
    };
  };
}

function wordsOf(query) {
  return [...new Set(fold(query).split(/\s+/).filter(Boolean))].slice(0, 8);
}

/// Folding keeps the length, so positions in both texts correspond.
function fold(text) {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text;
}

function read(block) {
  const own = [...block.node.childNodes].filter((child) => !child.classList?.contains('stand'));  // without the tasks at a line
  block.text = own.map((child) => child.textContent).join('').replace(/\s+/g, ' ').trim();
  block.folded = fold(block.text);
}

/// Questions rank before titles, titles before text, and text before listings; whole words and adjacent words rank before parts of
/// words.
function rank({ node, folded }, words) {
  const isWhole = (word) => new RegExp(`(^|[^\\p{L}\\p{N}_])${word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}($|[^\\p{L}\\p{N}_])`, 'u').test(folded);
  return (weights[node.tagName] ?? 1) + (words.every(isWhole) ? 3 : 0) + (words.length > 1 && folded.includes(words.join(' ')) ? 2 : 0);
}

/// The text around the first match, split at all matches.
function excerpt(text, folded, words) {
  const first = Math.min(...words.map((word) => folded.indexOf(word)));
  const from = first <= around ? 0 : text.indexOf(' ', first - around) + 1 || first;
  const space = text.lastIndexOf(' ', first + around * 2);
  const to = text.length <= first + around * 2 ? text.length : space > first ? space : first + around * 2;
  const pieces = [from > 0 ? '… ' : ''];
  for (let at = from; at < to;) {
    const found = words.map((word) => ({ word, place: folded.indexOf(word, at) })).filter(({ place }) => place >= 0 && place < to)
      .sort((a, b) => a.place - b.place || b.word.length - a.word.length)[0];
    pieces.push(text.slice(at, found?.place ?? to));
    if (!found) break;
    at = found.place + found.word.length;
    pieces.push([text.slice(found.place, at)]);
  }
  pieces.push(to < text.length ? ' …' : '');
  return pieces.filter((piece) => piece !== '');
}
