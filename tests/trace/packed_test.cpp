#include "trace/packed.hpp"

#include <doctest/doctest.h>

#include <cstring>
#include <string>

using trace::event;
using trace::kind;

namespace {

template <class T>
void put(std::string& bytes, T value)
{
    char raw[sizeof value];
    std::memcpy(raw, &value, sizeof value);
    bytes.append(raw, sizeof value);
}

std::string packed(const event& e)
{
    std::string bytes;
    put(bytes, e.time);
    put(bytes, e.value);
    for (const std::uint32_t number : {e.task, e.by, e.subject, e.text, e.other, e.line, e.file}) {
        put(bytes, number);
    }
    put(bytes, static_cast<std::uint8_t>(e.kind));
    put(bytes, e.detail);
    put(bytes, std::uint16_t{0});
    return bytes;
}

std::string packed(const std::string& text)
{
    std::string bytes;
    put(bytes, static_cast<std::uint32_t>(text.size()));
    return bytes + text;
}

event created(std::uint32_t task, std::uint32_t name, std::uint32_t function)
{
    event e;
    e.kind = kind::task_created;
    e.task = task;
    e.text = name;
    e.other = function;
    e.line = 7;
    return e;
}

}  // namespace

TEST_CASE("an event is packed with its memory layout")
{
    CHECK(packed(event{}).size() == trace::packed_reader::event_size);
    CHECK(sizeof(event) == trace::packed_reader::event_size);
}

TEST_CASE("packed events and their texts come in pieces, and later ones name earlier texts")
{
    trace::log l;
    trace::packed_reader reader(l);
    CHECK(reader.feed(packed("Task-1") + packed("main"), packed(created(1, 1, 2))) == "");
    CHECK(reader.feed("", "") == "");
    CHECK(reader.feed(packed("Task-2"), packed(created(2, 3, 2))) == "");
    REQUIRE(l.size() == 2);
    CHECK(l.text(l[0].text) == "Task-1");
    CHECK(l.text(l[1].text) == "Task-2");
    CHECK(l[1].other == l[0].other);
    CHECK(l.text(l[1].other) == "main");
    CHECK(l[1].line == 7);
}

TEST_CASE("packed events are checked like a file's, and after a wrong one nothing more is read")
{
    trace::log l;
    trace::packed_reader reader(l);
    const std::string wrong = reader.feed(packed("a"), packed(created(2, 1, 1)));
    CHECK(wrong == "Event 1 (task_created at 0 s): the next task has the number 1, not 2.");
    CHECK(reader.feed("", packed(created(1, 1, 1))) == wrong);
    CHECK(l.empty());
}

TEST_CASE("wrongly packed data gets a sentence")
{
    const auto said = [](const std::string& texts, const std::string& events) {
        trace::log l;
        trace::packed_reader reader(l);
        return reader.feed(texts, events);
    };
    CHECK(said("abc", "") == "The texts end within a length.");
    CHECK(said(packed("abc").substr(0, 6), "") == "The texts end within a text.");
    CHECK(said(std::string("\xff\xff\xff\x7f", 4), "") == "A text has more than 1 MiB.");
    CHECK(said("", packed(created(1, 0, 0)).substr(1)) == "The events end within an event.");
    CHECK(said("", packed(created(1, 1, 0))) == "An event names a text that hasn't arrived.");
    CHECK(said("", packed(created(1, 0, 1))) == "An event names a text that hasn't arrived.");
    event nonsense;
    nonsense.kind = static_cast<kind>(200);
    CHECK(said("", packed(nonsense)) == "Event 1 (? at 0 s): there's no such kind.");
}

TEST_CASE("packed data is no longer than a page can keep")
{
    trace::log l;
    trace::packed_reader reader(l);
    const std::string many(trace::packed_reader::event_size * (trace::packed_reader::most_events + 1), '\0');
    CHECK(reader.feed("", many) == "There are more than 2,100,000 events.");
    CHECK(l.empty());

    trace::log texts;
    trace::packed_reader wordy(texts);
    const std::string megabyte = packed(std::string(trace::packed_reader::most_text - 8, 'x'));
    std::string wrong;
    for (int i = 0; i != 66 && wrong.empty(); ++i) {
        wrong = wordy.feed(megabyte, "");
    }
    CHECK(wrong == "The texts have more than 64 MiB.");
}
