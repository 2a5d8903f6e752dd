import Foundation
import SystemPackage

/// What the first bytes of a database file say of it (SQLite's file format, section 1.3).
///
/// Read without SQLite, which may roll back or checkpoint what it opens: a file of somebody else is
/// not to be touched.
struct StoreHeader: Equatable {
  /// `chok`: what tells a store from other SQLite files.
  static let applicationID: Int32 = 0x6368_6f6b

  private static let magic = Array("SQLite format 3\0".utf8)
  private static let size = 100

  var applicationID: Int32
  /// The number of the latest migration.
  var version: Int32

  /// The header of a file; nil of one without a byte, which SQLite takes for a new database.
  init?(path: String) throws(StoreError) {
    let bytes: Data
    do {
      bytes = try Self.head(of: path)
    } catch Errno.noSuchFileOrDirectory {
      throw StoreError(path: path, kind: .missing, reason: Errno.noSuchFileOrDirectory.description)
    } catch {
      throw StoreError(path: path, kind: .denied, reason: "\(error)")
    }
    if bytes.isEmpty { return nil }
    guard bytes.count == Self.size, bytes.starts(with: Self.magic) else {
      throw StoreError(path: path, kind: .foreign, reason: "not an SQLite file")
    }
    func number(at offset: Int) -> Int32 {
      Int32(
        bitPattern: bytes[offset..<(offset + 4)].reduce(0) { $0 << 8 | UInt32($1) })
    }
    applicationID = number(at: 68)
    version = number(at: 60)
  }

  private static func head(of path: String) throws -> Data {
    let file = FileHandle(
      fileDescriptor: try FileDescriptor.open(FilePath(path), .readOnly).rawValue,
      closeOnDealloc: true)
    return try file.read(upToCount: size) ?? Data()
  }

  /// Refuses what is not ours, or not ours yet.
  func check(path: String) throws(StoreError) {
    guard applicationID == Self.applicationID else {
      throw StoreError(path: path, kind: .foreign, reason: "an SQLite file of another program")
    }
    guard version <= StoreSchema.version else {
      throw StoreError(
        path: path, kind: .newer,
        reason: "schema \(version), and this version knows \(StoreSchema.version) at most")
    }
  }
}
