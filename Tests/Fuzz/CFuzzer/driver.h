#include <stddef.h>
#include <stdint.h>

// libFuzzer's entry for programs that have a main function of their own; the library is linked by -sanitize=fuzzer.
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*callback)(const uint8_t *data, size_t size));
