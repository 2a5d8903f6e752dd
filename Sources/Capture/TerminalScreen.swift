// glibc's timespec has more than one module to come from, and libpcap's is the one here.
import CPcap
import Glibc

/// The terminal in front of the user, taken over for a program that draws on all of it.
///
/// While a value lives, keys come in as they are pressed and are not shown; its end puts everything
/// back. Signals that would end the program are handed over as events, so that nothing is left
/// behind.
@safe package struct TerminalScreen: ~Copyable {
  package enum Event: Hashable, Sendable {
    case bytes([UInt8])
    /// The window may have another size.
    case resized
    /// Nothing came for as long as was waited.
    case silence
    /// The terminal is gone, or a signal asks for the end: its number.
    case ended(signal: Int32?)
  }

  private static let clear = "\u{1b}[2J\u{1b}[H"
  /// The alternate screen (xterm's private mode 1049), the cursor hidden, long lines cut.
  private static let enter = "\u{1b}[?1049h\u{1b}[?25l\u{1b}[?7l" + clear
  private static let leave = "\u{1b}[?7h\u{1b}[?25h\u{1b}[?1049l"

  private let terminal: Int32
  private let saved: termios
  private let handled: sigset_t
  private let savedMask: sigset_t

  /// How often signals are looked for: what a window's new size may wait.
  private static let tick: Int32 = 100

  /// Nil where there is no terminal.
  package init?() {
    // Not standard input: a capture may come from there.
    terminal = unsafe open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
    guard terminal >= 0 else { return nil }
    var mode = termios()
    guard unsafe tcgetattr(terminal, &mode) == 0 else {
      close(terminal)
      return nil
    }
    saved = mode
    var handled = sigset_t()
    unsafe sigemptyset(&handled)
    for signal in [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGWINCH] {
      _ = unsafe sigaddset(&handled, signal)
    }
    var before = sigset_t()
    unsafe pthread_sigmask(SIG_BLOCK, &handled, &before)
    savedMask = before
    self.handled = handled
    unsafe cfmakeraw(&mode)
    // Not flushed: keys that were pressed while the capture was read count.
    _ = unsafe tcsetattr(terminal, TCSADRAIN, &mode)
    write(Self.enter)
  }

  deinit {
    write(Self.leave)
    var (mode, mask) = (saved, savedMask)
    _ = unsafe tcsetattr(terminal, TCSAFLUSH, &mode)
    unsafe pthread_sigmask(SIG_SETMASK, &mask, nil)
    close(terminal)
  }

  /// Rows and columns; those of a VT100 where the terminal does not say.
  package var size: (rows: Int, columns: Int) {
    var window = winsize()
    guard unsafe ioctl(terminal, UInt(TIOCGWINSZ), &window) == 0, window.ws_row > 0,
      window.ws_col > 0
    else { return (24, 80) }
    return (Int(window.ws_row), Int(window.ws_col))
  }

  /// Waits for what the user does; at most some milliseconds where a time is given.
  package func next(within milliseconds: Int32?) -> Event {
    var waited: Int32 = 0
    while true {
      if let event = signal() { return event }
      var keys = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
      let pause = milliseconds.map { max(0, min($0 - waited, Self.tick)) } ?? Self.tick
      let count = unsafe poll(&keys, 1, pause)
      if count > 0 { return read() }
      if count < 0, errno != EINTR { return .ended(signal: nil) }
      waited &+= pause
      if let milliseconds, waited >= milliseconds { return .silence }
    }
  }

  /// A signal that waits to be handled.
  private func signal() -> Event? {
    var set = handled
    var now = timespec()
    let number = unsafe sigtimedwait(&set, nil, &now)
    guard number > 0 else { return nil }
    return number == SIGWINCH ? .resized : .ended(signal: number)
  }

  private func read() -> Event {
    var bytes = [UInt8](repeating: 0, count: 256)
    let count = unsafe Glibc.read(terminal, &bytes, bytes.count)
    return count > 0 ? .bytes(Array(bytes.prefix(count))) : .ended(signal: nil)
  }

  /// Draws lines from the top on, each over what stood there.
  package func draw(_ lines: [String]) {
    let endOfLine = "\u{1b}[K"
    write("\u{1b}[H" + lines.map { $0 + endOfLine }.joined(separator: "\r\n") + "\u{1b}[J")
  }

  private func write(_ text: String) {
    let bytes = Array(text.utf8)
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.write(
          terminal, buffer.baseAddress?.advanced(by: written), buffer.count - written)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return }
      written += count
    }
  }
}
