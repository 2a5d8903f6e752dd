import Bytes
import Packets
import Sessions

/// One attempt that a comparison counts: the load it met and what came of it.
struct Sample {
  var session: Int
  var client: IPAddress
  var request: Stamp
  var answer: Stamp
  var observation: Observation
  var symptom: Symptom?

  var wasRefused: Bool { symptom != nil }
}

/// What one capture has to say on the matter that is compared.
struct Matter {
  /// In the order of decision.
  var samples: [Sample]
  var tries: [Try]
  /// The loads that the limit counts: one for each client, or one for all.
  var timelines: [LoadTimeline]
  /// Whether the limit counts each client's connections apart.
  var isPerClient: Bool
  var isOneClientsView: Bool

  /// The most places wanted at one time, counted as the limit counts.
  var peakDemand: Int {
    let places = Place.places(of: tries, patience: Examination.patience)
    guard isPerClient else { return Replay.peak(of: places.map(\.want)) }
    return Dictionary(grouping: places, by: \.client).values
      .map { Replay.peak(of: $0.map(\.want)) }.max() ?? 0
  }
}

extension Matter {
  /// The sign-ins of an account.
  init(_ signIn: SignInCase, perClient: Bool, in examination: Examination) {
    let observations = signIn.observations(perClient: perClient).observations
    samples = zip(signIn.attempts.filter(\.isDecisive), observations).map { attempt, observation in
      Sample(
        session: attempt.session, client: attempt.client, request: attempt.request,
        answer: attempt.answer, observation: observation, symptom: attempt.symptom)
    }
    tries = examination.tries(of: signIn)
    isPerClient = perClient
    isOneClientsView = signIn.isOneClientsView
    let held = zip(signIn.holdingSessions, signIn.holdings)
    timelines =
      perClient
      ? Dictionary(grouping: held) { examination.sessions[$0.0].client.address }.values
        .map { LoadTimeline($0.map(\.1)) }
      : [LoadTimeline(signIn.holdings)]
  }

  /// The connections to a server port, by whether they were served.
  init(_ opening: OpeningCase, perClient: Bool, in examination: Examination) {
    let observed = opening.observations(perClient: perClient)
    samples = zip(opening.attempts, observed.observations).map { attempt, observation in
      Sample(
        session: attempt.session, client: attempt.client, request: attempt.request,
        answer: attempt.answer, observation: observation, symptom: attempt.symptom)
    }
    tries = opening.attempts.map { attempt in
      let session = examination.sessions[attempt.session]
      return Try(
        client: attempt.client, start: session.first.time, answer: attempt.answer.time,
        wasRefused: attempt.wasRefused,
        end: session.endCompleted?.time ?? examination.captureEnd(of: attempt.session))
    }
    isPerClient = perClient
    isOneClientsView = opening.isOneClientsView
    timelines =
      perClient ? Array(observed.timelines.values) : [LoadTimeline(opening.holdings.map(\.holding))]
  }
}
