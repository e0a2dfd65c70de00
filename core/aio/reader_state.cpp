#include "aio/detail/reader_state.hpp"

#include <algorithm>

#include "aio/detail/stream_protocol.hpp"
#include "aio/detail/telling.hpp"
#include "aio/detail/transport.hpp"
#include "aio/detail/waiter.hpp"
#include "aio/network_errors.hpp"

namespace aio {

incomplete_read_error::incomplete_read_error(std::string partial, std::optional<std::int64_t> expected)
    : eof_error(std::to_string(partial.size()) + " bytes read on a total of " +
                (expected ? std::to_string(*expected) : "undefined") + " expected bytes"),
      partial_(std::move(partial)),
      expected_(expected)
{}

namespace detail {

namespace {

// The first match of one of `separators`, which are sorted by length, as begin and end: the one that ends
// first.
std::optional<std::pair<std::size_t, std::size_t>> find_first(std::string_view text, std::size_t offset,
                                                              const std::vector<std::string>& separators)
{
    std::optional<std::pair<std::size_t, std::size_t>> found;
    for (const std::string& each : separators) {
        const std::size_t at = text.find(each, offset);
        if (at != std::string_view::npos && (!found || at + each.size() < found->second)) {
            found = {at, at + each.size()};
        }
    }
    return found;
}

}  // namespace

/// Marks, during this object's lifetime, that a coroutine waits for data.
class reader_state::turn {
public:
    turn(reader_state& of, const future<>& waiter) : of_(of) { of.waiter_ = waiter; }
    turn(const turn&) = delete;
    turn& operator=(const turn&) = delete;
    ~turn() { of_.waiter_.reset(); }

private:
    reader_state& of_;
};

reader_state::reader_state(core& c, std::int64_t limit) : core_(&c), limit_(static_cast<std::uint64_t>(limit))
{
    if (limit <= 0) {
        throw value_error("Limit cannot be <= 0");
    }
}

reader_state::~reader_state()
{
    if (protocol_) {
        protocol_->forget_reader();
    }
}

void reader_state::set_transport(ref<transport> t) noexcept
{
    transport_ = std::move(t);
    notes_ = transport_->incoming();
}

void reader_state::feed_data(std::string_view bytes)
{
    if (has_ended_) {
        throw assertion_error("feed_data after feed_eof");
    }
    AIO_DOES("data");
    buffer_ += bytes;
    wake();
    if (!is_paused_ && buffer_.size() > limit_ && buffer_.size() - limit_ > limit_) {
        is_paused_ = true;
        transport_->pause_reading();
    }
}

void reader_state::feed_eof()
{
    AIO_DOES("closed");
    has_ended_ = true;
    wake();
}

void reader_state::set_exception(const std::exception_ptr& error)
{
    AIO_DOES("closed");
    error_ = error;
    if (const std::optional<future<>> waiting = std::exchange(waiter_, std::nullopt);
        waiting && !waiting->cancelled()) {
        waiting->set_exception(error);
    }
}

void reader_state::wake()
{
    if (const std::optional<future<>> waiting = std::exchange(waiter_, std::nullopt);
        waiting && !waiting->cancelled()) {
        waiting->set_result();
    }
}

std::string reader_state::take(std::uint64_t size)
{
    const auto here = static_cast<std::size_t>(std::min<std::uint64_t>(size, buffer_.size()));
    std::string bytes = buffer_.substr(0, here);
    buffer_.erase(0, here);
    note_read(bytes.size());
    resume_transport();
    return bytes;
}

std::string reader_state::take_all()
{
    note_read(buffer_.size());
    return std::exchange(buffer_, {});
}

void reader_state::note_read(std::size_t size) const
{
    if (notes_) {
        notes_->read(size);
    }
}

void reader_state::resume_transport()
{
    if (is_paused_ && buffer_.size() <= limit_) {
        is_paused_ = false;
        transport_->resume_reading();
    }
}

void reader_state::check_error() const
{
    if (error_) {
        std::rethrow_exception(error_);
    }
}

// While reading is paused, no data would arrive, so this resumes it.
coro<> reader_state::wait_for_data(hidden, const char* function)
{
    if (waiter_) {
        throw runtime_error(std::string(function) +
                            "() called while another coroutine is already waiting for incoming data");
    }
    if (std::exchange(is_paused_, false)) {
        transport_->resume_reading();
    }
    const stream_wait data(*core_, notes_, wait_role::reader);
    const turn mine(*this, data.over());
    co_await data.over();
}

coro<std::string> reader_state::read_some(hidden, ref<reader_state> self, std::int64_t most)
{
    self->check_error();
    if (self->buffer_.empty() && !self->has_ended_) {
        co_await self->wait_for_data(hidden{}, "read");
    }
    co_return self->take(static_cast<std::uint64_t>(most));
}

coro<std::string> reader_state::read(hidden, ref<reader_state> self, std::int64_t most)
{
    self->check_error();
    if (most > 0) {
        co_return co_await read_some(hidden{}, self, most);
    }
    std::string all;
    if (most < 0) {
        for (;;) {
            const std::string bytes =
                co_await read_some(hidden{}, self, static_cast<std::int64_t>(self->limit_));
            if (bytes.empty()) {
                break;
            }
            all += bytes;
        }
    }
    co_return all;
}

coro<std::string> reader_state::read_line(hidden, ref<reader_state> self)
{
    const std::string separator = "\n";
    const std::vector<std::string> separators(1, separator);
    try {
        co_return co_await read_until(hidden{}, self, separators);
    } catch (const incomplete_read_error& e) {
        co_return e.partial();
    } catch (const limit_overrun_error& e) {
        if (std::string_view(self->buffer_)
                .substr(std::min(e.consumed(), self->buffer_.size()))
                .starts_with(separator)) {
            self->take(e.consumed() + separator.size());
        } else {
            self->take_all();
            self->resume_transport();
        }
        throw value_error(e.what());
    }
}

coro<std::string> reader_state::read_until(hidden, ref<reader_state> self,
                                           std::vector<std::string> separators)
{
    // There are few of them. (std::stable_sort would be six times the code, and the page carries it.)
    const auto shorter = [](const std::string& one, const std::string& other) { return one.size() < other.size(); };
    for (auto each = separators.begin(); each != separators.end(); ++each) {
        std::rotate(std::upper_bound(separators.begin(), each, *each, shorter), each, each + 1);
    }
    if (separators.empty()) {
        throw value_error("Separator should contain at least one element");
    }
    if (separators.front().empty()) {
        throw value_error("Separator should be at least one-byte string");
    }
    self->check_error();
    const std::size_t longest = separators.back().size();
    std::size_t offset = 0;  // no separator starts before it
    for (;;) {
        const std::string& buffer = self->buffer_;
        if (buffer.size() >= offset + separators.front().size()) {
            if (const auto found = find_first(buffer, offset, separators)) {
                if (found->first > self->limit_) {
                    throw limit_overrun_error("Separator is found, but chunk is longer than limit",
                                              found->first);
                }
                co_return self->take(found->second);
            }
            offset = buffer.size() + 1 > longest ? buffer.size() + 1 - longest : 0;
            if (offset > self->limit_) {
                throw limit_overrun_error("Separator is not found, and chunk exceed the limit", offset);
            }
        }
        if (self->has_ended_) {
            throw incomplete_read_error(self->take_all(), std::nullopt);
        }
        co_await self->wait_for_data(hidden{}, "readuntil");
    }
}

coro<std::string> reader_state::read_exactly(hidden, ref<reader_state> self, std::int64_t size)
{
    if (size < 0) {
        throw value_error("readexactly size can not be less than zero");
    }
    self->check_error();
    const auto wanted = static_cast<std::uint64_t>(size);
    if (wanted == 0) {
        co_return "";
    }
    while (self->buffer_.size() < wanted) {
        if (self->has_ended_) {
            throw incomplete_read_error(self->take_all(), size);
        }
        co_await self->wait_for_data(hidden{}, "readexactly");
    }
    co_return self->take(wanted);
}

}  // namespace detail
}  // namespace aio
