extension Korean {
  /// What makes a change work; plain commands stay as they are.
  static let restarts: [String: String] = [
    "Restart-Service MSExchangeIMAP4": "Restart-Service MSExchangeIMAP4",
    "{0}, MSExchangeIMAP4BE on every Mailbox server":
      "모든 사서함 서버에서 {0}, MSExchangeIMAP4BE",
    "{0} on every Client Access server (Exchange 2013 and later: MSExchangeIMAP4BE too, on every Mailbox server)":
      "모든 클라이언트 액세스 서버에서 {0}(Exchange 2013 이상: 모든 사서함 서버에서 MSExchangeIMAP4BE도 포함)",
    "{0} on every Client Access server, MSExchangeIMAP4BE on every Mailbox server":
      "모든 클라이언트 액세스 서버에서 {0}, 모든 사서함 서버에서 MSExchangeIMAP4BE",
    "{0} on every Client Access server": "모든 클라이언트 액세스 서버에서 {0}",
    "Restart-Service MSExchangeRPC makes a change of the RCA values work at once":
      "Restart-Service MSExchangeRPC를 실행하면 변경한 RCA 값이 바로 적용됩니다",
    "Restart-Service MSExchangeThrottling on every mailbox server":
      "모든 사서함 서버에서 Restart-Service MSExchangeThrottling",
    "Restart-Service MSExchangeIS on every mailbox server":
      "모든 사서함 서버에서 Restart-Service MSExchangeIS",
    "doveadm reload": "doveadm reload",
    "zmmailboxdctl restart": "zmmailboxdctl restart",
    "systemctl restart cyrus-imapd": "systemctl restart cyrus-imapd",
    "systemctl restart courier-imap": "systemctl restart courier-imap",
    "postfix reload": "postfix reload",
    "systemctl reload exim4 (or send the daemon SIGHUP)":
      "systemctl reload exim4(또는 데몬에 SIGHUP 전송)",
    "{0} (no restart)": "{0}(재시작 불필요)",
    "make -C /etc/mail && systemctl restart sendmail":
      "make -C /etc/mail && systemctl restart sendmail",
  ]
}
