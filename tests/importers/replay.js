// Asks the prototype's own code, without the kit: reads {cases, conditions, pages, tables}, each a list, and prints what it
// says of each.
const path = require('node:path')
const { Walk } = require(path.join(process.argv[2], 'walk.js'))
const { evaluate } = require(path.join(process.argv[2], 'conditions.js'))
const { read, summary } = require(path.join(process.argv[2], 'answers.js'))
const { decided } = require(path.join(process.argv[2], 'tables.js'))
const asked = JSON.parse(require('node:fs').readFileSync(0, 'utf8'))

const enabled = walk => [...new Set(walk.acts().map(act => act.element))].sort()
const replay = ({ form, steps }) => {
  const walk = new Walk(form)
  const seen = []
  for (const step of steps) {
    seen.push(enabled(walk))
    try {
      walk.take(step.kind, step.element, step.chose)
    } catch (error) {
      return { seen, outcome: String(error) }
    }
  }
  return { seen, outcome: walk.outcome() }
}
const cases = (asked.cases || []).map(replay)
const values = (asked.conditions || []).map(({ tree, answers }) => evaluate(tree, answers))
const pages = (asked.pages || []).map(({ checks, body, known, today }) => {
  const found = read(checks, body, known, today)
  return { ...found, summary: summary(checks, found.faults) }
})
const tables = (asked.tables || []).map(one => decided(one.tables, one.answers, one.given))
console.log(JSON.stringify({ cases, values, pages, tables }))
