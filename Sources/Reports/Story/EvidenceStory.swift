import Bytes
package import Diagnosis
import Packets

/// The frames that a claim rests on.
package struct EvidenceStory: Sendable {
  package struct Row: Sendable {
    package var capture: Int
    package var frame: Int
    /// Seconds since the capture's first frame, as Wireshark shows them.
    package var time: String
    /// The client's own name, where the capture shows it, else its address.
    package var client: String
    package var text: Evidence.Text
    /// What to paste into Wireshark to see it.
    package var filter: String
  }

  /// A Wireshark display filter for all rows of one capture.
  package struct Filter: Sendable {
    /// The capture's path; nil where there is only one.
    package var capture: String?
    package var text: String
  }

  package var rows: [Row]
  package var filters: [Filter]
  /// What there is, shown or not.
  package var total: Int

  /// Nil where there is none.
  init?(_ incident: Incident, in report: Report, shown: Int?) {
    guard !incident.evidence.isEmpty else { return nil }
    let items = incident.evidence.prefix(shown ?? incident.evidence.count)
    // Late answers are evidence, and no failures.
    total = max(incident.failures, incident.evidence.count)
    rows = items.map { item in
      let facts =
        report.captures.indices.contains(item.capture) ? report.captures[item.capture] : nil
      let own = report.ownTime(item.stamp.time, in: item.capture)
      return Row(
        capture: item.capture, frame: item.stamp.frame,
        time: seconds(own.since(facts?.origin ?? item.stamp.time), digits: 6),
        client: item.workstation.map { terminalText($0, limit: 64) }
          ?? item.client.address.description, text: item.text,
        filter: "frame.number == \(item.stamp.frame)")
    }
    filters = Dictionary(grouping: items, by: \.capture).sorted { $0.key < $1.key }
      .map { capture, items in
        let frames = items.map { "\($0.stamp.frame)" }.joined(separator: ", ")
        return Filter(
          capture: report.captures.count > 1 ? report.captures[capture].path : nil,
          text: "frame.number in {\(frames)}")
      }
  }
}
