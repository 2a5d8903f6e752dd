import Mail
import Testing

struct DamagedTokenTests {
  @Test func `NTLM's names are read wherever the message is cut off`() {
    let message = Tokens.authenticate(domain: "CONTOSO", user: "bob", workstation: "PC")
    for count in 0..<message.count {
      let run = Dialogue.imap(
        .server("* OK ready"),
        .client("A1 AUTHENTICATE NTLM \(base64(Array(message[..<count])))"), .server("A1 NO x")
      ).run()
      let account = run.authentications.first?.identity?.account.text
      #expect(account == nil || account == "bob" || account == "CONTOSO\\bob", "\(count) bytes")
    }
  }

  @Test func `NTLM's offsets may point anywhere`() {
    let message = Tokens.authenticate(domain: "CONTOSO", user: "bob", workstation: "PC")
    for offset in 28..<52 {
      for byte: UInt8 in [0, 1, 0x7f, 0x80, 0xff] {
        var changed = message
        changed[offset] = byte
        let run = Dialogue.imap(
          .server("* OK ready"), .client("A1 AUTHENTICATE NTLM \(base64(changed))"),
          .server("A1 NO x")
        ).run()
        #expect(run.authentications.count == 1 && run.isBalanced)
      }
    }
  }

  @Test func `Kerberos tokens may be cut off or changed anywhere`() {
    let token = Tokens.spnego(Tokens.kerberos(service: ["imap", "cas01"], realm: "R"))
    for index in token.indices {
      for changed in [
        Array(token[..<index]), token.replacing(index, 0xff), token.replacing(index, 0x84),
      ] {
        let run = Dialogue.smtp(
          .server("220 mx"), .client("AUTH GSSAPI \(base64(changed))"), .server("535 no")
        ).run()
        #expect(run.authentications.count == 1)
      }
    }
  }
}

extension [UInt8] {
  /// A copy with another byte at `index`.
  fileprivate func replacing(_ index: Int, _ byte: UInt8) -> [UInt8] {
    var copy = self
    copy[index] = byte
    return copy
  }
}
