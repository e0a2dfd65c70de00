#pragma once
// The page's program without a browser: what web/main.cpp does with a session and the panel, in its order,
// and in the place of WebGL a renderer that only checks what it is given.

#include <cstddef>
#include <memory>
#include <string>

#include "imgui.h"
#include "web/panel/control.hpp"
#include "web/panel/panel.hpp"
#include "web/view/session.hpp"

namespace tests {

/// What a frame was made of.
struct drawn {
    std::size_t vertices = 0;
    std::size_t indices = 0;
    std::size_t commands = 0;
};

class stage {
public:
    stage();
    ~stage();
    stage(const stage&) = delete;
    stage& operator=(const stage&) = delete;

    void open(std::unique_ptr<web::session> run);
    void resize(float width, float height, float ratio);
    void pointer(float x, float y);
    void press(bool down);
    void leave();
    void cancel();
    void wheel(double dx, double dy);
    void pinch(double scale, double x);
    void command(const char* name);
    void scroll(float y);

    /// A frame; what is wrong with it as a sentence, or nothing.
    std::string frame(double elapsed);

    web::session* run() noexcept { return run_.get(); }
    web::panel::state& panel() noexcept { return panel_; }
    ImVec2 size() const noexcept { return size_; }
    const drawn& last() const noexcept { return last_; }
    bool more() const noexcept { return more_; }
    bool dark = false;

private:
    void build_fonts();

    ImGuiContext* context_;
    web::panel::fonts fonts_;
    web::panel::state panel_;
    std::unique_ptr<web::session> run_;
    ImVec2 pointer_{0, 0};
    ImVec2 size_{1, 1};
    float ratio_ = 1;
    bool more_ = false;
    drawn last_;
};

/// What is wrong with the lists that a renderer is given, or nothing.
std::string draw_fault(const ImDrawData& data);

}  // namespace tests
