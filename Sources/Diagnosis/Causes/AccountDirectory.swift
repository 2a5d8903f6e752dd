package import Mail

/// Tells which of the names seen are one account.
///
/// `CONTOSO\uccxmail`, `uccxmail@contoso.com` and `uccxmail` are one, however a client signs in;
/// two users of one name in domains that cannot be the same are two.
package struct AccountDirectory {
  /// For each user part, the accounts found so far: their number and the most telling name.
  private var accounts: [String: [(number: Int, name: AccountName)]] = [:]
  private var count = 0
  /// The last one asked for: mostly it is asked for again.
  private var last: (name: AccountName, number: Int)?

  package init() {}

  /// The number of the account that this name belongs to.
  package mutating func number(of name: AccountName) -> Int {
    if let last, last.name == name { return last.number }
    let number = lookUp(name)
    last = (name, number)
    return number
  }

  private mutating func lookUp(_ name: AccountName) -> Int {
    var known = accounts[name.user] ?? []
    if let index = known.firstIndex(where: { $0.name.mayBeSame(as: name) }) {
      if known[index].name.domain == nil { known[index].name = name }
      accounts[name.user] = known
      return known[index].number
    }
    count += 1
    known.append((count, name))
    accounts[name.user] = known
    return count
  }
}
