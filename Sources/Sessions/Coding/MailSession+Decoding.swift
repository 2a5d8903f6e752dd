import Bytes
import Packets

extension MailSession {
  package init(from decoder: any Decoder) throws {
    let facts = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      capture: try facts.decodeIfPresent(Int.self, forKey: .capture) ?? 0,
      mailProtocol: try facts.decode(MailProtocol.self, forKey: .mailProtocol),
      client: try facts.endpoint(.client), server: try facts.endpoint(.server),
      first: try facts.decode(Stamp.self, forKey: .first))
    last = try facts.decode(Stamp.self, forKey: .last)
    try facts.read(&opening, .opening)
    try facts.read(&closing, .closing)
    try facts.read(&isContinuation, .isContinuation)
    try facts.read(&established, .established)
    try facts.read(&endBegan, .endBegan)
    try facts.read(&endCompleted, .endCompleted)
    try facts.read(&initialNumbers, .initialNumbers)
    try facts.read(&synCount, .synCount)
    try facts.read(&unreachableCount, .unreachableCount)
    try facts.read(&tls, .tls)
    handshake = try facts.decodeIfPresent(TLSFact.self, forKey: .handshake)
    try readWords(facts)
    try readCounts(facts)
  }

  private mutating func readWords(_ facts: KeyedDecodingContainer<CodingKeys>) throws {
    try facts.read(&greeting, .greeting)
    try facts.read(&capabilities, .capabilities)
    try facts.read(&offered, .offered)
    try facts.read(&serverID, .serverID)
    try facts.read(&authentications, .authentications)
    try facts.read(&refusals, .refusals)
    try facts.read(&transactions, .transactions)
    try facts.read(&notices, .notices)
    try facts.read(&commands, .commands)
  }

  private mutating func readCounts(_ facts: KeyedDecodingContainer<CodingKeys>) throws {
    try facts.read(&unansweredCommands, .unansweredCommands)
    try facts.read(&longestAccepted, .longestAccepted)
    try facts.read(&roundTrip, .roundTrip)
    try facts.read(&commandCount, .commandCount)
    try facts.read(&bytes, .bytes)
    try facts.read(&gaps, .gaps)
    try facts.read(&segments, .segments)
    try facts.read(&retransmissions, .retransmissions)
    try facts.read(&recovered, .recovered)
    try facts.read(&unseenBytes, .unseenBytes)
    try facts.read(&seen, .seen)
    try facts.read(&anomalies, .anomalies)
    try facts.read(&droppedFacts, .droppedFacts)
  }
}

extension KeyedDecodingContainer {
  fileprivate func endpoint(_ key: Key) throws -> Endpoint {
    guard let endpoint = Endpoint(try decode(String.self, forKey: key)) else {
      throw DecodingError.dataCorruptedError(
        forKey: key, in: self, debugDescription: "not an address with a port")
    }
    return endpoint
  }
}
