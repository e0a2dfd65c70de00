// The front matter of a lesson.md: the only place where a lesson's title,
// parameters, presets and predictions are declared. It is read here and checked
// whole, so that everything after this module may rely on its shape.

import { LineCounter, parseDocument } from 'yaml';
import { LessonError } from './error.mjs';
import { checkValue, parameterKeys, reservedNames } from './parameters.mjs';

const fence = '---';
const mostCallbacks = 199;  // the page is told of the first 200
const shapes = {
  lesson: { required: ['title', 'summary'], optional: ['parameters', 'presets', 'predictions', 'compare', 'was', 'after'] },
  preset: { required: ['label', 'set', 'why'], optional: [] },
  order: { required: ['kind', 'question'], optional: ['lines', 'set'] },
  end: { required: ['kind', 'question', 'max'], optional: ['step', 'set'] },
  next: { required: ['kind', 'question', 'after'], optional: ['set'] },
};
const mostInView = 4;  // parameters that aren't folded under 'more'

/// Splits `text` into checked front matter and the Markdown after it.
/// `body_line` is the line of the file on which `body` begins.
export function readFrontMatter(text, file) {
  const lines = text.split('\n');
  const close = lines.indexOf(fence, 1);
  if (lines[0] !== fence || close < 0) {
    throw new LessonError(file, 1, `the file must begin with front matter between two lines of '${fence}'.`);
  }
  const reader = new Reader(lines.slice(1, close).join('\n'), file);
  return { ...reader.lesson(), body: lines.slice(close + 1).join('\n'), bodyLine: close + 2 };
}

class Reader {
  constructor(yaml, file) {
    this.file_ = file;
    this.counter_ = new LineCounter();
    this.document_ = parseDocument(yaml, { lineCounter: this.counter_, prettyErrors: false });
    const [error] = this.document_.errors;
    if (error) throw new LessonError(file, this.lineAt_(error.pos[0]), `this is not valid YAML: ${error.message}.`);
  }

  lesson() {
    const data = this.document_.toJS();
    this.keys_(data, [], 'The front matter', shapes.lesson);
    for (const key of ['title', 'summary']) this.sentence_(data[key], [key], key);
    const parameters = this.list_(data, 'parameters').map((p, i) => this.parameter_(p, ['parameters', i]));
    parameters.forEach((p, i) => {
      const first = parameters.findIndex((q) => q.name === p.name);
      if (first !== i) this.fail_(['parameters', i, 'name'], `two parameters are called '${p.name}'.`);
    });
    const presets = this.list_(data, 'presets').map((p, i) => this.preset_(p, ['presets', i], parameters));
    const predictions = this.list_(data, 'predictions').map((p, i) => this.prediction_(p, ['predictions', i], parameters));
    const compare = this.compare_(data.compare ?? null, parameters);
    if (parameters.filter(({ more }) => !more).length > mostInView) {
      this.fail_(['parameters'], `at most ${mostInView} parameters are in view: give the others 'more: true'.`);
    }
    const [was, after] = ['was', 'after'].map((key) => this.slugs_(data, key));
    return { title: data.title, summary: data.summary, parameters, presets, predictions, compare, was, after };
  }

  /// `was` lists the slugs that the lesson once had, `after` those of the lessons that it builds on.
  slugs_(data, key) {
    const slugs = this.list_(data, key);
    const wrong = slugs.findIndex((slug) => !/^[a-z]+(-[a-z]+)*$/.test(slug));
    if (wrong >= 0) this.fail_([key, wrong], `${key} lists slugs of lessons: small letters with hyphens.`);
    return slugs;
  }

  /// The name of a parameter with two values: the panel shows the run with the other one too.
  compare_(name, parameters) {
    if (name === null) return null;
    const p = parameters.find((parameter) => parameter.name === name);
    const two = p?.type === 'switch' || (p?.type === 'choice' && p.choices.length === 2);
    if (!two) this.fail_(['compare'], 'compare names a switch, or a choice with two values.');
    return name;
  }

  parameter_(data, path) {
    const type = data?.type;
    if (!(type in parameterKeys)) {
      this.fail_([...path, 'type'], `a parameter's type is one of ${Object.keys(parameterKeys).join(', ')}.`);
    }
    this.keys_(data, path, `A parameter of type ${type}`, parameterKeys[type]);
    const parameter = { min: null, max: null, step: null, choices: null, unit: '', more: false, ...data };
    const at = (key) => [...path, key];
    if (!/^[a-z][a-z0-9_]*$/.test(parameter.name)) {
      this.fail_(at('name'), `'${parameter.name}' is no name for a parameter: use small letters, digits and '_'.`);
    }
    if (reservedNames.has(parameter.name)) {
      this.fail_(at('name'), `'${parameter.name}' is taken by a language or by the page: call the parameter something else.`);
    }
    for (const key of ['label', 'help']) this.sentence_(parameter[key], at(key), key);
    if (typeof parameter.more !== 'boolean') this.fail_(at('more'), 'more is true or false.');
    if (typeof parameter.unit !== 'string') this.fail_(at('unit'), 'a unit is a string.');
    if (!['live', 'restart'].includes(parameter.effect)) this.fail_(at('effect'), 'effect is live or restart.');
    this.range_(parameter, at);
    const wrong = checkValue(parameter, parameter.default);
    if (wrong) this.fail_(at('default'), `the default of ${parameter.name} is wrong: ${wrong}`);
    return parameter;
  }

