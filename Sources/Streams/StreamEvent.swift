package import Bytes

/// What a `ConnectionTable` reports of a connection.
package enum StreamEvent: ~Escapable {
  /// The first segment was seen; its bytes follow.
  indirect case opened(ConnectionOpening)
  /// The next bytes that a side sent; valid only until the call returns.
  case data(Side, Span<UInt8>)
  /// So many bytes came that the consumer let pass; the stamp is that of the last of them.
  case passed(Side, count: Int)
  /// The next bytes that a side sent are missing.
  case gap(Side, count: Int, GapReason)
  case anomaly(StreamAnomaly)
  /// A side's FIN was reached, or its RST believed. After a RST data may still come.
  case ended(Side, StreamEnd)
  /// The record is given up; the last event of its `ConnectionID`.
  indirect case closed(ConnectionSummary)
}

/// Takes the events of a `ConnectionTable`, with the stamp of the frame that completed them.
package typealias StreamEvents = (ConnectionID, Stamp, StreamEvent) -> Interest
