extension Korean {
  /// What happened where the server said nothing, as a note beside a frame.
  static let evidence: [String: String] = [
    "SYN answered by RST": "SYN에 RST로 응답",
    "LOGINDISABLED: the client left": "LOGINDISABLED: 클라이언트가 떠남",
    "ClientHello without an answer": "ClientHello에 응답 없음",
    "accepted, no greeting came": "수락되었지만 인사말 없음",
    "{0} SYN, ICMP says unreachable": "SYN {0}개, ICMP 연결 불가 응답",
    "{0} SYN without an answer": "SYN {0}개에 응답 없음",
    "MAIL answered after {0}.{1} s": "MAIL에 {0}.{1}초 뒤 응답",
    "the server": "서버",
    "the client": "클라이언트",
    "server": "서버",
    "client": "클라이언트",
    "alert {0}": "경고 {0}",
    "{0} ends TLS: {1}": "{0:이} TLS 종료: {1}",
    "ClientHello": "ClientHello",
    "the server's hello": "ServerHello",
    "{0} closes after {1}": "{1} 뒤 {0:이} 연결 종료",
    "accepted, closed without a greeting": "수락된 뒤 인사말 없이 종료",
    "{0} of {1} segments sent again": "세그먼트 {1}개 중 {0}개 재전송",
    "commands within a minute": "분당 명령 수",
    "open": "열린 연결 수",
    "{0} after {1}, {2} {3}": "{0} 응답에 {1}, {3} {2}",
    " The frames that show it ({0}) are in {1}, with remarks on the proof.":
      " 이를 보여 주는 프레임 {0}개는 증거에 대한 설명과 함께 {1}에 있습니다.",
    " Passwords, tokens, message text and addresses in it are replaced.":
      " 그 안의 암호, 토큰, 메시지 본문, 주소는 다른 값으로 바뀌었습니다.",
    " Passwords, tokens and message text in it are replaced.":
      " 그 안의 암호, 토큰, 메시지 본문은 다른 값으로 바뀌었습니다.",
    " Of {0} IP fragments it holds only the headers.":
      " IP 조각 {0}개는 헤더만 들어 있습니다.",
  ]
}