  range_(p, at) {
    if (p.type === 'choice') {
      const good = Array.isArray(p.choices) && p.choices.length >= 2 && p.choices.every((c) => typeof c === 'string');
      if (!good || new Set(p.choices).size !== p.choices.length) {
        this.fail_(at('choices'), 'choices are two or more different strings.');
      }
    } else if (p.type !== 'switch') {
      for (const key of ['min', 'max', 'step']) {
        if (typeof p[key] !== 'number') this.fail_(at(key), `${key} is a number.`);
        if (p.type === 'integer' && !Number.isInteger(p[key])) this.fail_(at(key), `${key} of an integer is whole.`);
      }
      if (!(p.min < p.max)) this.fail_(at('max'), 'max must be greater than min.');
      if (!(p.step > 0)) this.fail_(at('step'), 'step must be greater than 0.');
    }
  }

  preset_(data, path, parameters) {
    this.keys_(data, path, 'A preset', shapes.preset);
    for (const key of ['label', 'why']) this.sentence_(data[key], [...path, key], key);
    this.settings_(data.set, [...path, 'set'], parameters);
    return { ...data, line: this.lineOf_(path) };
  }

  settings_(set, path, parameters) {
    if (set === null || typeof set !== 'object') this.fail_(path, 'set lists parameters and values.');
    for (const [name, value] of Object.entries(set)) {
      if (name === 'seed') {
        const good = Number.isInteger(value) && value >= 0 && value < 2 ** 32;
        if (!good) this.fail_([...path, name], 'a seed is a whole number from 0 to 4294967295.');
        continue;
      }
      const parameter = parameters.find((p) => p.name === name);
      if (!parameter) this.fail_([...path, name], `no parameter is called '${name}'.`);
      const wrong = checkValue(parameter, value);
      if (wrong) this.fail_([...path, name], `the value of ${name} is wrong: ${wrong}`);
    }
  }

  prediction_(data, path, parameters) {
    const kinds = ['order', 'end', 'next'];
    if (!kinds.includes(data?.kind)) this.fail_([...path, 'kind'], `a prediction's kind is one of ${kinds.join(', ')}.`);
    this.keys_(data, path, `A prediction of kind ${data.kind}`, shapes[data.kind]);
    this.sentence_(data.question, [...path, 'question'], 'question');
    if ('set' in data) this.settings_(data.set, [...path, 'set'], parameters);
    if (data.kind === 'end' && !(data.max > 0)) this.fail_([...path, 'max'], 'max is a number of seconds above 0.');
    if (data.kind === 'next' && !(Number.isInteger(data.after) && data.after >= 0 && data.after <= mostCallbacks)) {
      this.fail_([...path, 'after'], `after is a number of callbacks, from 0 to ${mostCallbacks}.`);
    }
    if (data.kind === 'order' && data.lines) {
      const good = Array.isArray(data.lines) && data.lines.length >= 2 && data.lines.every((l) => typeof l === 'string');
      if (!good) this.fail_([...path, 'lines'], 'lines are two or more strings.');
    }
    return { ...data, line: this.lineOf_(path) };
  }

  keys_(data, path, what, { required, optional }) {
    if (data === null || typeof data !== 'object' || Array.isArray(data)) {
      this.fail_(path, `${what} must be a list of 'key: value' lines.`);
    }
    for (const key of required) if (!(key in data)) this.fail_(path, `${what} needs '${key}'.`);
    for (const key of Object.keys(data)) {
      if (!required.includes(key) && !optional.includes(key)) this.fail_([...path, key], `${what} knows no '${key}'.`);
    }
  }

  list_(data, key) {
    const value = data[key] ?? [];
    if (!Array.isArray(value)) this.fail_([key], `${key} must be a list.`);
    return value;
  }

  sentence_(value, path, key) {
    if (typeof value !== 'string' || value.trim() === '') this.fail_(path, `${key} must be a line of text.`);
  }

  fail_(path, sentence) {
    throw new LessonError(this.file_, this.lineOf_(path), sentence);
  }

  /// The line of the deepest part of `path` that stands in the file.
  lineOf_(path) {
    for (let depth = path.length; depth > 0; --depth) {
      const node = this.document_.getIn(path.slice(0, depth), true);
      if (node?.range) return this.lineAt_(node.range[0]);
    }
    return 1;
  }

  lineAt_(offset) {
    return this.counter_.linePos(offset).line + 1;  // one for the opening fence
  }
}
