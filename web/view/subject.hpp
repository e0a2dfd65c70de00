#pragma once
// What a session is about: a title, parameters, and how to make a run for given settings. A lesson is a
// subject. A recording is one too: it has no parameters and always the same run.

#include <memory>
#include <optional>
#include <span>
#include <string>

#include "lessons/catalogue.hpp"
#include "trace/source.hpp"

namespace web {

class subject {
public:
    virtual ~subject() = default;

    /// The name in addresses; empty if it has no address.
    virtual std::string slug() const = 0;
    virtual std::string title() const = 0;
    virtual std::span<const lessons::parameter_info> parameters() const { return {}; }
    /// The parameter with two values whose other value is shown beside the run.
    virtual std::optional<std::size_t> compare() const { return std::nullopt; }
    /// Whether the run's seed makes a difference.
    virtual bool seeded() const { return false; }
    /// Whether its tasks can be cancelled and so on while it runs: not those of a recording.
    virtual bool takes_interventions() const { return true; }
    /// The exit code of the run with this log; 0 if it has none.
    virtual int exit_code(const trace::log&) const { return 0; }
    /// A run with these settings, from its start. The subject must outlive it.
    virtual std::unique_ptr<trace::source> open(const lessons::settings& settings) const = 0;
    /// What to ask for if a run that isn't shown has to be made elsewhere, as a JSON object; empty if it's made here.
    virtual std::string errand(const lessons::settings&) const { return {}; }
};

/// A lesson of the catalogue, which must outlive the subject.
std::unique_ptr<subject> subject_of(const lessons::lesson& what);
/// A recording.
std::unique_ptr<subject> subject_of(std::shared_ptr<trace::source> recording);

}  // namespace web
