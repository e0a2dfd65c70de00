// A weather server and its clients: the program of lesson.py, line for line, as coroutines on aio. The network is
// simulated: each byte takes 0.05 s, and nothing leaves the program.
#include "aio/print.hpp"
#include "aio/sleep.hpp"
#include "aio/stream.hpp"
#include "aio/task_group.hpp"
#include "aio/with.hpp"
#include "lessons/locals.hpp"
#include "lessons/network/parameters.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lessons::network {

namespace {
using forecasts = std::vector<std::pair<std::string, std::string>>;

std::string stripped(std::string line)
{
    line.erase(std::remove(line.begin(), line.end(), '\n'), line.end());
    return line;
}

const std::string& lookup(const forecasts& all, std::string_view city)
{
    return std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.first == city; })->second;
}
/// As Python writes the bytes of a line.
std::string bytes(const std::string& line)
{
    const bool whole = !line.empty() && line.back() == '\n';
    return "b'" + stripped(line) + (whole ? "\\n'" : "'");
}
}  // namespace

// listing
const forecasts weather = {{"Oslo", "snow"}, {"Lima", "fog"}, {"Cairo", "sun"}, {"Delhi", "haze"}, {"Rome", "rain"}};

aio::coro<> handle(const parameters& p, aio::stream_reader reader, aio::stream_writer writer) {  //: handle
    locals here;  //-
    auto line = co_await reader.readline();  //: server-read
    here.set_text("line", bytes(line));  //-
    if (p.blocking) {
        aio::blocking_sleep(p.look_up);  //: look-up-blocking
    } else {
        co_await aio::sleep(p.look_up);  //: look-up
    }
    auto city = stripped(line);
    here.set("city", city);  //-
    writer.write(city + ": " + lookup(weather, city) + "\n");
    co_await writer.drain();  //: server-drain
    writer.close();
}

aio::coro<> ask(const parameters& p, std::string city) {  //: ask
    locals here;  //-
    here.set("city", city);  //-
    auto [reader, writer] = co_await aio::open_connection("127.0.0.1", 8000);  //: connect
    aio::print("connected for", city);
    auto end = p.send_newline ? "\n" : "";
    here.set_text("end", p.send_newline ? "'\\n'" : "''");  //-
    writer.write(city + end);
    co_await writer.drain();  //: client-drain
    auto reply = co_await reader.readline();  //: client-read
    here.set_text("reply", bytes(reply));  //-
    aio::print(stripped(reply));
    writer.close();
    co_await writer.wait_closed();  //: close
}

aio::coro<> main(const parameters& p) {  //: main
    locals here;  //-
    auto handler = [&](aio::stream_reader reader, aio::stream_writer writer) { return handle(p, reader, writer); };
    auto server = co_await aio::start_server(handler, "127.0.0.1", 8000);  //: listen
    auto clients = [&](aio::task_group& group) {
        for (std::int64_t n = 0; n < p.clients; ++n) {
            auto city = weather[static_cast<std::size_t>(n)].first;
            here.set("city", city);  //-
            group.create_task(ask(p, city), city);
        }
    };
    auto with_server = [&]() -> aio::coro<> {
        co_await aio::with(aio::task_group(), clients);  //: group
    };
    co_await aio::with(server, with_server);  //: server
    aio::print("server closed");
}
// end

}  // namespace lessons::network
