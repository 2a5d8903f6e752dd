#ifndef CHOKEPOINT_CCAPABILITY_SHIM_H
#define CHOKEPOINT_CCAPABILITY_SHIM_H

/* Only the kernel's own header: what glibc declares belongs to Swift's module of glibc, and must not seem to be of this
   one. What is declared here has no header in it (libcap-dev has capset's), or is hidden without _GNU_SOURCE. */
#include <linux/capability.h>

extern int capset(cap_user_header_t header, const cap_user_data_t data);
extern int capget(cap_user_header_t header, const cap_user_data_t data);
extern int prctl(int option, ...);
extern int setresuid(unsigned int real, unsigned int effective, unsigned int saved);
extern int setresgid(unsigned int real, unsigned int effective, unsigned int saved);

/* prctl takes what follows by number; Swift calls no such functions. */
static inline int chokepoint_no_new_privileges(void) { return prctl(38 /* PR_SET_NO_NEW_PRIVS */, 1L, 0L, 0L, 0L); }
static inline int chokepoint_drop_bounding(long capability) {
  return prctl(24 /* PR_CAPBSET_DROP */, capability, 0L, 0L, 0L);
}

#endif
