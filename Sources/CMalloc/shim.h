#ifndef CHOKEPOINT_CMALLOC_SHIM_H
#define CHOKEPOINT_CMALLOC_SHIM_H

/* Not in the module that Swift makes of glibc. */
#include <malloc.h>

#endif
