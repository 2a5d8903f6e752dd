extension Korean {
  /// The frame of a plan: its steps, the versions it is for, and how a number came about.
  static let plan: [String: String] = [
    "What to do": "조치",
    "See it": "확인",
    "look before you change:": "변경하기 전에 현재 값을 확인합니다.",
    "Change it": "변경",
    "Restart": "재시작",
    "Next": "다음 제한",
    "Prove it": "검증",
    "Not needed": "불필요",
    "read again what step 1 reads, then take a second capture":
      "1단계의 값을 다시 확인한 다음 두 번째 캡처를 수행합니다",
    "read again what step 1 reads, then take a second capture:":
      "1단계의 값을 다시 확인한 다음 두 번째 캡처를 수행합니다.",
    "take a second capture": "두 번째 캡처를 수행합니다",
    "take a second capture:": "두 번째 캡처를 수행합니다.",
    "Checklist: {0} on {1}": "체크리스트: {1}의 {0}",
    "{0} ({1})": "{0}({1})",
    "{0} and later": "{0} 이상",
    "in {0}: {1}": "{0} 파일: {1}",
    "in {0}": "{0} 파일",
    "MaxConnections, then MaxConnectionsPerUser": "MaxConnections, 그다음은 MaxConnectionsPerUser입니다",
    "MaxConnectionsPerUser, for each account": "각 계정의 MaxConnectionsPerUser입니다",
    "MaxInboundConnectionPercentagePerSource: its share is of the connections still free":
      "MaxInboundConnectionPercentagePerSource입니다. 이 비율은 아직 비어 있는 연결을 기준으로 합니다",
    "MaxInboundConnectionPerSource (20 as it ships)":
      "MaxInboundConnectionPerSource(기본값 20)입니다",
    "MaxConnections (2000 as it ships), for all accounts together":
      "모든 계정에 함께 적용되는 MaxConnections(기본값 2000)입니다",
    "RcaMaxConcurrency of the account's policy (40 as it ships), if IMAP counts for it: that is not documented":
      "계정 정책의 RcaMaxConcurrency(기본값 40)입니다. 단, IMAP이 여기에 포함되는지는 문서에 없습니다",
    "up to 2010 {0}; from 2013 on {1}": "2010까지는 {0}. 2013부터는 {1}",
    "{0} agents x {1} + UCCX {2} = {3} connections": "상담원 {0}명 x {1} + UCCX {2} = 연결 {3}개",
    "{0} connections wanted at the peak": "최대 시점에 필요한 연결 {0}개",
    "{0} messages in the busiest minute, tries again included":
      "가장 바쁜 1분의 메시지 {0}통(재시도 포함)",
    "{0} recipients in the busiest minute, tries again included":
      "가장 바쁜 1분의 수신자 {0}명(재시도 포함)",
    "{0}; from 2013 on it ships without a limit: somebody has set one":
      "{0}. 2013부터는 기본적으로 제한이 없으므로 누군가 설정한 것입니다",
    "as it ships there is no such limit: somebody has set one":
      "기본적으로 이런 제한이 없으므로 누군가 설정한 것입니다",
    "{0}; {1} is what it ships with, and less would tighten it":
      "{0}. 기본값이 {1:이라}서 더 낮추면 제한이 더 엄격해집니다",
    "{0}; a fifth more leaves room for half-open ones":
      "{0}. 반쯤 열린 연결을 위해 20%의 여유를 둡니다",
    "{0}; a fifth more leaves room": "{0}. 20%의 여유를 둡니다",
    "{0} stands for the most that the senders open at one time, a fifth more, and more than the value in force":
      "{0:은} 발신 서버가 동시에 여는 최대 연결 수에 20%를 더한 값이며, 현재 값보다 커야 합니다",
    "{0} stands for connections per login x agents + those of the UCCX server, a fifth more (--agents fills it in), and more than the value in force":
      "{0:은} 로그인당 연결 수 x 상담원 수 + UCCX 서버의 연결 수에 20%를 더한 값이며(--agents로 채움), 현재 값보다 커야 합니다",
    "{0} stands for what the busiest minute needs, a fifth more, and more than the value in force":
      "{0:은} 가장 바쁜 1분에 필요한 값에 20%를 더한 값이며, 현재 값보다 커야 합니다",
  ]
}
