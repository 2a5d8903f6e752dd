/// What `signatures --format json` prints.
struct SignatureDocument: Encodable {
  struct Row: Encodable {
    var id: String
    var `protocol`: String
    var family: String
    var versions: String
    var `where`: String
    var code: String
    var pattern: String
    var causes: [String]
    var meaning: String
    var setting: String
    var `default`: String
    var source: String
    var confirmed: Bool
  }

  var schema = "chokepoint.signatures/1"
  var signatures: [Row]
}
