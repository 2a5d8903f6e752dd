import Alerts
import Testing

struct AlertLedgerTests {
  private func identity(_ number: Int) -> Alert.Identity {
    Alert.Identity(key: "\(number)", event: .open, step: 0)
  }

  @Test
  func `the same event of the same incident is admitted once`() {
    var ledger = AlertLedger()
    #expect(ledger.admit(Alert.example().identity))
    #expect(!ledger.admit(Alert.example(sentence: "in other words").identity))
  }

  @Test
  func `another event, another step and another incident are other alerts`() {
    var ledger = AlertLedger()
    for alert in [
      Alert.example(), .example(.worsened, step: 1), .example(.worsened, step: 2),
      .example(.closed), .example(key: "c3d4"),
    ] {
      #expect(ledger.admit(alert.identity))
    }
  }

  @Test
  func `no more is remembered than the capacity`() {
    var ledger = AlertLedger(capacity: 100)
    for number in 0..<10_000 {
      #expect(ledger.admit(identity(number)))
      #expect(ledger.remembered <= 100)
    }
    #expect(ledger.remembered >= 50)
    #expect(!ledger.admit(identity(9_999)))
  }

  @Test
  func `what is named again and again is not forgotten`() {
    var ledger = AlertLedger(capacity: 100)
    _ = ledger.admit(identity(-1))
    for number in 0..<10_000 {
      _ = ledger.admit(identity(number))
      if number.isMultiple(of: 10) { #expect(!ledger.admit(identity(-1))) }
    }
  }
}
