package import Packets

/// What a plan is made from: a value that an incident and the command line can both give.
package struct RemedyContext: Sendable {
  package var cause: Cause
  package var version: ServerVersion
  package var account: String?
  /// The server port that refuses; nil without a capture.
  package var server: Endpoint?
  /// The receive connector, as `Get-ReceiveConnector` names it.
  package var connector: String?
  /// The setting that the server's words name, or the default that fits best.
  package var setting: String?
  /// What was wanted at the peak, in what the cause's limit counts: connections at one time,
  /// messages or recipients in a minute; nil where the captures do not show all of it.
  package var peakDemand: Int?
  /// The limit's value, or the least that it can be.
  package var limitAtLeast: Int?
  package var agents: Int?
  /// A CAD login opens two connections.
  package var connectionsPerLogin = 2
  /// Connections of the UCCX server itself.
  package var serverConnections = 2

  package init(cause: Cause, version: ServerVersion) {
    self.cause = cause
    self.version = version
  }

  /// The server's address, or the word that stands for it.
  var host: String { server?.address.description ?? "HOST" }

  /// The port to try: the refusing one, else the usual one of the cause's protocol.
  var port: UInt16 { server?.port ?? (cause.isSMTP ? 25 : 143) }

  /// Whether it is about SMTP: by its cause, or by the port that refuses.
  var isSMTP: Bool {
    cause.isSMTP || server.map { [25, 465, 587, 2525].contains($0.port) } == true
  }
}

extension Cause {
  /// Whether only SMTP knows it.
  var isSMTP: Bool {
    switch self {
    case .smtpConnectionsPerSource, .smtpConnectionsTotal, .smtpMessageRate, .smtpRecipientRate,
      .backPressure:
      true
    default: false
    }
  }
}

/// What to change on the server, with the exact commands.
package struct Remedy: Hashable, Sendable {
  package var id: String
  package var title: Sentence
  package var because: Sentence
  /// What to look at first.
  package var read: [CommandLine] = []
  package var commands: [CommandLine] = []
  package var restart: Sentence?
  /// How to see that it worked.
  package var verify: [CommandLine] = []
  /// The document's steps that this remedy takes in.
  package var documentSteps: [DocumentStep] = []
}

/// A step of the document that does not help, and why.
package struct UnneededStep: Hashable, Sendable {
  package var step: DocumentStep
  package var because: Sentence
}

/// Everything to do about a cause on a server, in order.
package struct RemedyPlan: Hashable, Sendable {
  package var version: ServerVersion
  package var remedies: [Remedy]
  package var notNeeded: [UnneededStep]
  /// The limit that binds when this one is lifted.
  package var nextLimit: Sentence?
}
