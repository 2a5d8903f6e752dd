/// Which field of the log's lines holds what, by place from 0.
///
/// Exchange 2013 and later: `dateTime,sessionId,seqNumber,sIp,cIp,user,duration,rqsize,rpsize,
/// command,parameters,context`. The documentation of 2007 to 2013 names another form: `date-time,
/// connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context`.
struct ProtocolLogColumns: Equatable {
  var time: Int
  var session: Int
  var sequence: Int?
  var server: Int?
  var client: Int?
  var user: Int?
  var command: Int?
  var parameters: Int?
  var event: Int?
  var data: Int?
  var context: Int?

  /// Where the log's head is missing: the form of 2013 and later.
  static let usual = ProtocolLogColumns(
    time: 0, session: 1, sequence: 2, server: 3, client: 4, user: 5, command: 9, parameters: 10,
    event: nil, data: nil, context: 11)

  /// The largest place that a line must have to be of use.
  var needed: Int { max(time, session, server ?? 0, client ?? 0) }

  /// Reads a list of names; nil where time or session are missing.
  init?(named names: [ArraySlice<UInt8>]) {
    func place(_ words: StaticWord...) -> Int? {
      words.lazy.compactMap { word in names.firstIndex { $0.trimmed.isWord(word) } }.first
    }
    guard let time = place("datetime", "date-time"), let session = place("sessionid", "session-id")
    else { return nil }
    self.init(
      time: time, session: session, sequence: place("seqnumber", "sequence-number"),
      server: place("sip", "local-endpoint"), client: place("cip", "remote-endpoint"),
      user: place("user"), command: place("command"), parameters: place("parameters"),
      event: place("event"), data: place("data"), context: place("context"))
  }

  private init(
    time: Int, session: Int, sequence: Int?, server: Int?, client: Int?, user: Int?, command: Int?,
    parameters: Int?, event: Int?, data: Int?, context: Int?
  ) {
    (self.time, self.session, self.sequence) = (time, session, sequence)
    (self.server, self.client, self.user) = (server, client, user)
    (self.command, self.parameters) = (command, parameters)
    (self.event, self.data, self.context) = (event, data, context)
  }
}
