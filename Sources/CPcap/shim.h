#ifndef CHOKEPOINT_CPCAP_SHIM_H
#define CHOKEPOINT_CPCAP_SHIM_H

#include <pcap/pcap.h>

#endif
