/// One line of a terminal while it is drawn: a cell for each column.
struct LadderCanvas {
  private struct Cell {
    /// Empty where the wide character before it reaches into this cell.
    var text = " "
    var style = LadderLine.Style.plain
  }

  private var cells: [Cell]

  init(width: Int) { cells = [Cell](repeating: Cell(), count: max(0, width)) }

  /// Draws one sign; what lies outside the line is left out.
  mutating func put(_ sign: Character, at column: Int, _ style: LadderLine.Style = .plain) {
    guard cells.indices.contains(column) else { return }
    cells[column] = Cell(text: String(sign), style: style)
  }

  /// Draws text from a column on, cut so that it ends before another one.
  mutating func put(
    _ text: String, at start: Int, before end: Int, _ style: LadderLine.Style = .plain
  ) {
    var column = start
    for character in text.cut(to: max(0, min(end, cells.count) - start)) {
      put(character, at: column, style)
      guard character.isWide else {
        column += 1
        continue
      }
      if cells.indices.contains(column + 1) { cells[column + 1] = Cell(text: "", style: style) }
      column += 2
    }
  }

  var line: LadderLine {
    var line = LadderLine()
    for cell in cells { line.append(cell.text, cell.style) }
    return line
  }
}
