import Testing

@testable import Diagnosis

struct LiftedStretchTests {
  /// Attempts of one client by the exact loads that they met.
  private func attempts(_ loads: [(load: Int, wasRefused: Bool)]) -> [Observation] {
    loads.map { Observation(low: $0.load, high: $0.load, wasRefused: $0.wasRefused, client: 1) }
  }

  private let met = [(15, false), (16, true), (16, true)]
  private let above = [(16, false), (17, false), (18, false), (12, false), (19, false)]

  @Test func `what was let in above a limit between its refusals is one stretch`() {
    let stretches = LiftedStretch.stretches(in: attempts(met + above + met), limit: 16)
    #expect(stretches == [LiftedStretch(places: 3...7, forbidden: 4)])
  }

  @Test func `a limit that was raised for good is a stretch up to the end`() {
    let stretches = LiftedStretch.stretches(in: attempts(met + above), limit: 16)
    #expect(stretches == [LiftedStretch(places: 3...7, forbidden: 4)])
  }

  @Test func `nothing is taken for lifted before the first refusal`() {
    #expect(LiftedStretch.stretches(in: attempts(above + met), limit: 16) == nil)
  }

  @Test func `two sign-ins above a limit are no stretch, nor are three stretches`() {
    #expect(LiftedStretch.stretches(in: attempts(met + above.prefix(2) + met), limit: 16) == nil)
    let often = met + above + met + above + met + above + met
    #expect(LiftedStretch.stretches(in: attempts(often), limit: 16) == nil)
    #expect(LiftedStretch.stretches(in: attempts(met + met), limit: 16) == nil)
  }

  @Test func `a refusal below the limit does not show that it is in force`() {
    let wrongPassword = [(16, false), (17, false), (3, true), (18, false)]
    let stretches = LiftedStretch.stretches(in: attempts(met + wrongPassword + met), limit: 16)
    #expect(stretches == [LiftedStretch(places: 3...6, forbidden: 3)])
  }

  @Test func `the limit is among the candidates wherever most refusals met it`() {
    let refusals = Array(repeating: (16, true), count: 9) + [(24, true), (22, true), (3, true)]
    #expect(LiftedStretch.candidates(attempts(refusals)).contains(16))
    #expect(LiftedStretch.candidates(attempts([(3, false)])).isEmpty)
  }
}
