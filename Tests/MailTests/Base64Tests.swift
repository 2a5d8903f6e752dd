import Bytes
import Mail
import Testing

/// Which client lines count as base64, and what they stand for.
struct Base64Tests {
  @Test(arguments: [
    ("", true), ("Zg==", true), ("Zm8=", true), ("Zm9v", true), ("Zm9vYg==", true),
    ("Zm9vYmE=", true), ("Zm9vYmFy", true), ("+/+/", true), ("Zm9v=", true), ("Zm9v==", true),
    ("Zg", false), ("Zg=", false), ("Zg===", false), ("Zm8", false), ("Zm8==", false),
    ("Z", false), ("Z=", false), ("=", false), ("====", false), ("Zg==Zg==", false),
    ("Zm9v Zm9v", false), ("Zm9-", false), ("Zm9_", false), ("Zm\u{e9}v", false),
  ])
  func `padding and alphabet are read strictly`(_ text: String, _ isBase64: Bool) {
    let run = Dialogue.imap(
      .server("* OK ready"), .client("A1 AUTHENTICATE X-FUTURE"), .server("+ "), .client(text)
    ).run()
    #expect(run.faults.contains("bad_base64") != isBase64)
  }

  @Test func `every byte at every place comes out as it went in`() {
    for count in 1...9 {
      for byte in UInt8.min...UInt8.max {
        let name = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37) &+ byte }
        let run = Dialogue.smtp(
          .server("220 mx"), .client("AUTH EXTERNAL \(base64(name))"), .server("235 ok")
        ).run()
        #expect(run.authentications.first?.identity?.account.bytes == name)
      }
    }
  }
}
