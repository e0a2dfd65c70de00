// Opens what the playground's address asks for: a program in the link, one from the gallery, or a lesson's.

import { parseAddress } from '../address.js';
import { programIn } from './links.js';
import { freeName } from './programs.js';
import { settingsOf } from './settings.js';
import * as say from '#words/playground.js';

/// `open` shows a program, `tell` shows a sentence about it, and `run(line)` runs it, for a link to a moment.
export function createAsked({ open, tell, gallery, lessonText, run }) {
  let followed = '';        // the last address that was followed
  let isFollowing = false;  // don't forget that address now

  async function find() {
    const asked = new Map(parseAddress(followed).settings);
    if (asked.has('code')) {
      const address = followed;
      try {
        const { name, text, settings, run } = await programIn(asked);
        if (address !== followed) return undefined;  // a newer link was quicker
        open(freeName(name, text), text, false, settings, run);
        tell({ text: say.cameWithLink });
      } catch (error) {
        tell({ text: error.message, wrong: true });
      }
    } else if (asked.has('gallery')) {
      const moment = new URLSearchParams([...asked].filter(([name]) => name === 't' || name === 'step'));
      if (!(await gallery.open(asked.get('gallery'), String(moment)))) tell({ text: say.notInGallery(asked.get('gallery')), wrong: true });
      else if (asked.has('t')) run(Number(asked.get('line')));
    } else if (asked.has('lesson')) {
      const slug = asked.get('lesson');
      const address = followed;
      const lesson = await lessonText(slug, asked.get('program')).catch(() => undefined);
      if (lesson === undefined && address === followed) {
        followed = '';  // it's followed again when it's opened again
        tell({ text: say.lessonGone, wrong: true });
      }
      const text = lesson && withRanges(lesson.text, await rangesOf(slug));
      if (!lesson || address !== followed) return undefined;
      const name = freeName(lesson.title, text);
      open(name, text, false, { ...settingsOf(name), lesson: slug });
    }
    return undefined;
  }

  return {
    /// Opens what the address asks for, if it's a new one.
    async follow() {
      if (parseAddress(location.hash).slug !== 'playground' || location.hash === followed) return;
      followed = location.hash;
      isFollowing = true;
      await find();
      isFollowing = false;
    },
    /// Forgets the address, because the editor has something else now.
    leave() {
      if (isFollowing || !location.hash.startsWith('#playground?')) return;
      followed = '#playground';
      history.replaceState(history.state, '', followed);
    },
  };
}

/// The comments that give a lesson's constants their ranges: none if they can't be fetched, as the program runs without.
async function rangesOf(slug) {
  try {
    return (await (await fetch('python/ranges.json')).json())[slug] ?? {};
  } catch {
    return {};
  }
}

/// A program whose constants have these comments, by name, if they have none.
function withRanges(text, ranges) {
  return text.replace(/^(\w+) = [^#\n]+$/gm, (line, name) => (Object.hasOwn(ranges, name) ? `${line}  # ${ranges[name]}` : line));
}
