#include "trace/packed.hpp"

#include <bit>
#include <cstring>

#include "packed.words.hpp"
#include "trace/schema.hpp"

namespace trace {

// Native programs and WebAssembly read the packed bytes directly.
static_assert(std::endian::native == std::endian::little);

namespace {

template <class T>
T read(const char*& at)
{
    T value;
    std::memcpy(&value, at, sizeof value);
    at += sizeof value;
    return value;
}

}  // namespace

const std::string& packed_reader::feed(std::string_view texts, std::string_view events)
{
    if (!complaint_.empty() || !take_texts(texts)) {
        return complaint_;
    }
    if (events.size() % event_size != 0) {
        refuse(words::ends_within_event);
        return complaint_;
    }
    if (log_.size() + events.size() / event_size > most_events) {
        refuse(words::too_many_events);
        return complaint_;
    }
    for (std::size_t at = 0; at != events.size(); at += event_size) {
        if (!take_event(events.data() + at)) {
            break;
        }
    }
    return complaint_;
}

bool packed_reader::take_texts(std::string_view bytes)
{
    while (!bytes.empty()) {
        if (bytes.size() < sizeof(std::uint32_t)) {
            return refuse(words::ends_within_length);
        }
        const char* at = bytes.data();
        const auto length = read<std::uint32_t>(at);
        bytes.remove_prefix(sizeof length);
        if (length > most_text) {
            return refuse(words::text_too_long);
        }
        if (length > bytes.size()) {
            return refuse(words::ends_within_text);
        }
        text_bytes_ += length + sizeof length;
        if (text_bytes_ > most_texts) {
            return refuse(words::too_many_texts);
        }
        texts_.push_back(log_.intern(bytes.substr(0, length)));
        bytes.remove_prefix(length);
    }
    return true;
}

bool packed_reader::take_event(const char* at)
{
    event e;
    e.time = read<double>(at);
    e.value = read<double>(at);
    e.task = read<std::uint32_t>(at);
    e.by = read<std::uint32_t>(at);
    e.subject = read<std::uint32_t>(at);
    e.text = read<std::uint32_t>(at);
    e.other = read<std::uint32_t>(at);
    e.line = read<std::uint32_t>(at);
    e.file = read<std::uint32_t>(at);
    const auto number = read<std::uint8_t>(at);
    e.detail = read<std::uint8_t>(at);
    e.kind = static_cast<kind>(number);
    const bool other_is_text = number < kind_count && shape_of(e.kind).other_is_text();
    const auto known = [this](std::uint32_t text) { return text < texts_.size(); };
    if (!known(e.text) || !known(e.file) || (other_is_text && !known(e.other))) {
        return refuse(words::unknown_text);
    }
    e.text = texts_[e.text];
    e.file = texts_[e.file];
    if (other_is_text) {
        e.other = texts_[e.other];
    }
    std::string wrong = checker_.next(log_, e);
    if (!wrong.empty()) {
        return refuse(std::move(wrong));
    }
    log_.append(e);
    return true;
}

bool packed_reader::refuse(std::string sentence)
{
    complaint_ = std::move(sentence);
    return false;
}

}  // namespace trace
