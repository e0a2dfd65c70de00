// <interleave-figure src="https://host/path/#queues?t=2" [listing]>: a run of a lesson in any page. At first it's a
// picture and a play button; what runs is loaded into a frame once the reader presses it. Without this script
// the element shows its content, which should be a link.

import * as say from '#words/share.js';

const style = new CSSStyleSheet();
style.replaceSync(`
  :host { display: block; position: relative; box-sizing: border-box; width: 100%; aspect-ratio: 1200 / 630; overflow: hidden; border: 1px solid GrayText; border-radius: 6px; background: Canvas; }
  :host([running]) { aspect-ratio: auto; height: 560px; }
  :host([hidden]) { display: none; }
  button, iframe, img { position: absolute; inset: 0; box-sizing: border-box; width: 100%; height: 100%; margin: 0; border: 0; padding: 0; background: none; }
  button { color: CanvasText; font: 600 16px/24px system-ui, sans-serif; cursor: pointer; }
  img { object-fit: contain; }
  .play { position: absolute; inset: 0; display: grid; place-content: center; }
  svg { width: 72px; height: 72px; padding: 16px; box-sizing: border-box; border-radius: 50%; background: Highlight; fill: HighlightText; box-shadow: 0 2px 12px rgb(0 0 0 / 30%); }
  button:focus-visible { outline: 3px solid Highlight; outline-offset: -3px; }
  button:hover svg { transform: scale(1.08); }
  @media (prefers-reduced-motion: reduce) { button:hover svg { transform: none; } }
`);

/// Takes a link apart: `{ root, slug, settings }`, or null if it's none. A lesson's link is `ROOT#slug?settings`, or
/// `ROOTslug/#settings`.
function partsOf(src, base) {
  let url;
  try {
    url = new URL(src, base);
  } catch {
    return null;
  }
  if (!/^https?:$/.test(url.protocol)) return null;
  const [, named, settings = ''] = /^#([a-z][a-z-]*)(?:\?(.*))?$/s.exec(url.hash) ?? [];
  if (named) return { root: new URL('.', url).href.split(/[?#]/)[0], slug: named, settings };
  const [, path, slug] = /^(.*\/)([a-z][a-z-]*)\/(?:index\.html)?$/.exec(url.pathname) ?? [];
  return slug ? { root: url.origin + path, slug, settings: url.hash.slice(1) } : null;
}

class Figure extends HTMLElement {
  static observedAttributes = ['src', 'listing'];

  connectedCallback() {
    this.draw();
  }

  attributeChangedCallback() {
    if (this.isConnected) this.draw();
  }

  draw() {
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [style];
    const parts = partsOf(this.getAttribute('src') ?? '', document.baseURI);
    if (!parts) {
      root.replaceChildren(document.createElement('slot'));  // what the author wrote
      return;
    }
    const title = this.textContent.trim() || say.figure;
    const button = Object.assign(document.createElement('button'), { type: 'button', title: say.runHere, ariaLabel: say.runThis(title) });
    const picture = Object.assign(document.createElement('img'), { src: `${parts.root}${parts.slug}/picture.png`, alt: '', loading: 'lazy' });
    picture.addEventListener('error', () => picture.remove());
    const play = Object.assign(document.createElement('span'), { className: 'play' });
    const shape = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    shape.setAttribute('viewBox', '0 0 16 16');
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    path.setAttribute('d', 'm4 1 10 7-10 7z');
    shape.append(path);
    play.append(shape);
    button.append(picture, play);
    button.addEventListener('click', () => this.load(parts, title));
    root.replaceChildren(button);
    this.toggleAttribute('running', false);
  }

  /// The frame may run scripts and keep what its reader chooses, in its own origin, and open the whole page in a tab.
  load({ root, slug, settings }, title) {
    const frame = document.createElement('iframe');
    frame.setAttribute('sandbox', 'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox');
    frame.title = title;
    frame.src = `${root}?embed&play${this.hasAttribute('listing') ? '&listing' : ''}#${slug}${settings && `?${settings}`}`;
    this.shadowRoot.replaceChildren(frame);
    this.toggleAttribute('running', true);
    frame.focus();
  }
}

if (!customElements.get('interleave-figure')) customElements.define('interleave-figure', Figure);
