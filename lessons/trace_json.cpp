#include "lessons/trace_json.hpp"

#include "lessons/values.hpp"
#include "trace/json.hpp"

namespace lessons {

std::string made_with(const input& in)
{
    json::writer own;
    own.field("lesson", in.what->slug).field("seed", in.seed);
    own.key("parameters").begin_object();
    for (std::size_t i = 0; i != in.values.size(); ++i) {
        own.key(in.what->parameters[i].name);
        write(own, in.what->parameters[i], in.values[i]);
    }
    return own.end_object().text();
}

std::string trace_json(const run& r, double until)
{
    return trace::write(r.recorded(), {made_with(r.in()), until});
}

}  // namespace lessons
