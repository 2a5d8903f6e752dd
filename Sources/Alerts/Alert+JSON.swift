import Bytes
import Reports

extension Alert {
  /// The object that targets are given, schema `chokepoint.alert/1`, on one line where the
  /// incident's own document is on one.
  ///
  /// Keys may be added; none is renamed or dropped without a new schema number.
  package var json: String {
    let head = AlertDocument(
      schema: "chokepoint.alert/1", event: event.rawValue, key: key, step: step,
      sentence: sentence, verdict: verdict, cause: cause, account: OrNull(account), server: server,
      opened: Self.text(opened), changed: Self.text(changed), closed: OrNull(closed.map(Self.text)))
    // A value of strings and numbers cannot fail to be encoded.
    let fields = (try? JSONText.encode(head, pretty: false)) ?? "{}"
    // The document is JSON text already, and is set in as it is.
    return fields.dropLast() + ",\"incident\":" + (document.isEmpty ? "null" : document) + "}"
  }

  static func text(_ time: Timestamp) -> String { rfc3339(time, digits: 6) }
}

/// All of an alert but the incident's document.
private struct AlertDocument: Encodable {
  var schema: String
  var event: String
  var key: String
  var step: Int
  var sentence: String
  var verdict: String
  var cause: String
  var account: OrNull<String>
  var server: String
  var opened: String
  var changed: String
  var closed: OrNull<String>
}
