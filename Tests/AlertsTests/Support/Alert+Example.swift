import Alerts
import Bytes

extension Alert {
  /// An alert of the throttled account, with what the test is about put in.
  static func example(
    _ event: Event = .open, key: String = "a1b2", step: Int = 0, account: String? = "uccxmail",
    sentence: String = "10.4.4.95:143 turns away uccxmail", document: String = #"{"id":"a1b2"}"#
  ) -> Alert {
    // 2026-11-23T14:52:11.104218Z
    let opened = Timestamp(nanoseconds: 1_795_445_531_104_218_000)
    return Alert(
      event: event, key: key, step: step, sentence: sentence, cause: "connections-per-user",
      verdict: "throttling", account: account, server: "10.4.4.95:143", opened: opened,
      changed: opened.advanced(by: .seconds(2)),
      closed: event == .closed ? opened.advanced(by: .seconds(60)) : nil, document: document)
  }
}
