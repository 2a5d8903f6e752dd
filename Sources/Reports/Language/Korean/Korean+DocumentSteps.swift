extension Korean {
  /// The document's steps that do not help, and why.
  static let documentSteps: [String: String] = [
    "all steps of the document": "문서의 모든 단계",
    "the other steps of the document": "문서의 나머지 단계",
    "MAPI and store limits (objects per session)": "MAPI 및 저장소 제한(세션당 개체 수)",
    "Add-ADPermission View Information Store status":
      "Add-ADPermission View Information Store status(정보 저장소 상태 보기)",
    "Set-ReceiveConnector, on every connector": "모든 커넥터의 Set-ReceiveConnector",
    "Set-ThrottlingPolicy as for Exchange 2010": "Exchange 2010용 Set-ThrottlingPolicy",
    "Set-ThrottlingPolicy as for SP1 and SP2": "SP1 및 SP2용 Set-ThrottlingPolicy",
    "the service leaves none of these to its customers":
      "이 서비스에서는 고객이 설정할 수 있는 항목이 없습니다",
    "a step for Exchange: this server has other settings":
      "Exchange용 단계입니다. 이 서버의 설정은 다릅니다",
    "a step against limits, and no limit is at work here":
      "제한에 대한 단계인데, 여기서는 제한이 작용하지 않습니다",
    "it proves the network and the greeting; the limit acts behind them":
      "네트워크와 인사말만 확인합니다. 제한은 그 뒤에서 작용합니다",
    "a step for IMAP: here SMTP is refused": "IMAP용 단계입니다. 여기서는 SMTP가 거부됩니다",
    "no connector's limit is at work: a resource runs short":
      "커넥터의 제한이 아니라 리소스가 부족한 것입니다",
    "a connector does not count recipients over time": "커넥터는 일정 시간의 수신자를 세지 않습니다",
    "a step for SMTP; on 'Default SERVER', which is unlimited, its numbers tighten":
      "SMTP용 단계입니다. 제한이 없는 'Default SERVER'에서는 이 숫자가 오히려 제한을 엄격하게 합니다",
    "another limit is at work here": "여기서는 다른 제한이 작용합니다",
    "as it ships there is no such limit; the document's number would set one":
      "기본적으로 이런 제한이 없으며, 문서의 숫자를 넣으면 제한이 생깁니다",
    "20 as it ships; it does not lift this one": "기본값은 20이며, 이 제한을 풀지 못합니다",
    "as it ships far above this demand, or from 2013 on no limit at all":
      "기본값이 이 수요보다 훨씬 크거나, 2013부터는 제한이 없습니다",
    "as it ships the limit is far above this demand; it does not lift this one":
      "기본값이 이 수요보다 훨씬 크며, 이 제한을 풀지 못합니다",
    "10240 is the default: it changes nothing": "10240은 기본값이므로 달라지는 것이 없습니다",
    "known from Exchange 2010 on": "Exchange 2010부터 있는 설정입니다",
    "the 16 that it ships with are enough for this demand": "기본값 16이면 이 수요에 충분합니다",
    "the store's sessions are not what is refused here": "여기서 거부되는 것은 정보 저장소의 세션이 아닙니다",
    "only where event 9646 names a type of object (objt…) instead of sessions":
      "이벤트 9646에 세션이 아니라 개체 형식(objt…)이 나오는 경우에만 해당합니다",
    "it helped on Exchange 2003; on 2010 and later it does not lift this limit":
      "Exchange 2003에서는 도움이 되었지만, 2010 이상에서는 이 제한을 풀지 못합니다",
    "Exchange 2007 has no throttling policies": "Exchange 2007에는 제한 정책이 없습니다",
    "PercentTime… and CPUStartPercent exist on Exchange 2010 only: the command fails":
      "PercentTime… 및 CPUStartPercent는 Exchange 2010에만 있어 명령이 실패합니다",
    "the CPA parameters came with SP1": "CPA 매개변수는 SP1부터 있습니다",
    "the step for this version stands in its place": "이 버전용 단계가 대신합니다",
    "the account has a policy already, if one limits it: change that one":
      "정책이 계정을 제한한다면 이미 적용된 정책이 있는 것이므로 그 정책을 변경합니다",
    "as it ships no policy limits messages a minute: the connector's 5 do":
      "기본적으로 분당 메시지를 제한하는 정책은 없으며, 커넥터의 5통 제한이 작용합니다",
    "as it ships no throttling policy limits this": "기본적으로 이를 제한하는 제한 정책은 없습니다",
    "a policy's IMAP values are unlimited as it ships: nothing changes":
      "정책의 IMAP 값은 기본적으로 무제한이므로 달라지는 것이 없습니다",
  ]
}
