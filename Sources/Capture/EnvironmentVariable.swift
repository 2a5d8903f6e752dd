import Glibc

/// What the user's environment says.
package enum EnvironmentVariable {
  /// The value of a variable; nil where it is not set.
  package static func value(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }
}
