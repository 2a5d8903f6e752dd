import Packets

/// What to do where the server wants encryption, or offers no mechanism that the client has.
enum EncryptionRemedies {
  static func remedies(_ context: RemedyContext, _ version: ServerVersion) -> [Remedy] {
    let isMechanism = context.cause == .noMechanism || context.cause == .mechanismRefused
    switch (context.cause, version.family) {
    case (.tlsFailure, .exchange): return [exchangeCertificate(context, version)]
    case (.tlsFailure, _): return [certificate(context, version)]
    case (_, .exchange):
      if context.isSMTP { return [connectorMechanisms] }
      return isMechanism
        ? [loginType(context, isMechanism: true), mechanisms(context, version)]
        : [loginType(context, isMechanism: false)]
    case (.mechanismRefused, .exchangeOnline), (.noMechanism, .exchangeOnline),
      (.mechanismRefused, .gmail), (.noMechanism, .gmail):
      return [
        Remedy(
          id: "oauth", title: "Let the client sign in with OAuth (XOAUTH2), inside TLS",
          because: "\(version.name) takes no other mechanism from mail programs")
      ]
    default: return [encrypt(version, isMechanism: isMechanism, isSMTP: context.isSMTP)]
    }
  }

  private static func loginType(
    _ context: RemedyContext, isMechanism: Bool
  ) -> Remedy {
    let read: CommandLine = "Get-ImapSettings | Format-List LoginType"
    return Remedy(
      id: "exchange-login-type",
      title: isMechanism
        ? "If passwords are refused: let the client use STARTTLS or port 993"
        : "Let the client use STARTTLS or port 993",
      because: "LoginType SecureLogin, as it ships, takes passwords inside TLS only. Only where a"
        + " client cannot encrypt: the command lets passwords pass in the clear",
      read: [read], commands: ["Set-ImapSettings -LoginType PlainTextLogin"],
      restart: ExchangeRemedies.imapRestart(context.version), verify: [read])
  }

  /// NTLM and GSSAPI on connections without TLS, a switch since Exchange 2010.
  private static func mechanisms(_ context: RemedyContext, _ version: ServerVersion) -> Remedy {
    let name = "EnableGSSAPIAndNTLMAuth"
    guard VersionTable.setting(name, of: "Set-ImapSettings", on: version) != nil else {
      return Remedy(
        id: "exchange-mechanisms", title: "Let the client use a mechanism that the server offers",
        because: "\(version.name) has no switch for NTLM and GSSAPI in its IMAP settings")
    }
    let read: CommandLine = "Get-ImapSettings | Format-List LoginType,\(name)"
    return Remedy(
      id: "exchange-mechanisms", title: "If NTLM or GSSAPI is refused: allow them",
      because: "the switch is on as it ships; it concerns connections without TLS", read: [read],
      commands: ["Set-ImapSettings -\(name) $true"],
      restart: ExchangeRemedies.imapRestart(context.version), verify: [read])
  }

  private static var connectorMechanisms: Remedy {
    let read: CommandLine =
      "Get-ReceiveConnector | Format-List Identity,Bindings,AuthMechanism,PermissionGroups"
    return Remedy(
      id: "exchange-connector-mechanisms",
      title: "Let the client use STARTTLS, or a mechanism of its connector",
      because: "BasicAuthRequireTLS offers passwords inside TLS only; a connector without"
        + " ExchangeUsers takes no sign-ins of users",
      read: [read], verify: [read])
  }

  private static func exchangeCertificate(
    _ context: RemedyContext, _ version: ServerVersion
  ) -> Remedy {
    let read: CommandLine =
      "Get-ExchangeCertificate | Format-List Thumbprint,Services,NotAfter,Subject"
    let service = context.isSMTP ? "SMTP" : "IMAP"
    return Remedy(
      id: "exchange-certificate", title: "Give the \(service) service a certificate",
      because: "the handshake fails: no certificate is bound, it has expired, or the client is too"
        + " old for the server's protocol versions",
      read: [read],
      commands: ["Enable-ExchangeCertificate -Thumbprint THUMBPRINT -Services \(service)"],
      restart: context.isSMTP ? nil : ExchangeRemedies.imapRestart(context.version), verify: [read])
  }

  private static func certificate(_ context: RemedyContext, _ version: ServerVersion) -> Remedy {
    let start =
      switch context.port {
      case 993, 465: ""
      case 25, 587, 2525: " -starttls smtp"
      default: " -starttls imap"
      }
    let own: [CommandLine] =
      switch version {
      case .dovecot23: ["doveconf ssl ssl_cert ssl_min_protocol"]
      case .dovecot24: ["doveconf ssl ssl_server_cert_file ssl_min_protocol"]
      case .postfix: ["postconf smtpd_tls_security_level smtpd_tls_cert_file smtpd_tls_protocols"]
      default: []
      }
    let check: CommandLine = "openssl s_client -connect \(hostAndPort(context))\(start)"
    return Remedy(
      id: "certificate", title: "Check the server's certificate and protocol versions",
      because: "the handshake fails before anybody signs in", read: [check] + own,
      verify: [check])
  }

  private static func hostAndPort(_ context: RemedyContext) -> String {
    context.server?.description ?? "HOST:\(context.port)"
  }

  private static func encrypt(
    _ version: ServerVersion, isMechanism: Bool, isSMTP: Bool
  ) -> Remedy {
    let read: [CommandLine] =
      switch version {
      case .dovecot23: ["doveconf disable_plaintext_auth auth_mechanisms ssl"]
      case .dovecot24: ["doveconf auth_allow_cleartext auth_mechanisms ssl"]
      case .cyrus: ["grep -nE 'allowplaintext|sasl_mech_list' /etc/imapd.conf"]
      case .courier: ["grep -nE 'IMAP_CAPABILITY|IMAP_TLS_REQUIRED' /etc/courier/imapd*"]
      case .zimbra: ["zmprov gacf zimbraImapCleartextLoginEnabled"]
      case .postfix: ["postconf smtpd_tls_auth_only smtpd_sasl_security_options"]
      default: []
      }
    let title: Sentence = "Let the client start TLS, or use port \(isSMTP ? "465" : "993")"
    return Remedy(
      id: "encrypt",
      title: isMechanism ? "\(title), and a mechanism that the server offers" : title,
      because: "the server wants encryption, or another mechanism, before it takes a password",
      read: read)
  }
}
