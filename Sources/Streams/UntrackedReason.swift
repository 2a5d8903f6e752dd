/// Why a segment belongs to no connection.
package enum UntrackedReason: Int, CaseIterable, Sendable {
  /// The data offset is impossible.
  case badHeader
  case badChecksum
  /// A combination that no host sends: SYN with FIN or RST, or none of SYN, ACK and RST.
  case badFlags
  /// Not a SYN, no payload, and no server's port: it does not tell of a connection of interest.
  case bare
}
