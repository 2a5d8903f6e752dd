package import Bytes

/// What is wrong with a certificate for a host at a time.
package enum CertificateProblem: Equatable, Sendable {
  case expired(Timestamp)
  case notYetValid(Timestamp)
  case selfSigned
  /// Neither dates nor a missing issuer explain that it is not trusted.
  case unknownIssuer
  case wrongName

  /// The problem's name for programs.
  package var name: String {
    switch self {
    case .expired: "expired"
    case .notYetValid: "not-yet-valid"
    case .selfSigned: "self-signed"
    case .unknownIssuer: "unknown-issuer"
    case .wrongName: "wrong-name"
    }
  }

  /// All that is wrong with what a handshake showed.
  package static func all(of facts: TLSFacts, host: String, now: Timestamp) -> [Self] {
    guard let certificate = facts.certificate else {
      return facts.isTrusted ? [] : [.unknownIssuer]
    }
    var problems: [Self] = []
    if let end = certificate.notAfter, now > end { problems.append(.expired(end)) }
    if let start = certificate.notBefore, now < start { problems.append(.notYetValid(start)) }
    if !facts.isTrusted {
      if certificate.isSelfIssued {
        problems.append(.selfSigned)
      } else if problems.isEmpty {
        problems.append(.unknownIssuer)
      }
    }
    if !HostName(host).isNamed(by: certificate) { problems.append(.wrongName) }
    return problems
  }
}
