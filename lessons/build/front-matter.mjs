// The front matter of a lesson.md: the only place where a lesson's title,
// parameters, presets and predictions are declared. It is read here and checked
// whole, so that everything after this module may rely on its shape.

import { checkValue, parameterKeys, reservedNames } from './parameters.mjs';
import { splitFrontMatter, YamlReader } from './yaml-reader.mjs';

const mostCallbacks = 199;  // the page is told of the first 200
const shapes = {
  lesson: { required: ['title', 'summary'], optional: ['parameters', 'presets', 'predictions', 'compare', 'repair', 'fold', 'was', 'after'] },
  preset: { required: ['label', 'set', 'why'], optional: [] },
  order: { required: ['kind', 'question'], optional: ['lines', 'set'] },
  end: { required: ['kind', 'question', 'max'], optional: ['step', 'set'] },
  next: { required: ['kind', 'question', 'after'], optional: ['set'] },
};
const mostInView = 4;  // parameters that aren't folded under 'more'

/// Splits `text` into checked front matter and the Markdown after it.
/// `bodyLine` is the line of the file on which `body` begins.
export function readFrontMatter(text, file) {
  const { yaml, body, bodyLine } = splitFrontMatter(text, file);
  return { ...new Reader(yaml, file).lesson(), body, bodyLine };
}

class Reader extends YamlReader {
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
    const several = parameters.findIndex((q, i) => q.files && parameters.findIndex(({ files }) => files) !== i);
    if (several >= 0) this.fail_(['parameters', several, 'files'], 'one choice has files, and no other.');
    const [was, after] = ['was', 'after'].map((key) => this.slugs_(data, key));
    const fold = this.list_(data, 'fold');  // functions that the lesson doesn't discuss
    const repair = data.repair ?? null;  // the switch that repairs the program: a listing shows one side of it
    if (repair !== null && parameters.find(({ name }) => name === repair)?.type !== 'switch') this.fail_(['repair'], 'repair names a switch.');
    return { fold, title: data.title, summary: data.summary, parameters, presets, predictions, compare, repair, was, after };
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
    const parameter = { min: null, max: null, step: null, choices: null, files: null, unit: '', more: false, ...data };
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
      this.files_(p, at('files'));
    } else if (p.type !== 'switch') {
      for (const key of ['min', 'max', 'step']) {
        if (typeof p[key] !== 'number') this.fail_(at(key), `${key} is a number.`);
        if (p.type === 'integer' && !Number.isInteger(p[key])) this.fail_(at(key), `${key} of an integer is whole.`);
      }
      if (!(p.min < p.max)) this.fail_(at('max'), 'max must be greater than min.');
      if (!(p.step > 0)) this.fail_(at('step'), 'step must be greater than 0.');
    }
  }

  /// Each choice may have a program of its own: the names of their files, without .py and .cpp.
  files_({ files, choices, effect, default: value }, path) {
    if (files === null) return;
    const good = Array.isArray(files) && files.length === choices.length && new Set(files).size === files.length
      && files.every((name) => typeof name === 'string' && /^([a-z]+\/)?(\d\d-)?[a-z]+(-[a-z]+)*$/.test(name));
    if (!good) this.fail_(path, 'files has the name of a program for each choice, without .py or .cpp.');
    if (files[choices.indexOf(value)] !== 'lesson') this.fail_(path, "the default choice's program is 'lesson'.");
    if (effect !== 'restart') this.fail_(path, "another program starts the run again: the effect is 'restart'.");
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
}
