import Alerts
import Testing

struct AlertLedgerTests {
  private func identity(_ number: Int) -> Alert.Identity {
    Alert.Identity(key: "\(number)", event: .open, step: 0)
  }

  /// Which of the alerts a ledger admits, in their order.
  private func admitted(_ alerts: [Alert]) -> [Bool] {
    var ledger = AlertLedger()
    return alerts.map { ledger.admit($0.identity) }
  }

  @Test
  func `the same event of the same incident is admitted once`() {
    #expect(
      admitted([.example(), .example(sentence: "in other words"), .example(), .example(.closed)])
        == [true, false, false, true])
  }

  @Test
  func `another event, another step and another incident are other alerts`() {
    let alerts: [Alert] = [
      .example(), .example(.worsened, step: 1), .example(.worsened, step: 2), .example(.closed),
      .example(key: "c3d4"),
    ]
    #expect(admitted(alerts).allSatisfy { $0 })
  }

  @Test
  func `no more is remembered than the capacity`() {
    var ledger = AlertLedger(capacity: 100)
    var most = 0
    for number in 0..<10_000 {
      _ = ledger.admit(identity(number))
      most = max(most, ledger.remembered)
    }
    #expect((50...100).contains(most))
    let again = (9_960..<10_000).map { ledger.admit(identity($0)) }
    #expect(!again.contains(true))
  }

  @Test
  func `what is named again and again is not forgotten`() {
    var ledger = AlertLedger(capacity: 100)
    var admissions = 0
    for number in 0..<10_000 {
      _ = ledger.admit(identity(number))
      if number.isMultiple(of: 10), ledger.admit(identity(-1)) { admissions += 1 }
    }
    #expect(admissions == 1)
  }
}
