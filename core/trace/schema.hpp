#pragma once
// What each kind of event says, in one table: the writer, the reader, the checker and the docs take names and
// meanings from it. Add a new kind, field or name to schema_table.hpp.

#include <array>
#include <optional>
#include <span>
#include <string_view>

#include "trace/event.hpp"

namespace trace {

/// The names of an enumeration, by its values.
using names = std::span<const char* const>;

/// What the number in a field means.
enum class meaning : std::uint8_t {
    none,      ///< the kind has no such field
    count,     ///< a whole number from 0
    amount,    ///< any finite number
    moment,    ///< seconds, on the log's clock, not before the event
    due,       ///< seconds on the log's clock; infinity (null in JSON) means never
    task,      ///< a task's number
    timer,     ///< a timer's number, or that of a call; 0 for none
    resource,  ///< a resource's number
    item,      ///< an item's number
    thread,    ///< a thread's number
    awaited,   ///< a task, timer or resource, depending on the kind of wait; 0 for none
    text,      ///< an index of the log's texts
    name,      ///< one of a list of names
};

/// One field of an event, as it's named in files.
struct field {
    const char* name = nullptr;
    trace::meaning is = meaning::none;
    const char* says = "";    ///< a sentence for the docs, without a full stop
    trace::names names = {};  ///< of a `meaning::name`

    constexpr explicit operator bool() const noexcept { return is != meaning::none; }
};

/// One kind of event. Every event also has a time and the task that was running.
struct shape {
    const char* name = "";
    const char* says = "";
    field task = {};
    field subject = {};
    field value = {};
    field detail = {};
    field text = {};
    field other = {};
    bool line = false;  ///< it has a line, and a file

    bool other_is_text() const noexcept { return other.is == meaning::text; }
};

/// The shape of events of this kind; `says` is empty here.
const shape& shape_of(kind k) noexcept;
/// The same, with `says`.
const shape& documented(kind k) noexcept;
/// The kind with this name.
std::optional<kind> kind_named(std::string_view name) noexcept;
/// The index of `name` in `all`.
std::optional<std::uint8_t> place_of(std::string_view name, names all) noexcept;

}  // namespace trace
