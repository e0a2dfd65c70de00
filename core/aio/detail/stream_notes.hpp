#pragma once
// The observer's view of one direction of a connection: how many bytes are where.

#include <cstdint>
#include <string_view>

#include "aio/detail/ref.hpp"
#include "aio/future.hpp"

namespace aio::detail {

class core;

/// Only exists if there is an observer, which knows its number as long as it lives.
class stream_notes final : public counted {
public:
    /// Null if there is no observer.
    static ref<stream_notes> make(core& c);

    std::uint32_t id() const noexcept { return id_; }
    void written(std::string_view bytes) const;
    void sent(std::size_t size, double arrives) const;
    void received(std::size_t size) const;
    void read(std::size_t size) const;
    void closed();
    void wait_began(wait_role role, std::uint32_t task) const;
    void wait_ended(wait_role role, std::uint32_t task) const;

private:
    explicit stream_notes(core& c);
    ~stream_notes() override;

    const ref<core> core_;
    const std::uint32_t id_;
    bool is_closed_ = false;
};

/// Reports, during this object's lifetime, that the current task waits at a stream: a reader for bytes, a
/// writer for room.
class stream_wait {
public:
    stream_wait(core& c, ref<stream_notes> notes, wait_role role);
    stream_wait(const stream_wait&) = delete;
    stream_wait& operator=(const stream_wait&) = delete;
    ~stream_wait();

    /// The future that the task waits for.
    const future<>& over() const noexcept { return over_; }

private:
    const ref<stream_notes> notes_;  // may be null
    const wait_role role_;
    const std::uint32_t task_;
    const future<> over_;
};

}  // namespace aio::detail
