// Chains of coroutines, each link with a random delay: the program of lesson.py,
// line for line, as coroutines on aio. What lies between the two comment lines below
// is the listing that the page shows; trailing marks pair its lines with lesson.py's.
#include "aio/gather.hpp"
#include "aio/print.hpp"
#include "aio/random.hpp"
#include "aio/sleep.hpp"
#include "lessons/locals.hpp"
#include "lessons/pipelines/parameters.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lessons::pipelines {

// listing
aio::coro<std::string> link(const parameters& p, std::string word, std::int64_t number) {  //: link
    locals here;  //-
    here.set("word", word);  //-
    here.set("number", number);  //-
    co_await aio::sleep(aio::random::uniform(p.shortest, p.longest));  //: sleep
    word = word + std::to_string(number);
    aio::print(word);  //: print-word
    co_return word;
}

aio::coro<std::string> chain(const parameters& p, std::string word) {  //: chain
    for (std::int64_t number = 1; number <= p.links; ++number) {
        word = co_await link(p, word, number);  //: await-link
    }
    co_return word;
}

aio::coro<> main(const parameters& p) {  //: main
    auto letters = std::string_view("ABCDEF").substr(0, static_cast<std::size_t>(p.chains));
    std::vector<std::string> words;
    locals here;  //-
    here.set("letters", letters);  //-
    here.watch("words", words);  //-
    if (p.start == "all at once") {
        std::vector<aio::coro<std::string>> all;
        for (char letter : letters) {
            all.push_back(chain(p, std::string(1, letter)));
        }
        words = co_await aio::gather(std::move(all));  //: await-gather
    } else {
        for (char letter : letters) {
            words.push_back(co_await chain(p, std::string(1, letter)));  //: await-chain
        }
    }
    aio::print("results", words);  //: print-results
}
// end

}  // namespace lessons::pipelines
