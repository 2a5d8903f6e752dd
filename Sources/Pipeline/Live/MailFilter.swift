import Sessions

/// The filter that keeps in the kernel what cannot be mail.
package enum MailFilter {
  /// Segments of mail ports, the fragments of some, and ICMP errors; with up to two VLAN tags.
  ///
  /// Fragments but the first have no ports: all of TCP's are taken. What is in tunnels has other ports
  /// outside: it needs a filter of its own, or none.
  package static func expression(hasVLANs: Bool) -> String {
    let list = MailPorts.servers.sorted().map { "port \($0)" }.joined(separator: " or ")
    let errors =
      "(icmp and (icmp[0] = 3 or icmp[0] = 11)) or (icmp6 and (ip6[40] = 1 or ip6[40] = 3))"
    let plain =
      "(tcp and (\(list))) or (ip proto 6 and ip[6:2] & 0x1fff != 0) or (ip6 proto 44) or \(errors)"
    guard hasVLANs else { return plain }
    // After `vlan` all that follows is looked for behind a tag.
    return "(\(plain)) or (vlan and ((\(plain)) or (vlan and (\(plain)))))"
  }
}
