#include "trace/reader.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "file.words.hpp"
#include "json/formatted.hpp"
#include "json/number.hpp"
#include "trace/json.hpp"
#include "trace/schema.hpp"
#include "trace/utf8.hpp"

namespace trace {

namespace {

using json::formatted;

constexpr std::size_t none = SIZE_MAX;
constexpr double most_id = 4294967295.0;
constexpr double most_whole = 9007199254740992.0;  // up to here, a double represents whole numbers exactly

bool opens(json::token t)
{
    return t == json::token::begin_object || t == json::token::begin_array;
}

bool closes(json::token t)
{
    return t == json::token::end_object || t == json::token::end_array;
}

}  // namespace

reader::reader(log& into) : log_(into)
{
    for (const char* const name : {"t", "kind", "by", "line", "file"}) {
        add_name(name);
    }
    for (std::size_t i = 0; i != kind_count; ++i) {
        const shape& s = shape_of(static_cast<kind>(i));
        for (const field* f : {&s.task, &s.subject, &s.value, &s.detail, &s.text, &s.other}) {
            if (*f) {
                add_name(f->name);
            }
        }
    }
    values_ = std::make_unique<value[]>(names_.size());
    const auto place = [this](const field& f) { return f ? place_of_name(f.name) : none; };
    for (std::size_t i = 0; i != kind_count; ++i) {
        const shape& s = shape_of(static_cast<kind>(i));
        places_[i] = {place(s.task),   place(s.subject), place(s.value),
                      place(s.detail), place(s.text),    place(s.other)};
    }
    time_ = place_of_name("t");
    kind_ = place_of_name("kind");
    by_ = place_of_name("by");
    line_ = place_of_name("line");
    file_ = place_of_name("file");
}

void reader::add_name(std::string_view name)
{
    if (place_of_name(name) != none) {
        return;
    }
    names_.push_back(name);
    for (std::size_t i = names_.size() - 1; i != 0 && names_[i] < names_[i - 1]; --i) {
        std::swap(names_[i], names_[i - 1]);
    }
}

const std::string& reader::feed(std::string_view piece)
{
    // Some editors write a byte order mark at the start of a UTF-8 file.
    constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
    while (is_empty_ && mark_ < byte_order_mark.size() && !piece.empty() &&
           piece.front() == byte_order_mark[mark_]) {
        piece.remove_prefix(1);
        ++mark_;
    }
    if (is_empty_ && !piece.empty() && mark_ % byte_order_mark.size() != 0 && complaint_.empty()) {
        refuse(words::no_trace);  // it begins with only a part of the mark
    }
    is_empty_ = is_empty_ && piece.empty();
    if (complaint_.empty() && !lexer_.feed(piece, *this) && complaint_.empty()) {
        complaint_ = lexer_.complaint();
        if (place_ == place::before) {
            complaint_ = formatted(words::not_json, complaint_.c_str());
        }
    }
    return complaint_;
}

const std::string& reader::finish()
{
    if (!complaint_.empty()) {
        return complaint_;
    }
    if (place_ == place::before) {
        refuse(is_empty_ ? words::empty_file : words::no_trace);
    } else if (!lexer_.complete()) {
        number_ == 0 ? refuse(words::ends_before_events) : refuse(words::ends_early, number_);
    } else if (!has_version_) {
        refuse(words::no_version);
    } else if (!has_events_) {
        refuse(words::no_events);
    }
    return complaint_;
}

bool reader::refuse(const char* format, ...)
{
    std::va_list arguments;
    va_start(arguments, format);
    complaint_ = json::formatted_list(format, arguments);
    va_end(arguments);
    return false;
}

bool reader::refuse_event(const char* format, ...)
{
    std::va_list arguments;
    va_start(arguments, format);
    complaint_ = formatted(words::wrong_event, number_, json::formatted_list(format, arguments).c_str());
    va_end(arguments);
    return false;
}

bool reader::take(json::token t, std::string_view text)
{
    switch (place_) {
    case place::before:
        if (t != json::token::begin_object) {
            return refuse(words::no_trace);
        }
        place_ = place::head;
        return true;
    case place::head:
        return take_head(t, text);
    case place::skipping:
        return skip(t, text);
    case place::list:
        return take_list(t);
    case place::event:
        if (lexer_.read() - began_ > most_event) {
            return refuse_event(words::event_too_long, most_event);
        }
        return take_event(t, text);
    case place::over:
        break;
    }
    return true;
}

// --- The head --------------------------------------------------------------------------------------

bool reader::take_head(json::token t, std::string_view text)
{
    if (t == json::token::end_object) {
        place_ = place::over;
        return true;
    }
    if (t != json::token::key) {
        return take_member(t, text);
    }
    member_ = text == "interleave"       ? member::version
              : text == "title"          ? member::title
              : text == "clock"          ? member::clock
              : text == "hold_threshold" ? member::threshold
              : text == "events"         ? member::events
                                         : member::own;
    if (member_ == member::own) {
        keep(t, text);
    }
    return true;
}

bool reader::take_member(json::token t, std::string_view text)
{
    const double number = t == json::token::number ? json::number(text) : -1;
    switch (member_) {
    case member::version:
        if (!(number >= 1 && number == std::floor(number))) {
            return refuse(words::version_not_whole);
        }
        if (number > format_version) {
            return refuse(words::newer_version, number, format_version);
        }
        has_version_ = true;
        return true;
    case member::title:
        if (t != json::token::text) {
            return refuse(words::title_not_text);
        }
        log_.header.title = log_.text(log_.intern(text));
        return true;
    case member::clock:
        if (t != json::token::text || (text != "virtual" && text != "real")) {
            return refuse(words::clock_unknown);
        }
        log_.header.virtual_clock = text == "virtual";
        return true;
    case member::threshold:
        if (!(number >= 0 && number <= checker::most_time)) {
            return refuse(words::threshold_wrong);
        }
        log_.header.hold_threshold = number;
        return true;
    case member::events:
        if (t != json::token::begin_array || has_events_) {
            return has_events_ ? refuse(words::events_twice) : refuse(words::events_not_list);
        }
        has_events_ = true;
        place_ = place::list;
        return true;
    case member::own:
        break;
    }
    after_skipping_ = place::head;
    place_ = place::skipping;
    depth_ = 0;
    return skip(t, text);
}

// Skips the rest of a value that this reader doesn't use.
bool reader::skip(json::token t, std::string_view text)
{
    if (after_skipping_ == place::head) {
        keep(t, text);
    }
    depth_ += opens(t) ? 1 : 0;
    depth_ -= closes(t) ? 1 : 0;
    if (depth_ == 0) {
        place_ = after_skipping_;
    }
    return true;
}

void reader::keep(json::token t, std::string_view text)
{
    if (!keeps_own_) {
        return;
    }
    if (own_.text().size() + text.size() > most_own) {
        keeps_own_ = false;
        own_ = {};
        return;
    }
    switch (t) {
    case json::token::begin_object:
        own_.begin_object();
        break;
    case json::token::end_object:
        own_.end_object();
        break;
    case json::token::begin_array:
        own_.begin_array();
        break;
    case json::token::end_array:
        own_.end_array();
        break;
    case json::token::key:
        own_.key(to_utf8(text));
        break;
    case json::token::text:
        own_.value(to_utf8(text));
        break;
    case json::token::number:
        own_.raw(text);
        break;
    case json::token::yes:
        own_.value(true);
        break;
    case json::token::no:
        own_.value(false);
        break;
    case json::token::null:
        own_.null();
        break;
    }
}

// --- Events ----------------------------------------------------------------------------------------

bool reader::take_list(json::token t)
{
    if (t == json::token::end_array) {
        place_ = place::head;
        return true;
    }
    ++number_;
    if (t != json::token::begin_object) {
        return refuse_event(words::event_not_object);
    }
    began_ = lexer_.read();
    place_ = place::event;
    return true;
}

bool reader::take_event(json::token t, std::string_view text)
{
    if (t == json::token::end_object) {
        place_ = place::list;
        return event_ended();
    }
    if (t == json::token::key) {
        field_ = place_of_name(text);
        return true;
    }
    if (field_ != none && !opens(t)) {
        return set(t, text);
    }
    if (field_ != none) {
        values_[field_].event = number_;
        values_[field_].is = value::type::other;
    }
    if (opens(t)) {
        after_skipping_ = place::event;
        place_ = place::skipping;
        depth_ = 1;
    }
    return true;
}

bool reader::set(json::token t, std::string_view text)
{
    value& v = values_[field_];
    v.event = number_;
    v.is = t == json::token::null ? value::type::null : value::type::other;
    if (t == json::token::number) {
        v.is = value::type::number;
        if (v.digits != text) {
            v.digits = text;
            v.number = json::number(text);
        }
    } else if (t == json::token::text) {
        v.is = value::type::text;
        v.text = text;
    }
    return true;
}

std::size_t reader::place_of_name(std::string_view name) const
{
    const auto place = std::lower_bound(names_.begin(), names_.end(), name);
    return place != names_.end() && *place == name ? static_cast<std::size_t>(place - names_.begin()) : none;
}

// The event's value in this place; null if it's missing or JSON's null, which mean the same.
const reader::value* reader::said(std::size_t place) const
{
    const value& v = values_[place];
    return v.event == number_ && v.is != value::type::null ? &v : nullptr;
}

bool reader::event_ended()
{
    const value* name = said(kind_);
    if (!name || name->is != value::type::text) {
        return refuse_event(words::no_kind);
    }
    const auto k = kind_named(name->text);
    if (!k) {
        checker_.skip();
        ++skipped_;
        return true;
    }
    event e;
    e.kind = *k;
    if (!get(shape_of(*k), places_[static_cast<std::size_t>(*k)], e)) {
        return false;
    }
    if (std::string wrong = checker_.next(log_, e); !wrong.empty()) {
        complaint_ = std::move(wrong);
        return false;
    }
    log_.append(e);
    return true;
}

bool reader::get(const shape& s, const places& at, event& e)
{
    constexpr field time{"t", meaning::amount};
    constexpr field by{"by", meaning::task};
    constexpr field line{"line", meaning::count};
    if (!get_number(time, time_, e.time) || !get_id(by, by_, e.by)) {
        return false;
    }
    if (s.task && !get_id(s.task, at.task, e.task)) {
        return false;
    }
    if (s.subject && !get_id(s.subject, at.subject, e.subject)) {
        return false;
    }
    if (s.value.is == meaning::name) {
        std::uint8_t name = 0;
        if (!get_name(s.value, at.value, name)) {
            return false;
        }
        e.value = name;
    } else if (s.value && !get_number(s.value, at.value, e.value)) {
        return false;
    }
    if (s.detail && !get_name(s.detail, at.detail, e.detail)) {
        return false;
    }
    if (s.text && !get_text(s.text.name, at.text, e.text)) {
        return false;
    }
    if (s.other && !(s.other_is_text() ? get_text(s.other.name, at.other, e.other)
                                       : get_id(s.other, at.other, e.other))) {
        return false;
    }
    return !s.line || (get_id(line, line_, e.line) && get_text("file", file_, e.file));
}

bool reader::get_whole(const field& f, std::size_t place, double most, double& to)
{
    const value* v = said(place);
    if (!v) {
        return true;
    }
    to = v->number;
    return (v->is == value::type::number && to >= 0 && to <= most && to == std::floor(to)) ||
           refuse_event(most == most_id ? words::not_an_id : words::not_whole, f.name);
}

bool reader::get_id(const field& f, std::size_t place, std::uint32_t& to)
{
    double number = 0;
    if (!get_whole(f, place, most_id, number)) {
        return false;
    }
    to = static_cast<std::uint32_t>(number);
    return true;
}

bool reader::get_number(const field& f, std::size_t place, double& to)
{
    if (f.is == meaning::count) {
        return get_whole(f, place, most_whole, to);
    }
    const value* v = said(place);
    if (!v) {
        const bool is_never = f.is == meaning::due && values_[place].event == number_;
        to = is_never ? std::numeric_limits<double>::infinity() : 0;
        return true;
    }
    to = v->number;
    return (v->is == value::type::number && std::isfinite(to)) || refuse_event(words::not_a_number, f.name);
}

bool reader::get_text(const char* name, std::size_t place, std::uint32_t& to)
{
    const value* v = said(place);
    if (v && v->is != value::type::text) {
        return refuse_event(words::not_a_text, name);
    }
    to = v ? log_.intern(v->text) : 0;
    return true;
}

// An unknown name, from a later version, counts as 'other' if the list has that.
bool reader::get_name(const field& f, std::size_t place, std::uint8_t& to)
{
    const value* v = said(place);
    if (!v) {
        return true;
    }
    const auto known = v->is == value::type::text ? place_of(v->text, f.names) : std::nullopt;
    const auto other = v->is == value::type::text ? place_of("other", f.names) : std::nullopt;
    if (!known && !other) {
        std::string list;
        for (const char* const name : f.names) {
            list += formatted("%s'%s'", list.empty() ? "" : ", ", name);
        }
        return refuse_event(words::unknown_name, f.name, list.c_str());
    }
    to = known ? *known : *other;
    return true;
}

}  // namespace trace
