extension Korean {
  /// What to do, in a line.
  static let remedyTitles: [String: String] = [
    // Exchange.
    "Give the account a throttling policy of its own": "계정에 전용 제한 정책을 적용합니다",
    "Look for the cause elsewhere": "다른 곳에서 원인을 찾습니다",
    "Lift RecipientRateLimit in the account's policy":
      "계정 정책의 RecipientRateLimit을 해제합니다",
    "Raise the store's limit on each mailbox server": "각 사서함 서버에서 정보 저장소의 제한을 늘립니다",
    "Raise the store's limit as well": "정보 저장소의 제한도 늘립니다",
    "Only if event 9646 names objtMessage, not session: raise the objects per session":
      "이벤트 9646에 session이 아니라 objtMessage가 나오는 경우에만 세션당 개체 수를 늘립니다",
    "Loosen the connector that UCCX uses, and only that one; step 1 shows its name":
      "UCCX가 사용하는 커넥터만 제한을 완화합니다. 이름은 1단계에서 확인합니다",
    "Loosen the connector that UCCX uses, and only that one": "UCCX가 사용하는 커넥터만 제한을 완화합니다",
    "Free what runs short on the transport server": "전송 서버에서 부족한 리소스를 확보합니다",
    "Divide the agents among several accounts": "상담원을 여러 계정으로 나눕니다",
    "Raise {0} on each server that clients sign in to":
      "클라이언트가 로그인하는 각 서버에서 {0} 값을 늘립니다",
    "Raise MaxCommandSize to its highest value": "MaxCommandSize를 최댓값으로 늘립니다",
    "Look for a proxy in front of Exchange": "Exchange 앞에 프록시가 있는지 확인합니다",
    // Hosted services.
    "Let the client send shorter commands": "클라이언트가 더 짧은 명령을 보내도록 합니다",
    "Open fewer connections, and wait before trying again": "연결을 줄이고, 기다렸다가 다시 시도합니다",
    "Send over fewer connections at one time": "동시에 더 적은 연결로 전송합니다",
    "Spread the recipients over time, or over several mailboxes":
      "수신자를 시간이나 여러 사서함으로 분산합니다",
    "Wait, and try again later each time": "기다렸다가 매번 간격을 늘려 다시 시도합니다",
    "Send more slowly, or through several mailboxes": "더 천천히 보내거나 여러 사서함으로 나누어 보냅니다",
    "Sign in with OAuth, or with an app password": "OAuth 또는 앱 암호로 로그인합니다",
    "Sign in with OAuth (XOAUTH2), and allow the account the protocol":
      "OAuth(XOAUTH2)로 로그인하고, 계정에 프로토콜을 허용합니다",
    "Look at the service's own health page, and wait": "서비스의 상태 페이지를 확인하고 기다립니다",
    // Other software.
    "Find out what counts this": "무엇이 이 값을 세는지 찾습니다",
    "Raise {0}": "{0} 값을 늘립니다",
    "Raise imap_max_line_length": "imap_max_line_length 값을 늘립니다",
    "Raise {0}, if the log names it": "로그에 {0:이} 나오면 값을 늘립니다",
    "Free what runs short on the server": "서버에서 부족한 리소스를 확보합니다",
    "Find what loads the server": "서버에 부하를 주는 것을 찾습니다",
    "Find what loads the server, or fills its disk": "서버에 부하를 주거나 디스크를 채우는 것을 찾습니다",
    // Accounts.
    "Unlock the account, and allow it IMAP": "계정 잠금을 해제하고 IMAP을 허용합니다",
    "Correct the password in the clients; then see whether the account may use IMAP":
      "클라이언트의 암호를 바로잡은 다음 계정이 IMAP을 사용할 수 있는지 확인합니다",
    "Check the account and its password on the server": "서버에서 계정과 암호를 확인합니다",
    // Services and the network.
    "See whether the service runs, and what its log says": "서비스가 실행 중인지, 로그에 무엇이 있는지 확인합니다",
    "See which service or component is not up": "실행되지 않는 서비스나 구성 요소를 확인합니다",
    "Follow the path from the agent's PC to the server": "상담원 PC에서 서버까지의 경로를 추적합니다",
    "Start what should listen on this port": "이 포트에서 수신 대기해야 할 서비스를 시작합니다",
    "Look for the link that loses segments": "세그먼트가 손실되는 링크를 찾습니다",
    // Encryption and mechanisms.
    "Let the client sign in with OAuth (XOAUTH2), inside TLS":
      "클라이언트가 TLS 안에서 OAuth(XOAUTH2)로 로그인하도록 합니다",
    "If passwords are refused: let the client use STARTTLS or port 993":
      "암호가 거부되면 클라이언트가 STARTTLS 또는 포트 993을 사용하도록 합니다",
    "Let the client use STARTTLS or port 993": "클라이언트가 STARTTLS 또는 포트 993을 사용하도록 합니다",
    "Let the client use a mechanism that the server offers":
      "클라이언트가 서버에서 제공하는 인증 방식을 사용하도록 합니다",
    "If NTLM or GSSAPI is refused: allow them": "NTLM 또는 GSSAPI가 거부되면 허용합니다",
    "Let the client use STARTTLS, or a mechanism of its connector":
      "클라이언트가 STARTTLS 또는 커넥터의 인증 방식을 사용하도록 합니다",
    "Give the {0} service a certificate": "{0} 서비스에 인증서를 할당합니다",
    "Check the server's certificate and protocol versions": "서버의 인증서와 프로토콜 버전을 확인합니다",
    "Let the client start TLS, or use port {0}":
      "클라이언트가 TLS를 시작하거나 포트 {0:을} 사용하도록 합니다",
    "{0}, and a mechanism that the server offers": "{0}. 인증 방식은 서버에서 제공하는 것을 씁니다",
  ]
}
