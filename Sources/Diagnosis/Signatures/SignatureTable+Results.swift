import Bytes
package import Sessions

extension SignatureTable {
  /// Whether the server's words for a refused sign-in name a limit, and nothing else.
  package func namesThrottling(_ authentication: AuthenticationFact) -> Bool {
    guard authentication.result == .refused || authentication.result == .error,
      let response = authentication.response,
      let match = match(authenticationResponse: response, family: .unknown)
    else { return false }
    let causes = match.signature.causes
    return !causes.isEmpty && causes.allSatisfy { $0.verdict == .throttling }
  }
}
