#pragma once
// The bytes that were received and not read yet, and the coroutine that waits for more.
// CPython: asyncio.StreamReader.

#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aio/coro.hpp"
#include "aio/detail/ref.hpp"
#include "aio/detail/stream_notes.hpp"
#include "aio/future.hpp"

namespace aio::detail {

class stream_protocol;
class transport;

class reader_state final : public counted {
public:
    reader_state(core& c, std::int64_t limit);

    void set_transport(ref<transport> t) noexcept;
    void set_protocol(stream_protocol* p) noexcept { protocol_ = p; }
    void feed_data(std::string_view bytes);
    void feed_eof();
    void set_exception(const std::exception_ptr& error);
    const std::exception_ptr& exception() const noexcept { return error_; }
    bool at_eof() const noexcept { return has_ended_ && buffer_.empty(); }

    // Each of these keeps the reader alive while it runs.
    static coro<std::string> read(hidden, ref<reader_state> self, std::int64_t most);
    static coro<std::string> read_line(hidden, ref<reader_state> self);
    static coro<std::string> read_until(hidden, ref<reader_state> self, std::vector<std::string> separators);
    static coro<std::string> read_exactly(hidden, ref<reader_state> self, std::int64_t size);

private:
    class turn;

    ~reader_state() override;

    coro<> wait_for_data(hidden, const char* function);
    void wake();
    std::string take(std::uint64_t size);
    std::string take_all();
    void note_read(std::size_t size) const;
    void resume_transport();
    void check_error() const;
    static coro<std::string> read_some(hidden, ref<reader_state> self, std::int64_t most);

    const ref<core> core_;
    const std::uint64_t limit_;
    std::string buffer_;
    std::optional<future<>> waiter_;
    std::exception_ptr error_;
    ref<transport> transport_;
    ref<stream_notes> notes_;              // null if there is no observer
    stream_protocol* protocol_ = nullptr;  // null once either is gone
    bool has_ended_ = false;
    bool is_paused_ = false;
};

}  // namespace aio::detail
