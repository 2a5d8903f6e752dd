import Bytes
import Mail
import Testing

struct AccountNameTests {
  @Test(arguments: [
    ("uccxmail", AccountName(user: "uccxmail")),
    ("UccxMail", AccountName(user: "uccxmail")),
    ("CONTOSO\\uccxmail", AccountName(user: "uccxmail", domain: "contoso")),
    ("CONTOSO/uccxmail", AccountName(user: "uccxmail", domain: "contoso")),
    ("uccxmail@Contoso.com", AccountName(user: "uccxmail", domain: "contoso.com")),
    (
      "CONTOSO\\uccxmail\\Sales", AccountName(user: "uccxmail", domain: "contoso", mailbox: "sales")
    ),
    ("CONTOSO/uccxmail/Sales", AccountName(user: "uccxmail", domain: "contoso", mailbox: "sales")),
    (
      "uccxmail@contoso.com/Sales",
      AccountName(user: "uccxmail", domain: "contoso.com", mailbox: "sales")
    ),
    (
      "uccxmail@contoso.com\\Sales",
      AccountName(user: "uccxmail", domain: "contoso.com", mailbox: "sales")
    ),
    ("CONTOSO\\bob@contoso.com", AccountName(user: "bob", domain: "contoso")),
    (".\\bob", AccountName(user: "bob")), ("\\bob", AccountName(user: "bob")),
    ("  \"bob\" ", AccountName(user: "bob")), ("a@b@c.d", AccountName(user: "a@b", domain: "c.d")),
    ("Jürgen", AccountName(user: "jürgen")), ("ÄB", AccountName(user: "Äb")),
    ("bob@", AccountName(user: "bob")), ("@bob", AccountName(user: "@bob")),
  ])
  func `a name is read the same whatever its form`(_ text: String, _ name: AccountName) {
    #expect(AccountName(WireText(text)) == name)
  }

  @Test(arguments: ["", "   ", "\"\"", "CONTOSO\\", "\\", "/"])
  func `a name without a user is none`(_ text: String) {
    #expect(AccountName(WireText(text)) == nil)
  }

  @Test(arguments: [
    ("bob", "CONTOSO\\bob", true), ("CONTOSO\\bob", "bob@contoso.com", true),
    ("CONTOSO\\bob", "bob@contoso.local", true), ("bob@contoso.com", "bob@contoso.local", true),
    ("bob@corp.contoso.com", "bob@contoso.com", true), ("CONTOSO\\bob", "FABRIKAM\\bob", false),
    ("bob@contoso.com", "bob@fabrikam.com", false), ("bob", "eve", false),
    ("CONTOSO\\bob\\sales", "bob@contoso.com", true),
    ("AVERYLONGDOMAIN\\bob", "bob@averylongdomainname.com", true),
  ])
  func `two names may be one account`(_ left: String, _ right: String, _ mayBe: Bool) throws {
    let left = try #require(AccountName(WireText(left)))
    let right = try #require(AccountName(WireText(right)))
    #expect(left.mayBeSame(as: right) == mayBe)
    #expect(right.mayBeSame(as: left) == mayBe)
  }

  @Test func `bytes that are no text make a name, too`() {
    for first in UInt8.min...UInt8.max {
      for second in [0, 0x40, 0x5c, 0x80, 0xff] as [UInt8] {
        let name = AccountName(WireText([first, second, first]))
        #expect(name?.user != "")
      }
    }
  }
}
