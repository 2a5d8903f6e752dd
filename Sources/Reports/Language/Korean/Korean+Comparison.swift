extension Korean {
  /// Whether a change did away with a limit.
  static let comparison: [String: String] = [
    "PROVEN": "입증됨",
    "NOT PROVEN": "입증되지 않음",
    "WORSE": "악화됨",
    "NOT COMPARABLE": "비교할 수 없음",
    "before": "변경 전",
    "after": "변경 후",
    "sign-in": "로그인",
    "connection": "연결",
    "{0} at {1} for account {2}": "{1}의 {0}(계정 {2})",
    "{0} at {1}": "{1}의 {0}",
    "all accounts": "모든 계정",
    "{0} accepted a {1} with {2} open, where it refused at {3} before. The limit that refused them is gone; the fall in refusals is more than chance.":
      "{0:은} 변경 전에는 {3}개에서 거부했지만 이제 {2:이} 열려 있을 때에도 {1:을} 수락했습니다. 거부하던 제한이 없어졌으며, 거부가 줄어든 것은 우연이 아닙니다.",
    "The old limit of {0} of {1} was not tested: at most {2} was open at one time in the capture after.":
      "{1}의 이전 제한 {0:은} 시험되지 않았습니다. 변경 후 캡처에서는 동시에 최대 {2:이} 열려 있었습니다.",
    "The old limit of {0} of {1} was not tested: at most {2} were open at one time in the capture after.":
      "{1}의 이전 제한 {0:은} 시험되지 않았습니다. 변경 후 캡처에서는 동시에 최대 {2:이} 열려 있었습니다.",
    "{0} still refuses for the same cause, {1}, at a load of {2}.":
      "{0:이} 여전히 같은 원인({1})으로 부하 {2}에서 거부합니다.",
    "{0} still refuses for the same cause, {1}.": "{0:이} 여전히 같은 원인({1})으로 거부합니다.",
    "The limit of {0} was raised from {1} to {2}, and {3} is met again: it still refuses.":
      "{0}의 제한이 {1}에서 {2:으로} 늘었지만 {3}에 다시 걸려 여전히 거부합니다.",
    "The old limit no longer shows, but {0} refuses by another: {1}.":
      "이전 제한은 더 이상 보이지 않지만 {0:이} 다른 제한({1})으로 거부합니다.",
    "{0} still refused {1} in the capture after, at loads at which it accepted none: a limit may be behind it.":
      "{0:이} 변경 후 캡처에서도 {1:을} 거부했고, 그 부하에서는 수락한 것이 없습니다. 제한 때문일 수 있습니다.",
    "The capture before does not show at which load {0} refuses, so no load after can be held against it.":
      "변경 전 캡처에는 {0:이} 어느 부하에서 거부하는지 나타나지 않아 변경 후의 부하와 견줄 수 없습니다.",
    "{0} accepts above the old limit, but these are too few places to tell the fall in refusals from chance.":
      "{0:이} 이전 제한보다 많이 수락하지만, 자리 수가 너무 적어 거부가 줄어든 것이 우연인지 구별할 수 없습니다.",
    "The limit of {0} fell: it refuses at {1} where it took {2} before.":
      "{0}의 제한이 줄었습니다. 전에는 {2}개까지 수락했지만 이제 {1}개에서 거부합니다.",
    "{0} refuses more than before, beyond chance ({1}).":
      "{0:이} 전보다 더 많이 거부하며, 우연이 아닙니다({1}).",
    "{0} refuses more than before, beyond chance.": "{0:이} 전보다 더 많이 거부하며, 우연이 아닙니다.",
    "The capture {0} shows no IMAP or SMTP connection.": "{0} 캡처에 IMAP 또는 SMTP 연결이 없습니다.",
    "The capture before shows no throttling of {0}: there is nothing to prove gone (it shows {1}).":
      "변경 전 캡처에 {0}의 제한이 보이지 않아 없어졌음을 입증할 것이 없습니다(보이는 것: {1}).",
    "The capture before shows no throttling of {0}: there is nothing to prove gone.":
      "변경 전 캡처에 {0}의 제한이 보이지 않아 없어졌음을 입증할 것이 없습니다.",
    "The cause before, {0}, does not depend on how many connections are open: no load after can prove that it is gone.":
      "변경 전의 원인({0})은 열린 연결 수와 관계가 없으므로 변경 후의 부하로는 없어졌음을 입증할 수 없습니다.",
    "The capture after shows no connection to {0}.": "변경 후 캡처에 {0}에 대한 연결이 없습니다.",
    "The capture after shows no {0} at {1}, which before is about.":
      "변경 전 캡처는 {1}의 {0}에 관한 것인데 변경 후 캡처에는 없습니다.",
    "The capture {0} shows nothing to compare: no sign-in of the account at the server that was asked for or that the other capture is about ({1}).":
      "{0} 캡처에 비교할 것이 없습니다. 지정했거나 다른 캡처가 다루는 서버에 해당 계정의 로그인이 없습니다({1}).",
    "The sign-ins at {0} are hidden inside TLS in the capture {1}.":
      "{1} 캡처에서 {0}의 로그인이 TLS 안에 숨겨져 있습니다.",
    "The capture {0} holds one direction of the traffic only.": "{0} 캡처에는 트래픽의 한쪽 방향만 있습니다.",
    "The capture {0} shows one client's traffic only, the other that of several: their loads cannot be compared.":
      "{0} 캡처에는 클라이언트 한 대의 트래픽만 있고 다른 캡처에는 여러 대의 트래픽이 있어 부하를 비교할 수 없습니다.",
    "let at least {0} sign in at the same time, so that more than {1} connections are open, and capture again.":
      "연결이 {1}개보다 많이 열리도록 {0} 이상이 동시에 로그인하게 한 다음 다시 캡처하십시오.",
    "open more than {0} connections at the same time, counted as the limit counts them, and capture again.":
      "제한이 세는 방식으로 연결을 {0}개보다 많이 동시에 연 다음 다시 캡처하십시오.",
    "check that the new value is set on every server and that the service was restarted.":
      "모든 서버에 새 값이 설정되고 서비스가 다시 시작되었는지 확인하십시오.",
    "check that the new value is set on every server and that the service was restarted; then {0}.":
      "모든 서버에 새 값이 설정되고 서비스가 다시 시작되었는지 확인하십시오. 그다음: {0}.",
    "{0} has the same value as it ships: {1} tells": "{0}의 기본값도 같습니다({1}에서 확인)",
    "run 'chokepoint analyze' on the capture after: it sizes the limit and names the command.":
      "변경 후 캡처에 'chokepoint analyze'를 실행하십시오. 제한의 크기와 명령을 알려 줍니다.",
    "capture again while agents sign in, for longer; 'chokepoint analyze' shows the refusals.":
      "상담원이 로그인하는 동안 더 오래 다시 캡처하십시오. 거부는 'chokepoint analyze'로 볼 수 있습니다.",
    "capture before and after at the same place that shows all clients, such as the server's span port.":
      "서버의 스팬 포트처럼 모든 클라이언트가 보이는 같은 위치에서 변경 전후를 캡처하십시오.",
    "let clients ask for at least {0} after the change.": "변경 후에 클라이언트가 {0} 이상을 요청하게 하십시오.",
    "the capture before holds too few sign-ins; only a longer one of the time before could tell.":
      "변경 전 캡처에 로그인이 너무 적습니다. 변경 전의 더 긴 캡처가 있어야 알 수 있습니다.",
    "compare the server's protocol logs, or capture where sign-ins are in clear.":
      "서버의 프로토콜 로그를 비교하거나 로그인이 평문으로 보이는 곳에서 캡처하십시오.",
    "capture the same account at the same server, in the same protocol, before and after.":
      "같은 서버, 같은 프로토콜에서 같은 계정을 변경 전후로 캡처하십시오.",
    "run 'chokepoint analyze' on each capture.": "각 캡처에 'chokepoint analyze'를 실행하십시오.",
    "after the change something else is at work too: {0} ({1})":
      "변경 후에 다른 원인도 작용합니다: {0}({1})",
    "{0} of the capture {1} began before it; loads are lower bounds there":
      "{1} 캡처의 {0:은} 캡처 전에 시작되었으므로 그 부하는 하한값입니다",
    "{0} of the capture {1} hide their sign-ins inside TLS and are not counted":
      "{1} 캡처의 {0:은} 로그인이 TLS 안에 숨겨져 있어 세지 않았습니다",
    "{0} of the capture {1} lack bytes": "{1} 캡처의 {0}에 누락된 바이트가 있습니다",
    "before, {0} = {1} would look the same ({2} tells)":
      "변경 전에는 {0} = {1:이라}도 똑같이 보입니다({2}에서 확인)",
    "Next: {0}": "다음 단계: {0}",
    "Read {0} of {1}, {2} dropped.": "{1}: 읽은 {0}, 손실 {2}개.",
    "Limit met": "걸린 제한",
    "none": "없음",
    "Places refused": "거부된 자리",
    "  share (95 %)": "  비율(95%)",
    "Attempts refused": "거부된 시도",
    "{0} of {1}": "{1} 중 {0}",
    "Peak load": "최대 부하",
    "Peak demand": "최대 수요",
    "Latency, median": "지연 시간 중앙값",
    "Latency, 95 in 100": "지연 시간 95%",
    "Clients": "클라이언트",
    "Change": "변화",
    "{0} points of places refused (95 %: {1} to {2})": "거부된 자리 {0}%p(95%: {1}~{2})",
    "Compared": "비교 대상",
    "{0}. A client's tries for one place count once there; latency is that of accepted requests.":
      "{0}. 한 자리에 대한 클라이언트의 여러 시도는 한 번으로 셉니다. 지연 시간은 수락된 요청의 것입니다.",
    "frame {0}, {1} s, {2}: refused with {3} open: {4}":
      "프레임 {0}, {1}초, {2}: {3:이} 열려 있을 때 거부: {4}",
    "frame {0}, {1} s, {2}: accepted with {3} open: {4}":
      "프레임 {0}, {1}초, {2}: {3:이} 열려 있을 때 수락: {4}",
    "accepted": "수락됨",
    "not to be seen": "알 수 없음",
    "{0} ({1} to {2}) %": "{0}({1}~{2})%",
    "{0} ({1} to {2}) ms": "{0}({1}~{2})ms",
  ]
}
