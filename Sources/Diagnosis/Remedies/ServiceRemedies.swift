/// What to do about services, sign-ins and encryption that are not a matter of limits.
enum ServiceRemedies {
  static func service(_ version: ServerVersion) -> [Remedy] {
    guard version.family == .exchange else { return [otherService(version)] }
    var read = ["Get-Service MSExchangeIMAP4, MSExchangeIS, MSExchangeTransport"]
    var commands = ["Start-Service MSExchangeIMAP4"]
    if version.isExchange(from: .exchange2013) {
      read = ["Get-Service MSExchangeIMAP4, MSExchangeIMAP4BE, MSExchangeIS, MSExchangeTransport"]
      read.append("Get-ServerComponentState -Identity SERVER")
      commands.append("Start-Service MSExchangeIMAP4BE")
    }
    return [
      Remedy(
        id: "exchange-service", title: "See which service or component is not up",
        because: "connections are accepted, but the service behind them does not answer",
        read: read, commands: commands, verify: read + ["telnet HOST 143"],
        documentSteps: [.telnet])
    ]
  }

  private static func otherService(_ version: ServerVersion) -> Remedy {
    let unit: String? =
      switch version.family {
      case .dovecot: "dovecot"
      case .cyrus: "cyrus-imapd"
      case .courier: "courier-imap"
      case .postfix: "postfix"
      case .exim: "exim4"
      case .sendmail: "sendmail"
      default: nil
      }
    return Remedy(
      id: "service-state", title: "See whether the service runs, and what its log says",
      because: "connections are accepted, but the service behind them does not answer",
      read: unit.map { ["systemctl status \($0)", "journalctl -u \($0) -n 100"] } ?? [],
      verify: ["telnet HOST 143"], documentSteps: [.telnet])
  }

  static func credentials(_ context: RemedyContext, _ version: ServerVersion) -> [Remedy] {
    if context.cause == .mechanismRefused { return configuration(.noMechanism, version) }
    guard version.family == .exchange else {
      let name = CommandArgument.shell(context.account, placeholder: "ACCOUNT")
      return [
        Remedy(
          id: "account", title: "Check the account and its password on the server",
          because: "the server refuses the name or the password, at any number of connections",
          read: version.family == .dovecot ? ["doveadm auth test \(name)"] : [])
      ]
    }
    let name = CommandArgument.powerShell(context.account, placeholder: "ACCOUNT")
    let read = [
      "Get-ADUser -Identity \(name) -Properties LockedOut,PasswordExpired,Enabled",
      "Get-CASMailbox -Identity \(name) | Format-List ImapEnabled",
    ]
    return [
      Remedy(
        id: "exchange-account", title: "Unlock the account, and allow it IMAP",
        because: "the server refuses the name or the password, at any number of connections;"
          + " find who sends the wrong password first, else it is locked again",
        read: read,
        commands: [
          "Unlock-ADAccount -Identity \(name)",
          "Set-CASMailbox -Identity \(name) -ImapEnabled $true",
        ], verify: read)
    ]
  }

  static func configuration(_ cause: Cause, _ version: ServerVersion) -> [Remedy] {
    if cause == .tlsFailure { return [certificate(version)] }
    guard version.family == .exchange else {
      return [
        Remedy(
          id: "encrypt", title: "Let the client start TLS, or use port 993",
          because: "the server wants encryption, or another mechanism, before it takes a password",
          read: version == .dovecot23
            ? ["doveconf disable_plaintext_auth auth_mechanisms"]
            : version == .dovecot24 ? ["doveconf auth_allow_cleartext auth_mechanisms"] : [])
      ]
    }
    let read = "Get-ImapSettings | Format-List LoginType"
    return [
      Remedy(
        id: "exchange-login-type", title: "Let the client use STARTTLS or port 993",
        because: "LoginType SecureLogin, as it ships, takes passwords inside TLS only; where the"
          + " client cannot encrypt, the command lets passwords pass in the clear",
        read: [read], commands: ["Set-ImapSettings -LoginType PlainTextLogin"],
        restart: version.isExchange(from: .exchange2013)
          ? "Restart-Service MSExchangeIMAP4, MSExchangeIMAP4BE"
          : "Restart-Service MSExchangeIMAP4 on every Client Access server", verify: [read])
    ]
  }

  private static func certificate(_ version: ServerVersion) -> Remedy {
    guard version.family == .exchange else {
      return Remedy(
        id: "certificate", title: "Check the server's certificate and protocol versions",
        because: "the handshake fails before anybody signs in",
        read: ["openssl s_client -connect HOST:143 -starttls imap"])
    }
    let read = "Get-ExchangeCertificate | Format-List Thumbprint,Services,NotAfter,Subject"
    return Remedy(
      id: "exchange-certificate", title: "Give the IMAP service a certificate",
      because: "the handshake fails: no certificate is bound, or it has expired", read: [read],
      commands: ["Enable-ExchangeCertificate -Thumbprint THUMBPRINT -Services IMAP"],
      restart: "Restart-Service MSExchangeIMAP4", verify: [read])
  }

  /// Services whose limits their customers cannot set.
  static func hosted(_ version: ServerVersion) -> [Remedy] {
    [
      Remedy(
        id: "hosted-limit", title: "Open fewer connections, and wait before trying again",
        because: "\(version.name) lets nobody set this limit: share connections, back off after a"
          + " refusal"
          + (version == .exchangeOnline
            ? ", or ask Microsoft's support to lift the policy for a time" : ""))
    ]
  }
}
