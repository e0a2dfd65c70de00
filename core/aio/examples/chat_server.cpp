// A chat server. A connection is a queue in each direction. The server runs a task for each one and passes
// what it hears on to all the others, so a client that reads slowly doesn't hold up the rest.
#include <aio/aio.hpp>

#include <map>

struct connection {
    aio::queue<std::string> to_server;
    aio::queue<std::string> to_client;
};

class chat_server {
public:
    aio::coro<> serve(std::string name, connection client)
    {
        clients_.emplace(name, client);
        tell_others(name, name + " is here");
        try {
            while (true) {
                tell_others(name, name + ": " + co_await client.to_server.get());
            }
        } catch (const aio::queue_shut_down&) {
            clients_.erase(name);
            client.to_client.shutdown();
            tell_others(name, name + " has left");
        }
    }

private:
    void tell_others(const std::string& speaker, const std::string& line) const
    {
        for (const auto& [name, client] : clients_) {
            if (name != speaker) {
                client.to_client.put_nowait(line);
            }
        }
    }

    std::map<std::string, connection> clients_;
};

aio::coro<> read(std::string name, connection server)
{
    try {
        while (true) {
            aio::print("[" + name + "]", co_await server.to_client.get());
        }
    } catch (const aio::queue_shut_down&) {
    }
}

aio::coro<> talk(connection server, double before, std::vector<std::string> lines)
{
    for (const std::string& line : lines) {
        co_await aio::sleep(before);
        server.to_server.put_nowait(line);
    }
    server.to_server.shutdown();
}

aio::coro<> program()
{
    chat_server server;
    co_await aio::with(aio::task_group(), [&](aio::task_group& group) -> aio::coro<> {
        const auto join = [&](std::string name, double before, std::vector<std::string> lines) {
            const connection client;
            group.create_task(server.serve(name, client), name + "'s-connection");
            group.create_task(read(name, client), name);
            group.create_task(talk(client, before, std::move(lines)));
        };
        join("ada", 1, {"hello, all", "anyone there?", "bye"});
        join("grace", 1.5, {"hello, ada", "bye"});
        co_return;
    });
}

int main()
{
    aio::console console({.times = true});
    aio::loop loop(&console);
    aio::run(loop, program());
}
