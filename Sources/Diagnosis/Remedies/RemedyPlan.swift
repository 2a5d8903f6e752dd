/// What a plan is made from: a value that an incident and the command line can both give.
package struct RemedyContext: Sendable {
  package var cause: Cause
  package var version: ServerVersion
  package var account: String?
  /// The receive connector, as `Get-ReceiveConnector` names it.
  package var connector: String?
  /// Connections wanted at the peak; nil where the captures do not show all of them.
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
}

/// What to change on the server, with the exact commands.
package struct Remedy: Hashable, Sendable {
  package var id: String
  package var title: String
  package var because: String
  /// What to look at first.
  package var read: [String] = []
  package var commands: [String] = []
  package var restart: String?
  /// How to see that it worked.
  package var verify: [String] = []
  /// The document's steps that this remedy takes in.
  package var documentSteps: [DocumentStep] = []
}

/// A step of the document that does not help, and why.
package struct UnneededStep: Hashable, Sendable {
  package var step: DocumentStep
  package var because: String
}

/// Everything to do about a cause on a server, in order.
package struct RemedyPlan: Hashable, Sendable {
  package var version: ServerVersion
  package var remedies: [Remedy]
  package var notNeeded: [UnneededStep]
  /// The limit that binds when this one is lifted.
  package var nextLimit: String?
}
