import Alerts
import Foundation
import Testing

struct AlertTests {
  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test
  func `an alert is one JSON object with the incident's own in it`() throws {
    let alert = Alert.example(
      .closed, account: "CONTOSO\\uccx\"mail", document: #"{"id":"a1b2","attempts":88}"#)
    let json = try object(alert.json)
    #expect(json["schema"] as? String == "chokepoint.alert/1")
    #expect(json["event"] as? String == "closed")
    #expect(json["key"] as? String == "a1b2")
    #expect(json["step"] as? Int == 0)
    #expect(json["account"] as? String == "CONTOSO\\uccx\"mail")
    #expect(json["opened"] as? String == "2026-11-23T14:52:11.104218Z")
    #expect(json["closed"] as? String == "2026-11-23T14:53:11.104218Z")
    #expect((json["incident"] as? [String: Any])?["attempts"] as? Int == 88)
  }

  @Test
  func `what is not known is null, not missing`() throws {
    let json = try object(Alert.example(account: nil, document: "").json)
    for name in ["account", "closed", "incident"] { #expect(json[name] is NSNull, "\(name)") }
  }

  @Test
  func `a document beyond the limit is left out`() throws {
    let filler = String(repeating: "x", count: Alert.documentLimit)
    let alert = Alert.example(document: #"{"filler":"\#(filler)"}"#)
    #expect(alert.json.utf8.count < 1_000)
    #expect(try object(alert.json)["incident"] is NSNull)
  }

  @Test
  func `what came over the wire is bounded, combining marks included`() {
    let long = "a" + String(repeating: "\u{301}", count: 1_000_000)
    let alert = Alert.example(account: long, sentence: long)
    #expect(alert.account?.unicodeScalars.count == Alert.textLimit)
    #expect(alert.sentence.unicodeScalars.count == Alert.textLimit)
  }

  @Test
  func `nothing but ASCII is sent`() {
    #expect(Alert.example(sentence: "계정 \u{202e} \u{9b}31m").json.utf8.allSatisfy { $0 < 0x7f })
  }
}
