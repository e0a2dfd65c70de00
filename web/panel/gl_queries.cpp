// Dear ImGui's backend asks WebGL for its whole state before drawing, to restore it afterwards. A browser
// answers such questions only after its graphics process has drawn everything sent before, so in every frame
// the page's thread would wait for as long as a frame takes to draw. Nothing else draws on this context, so
// these functions return values that are fine to restore, without asking WebGL. cmake/site.cmake substitutes
// them for OpenGL's functions in the backend only.

#include <GLES3/gl3.h>

extern "C" {

void interleave_gl_get_integers(GLenum what, GLint* values)
{
    switch (what) {
    case GL_MAJOR_VERSION:
        values[0] = 3;
        break;
    case GL_ACTIVE_TEXTURE:
        values[0] = GL_TEXTURE0;
        break;
    case GL_BLEND_EQUATION_RGB:
    case GL_BLEND_EQUATION_ALPHA:
        values[0] = GL_FUNC_ADD;
        break;
    case GL_VIEWPORT:
    case GL_SCISSOR_BOX:
        values[0] = values[1] = values[2] = values[3] = 0;
        break;
    default:
        values[0] = 0;
        break;
    }
}

GLboolean interleave_gl_is_enabled(GLenum /*what*/)
{
    return GL_FALSE;
}

}  // extern "C"
