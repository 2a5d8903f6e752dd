import Testing

@testable import Alerts

struct WebhookAddressTests {
  @Test
  func `nothing that shows an address shows what is secret in it`() async throws {
    let text = "http://secretuser:secretword@127.0.0.1:1/secretpath?secret=query#secretpart"
    let hook = Webhook(try WebhookAddress(text))
    var shown = ["\(hook)", String(reflecting: hook), hook.name, "\(hook.address)"]
    var dumped = ""
    dump(AlertTarget.webhook(hook), to: &dumped)
    shown.append(dumped)
    var limits = AlertLimits()
    limits.attempts = 1
    let dispatcher = AlertDispatcher([.webhook(hook)], limits: limits)
    dispatcher.send(.example())
    await dispatcher.shutdown(within: .seconds(120))
    let status = try #require(dispatcher.status.first)
    #expect(status.failed == 1)
    shown.append("\(status)")
    for text in shown { #expect(!text.contains("secret"), "\(text)") }
    #expect(hook.name == "webhook http://127.0.0.1:1")
    #expect(hook.address.url == "http://127.0.0.1:1/secretpath?secret=query")
  }

  @Test(arguments: [
    ("ftp://host/", WebhookAddress.Problem.scheme), ("host/path", .scheme), ("", .scheme),
    ("https://", .host), ("https:///path", .host), ("http://[::1/", .malformed),
  ])
  func `what is no address of a web server is refused without repeating it`(
    text: String, problem: WebhookAddress.Problem
  ) {
    #expect(throws: problem) { try WebhookAddress(text) }
  }

  @Test
  func `the scheme's case, a missing path and a fragment make no difference`() throws {
    let address = try WebhookAddress("HTTPS://mail.example#here")
    #expect(address.url == "https://mail.example/")
    #expect(address.description == "https://mail.example")
    #expect(address.credentials == nil)
  }
}
