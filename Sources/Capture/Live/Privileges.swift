#if os(Linux)
  import CCapability
  import Glibc

  /// What the process may do, and how it gives that up for good once the interfaces are open.
  package enum Privileges {
    package struct Failure: Error, CustomStringConvertible {
      package var description: String
    }

    /// Becomes another user, if it is root, and gives up every capability; neither comes back.
    ///
    /// - Parameter user: whom root becomes; nil where it stays who it is, without capabilities.
    package static func drop(to user: String?) throws(Failure) {
      if let user, geteuid() == 0 { try become(user) }
      guard chokepoint_no_new_privileges() == 0 else {
        throw failure("cannot forbid new privileges")
      }
      var header = __user_cap_header_struct(version: UInt32(_LINUX_CAPABILITY_VERSION_3), pid: 0)
      let none = __user_cap_data_struct(effective: 0, permitted: 0, inheritable: 0)
      var data = [none, none]
      guard unsafe capset(&header, &data) == 0 else { throw failure("cannot give up capabilities") }
    }

    /// Whether any capability is left, or the process is root.
    package static var areHeld: Bool {
      var header = __user_cap_header_struct(version: UInt32(_LINUX_CAPABILITY_VERSION_3), pid: 0)
      let none = __user_cap_data_struct(effective: 0, permitted: 0, inheritable: 0)
      var data = [none, none]
      guard unsafe capget(&header, &data) == 0 else { return true }
      return data.contains { $0.effective != 0 || $0.permitted != 0 }
    }

    private static func become(_ user: String) throws(Failure) {
      errno = 0
      guard let entry = unsafe getpwnam(user) else {
        throw Failure(description: "there is no user \(user) to run as")
      }
      let (id, group) = unsafe (entry.pointee.pw_uid, entry.pointee.pw_gid)
      // The groups first: afterwards there is no right to leave them. What may be inherited later is
      // cut as well, while that is allowed.
      for capability in 0...63 { _ = chokepoint_drop_bounding(capability) }
      guard setgroups(0, nil) == 0 else { throw failure("cannot leave root's groups") }
      guard setresgid(group, group, group) == 0 else {
        throw failure("cannot take \(user)'s group")
      }
      guard setresuid(id, id, id) == 0 else { throw failure("cannot become \(user)") }
      guard id == 0 || setuid(0) != 0 else {
        throw Failure(description: "became root again: privileges were not given up")
      }
    }

    private static func failure(_ what: String) -> Failure {
      Failure(description: "\(what): \(unsafe String(cString: strerror(errno)))")
    }
  }
#endif
