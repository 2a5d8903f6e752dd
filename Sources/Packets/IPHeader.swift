/// What the decoder keeps of an IPv4 or IPv6 header.
struct IPHeader {
  var source = IPAddress(high: 0, low: 0)
  /// The final destination: where a source route names one, not the next hop on it.
  var destination = IPAddress(high: 0, low: 0)
  /// IPv4 identification, or the low half of an IPv6 fragment header's; 0 without one.
  var identification: UInt16 = 0
  /// Time to live or hop limit.
  var hopLimit: UInt8 = 0
  var isIPv6 = false
}
