extension Korean {
  /// What is known of a limit's value, and what tells settings apart that look alike.
  static let limits: [String: String] = [
    "connections per user": "사용자당 연결 수",
    "connections per user and address": "사용자·주소당 연결 수",
    "connections per client address": "클라이언트 주소당 연결 수",
    "connections in total": "전체 연결 수",
    "messages per minute": "분당 메시지 수",
    "recipients per minute": "분당 수신자 수",
    "simultaneous connections": "동시 연결 수",
    "it explains {0} of {1} attempts": "시도 {1}회 중 {0}회를 설명합니다",
    "{0} ({1}), in the server's own words": "{0}({1}), 서버의 응답에 있는 값입니다",
    "the server's log": "서버 로그",
    "the settings file": "설정 파일",
    "{0} ({1}) according to {2}; the capture fits it": "{2}에 따르면 {0}({1})이며 캡처와도 맞습니다",
    "{0}, exact: {1}": "정확히 {0}: {1}",
    "between {0} and {1} ({2}): {3}": "{0}~{1}({2}): {3}",
    "at least {0} ({1}); connections that this capture does not show count as well":
      "{0} 이상({1}). 이 캡처에 보이지 않는 연결도 함께 계산됩니다",
    "not to be seen here ({0}); connections that this capture does not show count as well":
      "여기서는 알 수 없음({0}). 이 캡처에 보이지 않는 연결도 함께 계산됩니다",
    "{0}, or {1} = {2} ({3} tells)": "{0} 또는 {1} = {2}({3}에서 확인)",
    "UserConnectionLimitReached in the IMAP4 protocol log":
      "IMAP4 프로토콜 로그의 UserConnectionLimitReached",
    "event 9646 of MSExchangeIS on the mailbox server": "사서함 서버의 MSExchangeIS 이벤트 9646",
    "event 1021 of MSExchangeTransport": "MSExchangeTransport 이벤트 1021",
    "Google's documentation": "Google 문서",
    "the imapd file": "imapd 파일",
    "imapd.conf": "imapd.conf",
    "Get-ImapSettings": "Get-ImapSettings",
    "Get-ReceiveConnector": "Get-ReceiveConnector",
    "doveconf -n": "doveconf -n",
    "zmprov gs": "zmprov gs",
    "postconf smtpd_client_connection_count_limit smtpd_client_connection_rate_limit":
      "postconf smtpd_client_connection_count_limit smtpd_client_connection_rate_limit",
    "postconf smtpd_client_message_rate_limit": "postconf smtpd_client_message_rate_limit",
    "postconf smtpd_client_recipient_rate_limit": "postconf smtpd_client_recipient_rate_limit",
    "exim -bP smtp_accept_max": "exim -bP smtp_accept_max",
    "exim -bP smtp_accept_max_per_host": "exim -bP smtp_accept_max_per_host",
  ]
}
