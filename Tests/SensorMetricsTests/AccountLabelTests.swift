import Testing

@testable import SensorMetrics

struct AccountLabelTests {
  /// RFC 4231, sections 4.2, 4.3 and 4.7.
  @Test(arguments: [
    (
      [UInt8](repeating: 0x0b, count: 20), "Hi There",
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    ),
    (
      Array("Jefe".utf8), "what do ya want for nothing?",
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    ),
    (
      [UInt8](repeating: 0xaa, count: 131),
      "Test Using Larger Than Block-Size Key - Hash Key First",
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    ),
  ])
  func `the hash is HMAC-SHA-256`(key: [UInt8], message: String, hash: String) {
    #expect(AccountLabel.hmac(of: Array(message.utf8), key: key) == hash)
  }

  @Test
  func `a label is the same with the same key only`() {
    let (one, other) = (AccountLabel.randomKey(), AccountLabel.randomKey())
    #expect(one != other)
    let label = AccountLabel(key: one).label(for: "uccxmail")
    #expect(label.count == 16)
    #expect(AccountLabel(key: one).label(for: "uccxmail") == label)
    #expect(AccountLabel(key: one).label(for: "uccxmai1") != label)
    #expect(AccountLabel(key: other).label(for: "uccxmail") != label)
  }
}
