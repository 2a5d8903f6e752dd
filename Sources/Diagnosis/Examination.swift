import Bytes
import Mail
import Packets
import Sessions

/// The work of one diagnosis: sessions in, symptoms by rule, cases by server and account.
struct Examination: Sendable {
  let sessions: [MailSession]
  let options: DiagnosisOptions
  let families: ServerRecognizer
  let serviceEnds: ServiceEnds
  let symptoms: [Symptom]
  /// Sessions by server address, in time order.
  let sessionsByServer: [IPAddress: [Int]]
  /// Those whose sign-in the capture does not show: begun before it, or inside TLS.
  let unseenSessions: [IPAddress: [Int]]
  /// When the last symptom of a session was over.
  let symptomEnd: [Int: Timestamp]
  /// Where each session's symptoms are among all of them.
  let symptomPlaces: [Int: Range<Int>]
  /// When a service said that it goes, of ports that refuse connections from then on.
  let shutdowns: [Endpoint: Timestamp]
  /// What the captures show of each server: asked for by every incident, and so looked at once.
  let serverViews: [IPAddress: ServerView]
  private let clientCounts: [IPAddress: Int]
  private let captureStarts: [Int: Timestamp]
  private let captureEnds: [Int: Timestamp]
  /// Sessions by client and server address, in time order.
  private let sessionsByPair: [[IPAddress]: [Int]]

  init(_ unsorted: [MailSession], options: DiagnosisOptions) {
    // Places are sorted, not sessions: those are large, and moved only once this way.
    let order = unsorted.indices.sorted { left, right in
      let (one, other) = (unsorted[left].first, unsorted[right].first)
      return (one.time, unsorted[left].capture, one.frame)
        < (other.time, unsorted[right].capture, other.frame)
    }
    sessions = order.elementsEqual(order.indices) ? unsorted : order.map { unsorted[$0] }
    self.options = options
    let sessions = sessions
    let (recognized, records) = concurrently(
      { ServerRecognizer(sessions, signatures: options.signatures) },
      { (ends: ServiceEnds(sessions), mechanisms: MechanismRecord(sessions)) })
    families = recognized
    serviceEnds = records.ends
    let ends = Dictionary(
      sessions.indices.map { (sessions[$0].capture, sessions[$0].last.time) },
      uniquingKeysWith: Swift.max)
    captureEnds = ends
    captureStarts = Dictionary(
      sessions.indices.map { (sessions[$0].capture, sessions[$0].first.time) },
      uniquingKeysWith: Swift.min)
    symptoms = Self.symptoms(
      of: sessions, options: options, families: recognized, records.ends, records.mechanisms,
      captureEnds: ends)
    symptomEnd = Dictionary(
      symptoms.map { ($0.session, $0.answer.time) }, uniquingKeysWith: Swift.max)
    symptomPlaces = Dictionary(
      symptoms.enumerated().map { ($1.session, $0..<($0 + 1)) },
      uniquingKeysWith: { $0.lowerBound..<$1.upperBound })
    let goodbyes = symptoms.filter { $0.causes.first == .shuttingDown }
    let serviceEnds = records.ends
    shutdowns = Dictionary(
      goodbyes.map { (sessions[$0.session].server, $0.answer.time) }, uniquingKeysWith: Swift.min
    ).filter { serviceEnds.isRefusing($0.key, after: $0.value) }
    let byServer = Dictionary(grouping: sessions.indices) { sessions[$0].server.address }
    sessionsByServer = byServer
    serverViews = byServer.mapValues { own in
      ServerView(of: own, in: sessions, unaligned: options.unaligned)
    }
    unseenSessions = byServer.mapValues { own in own.filter { sessions[$0].hidesSignIn } }
    clientCounts = byServer.mapValues { own in Set(own.map { sessions[$0].client.address }).count }
    sessionsByPair = Dictionary(grouping: sessions.indices) {
      [sessions[$0].client.address, sessions[$0].server.address]
    }
  }

  /// When the same client's next connection to the same server began, at or after a time.
  func nextConnection(after index: Int, from time: Timestamp) -> Timestamp? {
    let own =
      sessionsByPair[[sessions[index].client.address, sessions[index].server.address]] ?? []
    var (low, high) = (0, own.count)
    while low < high {
      let middle = (low + high) / 2
      if sessions[own[middle]].first.time < time { low = middle + 1 } else { high = middle }
    }
    return low < own.count ? sessions[own[low]].first.time : nil
  }

  /// When the first mail session of this session's capture was seen.
  func captureStart(of session: MailSession) -> Timestamp {
    captureStarts[session.capture] ?? session.first.time
  }

  /// When the last mail frame of a session's capture was seen.
  func captureEnd(of index: Int) -> Timestamp {
    captureEnds[sessions[index].capture] ?? sessions[index].last.time
  }

