#pragma once
// The loop's interface to a network. It's abstract, so that a program without a network doesn't link one.

namespace aio::detail {

class arrivals {
public:
    arrivals() = default;
    arrivals(const arrivals&) = delete;
    arrivals& operator=(const arrivals&) = delete;
    virtual ~arrivals() = default;

    /// The time at which a socket that the loop watches becomes ready; infinity if none does by `limit`.
    /// Delivers everything that is due until then.
    virtual double next(double limit) = 0;
    /// The time of the next arrival, whether or not it makes a socket ready.
    virtual double next_arrival() const noexcept = 0;
    /// Delivers everything that is due now, and queues calls for the sockets that are ready.
    virtual void take() = 0;
    /// True if a client could still connect.
    virtual bool anyone_listens() const noexcept = 0;
};

}  // namespace aio::detail
