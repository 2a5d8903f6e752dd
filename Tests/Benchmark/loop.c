/* The floor that the benchmark measures against: libpcap hands over every frame, and nothing is done with it.
   cc -O2 loop.c -lpcap -o loop */
#include <pcap/pcap.h>
#include <stdio.h>

static unsigned long frames, bytes;

static void count(u_char *user, const struct pcap_pkthdr *header, const u_char *data) {
  (void)user;
  frames += 1;
  bytes += header->caplen + (header->caplen > 0 ? data[0] : 0);
}

int main(int argc, char **argv) {
  char error[PCAP_ERRBUF_SIZE];
  pcap_t *capture = argc == 2 ? pcap_open_offline(argv[1], error) : NULL;
  if (capture == NULL) {
    fprintf(stderr, "usage: loop CAPTURE\n");
    return 2;
  }
  int status = pcap_loop(capture, -1, count, NULL);
  printf("%lu %lu\n", frames, bytes);
  pcap_close(capture);
  return status == 0 ? 0 : 2;
}
