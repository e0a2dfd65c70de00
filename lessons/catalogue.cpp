#include "lessons/catalogue.hpp"

namespace lessons {

const lesson* find(std::string_view slug)
{
    for (const lesson& l : catalogue()) {
        if (l.slug == slug) {
            return &l;
        }
    }
    return nullptr;
}

}  // namespace lessons
