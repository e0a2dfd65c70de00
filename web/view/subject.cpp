#include "web/view/subject.hpp"

#include "lessons/run.hpp"

namespace web {

namespace {

class lesson_subject final : public subject {
public:
    explicit lesson_subject(const lessons::lesson& what) : what_(&what) {}

    std::string slug() const override { return std::string(what_->slug); }
    std::string title() const override { return std::string(what_->title); }
    std::span<const lessons::parameter_info> parameters() const override { return what_->parameters; }
    std::optional<std::size_t> compare() const override { return what_->compare; }
    bool seeded() const override { return what_->seeded; }
    std::unique_ptr<trace::source> open(const lessons::settings& s) const override
    {
        return std::make_unique<lessons::run>(lessons::input{what_, s.values, s.seed, s.changes, s.interventions});
    }

private:
    const lessons::lesson* what_;
};

/// Passes another source's log on.
class shared_source final : public trace::source {
public:
    explicit shared_source(std::shared_ptr<trace::source> of) : of_(std::move(of)) {}

    const trace::log& recorded() const noexcept override { return of_->recorded(); }
    bool advance(double time, std::size_t most) override { return of_->advance(time, most); }
    bool ended() const noexcept override { return of_->ended(); }
    bool arriving() const noexcept override { return of_->arriving(); }

private:
    std::shared_ptr<trace::source> of_;
};

class recorded_subject final : public subject {
public:
    explicit recorded_subject(std::shared_ptr<trace::source> recording) : recording_(std::move(recording)) {}

    std::string slug() const override { return {}; }
    std::string title() const override { return recording_->recorded().header.title; }
    bool takes_interventions() const override { return false; }
    std::unique_ptr<trace::source> open(const lessons::settings&) const override
    {
        return std::make_unique<shared_source>(recording_);
    }

private:
    std::shared_ptr<trace::source> recording_;
};

}  // namespace

std::unique_ptr<subject> subject_of(const lessons::lesson& what)
{
    return std::make_unique<lesson_subject>(what);
}

std::unique_ptr<subject> subject_of(std::shared_ptr<trace::source> recording)
{
    return std::make_unique<recorded_subject>(std::move(recording));
}

}  // namespace web
