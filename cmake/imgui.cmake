# Dear ImGui without a backend, and without parts that the page doesn't use: the demo, the debug tools, and
# file access, which would need a file system.
set(imgui "${deps}/imgui/imgui.cpp")
set(imgui_draw "${deps}/imgui/imgui_draw.cpp")

# What every visitor loads has no use for ImGui's own font (10 KB compressed), as the page gives three, nor for the
# places of windows in a file. ImGui has no switch for either, so it's compiled from copies without the lines that
# lead there.
function(without_lines file)
    file(READ "${${file}}" text)
    foreach(line IN LISTS ARGN)
        string(FIND "${text}" "${line}" found)
        if(found EQUAL -1)
            message(FATAL_ERROR "${${file}} has no line '${line}'.")
        endif()
        string(REPLACE "${line}" "" text "${text}")
    endforeach()
    set(copy "${PROJECT_BINARY_DIR}/${file}.cpp")
    file(WRITE "${copy}.new" "${text}")
    configure_file("${copy}.new" "${copy}" COPYONLY)
    set(${file} "${copy}" PARENT_SCOPE)
endfunction()
if(EMSCRIPTEN)
    set(imgui_own_draw "${imgui_draw}")
    without_lines(imgui "AddSettingsHandler(&ini_handler)" "TableSettingsAddSettingsHandler()")
    without_lines(imgui_draw "AddFontDefault()")
endif()

add_library(imgui_core STATIC EXCLUDE_FROM_ALL
    "${imgui}"
    "${imgui_draw}"
    "${deps}/imgui/imgui_demo.cpp"
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
