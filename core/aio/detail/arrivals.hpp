#pragma once
// What the loop asks of a network. It's abstract: a program that uses no network doesn't carry one along.

namespace aio::detail {

class arrivals {
public:
    arrivals() = default;
    arrivals(const arrivals&) = delete;
    arrivals& operator=(const arrivals&) = delete;
    virtual ~arrivals() = default;

    /// When something is ready that the loop watches; infinity if nothing is, up to `limit`. What is due
    /// until then arrives.
    virtual double next(double limit) = 0;
    /// When the next thing arrives, whether or not anything comes of it.
    virtual double next_arrival() const noexcept = 0;
    /// All that's due by now arrives, and calls are queued for what's ready.
    virtual void take() = 0;
    /// Whether a client could still connect.
    virtual bool anyone_listens() const noexcept = 0;
};

}  // namespace aio::detail
