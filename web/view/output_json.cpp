#include "web/view/output_json.hpp"

#include "web/view/describe.hpp"

namespace web {

void write_output(json::writer& out, const trace::history& h, std::size_t count)
{
    out.key("output").begin_array();
    for (std::size_t i = count > most_lines ? count - most_lines : 0; i != count; ++i) {
        const trace::output_line& line = h.shown_line(i);
        out.begin_object().field("t", line.time).field("task", task_name(h, line.task));
        out.field("text", line.text).end_object();
    }
    out.end_array();
}

}  // namespace web
