// A chat server over a network, with one task per client: it sends each line from its client to all the
// others. The network is in memory, so nothing leaves the program.
#include <aio/aio.hpp>

#include <map>

class chat_room {
public:
    aio::coro<> serve(aio::stream_reader reader, aio::stream_writer writer)
    {
        std::string name = co_await reader.readline();
        name.pop_back();
        clients_.emplace(name, writer);
        tell_others(name, name + " is here\n");
        while (const auto line = co_await reader.next()) {
            tell_others(name, name + ": " + *line);
        }
        clients_.erase(name);
        tell_others(name, name + " has left\n");
        writer.close();
    }

private:
    void tell_others(const std::string& speaker, const std::string& line) const
    {
        for (const auto& [name, client] : clients_) {
            if (name != speaker) {
                client.write(line);
            }
        }
    }

    std::map<std::string, aio::stream_writer> clients_;
};

aio::coro<> listen(std::string name, aio::stream_reader reader)
{
    while (const auto line = co_await reader.next()) {
        aio::print("[" + name + "]", line->substr(0, line->size() - 1));
    }
}

aio::coro<> join(std::string name, double before, std::vector<std::string> lines)
{
    const auto [reader, writer] = co_await aio::open_connection("localhost", 8000);
    const auto listening = aio::create_task(listen(name, reader));
    writer.write(name + "\n");
    for (const std::string& line : lines) {
        co_await aio::sleep(before);
        writer.write(line + "\n");
        co_await writer.drain();
    }
    writer.write_eof();
    co_await listening;
}

aio::coro<> program()
{
    chat_room room;
    const auto serve = [&](aio::stream_reader reader, aio::stream_writer writer) {
        return room.serve(reader, writer);
    };
    const auto server = co_await aio::start_server(serve, "localhost", 8000);
    const std::vector<std::string> adas{"hello, all", "anyone there?", "bye"};
    const std::vector<std::string> graces{"hello, ada", "bye"};
    co_await aio::gather(join("ada", 1, adas), join("grace", 1.5, graces));
    server.close();
    co_await server.wait_closed();
}

int main()
{
    aio::console console({.times = true});
    aio::loop loop(&console);
    aio::run(loop, program());
}
