/// A value that may be absent, written as `null` then: a missing key would say nothing.
package struct OrNull<Value: Encodable>: Encodable {
  var value: Value?

  package init(_ value: Value?) { self.value = value }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(value)
  }
}
