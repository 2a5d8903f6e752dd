import Glibc

/// The variables that the program was started with.
package enum Environment {
  /// The value of a variable; nil where it is not set, and for what is no UTF-8.
  package static func value(of name: String) -> String? {
    // Nothing in this program changes the environment, so that the text stays where it is.
    guard let text = unsafe getenv(name) else { return nil }
    return unsafe String(validatingCString: text)
  }
}
