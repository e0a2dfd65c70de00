# Dear ImGui without a backend, and without parts that the page doesn't use: the demo, the debug tools, and
# file access, which would need a file system.
add_library(imgui_core STATIC EXCLUDE_FROM_ALL
    "${deps}/imgui/imgui.cpp"
    "${deps}/imgui/imgui_demo.cpp"
    "${deps}/imgui/imgui_draw.cpp"
    "${deps}/imgui/imgui_tables.cpp"
    "${deps}/imgui/imgui_widgets.cpp")
target_include_directories(imgui_core SYSTEM PUBLIC "${deps}/imgui")
target_compile_definitions(imgui_core PUBLIC
    IMGUI_DISABLE_DEMO_WINDOWS
    IMGUI_DISABLE_DEBUG_TOOLS
    IMGUI_DISABLE_FILE_FUNCTIONS
    IMGUI_DISABLE_OBSOLETE_FUNCTIONS
    # WebGL can only draw from the start of its buffers, so 16 bits would be too few for a full panel.
    "ImDrawIdx=unsigned int")
target_compile_options(imgui_core PRIVATE -w -O2)
if(EMSCRIPTEN)
    target_compile_options(imgui_core PRIVATE -Os)
endif()
