import Bytes
import Sessions

/// How long a server thought about one account's commands, and at which load of its own.
struct ThinkTimes {
  /// What an account spends its budget on.
  enum Load {
    /// Connections of the account that were certainly open.
    case connections
    /// Commands of the account that were answered in the minute before.
    case use
  }

  struct Sample {
    var session: Int
    var fact: CommandFact
    var load: Int
    /// The think time as a multiple of the usual one for commands of this name.
    var ratio: Double

    var think: Double { Double(fact.think.nanoseconds) / 1e9 }
  }

  /// Commands of one name before they say what is usual.
  static let usual = 8

  let kind: Load
  /// In the order of the load.
  let samples: [Sample]

  /// - Parameter commands: each with its session and the load that it met.
  init(_ commands: [(session: Int, fact: CommandFact, load: Int)], by kind: Load = .connections) {
    self.kind = kind
    let byName = Dictionary(grouping: commands, by: \.fact.name)
    samples = byName.values.filter { $0.count >= Self.usual }.flatMap { own -> [Sample] in
      // Half a millisecond: below, clocks and scheduling are all there is to see.
      let median = max(0.0005, Self.median(own.map { Double($0.fact.think.nanoseconds) / 1e9 }))
      return own.map { command in
        Sample(
          session: command.session, fact: command.fact, load: command.load,
          ratio: max(0.0005, Double(command.fact.think.nanoseconds) / 1e9) / median)
      }
    }.sorted {
      ($0.load, $0.fact.request.time, $0.fact.request.frame, $0.session)
        < ($1.load, $1.fact.request.time, $1.fact.request.frame, $1.session)
    }
  }

  /// How many of the commands were answered in the minute before each of them.
  static func use(_ commands: [(session: Int, fact: CommandFact)]) -> [Int] {
    let answers = commands.map(\.fact.answer.time).sorted()
    let order = commands.indices.sorted {
      commands[$0].fact.request.time < commands[$1].fact.request.time
    }
    var use = [Int](repeating: 0, count: commands.count)
    var (first, end) = (0, 0)
    for place in order {
      let now = commands[place].fact.request.time
      while end < answers.count, answers[end] <= now { end += 1 }
      while first < end, now.since(answers[first]) > .seconds(60) { first += 1 }
      use[place] = end - first
    }
    return use
  }

  /// How think times rise with the load, by rank.
  var correlation: Double {
    RankCorrelation.spearman(samples.map { Double($0.load) }, samples.map(\.ratio)) ?? 0
  }

  /// The quarter of the commands that met the least load, and the one that met the most.
  var low: ArraySlice<Sample> { samples.prefix(samples.count / 4) }
  var high: ArraySlice<Sample> { samples.suffix(samples.count / 4) }

  static func median(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.sorted()[values.count / 2]
  }
}

extension Collection where Element == ThinkTimes.Sample {
  var medianRatio: Double { ThinkTimes.median(map(\.ratio)) }
  var medianThink: Double { ThinkTimes.median(map(\.think)) }
  var medianLoad: Int { isEmpty ? 0 : map(\.load).sorted()[count / 2] }
}
