extension Korean {
  /// Why a remedy helps, and what else to know of it.
  static let remedyReasons: [String: String] = [
    // Exchange.
    "a budget belongs to one account; a policy for it leaves all others as they are. Whether IMAP spends the RCA budget is not documented: its values are lifted to be safe":
      "예산은 계정마다 따로 적용되므로, 전용 정책은 다른 계정에 영향을 주지 않습니다. IMAP이 RCA 예산을 쓰는지는 문서에 없으므로 그 값도 안전하게 해제합니다",
    "Exchange 2007 has no throttling policies: nothing of the kind can be set there":
      "Exchange 2007에는 제한 정책이 없어 설정할 수 있는 것이 없습니다",
    "it counts recipients in 24 hours and is unlimited as it ships: a policy sets it; put the policy's name for POLICY":
      "24시간 동안의 수신자를 세며 기본값은 무제한입니다. 정책에서 설정한 것이므로 POLICY 자리에 정책 이름을 넣으십시오",
    "the store counts sessions a user too (32 as it ships; not confirmed for Exchange 2007)":
      "정보 저장소도 사용자당 세션을 셉니다(기본값 32, Exchange 2007에서는 확인되지 않음)",
    "the store allows 16 service sessions a user as it ships; event 9646 tells when it binds":
      "정보 저장소는 기본적으로 사용자당 서비스 세션 16개를 허용합니다. 여기에 걸리면 이벤트 9646이 기록됩니다",
    "a session may have 250 messages open as it ships; a client that never closes them meets any limit":
      "세션은 기본적으로 메시지를 250개까지 열 수 있습니다. 메시지를 닫지 않는 클라이언트는 어떤 제한에든 걸립니다",
    "{0}; for objtMessageView install 2010 SP2 Update Rollup 3 or later instead, which mends a leak":
      "{0}. objtMessageView라면 누수를 고친 2010 SP2 Update Rollup 3 이상을 설치하십시오",
    ". 'Default SERVER' is unlimited already: a number tightens it":
      ". 'Default SERVER'에는 이미 제한이 없으므로 숫자를 넣으면 오히려 엄격해집니다",
    "{0}; client connectors ship with 5 a minute{1}": "{0}. 클라이언트 커넥터의 기본값은 분당 5통입니다{1}",
    "{0}; the percentage is of the connections still free: PERCENT stands for CONNECTIONS / 25{1}":
      "{0}. 비율은 아직 비어 있는 연결을 기준으로 합니다. PERCENT는 CONNECTIONS / 25입니다{1}",
    "{0}; the percentage is of the connections still free, of which half may be gone{1}":
      "{0}. 비율은 아직 비어 있는 연결을 기준으로 하며, 그 절반이 이미 쓰이고 있을 수 있습니다{1}",
    "events 15004 to 15007 of MSExchangeTransport name the resource (disk, memory, queue); no limit is to be raised":
      "MSExchangeTransport 이벤트 15004~15007에서 부족한 리소스(디스크, 메모리, 큐)를 확인할 수 있습니다. 늘려야 할 제한은 없습니다",
    "{0}; {1} ends at {2} on {3}": "{0}. {3}에서 {1}의 최댓값은 {2}입니다",
    "it ships with 10240 bytes and ends at 16384; for longer commands the client has to ask for fewer messages at a time":
      "기본값은 10240바이트, 최댓값은 16384바이트입니다. 더 긴 명령은 클라이언트가 한 번에 더 적은 메시지를 요청해야 합니다",
    "Exchange counts by account or by address, not by both together: these words are another server's, such as Dovecot's":
      "Exchange는 계정별 또는 주소별로 세며 둘을 함께 세지 않습니다. 이 응답은 Dovecot 같은 다른 서버의 것입니다",
    // Hosted services.
    "{0} lets nobody raise this: ask for fewer messages at a time":
      "{0}에서는 이 값을 늘릴 수 없습니다. 한 번에 더 적은 메시지를 요청하십시오",
    "{0} lets nobody set this limit: share connections among agents, spread them over several accounts, and wait after a refusal, longer each time":
      "{0}에서는 이 제한을 설정할 수 없습니다. 상담원끼리 연결을 공유하고, 여러 계정으로 분산하고, 거부된 뒤에는 매번 더 오래 기다리십시오",
    "{0}. Gmail allows {1} connections an account: UCCX's {2} and {3} agents with {4} each":
      "{0}. Gmail은 계정당 연결 {1}개를 허용합니다. UCCX의 연결 {2}개와, 각각 연결 {4}개를 쓰는 상담원 {3}명입니다",
    "{0}. Obey the back-off time that the service states; Microsoft's support can lift a policy for a time":
      "{0}. 서비스가 알려 주는 백오프 시간을 지키십시오. Microsoft 지원에서 정책을 일시적으로 해제할 수 있습니다",
    "{0} lets nobody set this limit: a mailbox may send over 3 connections at one time, 30 messages a minute, to 10000 recipients a day":
      "{0}에서는 이 제한을 설정할 수 없습니다. 사서함은 동시에 연결 3개, 분당 메시지 30통, 하루 수신자 10000명까지 보낼 수 있습니다",
    "{0} lets nobody set this limit": "{0}에서는 이 제한을 설정할 수 없습니다",
    "{0}; a relay of your own can queue what has to wait":
      "{0}. 자체 릴레이를 두면 기다려야 하는 메일을 큐에 보관할 수 있습니다",
    "{0} refuses the account's own password in mail programs":
      "{0:은} 메일 프로그램에서 계정 자체의 암호를 거부합니다",
    "the service takes no passwords from mail programs any more":
      "이 서비스는 더 이상 메일 프로그램에서 암호를 받지 않습니다",
    // Other software.
    "the server's software is not known: --server makes the plan exact{0}":
      "서버 소프트웨어를 알 수 없습니다. --server로 지정하면 조치가 정확해집니다{0}",
    ". Courier (MAXPERIP, MAXDAEMONS) and hMailServer turn connections away without a word":
      ". Courier(MAXPERIP, MAXDAEMONS)와 hMailServer는 아무 응답 없이 연결을 거부합니다",
    "{0} is not known to have a setting for it: look for a proxy or a firewall in front of it":
      "{0}에는 이에 해당하는 설정이 알려져 있지 않습니다. 앞에 프록시나 방화벽이 있는지 확인하십시오",
    "a command line may have 64 KB as it ships": "명령 한 줄은 기본적으로 64KB까지 가능합니다",
    "452 4.3.1 is said when the queue's disk has less than queue_minfree left":
      "큐 디스크의 남은 공간이 queue_minfree보다 적으면 452 4.3.1로 응답합니다",
    "above smtp_load_reserve Exim turns senders away; it ships without a value":
      "부하가 smtp_load_reserve를 넘으면 Exim이 발신자를 거부합니다. 기본값은 없습니다",
    "above RefuseLA, or below MinFreeBlocks, sendmail turns senders away":
      "부하가 RefuseLA를 넘거나 여유 공간이 MinFreeBlocks보다 적으면 sendmail이 발신자를 거부합니다",
    "Zimbra counts requests, not connections: 5000 as it ships; REQUESTS stands for a larger number":
      "Zimbra는 연결이 아니라 요청을 셉니다. 기본값은 5000이며 REQUESTS 자리에 더 큰 수를 넣으십시오",
    // Accounts.
    "refused at any number of connections: the refused clients have the name or the password wrong, or the account may not use the protocol":
      "연결 수와 관계없이 거부됩니다. 거부된 클라이언트의 이름이나 암호가 틀렸거나, 계정이 이 프로토콜을 사용할 수 없습니다",
    "sign-ins of this account stopped working: find who sends a wrong password, else it is locked again":
      "이 계정의 로그인이 중단되었습니다. 잘못된 암호를 보내는 쪽을 찾지 않으면 다시 잠깁니다",
    // Services and the network.
    "connections are accepted, but nothing greets: a stopped service, or one that waits for something else":
      "연결은 수락되지만 인사말이 없습니다. 서비스가 중지되었거나 다른 것을 기다리고 있습니다",
    "connections are accepted and closed again: the service behind a load balancer is down, or it has no certificate":
      "연결이 수락된 뒤 바로 끊깁니다. 부하 분산 장치 뒤의 서비스가 중단되었거나 인증서가 없습니다",
    "the server says that it is shutting down: find out what stops it":
      "서버가 종료 중이라고 응답합니다. 무엇이 서버를 중지하는지 확인하십시오",
    "the server says that something behind it is not available; it is not the password":
      "서버가 그 뒤의 구성 요소를 사용할 수 없다고 응답합니다. 암호 문제가 아닙니다",
    "connections are not answered at all: a firewall, a route or the server's power":
      "연결에 아무 응답도 없습니다. 방화벽, 경로 또는 서버 전원을 확인하십시오",
    "the server, or a firewall that rejects, answers with a reset: on the server, netstat shows whether anything listens":
      "서버 또는 거부하는 방화벽이 RST로 응답합니다. 서버에서 netstat으로 수신 대기 여부를 확인할 수 있습니다",
    "data is sent again and again; error counters of the ports on the way tell where":
      "데이터가 계속 재전송됩니다. 경로에 있는 포트의 오류 카운터로 위치를 알 수 있습니다",
    // Encryption and mechanisms.
    "{0} takes no other mechanism from mail programs":
      "{0:은} 메일 프로그램에서 다른 인증 방식을 받지 않습니다",
    "LoginType SecureLogin, as it ships, takes passwords inside TLS only. Only where a client cannot encrypt: the command lets passwords pass in the clear":
      "기본값인 LoginType SecureLogin은 TLS 안에서만 암호를 받습니다. 아래 명령은 암호를 평문으로 통과시키므로 클라이언트가 암호화할 수 없는 경우에만 사용하십시오",
    "{0} has no switch for NTLM and GSSAPI in its IMAP settings":
      "{0}의 IMAP 설정에는 NTLM과 GSSAPI를 켜고 끄는 항목이 없습니다",
    "the switch is on as it ships; it concerns connections without TLS":
      "이 항목은 기본적으로 켜져 있으며 TLS 없는 연결에 적용됩니다",
    "BasicAuthRequireTLS offers passwords inside TLS only; a connector without ExchangeUsers takes no sign-ins of users":
      "BasicAuthRequireTLS는 TLS 안에서만 암호 인증을 제공합니다. ExchangeUsers가 없는 커넥터는 사용자 로그인을 받지 않습니다",
    "the handshake fails: no certificate is bound, it has expired, or the client is too old for the server's protocol versions":
      "핸드셰이크가 실패합니다. 할당된 인증서가 없거나, 만료되었거나, 클라이언트가 서버의 프로토콜 버전에 비해 너무 오래되었습니다",
    "the handshake fails before anybody signs in": "로그인하기 전에 핸드셰이크가 실패합니다",
    "the server wants encryption, or another mechanism, before it takes a password":
      "서버는 암호를 받기 전에 암호화나 다른 인증 방식을 요구합니다",
  ]
}
