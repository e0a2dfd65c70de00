# The headless runner in build/node: the runner as WebAssembly, and the script that starts it.

set(node_dir "${PROJECT_SOURCE_DIR}/build/node")

# module.mjs copies input files into the program's own file system.
target_link_options(runner PRIVATE ${wasm_node_options}
    -sFORCE_FILESYSTEM=1 -sEXPORTED_RUNTIME_METHODS=callMain,FS)
set_target_properties(runner PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${node_dir}")

# Emscripten writes CommonJS, also for the test programs; this repository's scripts are modules.
file(CONFIGURE OUTPUT "${node_dir}/package.json" CONTENT "{\"type\": \"commonjs\"}\n")
file(CONFIGURE OUTPUT "${PROJECT_BINARY_DIR}/package.json" CONTENT "{\"type\": \"commonjs\"}\n")

foreach(script IN ITEMS interleave.mjs module.mjs python.mjs)
    add_custom_command(
        OUTPUT "${node_dir}/${script}"
        COMMAND "${CMAKE_COMMAND}" -E copy "lessons/runner/${script}" "${node_dir}/${script}"
        DEPENDS "lessons/runner/${script}"
        WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}"
        COMMENT "" VERBATIM)
endforeach()

add_custom_target(node_runner ALL DEPENDS "${node_dir}/interleave.mjs" "${node_dir}/module.mjs"
    "${node_dir}/python.mjs" runner)
