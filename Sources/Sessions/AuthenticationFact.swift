package import Bytes
package import Mail

/// One authentication attempt.
package struct AuthenticationFact: Codable, Sendable {
  package enum Result: String, Codable, Sendable {
    case accepted = "ok"
    case refused = "failed"
    case error
    case abandoned
  }

  package var mechanism: String
  package var account: AccountName?
  package var accountAsSeen: WireText?
  package var workstation: WireText?
  package var result: Result
  /// The server's final line; nil when it never came.
  package var response: WireText?
  /// The frame with the client's last byte before the answer.
  package var request: Stamp
  /// The frame with the answer, or the last frame seen of an attempt without one.
  package var answer: Stamp
  /// From the request's last byte to the answer's first; nil without an answer.
  package var latency: Interval?
  /// The same for equal passwords or tokens within one run of the program.
  ///
  /// A hash whose key dies with the process; nil where no secret was sent as such. Never printed,
  /// never kept.
  package var secretFingerprint: UInt64?

  /// The fingerprint has none.
  private enum CodingKeys: String, CodingKey {
    case mechanism = "m"
    case account = "n"
    case accountAsSeen = "s"
    case workstation = "w"
    case result = "r"
    case response = "t"
    case request = "q"
    case answer = "a"
    case latency = "l"
  }

  package init(
    mechanism: String, account: AccountName? = nil, accountAsSeen: WireText? = nil,
    workstation: WireText? = nil, result: Result, response: WireText? = nil, request: Stamp,
    answer: Stamp, latency: Interval? = nil, secretFingerprint: UInt64? = nil
  ) {
    self.mechanism = mechanism
    self.account = account
    self.accountAsSeen = accountAsSeen
    self.workstation = workstation
    self.result = result
    self.response = response
    self.request = request
    self.answer = answer
    self.latency = latency
    self.secretFingerprint = secretFingerprint
  }
}
