extension Korean {
  /// What a capture cannot show, and what would decide.
  static let reach: [String: String] = [
    "all mail traffic here comes from {0}: connections of other clients are not in it":
      "여기 있는 메일 트래픽은 모두 {0}에서 온 것입니다. 다른 클라이언트의 연결은 들어 있지 않습니다",
    "{0} session was open before the capture began; who signed in there is not seen":
      "캡처 시작 전부터 열려 있던 세션 {0}개. 누가 로그인했는지 보이지 않습니다",
    "{0} sessions were open before the capture began; who signed in there is not seen":
      "캡처 시작 전부터 열려 있던 세션 {0}개. 누가 로그인했는지 보이지 않습니다",
    "sign-ins inside TLS ({0} session seen)": "TLS 안의 로그인(세션 {0}개 확인)",
    "sign-ins inside TLS ({0} sessions seen)": "TLS 안의 로그인(세션 {0}개 확인)",
    "{0} bytes of mail streams that the capture lost": "캡처에서 손실된 메일 스트림 {0}바이트",
    "what was open at one time over all captures: one of them shares no connection with the others, and its clock is taken as it is":
      "모든 캡처에 걸쳐 동시에 열려 있던 연결 수. 그중 하나는 다른 캡처와 공유하는 연결이 없어 시계를 그대로 사용했습니다",
    "what was open at one time over all captures: {0} of them share no connection with the others, and their clocks are taken as they are":
      "모든 캡처에 걸쳐 동시에 열려 있던 연결 수. 그중 {0}개는 다른 캡처와 공유하는 연결이 없어 시계를 그대로 사용했습니다",
    "whether one more connection of the account (the UCCX server's own, say) was open all the time: then it is {0} = {1}, as it ships":
      "계정의 연결이 하나 더(예: UCCX 서버의 연결) 내내 열려 있었는지 여부. 그렇다면 기본값인 {0} = {1}입니다",
    "whether {0} more connections of the account (the UCCX server's own, say) were open all the time: then it is {1} = {2}, as it ships":
      "계정의 연결이 {0}개 더(예: UCCX 서버의 연결) 내내 열려 있었는지 여부. 그렇다면 기본값인 {1} = {2}입니다",
    "what the limit was from frame {0} to frame {1}: {2} sign-ins were let in above it":
      "프레임 {0}부터 프레임 {1}까지의 제한값. 그동안 제한값을 넘는 로그인 {2}건이 허용되었습니다",
    "what the clients sent: only the server's direction was captured":
      "클라이언트가 보낸 내용. 서버 쪽 방향만 캡처되었습니다",
    "what the server sent: only the clients' direction was captured":
      "서버가 보낸 내용. 클라이언트 쪽 방향만 캡처되었습니다",
    "To decide: {0}": "판단하려면: {0}",
    "do other agents sign in with the same account at the same time? Then it is a limit (run again with --known others-sign-in). A capture on the server's span port, or UserConnectionLimitReached in the IMAP4 protocol log, settles it.":
      "다른 상담원이 같은 시간에 같은 계정으로 로그인합니까? 그렇다면 제한 문제입니다(--known others-sign-in 옵션으로 다시 실행하십시오). 서버 스팬 포트의 캡처 또는 IMAP4 프로토콜 로그의 UserConnectionLimitReached로 확정할 수 있습니다.",
    "does any client reach this server? Capture on the server's side as well.":
      "이 서버에 연결되는 클라이언트가 있습니까? 서버 쪽에서도 캡처하십시오.",
  ]
}
