import Bytes
import Sessions

/// What a greeting, or a banner, says of its server's software.
struct GreetingWords {
  var families: Set<ServerFamily> = []
  var version: String?

  init(_ greeting: GreetingFact, _ signatures: SignatureTable) {
    let match =
      if let code = greeting.code {
        signatures.match(reply: code, greeting.text)
      } else {
        signatures.match(greeting.text, at: .greeting)
      }
    if let family = match?.signature.serverFamily { families.insert(family) }
    if greeting.isRefusal { return }
    if greeting.code == nil, let signature = match?.signature, signature.serverFamily == .exchange {
      version = signature.versions
    }
    let words = String(decoding: greeting.text.bytes, as: UTF8.self)
    if greeting.code != nil {
      let banner = Banner(words)
      if let family = banner.family { families.insert(family) }
      version = banner.version ?? version
    } else {
      version = Banner.version(inGreeting: words) ?? version
    }
  }
}
