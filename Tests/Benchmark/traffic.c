/* Sends IMAP connections into an interface, each one with addresses and ports of its own.
   cc -O2 traffic.c -o traffic

   usage: traffic INTERFACE SHAPE CONNECTIONS FRAMES_PER_SECOND

   SHAPE is `sessions` (greeted, signed in or, one of ten, refused, and closed; 13 frames), `open` (signed in and never
   closed), `half` (SYN and SYN-ACK) or `syn`. They run abreast, 256 at a time. Checksums are right. Prints the frames sent
   and those that the interface did not take. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { FIN = 1, SYN = 2, PSH = 8, ACK = 16, ABREAST = 256, BATCH = 64, HEADERS = 54, LARGEST = 256, CLIENTS = 200 };

struct step {
  int from_server, flags;
  const char *text;
};

static const char greeting[] = "* OK The Microsoft Exchange IMAP4 service is ready.\r\n";
static const struct step accepted[] = {
    {0, SYN, ""}, {1, SYN | ACK, ""}, {0, ACK, ""}, {1, PSH | ACK, greeting}, {0, ACK, ""},
    {0, PSH | ACK, "A1 LOGIN uccx%02u secret\r\n"}, {1, PSH | ACK, "A1 OK LOGIN completed.\r\n"},
    {0, PSH | ACK, "A2 LOGOUT\r\n"}, {1, PSH | ACK, "* BYE Microsoft Exchange Server IMAP4 server signing off.\r\n"},
    {1, PSH | ACK, "A2 OK LOGOUT completed.\r\n"}, {1, FIN | ACK, ""}, {0, FIN | ACK, ""}, {1, ACK, ""}};
static const struct step refused[] = {
    {0, SYN, ""}, {1, SYN | ACK, ""}, {0, ACK, ""}, {1, PSH | ACK, greeting}, {0, ACK, ""},
    {0, PSH | ACK, "A1 LOGIN uccx%02u secret\r\n"}, {1, PSH | ACK, "A1 NO LOGIN failed.\r\n"},
    {0, PSH | ACK, "A2 LOGOUT\r\n"}, {1, PSH | ACK, "* BYE Microsoft Exchange Server IMAP4 server signing off.\r\n"},
    {1, PSH | ACK, "A2 OK LOGOUT completed.\r\n"}, {1, FIN | ACK, ""}, {0, FIN | ACK, ""}, {1, ACK, ""}};

struct connection {
  uint64_t number; /* from 1; 0 is a free place */
  int step;
  uint32_t next[2];
};

static uint32_t sum(const uint8_t *bytes, int count, uint32_t total) {
  for (int i = 0; i + 1 < count; i += 2) total += (uint32_t)bytes[i] << 8 | bytes[i + 1];
  return count & 1 ? total + ((uint32_t)bytes[count - 1] << 8) : total;
}

static void put(uint8_t *place, uint32_t value, int bytes) {
  for (int i = 0; i < bytes; i++) place[i] = value >> 8 * (bytes - 1 - i);
}

static uint16_t folded(uint32_t total) {
  while (total >> 16) total = (total & 0xFFFF) + (total >> 16);
  return ~total;
}

