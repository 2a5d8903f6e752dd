import Diagnosis
import Reports

/// Latin words that a Korean report may hold, and the search for those that it may not.
struct LatinWords {
  /// Names and commands of several words, each of which may be English.
  private static let phrases = [
    // Settings, registry values and permissions, as administrators type them.
    "Maximum Allowed Service Sessions Per User", "View Information Store status",
    "Default SERVER",
    // What stands on agents' screens.
    "Agent Email", "Loading(로드)",
    // Options and commands.
    "--all", "--agents", "--server", "--known others-sign-in", "doveadm reload", "postfix reload",
    "chokepoint compare before.pcap after.pcap", "rx and tx", "'both'",
    // A word of event 9646.
    "9646에 session",
    // A unit that is not of ASCII only, and how long a text from the wire is.
    "µs", " bytes)",
  ]

  /// Words that stay as they are wherever they stand.
  private static let words: Set<Substring> = [
    // Protocols and their words.
    "IMAP", "IMAP4", "SMTP", "TLS", "TCP", "IP", "SYN", "RST", "FIN", "ACK", "MAIL", "ICMP", "NTLM",
    "GSSAPI", "PLAIN", "LOGIN", "STARTTLS", "LOGINDISABLED", "ClientHello", "ServerHello", "NOOP",
    "STATUS", "SELECT", "FETCH", "UTC", "SHA-256", "protocol_version", "unknown_ca", "EN10MB",
    // Units, of which seconds and minutes have Korean words.
    "ms", "KB",
    // Products and what their makers call their parts.
    "Chokepoint", "Wireshark", "Exchange", "UCCX", "Dovecot", "Postfix", "Courier", "hMailServer",
    "SP1", "SP2", "PC", "RCA", "MSExchangeIS", "MSExchangeTransport", "MSExchangeIMAP4",
    "MSExchangeIMAP4BE", "MSExchangeRPC", "netstat", "READY",
    // Commands of one word.
    "telnet", "doveconf", "postconf", "Restart-Service", "Get-ImapSettings", "Set-ImapSettings",
    "Get-ReceiveConnector", "Set-ReceiveConnector", "New-ThrottlingPolicy",
    "Set-ThrottlingPolicy", "Set-Mailbox", "Add-ADPermission",
    // Settings, and what stands for a number in a command.
    "MaxConnections", "MaxConnectionsPerUser", "MaxConnectionFromSingleIP", "MaxCommandSize",
    "MaxInboundConnection", "MaxInboundConnectionPerSource",
    "MaxInboundConnectionPercentagePerSource", "MessageRateLimit", "RcaMaxConcurrency",
    "ThrottlingPolicy", "LoginType", "SecureLogin", "ExchangeUsers", "BasicAuthRequireTLS",
    "objtMessage", "objtMessageView", "UserConnectionLimitReached", "mail_max_userip_connections",
    "smtpd_client_connection_count_limit", "smtpd_client_connection_rate_limit",
    "smtpd_client_message_rate_limit", "smtpd_client_recipient_rate_limit",
    "smtpd_client_event_limit_exceptions", "queue_minfree", "MAXPERIP", "MAXDAEMONS",
    "CONNECTIONS", "PERCENT",
  ]

  /// What captures name and reports repeat, and commands, the longest first.
  private let verbatim: [String]

  init(of report: Report) {
    var verbatim: Set<String> = []
    for facts in report.captures { verbatim.insert(facts.path) }
    for incident in report.diagnosis.incidents {
      for words in incident.words { verbatim.insert(terminalText(words, limit: 200)) }
      for item in incident.evidence {
        if case .wire(let words) = item.text {
          // The text report cuts it to the width of its column.
          let text = terminalText(words)
          verbatim.formUnion([text, text.prefix(35) + "…"])
        }
      }
      for name in incident.workstations.values { verbatim.insert(terminalText(name)) }
      if let account = incident.account { verbatim.insert(account) }
      if let seen = incident.accountAsSeen { verbatim.insert(terminalText(seen)) }
      for remedy in incident.remedies {
        for line in remedy.read + remedy.commands { verbatim.formUnion(Self.texts(line.words)) }
      }
    }
    for load in report.diagnosis.loads { verbatim.insert(load.account) }
    self.verbatim = verbatim.filter { $0.contains(where: \.isLetter) }.sorted {
      $0.count > $1.count
    }
  }

  private static func texts(_ sentence: Sentence) -> [String] {
    sentence.values.flatMap { value in
      switch value {
      case .text(let text): [text]
      case .sentence(let part): texts(part)
      default: [String]()
      }
    }
  }

  /// Latin words in lines that none of the lists has, with the lines that they stand in.
  func leftovers(in lines: some Sequence<String>) -> [String] {
    lines.compactMap { line in
      var text = line
      for known in verbatim + Self.phrases where text.contains(known) {
        text = text.replacing(known, with: " ")
      }
      let words = text.split { !($0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0))) }
        .map { $0.drop { !$0.isLetter } }.map { word in
          word[
            ..<(word.lastIndex { $0.isLetter || $0.isNumber }.map { word.index(after: $0) }
              ?? word.startIndex)]
        }
      // A row of x marks the refusals below a chart.
      let unknown = words.filter { !Self.words.contains($0) && !$0.allSatisfy { $0 == "x" } }
      return unknown.isEmpty ? nil : "\(unknown.joined(separator: " ")) in: \(line)"
    }
  }
}
