// What the C++ side needs to know of the lessons, as generated sources, and the
// same as JSON. The types are those of lessons/catalogue.hpp.

import { cppDouble, cppString } from './parameters.mjs';
import { namespaceOf } from './programs.mjs';

const cppTypes = { number: 'double', integer: 'std::int64_t', choice: 'std::string_view', switch: 'bool' };
const identifier = (slug) => slug.replaceAll('-', '_');

/// `lessons/<slug>/parameters.hpp`: the struct that lesson.cpp reads.
export function parametersHeader({ slug, title, file, parameters }) {
  const others = parameters.flatMap(({ files }) => files ?? []).map(namespaceOf).filter(Boolean);
  const members = parameters.map((p) => `    ${cppTypes[p.type]} ${p.name} = ${cppValue(p)};\n`);
  return `// Generated from ${file}: do not edit.
#pragma once

#include "aio/coro.hpp"

#include <cstdint>
#include <string_view>

namespace lessons::${identifier(slug)} {

/// The parameters of '${title}', at their defaults.
struct parameters {
${members.join('')}};

aio::coro<void> main(const parameters& p);
${others.map((name) => `namespace ${name} {\naio::coro<void> main(const parameters& p);\n}\n`).join('')}
}  // namespace lessons::${identifier(slug)}
`;
}

function cppValue({ type, default: value }) {
  return { number: () => cppDouble(value), choice: () => cppString(value) }[type]?.() ?? String(value);
}

/// `lessons/catalogue.cpp`: every lesson with its parameters and its program.
export function catalogueSource(lessons) {
  const includes = lessons.map(({ slug }) => `#include "lessons/${slug}/parameters.hpp"\n`);
  const entries = lessons.map(({ number, slug, title, summary, parameters, compare, seeded }) =>
    `    {${number}, ${cppString(slug)}, ${cppString(title)}, ${cppString(summary)},\n`
    + `     ${identifier(slug)}_entry::infos,\n     &make<${identifier(slug)}_entry::entry>, ${compared(parameters, compare)}, ${seeded}},\n`);
  return `// Generated from the lessons' front matter: do not edit.
#include "lessons/catalogue.hpp"
${includes.join('')}
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

namespace lessons {
namespace {

template <class Program>
std::unique_ptr<program> make() {
    return std::make_unique<Program>();
}

${lessons.map(entryNamespace).join('\n')}
constexpr std::array<lesson, ${lessons.length}> all{{
${entries.join('')}}};

}  // namespace

std::span<const lesson> catalogue() {
    return all;
}

}  // namespace lessons
`;
}

function compared(parameters, name) {
  return name ? parameters.findIndex((p) => p.name === name) : 'std::nullopt';
}

function entryNamespace({ slug, parameters }) {
  const name = identifier(slug);
  const choices = parameters.filter(({ type }) => type === 'choice').map((p) =>
    `constexpr std::array<std::string_view, ${p.choices.length}> ${p.name}_choices{${p.choices.map(cppString).join(', ')}};\n`);
  const infos = parameters.map((p) => `    {${[
    cppString(p.name), cppString(p.label), `parameter_type::${p.type === 'switch' ? 'toggle' : p.type}`,
    cppDouble(p.min ?? 0), cppDouble(p.max ?? (p.type === 'choice' ? p.choices.length - 1 : 1)), cppDouble(p.step ?? 1),
    p.type === 'choice' ? `${p.name}_choices` : '{}', cppDouble(asNumber(p)), cppString(p.unit), `effect::${p.effect}`,
    cppString(p.help), ...(p.more ? ['true'] : []),
  ].join(', ')}},\n`);
  const cases = parameters.map((p, i) => `            case ${i}: parameters_.${p.name} = ${fromNumber(p)}; break;\n`);
  const set = parameters.length
    ? `    void set(std::size_t index, double value) override {
        switch (index) {
${cases.join('')}            default: break;
        }
    }`
    : '    void set(std::size_t, double) override {}';
  return `namespace ${name}_entry {

${choices.join('')}constexpr std::array<parameter_info, ${parameters.length}> infos{${parameters.length ? `{\n${infos.join('')}}` : ''}};

class entry final : public program {
public:
${set}
${mainOf(name, parameters)}

private:
    ${name}::parameters parameters_;
};

}  // namespace ${name}_entry
`;
}

/// Calls the program; if a choice has files, the one that's chosen.
function mainOf(name, parameters) {
  const chooser = parameters.find(({ files }) => files);
  const others = (chooser?.files ?? []).map((file, i) => [namespaceOf(file), chooser?.choices[i]]).filter(([space]) => space);
  const lines = others.map(([space, choice]) => `        if (parameters_.${chooser.name} == ${cppString(choice)}) return ${name}::${space}::main(parameters_);\n`);
  return others.length
    ? `    aio::coro<void> main() override
    {
${lines.join('')}        return ${name}::main(parameters_);
    }`
    : `    aio::coro<void> main() override { return ${name}::main(parameters_); }`;
}

function asNumber({ type, choices, default: value }) {
  return type === 'choice' ? choices.indexOf(value) : Number(value);
}

function fromNumber({ type, name }) {
  return {
    number: 'value',
    integer: 'static_cast<std::int64_t>(value)',
    choice: `${name}_choices.at(static_cast<std::size_t>(value))`,
    switch: 'value != 0.0',
  }[type];
}

/// What the runner's `list --json` gives.
export function lessonsJson(lessons) {
  return lessons.map(({ slug, title, parameters }) => ({
    slug, title,
    parameters: parameters.map(({ name, type, min, max, choices, files, default: value, unit, effect }) =>
      ({ name, type, min, max, choices, ...(files && { files }), default: value, unit, effect })),
  }));
}
