/// A story in one language, as the templates of HTML and Markdown read it.
///
/// Every text is fit to be shown on a line: what could act on a terminal is escaped already, what
/// acts in the markup is escaped by the template. Templates read properties by their names.
struct Page {
  struct Row {
    var label: String
    var text: String
    var commands: [String] = []
    var hasCommands = false
  }

  struct Entry {
    var anchor: String
    var title: String
    var text: String
  }

  struct Section {
    var title: String
    var lines: [String]
  }

  struct Capture {
    var path: String
    var linkTypes: String
    var frames: Int
    var framesShown: String
    var bytes: Int
    var bytesShown: String
    var drops: Int
    var dropsShown: String
    var start: String
    var end: String
    var sha256: String?
    /// Where the JSON report has the same (RFC 6901).
    var pointer: String
  }

  struct BookPage {
    var title: String
    var lines: [Row]
  }

  var lang: String
  /// Labels of the template by name.
  var t: [String: String]
  var style: String
  var title: String
  var files: [String]
  var word: String
  /// The style of the verdict: `bad`, `good` or `open`.
  var tone: String
  var lead: String
  var summary: [Row]
  var hasSummary: Bool
  var contents: [Entry]
  var hasContents: Bool
  var incidents: [IncidentPage]
  /// Incidents that are told in a sentence only.
  var more: [String]
  var hasMore: Bool
  var dropped: String?
  var sections: [Section]
  var captures: [Capture]
  var closing: String
  var warnings: [String]
  var books: [BookPage]
  var footer: String
}

/// One incident of a page.
struct IncidentPage {
  /// A figure with its place in the JSON report.
  struct Figure {
    var label: String
    /// As JSON has it.
    var value: String
    var shown: String
    var pointer: String
  }

  struct Client {
    var name: String
    var note: String?
    var accepted: Int
    var refused: Int
    var held: Int
    /// The length of the bar, 0 to 100.
    var share: Int
    var pointer: String
  }

  struct Step {
    var number: Int
    var title: String
    var items: [Item]
  }

  struct Item {
    var text: String?
    var commands: [String]
    var hasCommands: Bool
  }

  struct Plan {
    var version: String
    var steps: [Step]
    var notNeeded: [String]
    var hasNotNeeded: Bool
  }

  struct EvidenceRow {
    var capture: Int
    var frame: Int
    var stamp: String
    var time: String
    var client: String
    /// The server's words; nil where they are ours.
    var wire: String?
    var own: String?
    var filter: String
    var pointer: String
  }

  struct Evidence {
    var note: String?
    var showsCapture: Bool
    var rows: [EvidenceRow]
    var filters: [Page.Row]
  }

  var anchor: String
  var title: String
  /// What happens; nil where it stands at the head of the page.
  var sentence: String?
  var figures: [Figure]
  var facts: [Page.Row]
  var load: LoadPage?
  var latency: LatencyPage?
  var clients: [Client]
  var hasClients: Bool
  var showsHeld: Bool
  var moreClients: String?
  var rivals: [Page.Row]
  var hasRivals: Bool
  var records: [String]
  var hasRecords: Bool
  var plan: Plan?
  var evidence: Evidence?
  var retries: [String]
  var hasRetries: Bool
  var reach: [String]
  var hasReach: Bool
  var question: String?
}

/// The picture of the load, its places as the template draws them.
struct LoadPage {
  struct Tick {
    var x: String
    var label: String
  }

  struct Mark {
    var y: String
    var label: String
  }

  struct Lane {
    var client: String
    var labelY: String
    var ground: String
    var area: String
    var refusals: String
  }

  var text: String
  var caption: String
  var height: String
  var axisY: String
  var axisTextY: String
  var ticks: [Tick]
  var levels: [Mark]
  var area: String
  var line: String
  var rule: Mark?
  var acceptedY: String
  var acceptedLabel: String
  var accepted: String
  var refusedY: String
  var refusedLabel: String
  var refused: String
  var lanes: [Lane]
}

struct LatencyPage {
  var text: String
  var ticks: [LoadPage.Tick]
  var levels: [LoadPage.Mark]
  var accepted: String
  var refused: String
}
