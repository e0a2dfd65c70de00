import { element } from '../dom.js';

export const button = (words, onclick, more = {}) => element('button', { type: 'button', class: 'button', textContent: words, onclick, ...more });
