extension Korean {
  /// Settings of software other than Exchange: where they stand, and what to know of them.
  static let ownSettings: [String: String] = [
    "It counts by account and client address together: only agents behind one address, such as a terminal server, share it":
      "계정과 클라이언트 주소를 함께 기준으로 셉니다. 터미널 서버처럼 한 주소 뒤에 있는 상담원끼리만 공유합니다",
    "The log says 'process_limit reached', or client_limit, and for which service":
      "로그에 'process_limit reached' 또는 client_limit과 해당 서비스가 나옵니다",
    "It stands in the line of the imap service": "imap 서비스 줄에 있습니다",
    "Courier counts by address, not by account": "Courier는 계정이 아니라 주소별로 셉니다",
    "maximum number of simultaneous connections":
      "최대 동시 연결 수(maximum number of simultaneous connections)",
    "maximum number of simultaneous connections ":
      "최대 동시 연결 수(maximum number of simultaneous connections) ",
    "{0}: look at the maximum number of simultaneous connections":
      "{0}: 최대 동시 연결 수(maximum number of simultaneous connections)를 확인합니다",
    "0 is no limit, as it ships": "0은 제한 없음이며 기본값입니다",
    "connections from one address": "주소당 연결 수",
    "concurrent connections from one address ": "주소당 동시 연결 수 ",
    "{0}: look at the limits": "{0}: 제한을 확인합니다",
    "Kerio Connect administration, Services, IMAP": "Kerio Connect 관리 > 서비스 > IMAP",
    "hMailServer Administrator, Settings, Advanced, Auto-ban, and the list of IP ranges":
      "hMailServer Administrator, Settings, Advanced, Auto-ban 및 IP 범위 목록",
    "It ships with 0, which is no limit. A sender whose address stands in smtpd_client_event_limit_exceptions is not counted":
      "기본값은 0(제한 없음)입니다. smtpd_client_event_limit_exceptions에 주소가 있는 발신자는 세지 않습니다",
    "The same words stand for smtpd_client_connection_rate_limit, connections a minute, which is 0 (no limit) as it ships":
      "분당 연결 수인 smtpd_client_connection_rate_limit에도 같은 응답이 쓰이며, 기본값은 0(제한 없음)입니다",
    "It ships without a value, which is no limit": "기본값이 없으며, 이는 제한 없음을 뜻합니다",
    "It counts the messages of one connection; a ratelimit condition in an ACL counts those of a time":
      "한 연결의 메시지를 셉니다. 일정 시간의 메시지는 ACL의 ratelimit 조건이 셉니다",
    "in Exim's main configuration (exim -bV names the file)":
      "Exim 주 컨피그레이션 파일(exim -bV로 확인)",
    "It counts connections in a minute (FEATURE ratecontrol)":
      "1분 동안의 연결을 셉니다(FEATURE ratecontrol)",
    "It counts open connections (FEATURE conncontrol)": "열려 있는 연결을 셉니다(FEATURE conncontrol)",
  ]
}