static int build(uint8_t *frame, struct connection *own, const struct step *step) {
  uint8_t *ip = frame + 14, *tcp = ip + 20;
  char text[LARGEST - HEADERS];
  int length = snprintf(text, sizeof text, step->text, (unsigned)(own->number % 50));
  /* Two hundred clients, and others when their ports are used up. */
  uint32_t round = own->number / CLIENTS;
  uint32_t hosts[2] = {0x0A000001u + own->number % CLIENTS + (round / 60000 % 0xFE00 << 8), 0x0AFF0001u};
  uint32_t ports[2] = {1024 + round % 60000, 143};
  int from = step->from_server;
  memset(frame, 0, HEADERS);
  memcpy(frame, "\2\0\0\0\0\1\2\0\0\0\0\2\10\0", 14);
  ip[0] = 0x45;
  put(ip + 2, 40 + length, 2);
  ip[8] = 64;
  ip[9] = 6;
  put(ip + 12, hosts[from], 4);
  put(ip + 16, hosts[!from], 4);
  put(ip + 10, folded(sum(ip, 20, 0)), 2);
  put(tcp, ports[from], 2);
  put(tcp + 2, ports[!from], 2);
  put(tcp + 4, own->next[from], 4);
  if (step->flags & ACK) put(tcp + 8, own->next[!from], 4);
  tcp[12] = 0x50;
  tcp[13] = step->flags;
  put(tcp + 14, 65535, 2);
  memcpy(tcp + 20, text, length);
  put(tcp + 16, folded(sum(tcp, 20 + length, sum(ip + 12, 8, 6 + 20 + length))), 2);
  own->next[from] += length + (step->flags & (SYN | FIN) ? 1 : 0);
  return HEADERS + length;
}

int main(int argc, char **argv) {
  const char *shape = argc == 5 ? argv[2] : "";
  int steps = !strcmp(shape, "sessions") ? 13 : !strcmp(shape, "open") ? 7 : !strcmp(shape, "half") ? 2
                                                                          : !strcmp(shape, "syn") ? 1 : 0;
  if (steps == 0) return fprintf(stderr, "usage: traffic INTERFACE sessions|open|half|syn CONNECTIONS RATE\n"), 2;
  uint64_t wanted = strtoull(argv[3], NULL, 10), rate = strtoull(argv[4], NULL, 10), begun = 0, ended = 0;
  int raw = socket(AF_PACKET, SOCK_RAW, 0);
  struct sockaddr_ll place = {.sll_family = AF_PACKET, .sll_ifindex = (int)if_nametoindex(argv[1])};
  if (raw < 0 || place.sll_ifindex == 0 || rate == 0 || bind(raw, (struct sockaddr *)&place, sizeof place) != 0)
    return perror(argv[1]), 2;
  static struct connection table[ABREAST];
  static uint8_t frames[BATCH][LARGEST];
  struct mmsghdr messages[BATCH] = {0};
  struct iovec parts[BATCH];
  for (int i = 0; i < BATCH; i++) {
    parts[i].iov_base = frames[i];
    messages[i].msg_hdr.msg_iov = &parts[i];
    messages[i].msg_hdr.msg_iovlen = 1;
  }
  uint64_t sent = 0, lost = 0;
  struct timespec start, now;
  clock_gettime(CLOCK_MONOTONIC, &start);
  for (int turn = 0; ended < wanted;) {
    int count = 0;
    for (int looked = 0; count < BATCH && looked < ABREAST; looked++, turn = (turn + 1) % ABREAST) {
      struct connection *own = &table[turn];
      if (own->number == 0) {
        if (begun == wanted) continue;
        *own = (struct connection){.number = ++begun};
        own->next[0] = begun * 2654435761u;
        own->next[1] = begun * 2246822519u;
      }
      const struct step *list = own->number % 10 == 0 && steps == 13 ? refused : accepted;
      parts[count].iov_len = build(frames[count], own, &list[own->step]);
      count += 1;
      if (++own->step == steps) own->number = 0, own->step = 0, ended += 1;
    }
    for (int done = 0; done < count;) {
      int taken = sendmmsg(raw, messages + done, count - done, 0);
      if (taken > 0) done += taken, sent += taken;
      else if (errno == ENOBUFS || errno == EAGAIN) usleep(200);
      else if (errno != EINTR) done += 1, lost += 1;
    }
    clock_gettime(CLOCK_MONOTONIC, &now);
    double ahead = (double)sent / rate - (now.tv_sec - start.tv_sec) - (now.tv_nsec - start.tv_nsec) / 1e9;
    if (ahead > 0) usleep(ahead * 1e6);
  }
  printf("%llu %llu\n", (unsigned long long)sent, (unsigned long long)lost);
  return 0;
}
