#include "aio/detail/stream_protocol.hpp"

#include "aio/detail/core.hpp"
#include "aio/detail/reader_state.hpp"
#include "aio/detail/telling.hpp"
#include "aio/detail/transport.hpp"
#include "aio/detail/waiter.hpp"
#include "aio/network_errors.hpp"
#include "aio/stream.hpp"
#include "aio/task.hpp"

namespace aio::detail {

namespace {

void wake_all(const std::list<future<>>& waiting, const std::exception_ptr& error)
{
    for (const future<>& each : waiting) {
        if (each.done()) {
            continue;
        }
        if (error) {
            each.set_exception(error);
        } else {
            each.set_result();
        }
    }
}

// Closes the connection of a client's task that fails or is cancelled, because no other code will.
void watch_over(const ref<transport>& t, const task<>& client, const ref<client_connected>& kept)
{
    client.base().add_done_callback([t, kept](future_base& done) {
        if (!done.cancelled()) {
            const std::exception_ptr error = done.exception();
            if (!error) {
                return;
            }
            done.get_core().call_exception_handler(
                {report::other, "Unhandled exception in client_connected_cb", error});
        }
        t->close();
    });
}

}  // namespace

stream_protocol::stream_protocol(core& c, const ref<reader_state>& reader, ref<client_connected> connected)
    : core_(&c),
      reader_(reader.get()),
      connected_(std::move(connected)),
      closed_(waiter(c, wait_kind::future))
{
    reader_->set_protocol(this);
    if (connected_) {
        reader_for_now_ = reader;
    }
}

stream_protocol::~stream_protocol()
{
    if (reader_) {
        reader_->set_protocol(nullptr);
    }
    closed_.base().mark_retrieved();
}

void stream_protocol::connection_made(const ref<transport>& t)
{
    transport_ = t;
    if (reader_) {
        reader_->set_transport(t);
    }
    if (const ref<client_connected> connected = connected_) {
        const stream_reader reader{ref<reader_state>(reader_)};
        const stream_writer writer{
            ref<writer_state>(new writer_state(t, ref(this), ref<reader_state>(reader_)))};
        if (std::optional<coro<>> client = connected->call(reader, writer)) {
            watch_over(t, task<>(core_->user(), std::move(*client)), connected);
        }
        reader_for_now_ = nullptr;
    }
}

void stream_protocol::connection_lost(const std::exception_ptr& error)
{
    const ref<stream_protocol> self(this);
    if (reader_) {
        if (error) {
            reader_->set_exception(error);
        } else {
            reader_->feed_eof();
        }
    }
    if (!closed_.done()) {
        if (error) {
            closed_.set_exception(error);
        } else {
            closed_.set_result();
        }
    }
    is_lost_ = true;
    if (is_paused_) {
        AIO_DOES("closed");
        wake_all(drains_, error);
    }
    dropped();
}

void stream_protocol::dropped() noexcept
{
    is_lost_ = true;
    if (reader_) {
        std::exchange(reader_, nullptr)->set_protocol(nullptr);
    }
    const ref<transport> gone = std::exchange(transport_, nullptr);
    connected_ = nullptr;
}

void stream_protocol::data_received(std::string_view bytes)
{
    if (reader_) {
        reader_->feed_data(bytes);
    }
}

void stream_protocol::eof_received()
{
    if (reader_) {
        reader_->feed_eof();
    }
}

void stream_protocol::resume_writing()
{
    AIO_DOES("room");
    is_paused_ = false;
    wake_all(drains_, nullptr);
}

coro<> stream_protocol::drain(hidden)
{
    if (is_lost_) {
        throw connection_reset_error("Connection lost");
    }
    if (!is_paused_) {
        co_return;
    }
    class turn {
    public:
        turn(std::list<future<>>& in, const future<>& f) : in_(in), at_(in.insert(in.end(), f)) {}
        turn(const turn&) = delete;
        turn& operator=(const turn&) = delete;
        ~turn() { in_.erase(at_); }

    private:
        std::list<future<>>& in_;
        std::list<future<>>::iterator at_;
    };
    const stream_wait room(*core_, transport_->outgoing(), wait_role::writer);
    const turn mine(drains_, room.over());
    co_await room.over();
}

}  // namespace aio::detail