  private static func symptoms(
    of sessions: [MailSession], options: DiagnosisOptions, families: ServerRecognizer,
    _ serviceEnds: ServiceEnds, _ mechanisms: MechanismRecord, captureEnds: [Int: Timestamp]
  ) -> [Symptom] {
    let shared = RuleContext.Shared(options, mechanisms, serviceEnds)
    return concurrentFlatMap(sessions.indices) { places in
      var symptoms: [Symptom] = []
      for index in places {
        // One copy for all rules: a session passed from its place in the list is copied each time.
        let session = sessions[index]
        let family = families.family(of: session.server)
        let context = RuleContext(
          shared: shared, family: family,
          captureEnd: captureEnds[session.capture] ?? session.last.time,
          speaksTLS: families.speaksTLS(session.server),
          refusedSignIns: session.refusedSignIns(shared.options.signatures, family: family))
        for place in Rule.all.indices {
          for finding in Rule.all[place].symptoms(session, context) {
            symptoms.append(
              Symptom(
                rule: Rule.all[place].id, session: index, causes: finding.causes,
                signature: finding.signature, request: finding.request, answer: finding.answer,
                evidence: finding.evidence, authentication: finding.authentication))
          }
        }
      }
      return symptoms
    }
  }

  /// The incidents of sign-ins, from cases that are gathered already.
  func incidents(of signIns: [SignInCase]) -> [Incident] {
    let (refused, delayed) = concurrently({ signInIncidents(signIns) }, { delayIncidents(signIns) })
    return refused + delayed
  }

  /// The incidents that need no cases of sign-ins.
  func incidentsBesideSignIns() -> [Incident] {
    openingIncidents() + statedIncidents() + lossIncidents()
  }

  /// How long a session held its slot, as the server may have counted it.
  func holding(of session: MailSession, from request: Timestamp, to answer: Timestamp) -> Holding {
    Holding(
      openEarliest: request, openLatest: answer,
      closeEarliest: session.endBegan?.time
        ?? session.last.time.advanced(by: options.idleTimeout),
      closeLatest: session.slotGivenBack(slack: options.releaseSlack))
  }

  /// How many client addresses the captures show at a server.
  func clientCount(at server: IPAddress) -> Int { clientCounts[server] ?? 0 }

  /// Whether all mail traffic to this server comes from one client address.
  func isOneClientsView(of server: IPAddress) -> Bool {
    clientCounts[server] == 1
  }
}

extension Examination {
  func loads(of signIns: [SignInCase]) -> [AccountLoad] {
    signIns.compactMap { signIn in
      guard let account = signIn.account else { return nil }
      return AccountLoad(
        server: signIn.server, account: account.user,
        peakLoad: signIn.load.peak, signIns: signIn.successes.count)
    }
  }

  /// Looked at in their places: a session taken out of the list is copied with all its facts.
  var visibility: Visibility {
    var seen = Visibility(
      sessions: 0, clients: clientAddresses.count, servers: sessionsByServer.count, accounts: 0,
      encryptedSessions: 0, sessionsBeforeCapture: 0, missingBytes: 0, authentications: 0,
      failures: 0, showsAnswers: false, showsWords: false)
    var accounts: Set<String> = []
    for index in sessions.indices {
      if !sessions[index].isContinuation { seen.sessions += 1 }
      if sessions[index].tls != .none { seen.encryptedSessions += 1 }
      if sessions[index].beganUnseen { seen.sessionsBeforeCapture += 1 }
      seen.missingBytes += sessions[index].gaps.client.bytes + sessions[index].gaps.server.bytes
      if sessions[index].seen.client, sessions[index].seen.server { seen.showsAnswers = true }
      if sessions[index].tls == .none, sessions[index].bytes.server > 0 { seen.showsWords = true }
      seen.authentications += sessions[index].authentications.count
      for place in sessions[index].authentications.indices {
        let result = sessions[index].authentications[place].result
        if result == .refused || result == .error { seen.failures += 1 }
        if let user = sessions[index].authentications[place].account?.user { accounts.insert(user) }
      }
    }
    seen.accounts = accounts.count
    return seen
  }

  private var clientAddresses: Set<IPAddress> {
    var addresses: Set<IPAddress> = []
    for index in sessions.indices { addresses.insert(sessions[index].client.address) }
    return addresses
  }
}

extension MailSession {
  /// When the server has certainly given the session's slot back; nil when the capture does not
  /// show that it did.
  func slotGivenBack(slack: Interval) -> Timestamp? {
    if let endCompleted { return endCompleted.time.advanced(by: slack) }
    // A server that ended it holds nothing any more, whether or not the client answers.
    let isServers = closing == .serverFIN || closing == .serverRST
    return isServers ? last.time.advanced(by: slack) : nil
  }

  /// Whether it began before every capture of it.
  var beganUnseen: Bool { opening == .midstream && !isContinuation }

  /// Whether it may hold a slot for an account that the capture does not name.
  fileprivate var hidesSignIn: Bool {
    // Where an attempt was answered, or a greeting seen, the sign-in would have been seen too.
    let isAnswered = authentications.contains { $0.response != nil }
    let beganBefore = beganUnseen && greeting == nil
    return !isAnswered && (beganBefore || tls != .none)
  }
}
