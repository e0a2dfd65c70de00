// The choice of rows as text: see address.hpp.
#include <algorithm>
#include <array>
#include <utility>

#include "address.words.hpp"
#include "json/filled.hpp"
#include "web/view/address.hpp"
#include "web/view/address_parts.hpp"

namespace web {

namespace {

constexpr std::array<std::string_view, 3> order_names{"made", "end",
                                                      "activity"};  // in the order of row_order

}  // namespace

std::string set(row_choice& choice, std::string_view name, std::string_view text)
{
    if (name == "rows.filter") {
        choice.filter = std::string(text.substr(0, 200));
        return "";
    }
    if (name == "rows.only" && text.empty()) {
        choice.only = 0;
        return "";
    }
    if (name == "rows.fold") {
        if (text != "true" && text != "false") {
            return json::filled(words::wrong_fold, {quoted(text)});
        }
        choice.fold = text == "true";
        choice.open.clear();
        return "";
    }
    if (name == "rows.open") {
        choice.open.clear();
        while (!text.empty() && choice.open.size() < most_changes) {
            choice.open.emplace(take(text, ','));
        }
        return "";
    }
    if (name == "rows.order") {
        const auto place = std::find(order_names.begin(), order_names.end(), text);
        if (place == order_names.end()) {
            return json::filled(words::wrong_order, {quoted(text)});
        }
        choice.order = static_cast<row_order>(place - order_names.begin());
        return "";
    }
    if (name == "rows.states") {
        std::uint32_t states = text.empty() ? ~0U : 0;
        while (!text.empty()) {
            const std::string_view state = take(text, ',');
            unsigned place = 0;
            while (trace::name(static_cast<trace::task_state>(place)) != state) {
                if (++place > static_cast<unsigned>(trace::task_state::destroyed)) {
                    return json::filled(words::no_state, {quoted(state)});
                }
            }
            states |= 1U << place;
        }
        choice.states = states;
        return "";
    }
    return json::filled(words::no_choice, {quoted(name)});
}

std::vector<std::pair<std::string, std::string>> settings_of(const row_choice& choice)
{
    std::vector<std::pair<std::string, std::string>> all;
    const auto add = [](std::string& list, std::string_view item) {
        list += list.empty() ? "" : ",";
        list += item;
    };
    if (!choice.filter.empty()) {
        all.emplace_back("rows.filter", choice.filter);
    }
    if (choice.order != row_order::made) {
        all.emplace_back("rows.order", order_names[static_cast<std::size_t>(choice.order)]);
    }
    std::string shown;
    bool every = true;
    for (unsigned place = 0; place <= static_cast<unsigned>(trace::task_state::destroyed); ++place) {
        if ((choice.states & (1U << place)) != 0) {
            add(shown, trace::name(static_cast<trace::task_state>(place)));
        } else {
            every = false;
        }
    }
    if (!every) {
        all.emplace_back("rows.states", shown);
    }
    if (choice.fold) {
        all.emplace_back("rows.fold", "true");
        std::string open;
        for (const std::string& function : choice.open) {
            add(open, function);
        }
        if (!open.empty()) {
            all.emplace_back("rows.open", open);
        }
    }
    return all;
}

}  // namespace web
