package import Diagnosis

/// Everything that a comparison's report says, whatever its format.
package struct ComparisonReport: Sendable {
  package var comparison: Comparison
  package var before: CaptureFacts
  package var after: CaptureFacts

  package init(comparison: Comparison, before: CaptureFacts, after: CaptureFacts) {
    self.comparison = comparison
    self.before = before
    self.after = after
  }

  func facts(of half: Comparison.Half) -> CaptureFacts {
    half == .before ? before : after
  }
}
