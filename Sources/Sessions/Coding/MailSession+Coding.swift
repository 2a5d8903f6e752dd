import Bytes
import Packets

/// A session as it is kept: everything but the fingerprints of secrets.
///
/// A key is never given another meaning, and one that is missing stands for what a session starts
/// with: sessions of earlier versions are still read.
extension MailSession: Codable {
  enum CodingKeys: String, CodingKey {
    case capture = "c"
    case mailProtocol = "p"
    case client = "a"
    case server = "s"
    case first = "f"
    case last = "l"
    case opening = "o"
    case closing = "e"
    case isContinuation = "ic"
    case established = "es"
    case endBegan = "eb"
    case endCompleted = "ec"
    case initialNumbers = "in"
    case synCount = "sc"
    case unreachableCount = "uc"
    case greeting = "g"
    case capabilities = "ca"
    case offered = "of"
    case serverID = "id"
    case tls = "t"
    case handshake = "h"
    case authentications = "au"
    case refusals = "re"
    case transactions = "tr"
    case notices = "no"
    case commands = "co"
    case unansweredCommands = "un"
    case longestAccepted = "la"
    case roundTrip = "rt"
    case commandCount = "n"
    case bytes = "b"
    case gaps = "ga"
    case segments = "sg"
    case retransmissions = "rx"
    case recovered = "rc"
    case unseenBytes = "ub"
    case seen = "se"
    case anomalies = "an"
    case droppedFacts = "df"
  }

  package func encode(to encoder: any Encoder) throws {
    var facts = encoder.container(keyedBy: CodingKeys.self)
    try facts.encode(capture, unless: 0, .capture)
    try facts.encode(mailProtocol, forKey: .mailProtocol)
    try facts.encode(client.description, forKey: .client)
    try facts.encode(server.description, forKey: .server)
    try facts.encode(first, forKey: .first)
    try facts.encode(last, forKey: .last)
    try facts.encode(opening, unless: .midstream, .opening)
    try facts.encode(closing, unless: .open, .closing)
    try facts.encode(isContinuation, unless: false, .isContinuation)
    try facts.encodeIfPresent(established, forKey: .established)
    try facts.encodeIfPresent(endBegan, forKey: .endBegan)
    try facts.encodeIfPresent(endCompleted, forKey: .endCompleted)
    try facts.encode(initialNumbers, unless: PerSide(both: nil), .initialNumbers)
    try facts.encode(synCount, unless: 0, .synCount)
    try facts.encode(unreachableCount, unless: 0, .unreachableCount)
    try facts.encode(tls, unless: .none, .tls)
    try facts.encodeIfPresent(handshake, forKey: .handshake)
    try encodeWords(to: &facts)
    try encodeCounts(to: &facts)
  }

  /// What was said.
  private func encodeWords(to facts: inout KeyedEncodingContainer<CodingKeys>) throws {
    try facts.encodeIfPresent(greeting, forKey: .greeting)
    try facts.encode(some: capabilities, .capabilities)
    try facts.encode(some: offered, .offered)
    try facts.encodeIfPresent(serverID, forKey: .serverID)
    try facts.encode(some: authentications, .authentications)
    try facts.encode(some: refusals, .refusals)
    try facts.encode(some: transactions, .transactions)
    try facts.encode(some: notices, .notices)
    if commands.count > 0 { try facts.encode(commands, forKey: .commands) }
  }

  /// What was counted and measured.
  private func encodeCounts(to facts: inout KeyedEncodingContainer<CodingKeys>) throws {
    try facts.encode(unansweredCommands, unless: 0, .unansweredCommands)
    try facts.encode(longestAccepted, unless: 0, .longestAccepted)
    try facts.encodeIfPresent(roundTrip, forKey: .roundTrip)
    try facts.encode(commandCount, unless: 0, .commandCount)
    try facts.encode(bytes, unless: PerSide(both: 0), .bytes)
    try facts.encode(gaps, unless: PerSide(both: GapFact()), .gaps)
    try facts.encode(segments, unless: PerSide(both: 0), .segments)
    try facts.encode(retransmissions, unless: PerSide(both: 0), .retransmissions)
    try facts.encode(recovered, unless: PerSide(both: 0), .recovered)
    try facts.encode(unseenBytes, unless: PerSide(both: 0), .unseenBytes)
    try facts.encode(seen, unless: PerSide(both: false), .seen)
    try facts.encode(anomalies, unless: [:], .anomalies)
    try facts.encode(droppedFacts, unless: 0, .droppedFacts)
  }
}
