/// What to do about sign-ins that are refused at any number of connections.
enum AccountRemedies {
  static func remedies(_ context: RemedyContext, _ version: ServerVersion) -> [Remedy] {
    switch version.family {
    case .exchange: [exchange(context)]
    case .exchangeOnline: [exchangeOnline(context)]
    case .gmail, .yahoo:
      [
        Remedy(
          id: "hosted-account", title: "Sign in with OAuth, or with an app password",
          because: "\(version.name) refuses the account's own password in mail programs")
      ]
    default: [other(context, version)]
    }
  }

  private static func because(_ context: RemedyContext) -> Sentence {
    context.cause == .rejected
      ? "refused at any number of connections: the refused clients have the name or the password"
        + " wrong, or the account may not use the protocol"
      : "sign-ins of this account stopped working: find who sends a wrong password, else it is locked"
        + " again"
  }

  private static func exchange(_ context: RemedyContext) -> Remedy {
    let name = CommandArgument.powerShell(context.account, placeholder: "ACCOUNT")
    let read: [CommandLine] = [
      "Get-ADUser -Identity \(name) -Properties LockedOut,PasswordExpired,PasswordLastSet,BadLogonCount",
      "Get-CASMailbox -Identity \(name) | Format-List ImapEnabled",
    ]
    let isLocked = context.cause == .lockedOrDisabled
    return Remedy(
      id: "exchange-account",
      title: isLocked
        ? "Unlock the account, and allow it IMAP"
        : "Correct the password in the clients; then see whether the account may use IMAP",
      because: because(context), read: read,
      commands: (isLocked ? ["Unlock-ADAccount -Identity \(name)"] : [])
        + ["Set-CASMailbox -Identity \(name) -ImapEnabled $true"], verify: read)
  }

  private static func exchangeOnline(_ context: RemedyContext) -> Remedy {
    let name = CommandArgument.powerShell(context.account, placeholder: "ACCOUNT")
    let read: CommandLine =
      "Get-CASMailbox -Identity \(name) | Format-List ImapEnabled,SmtpClientAuthenticationDisabled"
    return Remedy(
      id: "hosted-account",
      title: "Sign in with OAuth (XOAUTH2), and allow the account the protocol",
      because: "the service takes no passwords from mail programs any more", read: [read],
      commands: [
        context.isSMTP
          ? "Set-CASMailbox -Identity \(name) -SmtpClientAuthenticationDisabled $false"
          : "Set-CASMailbox -Identity \(name) -ImapEnabled $true"
      ], verify: [read])
  }

  private static func other(_ context: RemedyContext, _ version: ServerVersion) -> Remedy {
    let name = CommandArgument.shell(context.account, placeholder: "ACCOUNT")
    let read: [CommandLine] =
      switch version.family {
      case .dovecot: ["doveadm user \(name)", "doveadm auth test \(name)"]
      case .cyrus: ["imtest -m login -a \(name) \(context.host)"]
      case .courier: ["authtest \(name)"]
      case .zimbra: ["zmprov ga \(name) zimbraAccountStatus zimbraImapEnabled"]
      case .postfix: ["postconf smtpd_sasl_type smtpd_sasl_path"]
      case .hMailServer:
        [
          CommandLine(
            words:
              "hMailServer Administrator, Settings, Advanced, Auto-ban, and the list of IP ranges")
        ]
      default: ServiceRemedies.unit(version.family).map { ["journalctl -u \($0) -n 100"] } ?? []
      }
    let isLocked = context.cause == .lockedOrDisabled
    return Remedy(
      id: "account", title: "Check the account and its password on the server",
      because: because(context), read: read,
      commands: version.family == .zimbra && isLocked
        ? ["zmprov ma \(name) zimbraAccountStatus active"] : [], verify: read)
  }
}
