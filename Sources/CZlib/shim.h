#ifndef CHOKEPOINT_CZLIB_SHIM_H
#define CHOKEPOINT_CZLIB_SHIM_H

#include <zlib.h>

/* inflateInit2 is a macro, which Swift cannot import. */
static inline int chokepoint_inflateInit2(z_stream *stream, int windowBits) {
  return inflateInit2(stream, windowBits);
}

#endif
