#include "aio/detail/transport.hpp"

#include <algorithm>

#include "aio/detail/core.hpp"
#include "aio/detail/server_state.hpp"
#include "aio/detail/stream_protocol.hpp"
#include "aio/errors.hpp"

namespace aio::detail {

namespace {

constexpr std::size_t most_at_once = 256 * 1024;
constexpr std::size_t most_pieces = 1024;  // the most that a system sends in one call

template <class F>
void call_soon(core& c, F f)
{
    c.queue(*plan_call(c, std::move(f)));
}

}  // namespace

transport::transport(ref<socket> s, ref<stream_protocol> protocol, future<> made, ref<server_state> server)
    : core_(&made.base().get_core()),
      socket_(std::move(s)),
      protocol_(std::move(protocol)),
      server_(std::move(server)),
      own_(socket_->own()),
      other_(*socket_->other())
{
    const ref<transport> self(this);
    socket_->user = this;
    socket_->announce();
    incoming_ = socket_->incoming();
    outgoing_ = socket_->outgoing();
    if (server_) {
        server_->attach(*this);
    }
    call_soon(*core_, [self] { self->protocol_->connection_made(self); });
    call_soon(*core_, [self] { self->start_reading(); });
    call_soon(*core_, [made] {
        if (!made.done()) {
            made.set_result();
        }
    });
}

transport::~transport()
{
    if (socket_) {
        socket_->user = nullptr;
        socket_->close();
    }
    if (server_) {
        server_->detach(*this);
    }
}

void transport::dropped() noexcept
{
    const ref<transport> self(this);
    if (socket_) {
        socket_->user = nullptr;
    }
    is_lost_ = is_closing_ = true;
    buffer_.clear();
    buffered_ = 0;
    socket_ = nullptr;
    if (const ref<server_state> server = std::exchange(server_, nullptr)) {
        server->forget(*this);
    }
    if (const ref<stream_protocol> protocol = std::exchange(protocol_, nullptr)) {
        protocol->dropped();
    }
}

// --- Reading ---

void transport::start_reading()
{
    if (is_reading() && socket_) {
        socket_->watch(readiness::read, [self = ref(this)] { self->read_ready(); });
    }
}

void transport::pause_reading()
{
    if (is_reading()) {
        is_paused_ = true;
        socket_->unwatch(readiness::read);
    }
}

void transport::resume_reading()
{
    if (!is_closing_ && is_paused_) {
        is_paused_ = false;
        start_reading();
    }
}

void transport::read_ready()
{
    if (is_lost_) {
        return;
    }
    std::optional<std::string> bytes;
    try {
        bytes = socket_->receive(most_at_once);
    } catch (...) {
        force_close(std::current_exception());
        return;
    }
    if (!bytes) {
        return;
    }
    if (bytes->empty()) {
        protocol_->eof_received();
        socket_->unwatch(readiness::read);  // the other direction stays open
    } else {
        receive(*bytes);
    }
}

void transport::receive(const std::string& bytes)
{
    try {
        protocol_->data_received(bytes);
    } catch (...) {
        const std::exception_ptr error = std::current_exception();
        core_->call_exception_handler(
            {report::other, "Fatal error: protocol.data_received() call failed.", error});
        force_close(error);
    }
}

// --- Writing ---

bool transport::can_write()
{
    constexpr int most = 5;  // CPython: constants.LOG_THRESHOLD_FOR_CONNLOST_WRITES
    if (is_lost_ && ++lost_writes_ >= most && core_->watcher()) {
        core_->watcher()->reported(report::other, "socket.send() raised exception.\n");
    }
    return !is_lost_;
}

void transport::write(std::string_view bytes)
{
    if (has_ended_) {
        throw runtime_error("Cannot call write() after write_eof()");
    }
    if (bytes.empty() || !can_write()) {
        return;
    }
    if (outgoing_) {
        outgoing_->written(bytes);
    }
    if (buffer_.empty()) {
        std::size_t sent = 0;
        try {
            sent = socket_->send(bytes);
        } catch (...) {
            force_close(std::current_exception());
            return;
        }
        bytes.remove_prefix(sent);
        if (bytes.empty()) {
            return;
        }
        socket_->watch(readiness::write, [self = ref(this)] { self->write_ready(); });
    }
    buffer_.emplace_back(bytes);
    buffered_ += bytes.size();
    pause_protocol();
}

void transport::write_lines(const std::deque<std::string>& lines)
{
    if (has_ended_) {
        throw runtime_error("Cannot call writelines() after write_eof()");
    }
    if (lines.empty() || !can_write()) {
        return;
    }
    std::string all;
    for (const std::string& line : lines) {
        buffer_.push_back(line);
        all += line;
    }
    buffered_ += all.size();
    if (outgoing_ && !all.empty()) {
        outgoing_->written(all);
    }
    write_ready();
    if (!buffer_.empty()) {
        socket_->watch(readiness::write, [self = ref(this)] { self->write_ready(); });
        pause_protocol();
    }
}

// Throws the socket's errors.
void transport::send_buffer()
{
    std::string all;
    for (std::size_t i = 0; i != std::min(buffer_.size(), most_pieces); ++i) {
        all += buffer_[i];
    }
    std::size_t sent = socket_->send(all);
    buffered_ -= sent;
    while (!buffer_.empty() && buffer_.front().size() <= sent) {
        sent -= buffer_.front().size();
        buffer_.pop_front();
    }
    if (sent > 0) {
        buffer_.front().erase(0, sent);
    }
}

void transport::write_ready()
{
    if (is_lost_) {
        return;
    }
    const std::size_t before = buffered_;
    try {
        send_buffer();
    } catch (...) {
        socket_->unwatch(readiness::write);
        buffer_.clear();
        buffered_ = 0;
        force_close(std::current_exception());
        return;
    }
    if (buffered_ == before && before > 0) {
        return;  // the socket can't take any yet
    }
    resume_protocol();
    if (buffer_.empty()) {
        socket_->unwatch(readiness::write);
        if (is_closing_) {
            lose(nullptr);
        } else if (has_ended_) {
            socket_->shut_down();
        }
    }
}

void transport::write_eof()
{
    if (is_closing_ || has_ended_) {
        return;
    }
    has_ended_ = true;
    if (buffer_.empty()) {
        socket_->shut_down();
    }
}

void transport::set_limits(std::optional<std::int64_t> high, std::optional<std::int64_t> low)
{
    const std::int64_t upper = high ? *high : low ? 4 * *low : usual_high;
    const std::int64_t lower = low ? *low : upper / 4 - (upper % 4 < 0 ? 1 : 0);
    if (upper < lower || lower < 0) {
        throw value_error("high (" + std::to_string(upper) + ") must be >= low (" + std::to_string(lower) +
                          ") must be >= 0");
    }
    high_ = static_cast<std::uint64_t>(upper);
    low_ = static_cast<std::uint64_t>(lower);
    pause_protocol();
}

void transport::pause_protocol()
{
    if (buffered_ > high_ && !std::exchange(protocol_is_paused_, true)) {
        protocol_->pause_writing();
    }
}

void transport::resume_protocol()
{
    if (buffered_ <= low_ && std::exchange(protocol_is_paused_, false)) {
        protocol_->resume_writing();
    }
}

// --- Closing ---

void transport::close()
{
    if (std::exchange(is_closing_, true)) {
        return;
    }
    socket_->unwatch(readiness::read);
    if (buffer_.empty()) {
        is_lost_ = true;
        socket_->unwatch(readiness::write);
        call_lose(nullptr);
    }
}

void transport::reset_when_closed() noexcept
{
    if (socket_) {
        socket_->reset_when_closed();
    }
}

// For the socket's errors this is called directly: such an os_error isn't a programming error, so it isn't
// reported.
void transport::force_close(std::exception_ptr error)
{
    if (is_lost_) {
        return;
    }
    if (!buffer_.empty()) {
        buffer_.clear();
        buffered_ = 0;
        socket_->unwatch(readiness::write);
    }
    if (!std::exchange(is_closing_, true)) {
        socket_->unwatch(readiness::read);
    }
    is_lost_ = true;
    call_lose(std::move(error));
}

void transport::call_lose(std::exception_ptr error)
{
    call_soon(*core_, [self = ref(this), error = std::move(error)] { self->lose(error); });
}

void transport::lose(std::exception_ptr error)
{
    const ref<transport> self(this);
    is_lost_ = true;
    if (const ref<stream_protocol> protocol = std::exchange(protocol_, nullptr)) {
        protocol->connection_lost(error);
    }
    if (const ref<socket> gone = std::exchange(socket_, nullptr)) {
        gone->user = nullptr;
        gone->close();
    }
    incoming_ = outgoing_ = nullptr;
    if (const ref<server_state> server = std::exchange(server_, nullptr)) {
        server->detach(*this);
    }
}

}  // namespace aio::detail
