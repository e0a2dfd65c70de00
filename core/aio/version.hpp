#pragma once
// The version, by semantic versioning. CMakeLists.txt reads it from here, so it's written in one place only.

#define AIO_VERSION_MAJOR 0
#define AIO_VERSION_MINOR 9
#define AIO_VERSION_PATCH 0

/// The version as one number to compare: 0.9.0 is 900, and 1.2.3 would be 10203.
#define AIO_VERSION (AIO_VERSION_MAJOR * 10000 + AIO_VERSION_MINOR * 100 + AIO_VERSION_PATCH)
