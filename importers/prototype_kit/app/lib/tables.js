// What the rules of the patterns decide from the answers. Three-valued, as in Guildhall: an answer that is not known leaves
// a table undecided unless no row depends on it any more.
const { evaluate } = require('./conditions')

const NOTHING = ''

function holds (row, answers) {
  const held = row.tests.map(test => test && evaluate(test, answers))
  return held.includes(false) ? false : !held.includes(null) || null
}

function byRow (table, held) {
  if (held.every(one => one === false)) return table.otherwise
  const first = held.findIndex(one => one !== false)
  if (table.hit === 'first') return held[first] ? table.rows[first].then : NOTHING
  const sure = table.rows.filter((row, place) => held[place])
  if (!sure.length) return NOTHING
  if (table.hit === 'unique') return sure.length === 1 && !held.includes(null) ? sure[0].then : NOTHING
  const possible = table.rows.filter((row, place) => held[place] !== false)
  return new Set(possible.map(row => row.says)).size === 1 ? sure[0].then : NOTHING
}

// What the tables give for all the answers so far, by name. `given` are the names just answered: only tables that depend
// on these are looked at. One that gave something before and cannot decide any more gives ''.
function decided (tables, answers, given) {
  const known = { ...answers }
  const changed = new Set(given)
  const found = {}
  for (const table of tables) {
    if (!table.inputs.some(name => changed.has(name))) continue
    const value = byRow(table, table.rows.map(row => holds(row, known)))
    const before = Object.hasOwn(known, table.name) ? known[table.name] : NOTHING
    if (value === NOTHING && (Object.hasOwn(found, table.name) || before === NOTHING)) continue
    found[table.name] = known[table.name] = value
    changed.add(table.name)
  }
  return found
}

module.exports = { decided }
