/// Client throttling policies (knowledge base, section A3): Exchange 2010 and later.
extension ExchangeRemedies {
  /// The names of a policy's parameters are spelled as the version's reference spells them.
  private var unlimited: String {
    let names =
      isNew
      ? [
        "ImapMaxConcurrency", "ImapMaxBurst", "ImapRechargeRate", "ImapCutoffBalance",
        "RcaMaxConcurrency",
      ]
      : ["IMAP", "RCA"].flatMap { part in
        ["MaxConcurrency", "PercentTimeInAD", "PercentTimeInCAS", "PercentTimeInMailboxRPC"]
          .map { part + $0 }
      }
    return names.map { "-\($0) \(noLimit)" }.joined(separator: " ")
  }

  private var noLimit: String { isNew ? "unlimited" : "$null" }

  private var account: String {
    CommandArgument.powerShell(context.account, placeholder: "ACCOUNT")
  }

  /// A policy for the one account that agents share.
  var policy: Remedy {
    let assigned: CommandLine = "Get-Mailbox -Identity \(account) | Format-List ThrottlingPolicy"
    let step: DocumentStep? =
      isNew ? nil : version == .exchange2010RTM ? .throttlingPolicy2010 : .throttlingPolicySP1
    return Remedy(
      id: "exchange-throttling-policy", title: "Give the account a throttling policy of its own",
      because: "a budget belongs to one account; a policy for it leaves all others as they are."
        + " Whether IMAP spends the RCA budget is not documented: its values are lifted to be safe",
      read: ["Get-ThrottlingPolicy | Format-List Name,IMAP*,RCA*", assigned],
      commands: [
        "New-ThrottlingPolicy -Name 'UCCX'" + (isNew ? " -ThrottlingPolicyScope Regular" : ""),
        "Set-ThrottlingPolicy -Identity 'UCCX' \(unlimited)",
        "Set-Mailbox -Identity \(account) -ThrottlingPolicy 'UCCX'",
      ],
      restart: "Restart-Service MSExchangeRPC makes a change of the RCA values work at once",
      verify: [assigned, "Get-ThrottlingPolicy -Identity 'UCCX' | Format-List IMAP*,RCA*"],
      documentSteps: [.newThrottlingPolicy] + [step].compactMap(\.self) + [.setMailbox])
  }

  /// Exchange 2007 has none; not worth a word where it is one of many versions.
  var noPolicies: [Remedy] {
    if context.version.isOpen { return [] }
    return [
      Remedy(
        id: "exchange-no-policy", title: "Look for the cause elsewhere",
        because: "Exchange 2007 has no throttling policies: nothing of the kind can be set there",
        read: [
          #"Get-Counter -Counter '\Processor(_Total)\% Processor Time'"#,
          "Get-Service MSExchangeIS",
        ])
    ]
  }

  /// Recipients in 24 hours: of an account's policy, not of a connector.
  var recipientRate: Remedy {
    let assigned: CommandLine = "Get-Mailbox -Identity \(account) | Format-List ThrottlingPolicy"
    let rates: CommandLine = "Get-ThrottlingPolicy | Format-List Name,RecipientRateLimit"
    return Remedy(
      id: "exchange-recipient-rate", title: "Lift RecipientRateLimit in the account's policy",
      because: "it counts recipients in 24 hours and is unlimited as it ships: a policy sets it;"
        + " put the policy's name for POLICY",
      read: [assigned, rates],
      commands: ["Set-ThrottlingPolicy -Identity 'POLICY' -RecipientRateLimit \(noLimit)"],
      restart: "Restart-Service MSExchangeThrottling on every mailbox server", verify: [rates])
  }
}
