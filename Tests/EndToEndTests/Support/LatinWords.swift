import Diagnosis
import Reports

/// Latin words that a Korean report may hold, and the search for those that it may not.
struct LatinWords {
  /// Names of several words.
  private static let phrases = [
    // Settings, registry values and permissions, as administrators type them.
    "Maximum Allowed Service Sessions Per User", "Maximum Allowed Sessions Per User",
    "View Information Store status", "Default SERVER", "FEATURE ratecontrol",
    "FEATURE conncontrol",
    // What stands on agents' screens.
    "Agent Email",
    // Capture settings of switches.
    "rx and tx",
    // The last step of plans, and a word of event 9646.
    "chokepoint compare before.pcap after.pcap", "9646에 session",
    // A unit that is not of ASCII only.
    "µs",
  ]

  private static let words: Set<Substring> = [
    // Protocols and their words.
    "IMAP", "IMAP4", "SMTP", "TLS", "TCP", "IP", "ICMP", "SYN", "RST", "FIN", "ACK", "MAIL",
    "NTLM", "GSSAPI", "PLAIN", "LOGIN", "XOAUTH2", "OAuth", "STARTTLS", "ClientHello",
    "ServerHello", "LOGINDISABLED", "MAPI", "DNS", "STATUS", "NOOP", "SELECT", "FETCH", "SEARCH",
    "UTC", "SHA-256", "SIGHUP", "PAWS", "snaplen", "keep-alive",
    // Units and signs.
    "ms", "ns", "KB", "bytes",
    // Products and what their makers call their parts.
    "Chokepoint", "Wireshark", "Exchange", "Microsoft", "UCCX", "Cisco", "Dovecot", "Postfix",
    "Courier", "hMailServer", "Cyrus", "Exim", "sendmail", "Zimbra", "Gmail", "Google", "SP1",
    "SP2", "SP3", "RTM", "SE", "Online", "PC", "Client", "CPA", "RCA",
    "MSExchangeIS", "MSExchangeTransport", "MSExchangeIMAP4", "MSExchangeIMAP4BE",
    "MSExchangeRPC", "MSExchangeThrottling", "netstat", "imapd", "imap", "imapd.conf",
    // What stands on agents' screens.
    "READY", "Loading",
    // Commands and their options.
    "chokepoint", "analyze", "compare", "telnet", "doveadm", "doveconf", "reload", "restart",
    "postfix", "postconf", "systemctl", "courier-imap", "cyrus-imapd", "zmmailboxdctl",
    "Restart-Service", "Get-ImapSettings", "Set-ImapSettings", "Get-ReceiveConnector",
    "Set-ReceiveConnector", "Get-ThrottlingPolicy", "New-ThrottlingPolicy",
    "Set-ThrottlingPolicy", "Set-Mailbox", "Add-ADPermission", "all", "agents", "known",
    "others-sign-in", "server", "f", "host", "ADDRESS", "both", "n",
    // Settings and what stands for a number in a command.
    "MaxConnections", "MaxConnectionsPerUser", "MaxConnectionFromSingleIP", "MaxCommandSize",
    "MaxInboundConnection", "MaxInboundConnectionPerSource",
    "MaxInboundConnectionPercentagePerSource", "MessageRateLimit", "RecipientRateLimit",
    "RcaMaxConcurrency", "ThrottlingPolicy", "LoginType", "SecureLogin", "PercentTime",
    "CPUStartPercent", "ExchangeUsers", "BasicAuthRequireTLS", "objt", "objtMessage",
    "UserConnectionLimitReached", "UserDisabled", "mail_max_userip_connections", "process_limit",
    "client_limit", "reached", "smtpd_client_connection_count_limit",
    "smtpd_client_connection_rate_limit", "smtpd_client_message_rate_limit",
    "smtpd_client_recipient_rate_limit", "smtpd_client_event_limit_exceptions", "MAXPERIP",
    "MAXDAEMONS", "CONNECTIONS", "MESSAGES", "RECIPIENTS", "PERCENT", "POLICY",
    // Alerts of TLS, by their names.
    "protocol_version", "unknown_ca",
    // Names of link layers.
    "EN10MB",
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
