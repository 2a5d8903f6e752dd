import GRDB

/// Why a store could not be opened, read or written: which file, and what is wrong with it.
package struct StoreError: Error, Equatable, Sendable {
  package enum Kind: String, Sendable {
    case missing
    /// Another kind of file, or another program's database.
    case foreign
    /// Written by a later version of this program.
    case newer
    /// SQLite finds it damaged.
    case damaged
    /// There is no room on its volume, or it may not grow.
    case full
    /// The system failed to read or write.
    case failing
    /// Another process keeps it locked.
    case busy
    /// The system does not allow it.
    case denied
    /// SQLite will never take what was to be written.
    case refused
  }

  package var path: String
  package var kind: Kind
  /// The system's or SQLite's own words, or what was found.
  package var reason: String

  package init(path: String, kind: Kind, reason: String) {
    self.path = path
    self.kind = kind
    self.reason = reason
  }

  /// Whether the same may go well later.
  package var mayPass: Bool { kind != .refused }
}

extension StoreError {
  /// What an access to the database threw.
  init(_ error: any Error, path: String) {
    guard let error = error as? DatabaseError else {
      self = error as? StoreError ?? StoreError(path: path, kind: .refused, reason: "\(error)")
      return
    }
    let kind: Kind =
      switch error.resultCode {
      case .SQLITE_FULL: .full
      case .SQLITE_IOERR, .SQLITE_NOMEM, .SQLITE_PROTOCOL: .failing
      case .SQLITE_CORRUPT, .SQLITE_NOTADB: .damaged
      case .SQLITE_BUSY, .SQLITE_LOCKED: .busy
      case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH, .SQLITE_CANTOPEN: .denied
      default: .refused
      }
    // The message alone: GRDB's description would quote the statement.
    self.init(path: path, kind: kind, reason: error.message ?? error.resultCode.description)
  }
}

extension StoreError: CustomStringConvertible {
  package var description: String { "\(path): \(words): \(reason)" }

  private var words: String {
    switch kind {
    case .missing: "no such store"
    case .foreign: "not a store of chokepoint, and left as it is"
    case .newer: "written by a later version of chokepoint, and left as it is"
    case .damaged: "damaged, and left as it is"
    case .full: "no room to write"
    case .failing: "cannot be read or written"
    case .busy: "locked by another process"
    case .denied: "not allowed"
    case .refused: "not accepted"
    }
  }
}
