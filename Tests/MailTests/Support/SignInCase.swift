import Testing

/// A sign-in, and what is read from it.
struct SignInCase: Sendable, CustomTestStringConvertible {
  var name: String
  var mechanism: String
  /// The client's messages before base64; the first one is the initial response if `isInitial`.
  var messages: [[UInt8]]
  var isInitial = false
  /// What the server sends before each message of the client.
  var challenges: [String] = ["", "", "", ""]
  var account: String?
  var authorization: String?
  var workstation: String?
  var service: String?
  var realm: String?
  var testDescription: String { name }

  static let all: [SignInCase] = [
    SignInCase(
      name: "PLAIN", mechanism: "PLAIN", messages: [Array("\0uccxmail\0geheim".utf8)],
      account: "uccxmail"),
    SignInCase(
      name: "PLAIN at once", mechanism: "PLAIN", messages: [Array("\0bob@contoso.com\0x y".utf8)],
      isInitial: true, account: "bob@contoso.com"),
    SignInCase(
      name: "PLAIN for another mailbox", mechanism: "PLAIN",
      messages: [Array("sales\0bob\0geheim".utf8)], account: "bob", authorization: "sales"),
    SignInCase(
      name: "PLAIN naming itself twice", mechanism: "PLAIN",
      messages: [Array("bob\0bob\0geheim".utf8)], account: "bob"),
    SignInCase(name: "PLAIN without NUL", mechanism: "PLAIN", messages: [Array("bob".utf8)]),
    SignInCase(
      name: "LOGIN", mechanism: "LOGIN",
      messages: [Array("CONTOSO\\bob".utf8), Array("geheim".utf8)],
      challenges: [base64("Username:"), base64("Password:")], account: "CONTOSO\\bob"),
    SignInCase(
      name: "LOGIN, user at once", mechanism: "LOGIN",
      messages: [Array("bob".utf8), Array("geheim".utf8)], isInitial: true,
      challenges: [base64("Password:")], account: "bob"),
    SignInCase(
      name: "NTLM", mechanism: "NTLM",
      messages: [
        Tokens.negotiate,
        Tokens.authenticate(domain: "CONTOSO", user: "uccxmail", workstation: "AGENT-PC-08"),
      ],
      challenges: ["", base64(Tokens.challenge([1, 2, 3, 4, 5, 6, 7, 8]))],
      account: "CONTOSO\\uccxmail", workstation: "AGENT-PC-08"),
    SignInCase(
      name: "NTLM with a UPN and no domain", mechanism: "NTLM",
      messages: [Tokens.authenticate(domain: "", user: "bob@contoso.com", workstation: "")],
      account: "bob@contoso.com"),
    SignInCase(
      name: "NTLM in the OEM character set", mechanism: "NTLM",
      messages: [
        Tokens.authenticate(domain: "DOM", user: "bob", workstation: "PC", isUnicode: false)
      ], account: "DOM\\bob", workstation: "PC"),
    SignInCase(
      name: "NTLM beyond ASCII", mechanism: "NTLM",
      messages: [Tokens.authenticate(domain: "회사", user: "jürgen😀", workstation: "")],
      account: "회사\\jürgen😀"),
    SignInCase(
      name: "NTLM without flags", mechanism: "NTLM",
      messages: [
        Tokens.authenticate(domain: "D", user: "bob", workstation: "", hasFlags: false)
      ], account: "D\\bob"),
    SignInCase(
      name: "NTLM, anonymous", mechanism: "NTLM",
      messages: [Tokens.authenticate(domain: "", user: "", workstation: "PC")], account: "",
      workstation: "PC"),
    SignInCase(
      name: "XOAUTH2", mechanism: "XOAUTH2",
      messages: [Array("user=bob@contoso.com\u{1}auth=Bearer ya29.token\u{1}\u{1}".utf8)],
      isInitial: true, account: "bob@contoso.com"),
    SignInCase(
      name: "OAUTHBEARER", mechanism: "OAUTHBEARER",
      messages: [
        Array("n,a=b=2Cob=3D@x,\u{1}host=h\u{1}port=143\u{1}auth=Bearer abc\u{1}\u{1}".utf8)
      ], account: "b,ob=@x"),
    SignInCase(
      name: "CRAM-MD5", mechanism: "CRAM-MD5",
      messages: [Array("tim b913a602c7eda7a495b4e6e7334d3890".utf8)],
      challenges: [base64("<1896.697170952@postoffice.example>")], account: "tim"),
    SignInCase(
      name: "CRAM-MD5, a space in the name", mechanism: "CRAM-MD5",
      messages: [Array("tim mann b913a602c7eda7a495b4e6e7334d3890".utf8)], account: "tim mann"),
    SignInCase(
      name: "DIGEST-MD5", mechanism: "DIGEST-MD5",
      messages: [
        Array(
          "charset=utf-8,username=\"ch\\\"ris\",realm=\"x\", nonce=\"OA6\",authzid=\"sales\",response=d388"
            .utf8)
      ], account: "ch\"ris", authorization: "sales"),
    SignInCase(
      name: "SCRAM-SHA-256", mechanism: "SCRAM-SHA-256",
      messages: [Array("n,,n=us=2Cer,r=rOprNGfwEbeRWgbNEkqO".utf8), Array("c=biws,r=x,p=y".utf8)],
      account: "us,er"),
    SignInCase(
      name: "SCRAM with channel binding and authzid", mechanism: "SCRAM-SHA-1-PLUS",
      messages: [Array("p=tls-unique,a=sales,n=user,r=fyko".utf8)], account: "user",
      authorization: "sales"),
    SignInCase(
      name: "GSSAPI", mechanism: "GSSAPI",
      messages: [
        Tokens.kerberos(service: ["imap", "cas01.corp.example"], realm: "CORP.EXAMPLE"), [],
        [1, 2, 3],
      ], account: "", service: "imap/cas01.corp.example", realm: "CORP.EXAMPLE"),
    SignInCase(
      name: "GSS-SPNEGO with Kerberos", mechanism: "GSS-SPNEGO",
      messages: [Tokens.spnego(Tokens.kerberos(service: ["imap", "cas01"], realm: "R"))],
      account: "", service: "imap/cas01", realm: "R"),
    SignInCase(
      name: "GSS-SPNEGO with NTLM", mechanism: "GSS-SPNEGO",
      messages: [
        Tokens.spnego(Tokens.negotiate),
        Tokens.spnegoResponse(
          Tokens.authenticate(domain: "CONTOSO", user: "bob", workstation: "PC")),
      ], account: "CONTOSO\\bob", workstation: "PC"),
    SignInCase(
      name: "EXTERNAL", mechanism: "EXTERNAL", messages: [Array("bob@contoso.com".utf8)],
      account: "bob@contoso.com"),
    SignInCase(name: "EXTERNAL without a name", mechanism: "EXTERNAL", messages: [[]]),
    SignInCase(name: "a mechanism of the future", mechanism: "X-FUTURE", messages: [[1, 2, 3]]),
  ]
}
