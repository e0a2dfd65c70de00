// Dear ImGui's backend asks WebGL for all of its state before it draws, to put it back afterwards. A
// browser answers such questions only when its graphics process has drawn all that was sent before, so the
// page's thread would wait in every frame for as long as a frame takes to draw. Nobody else draws on this
// context: the backend is told what it may as well put back, and WebGL is not asked. cmake/site.cmake puts
// these functions in the place of OpenGL's, for the backend alone.

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
