// Replays walks in the prototype's interpreter: reads {cases: [{form, steps}]} and prints what was enabled.
const path = require('node:path')
const { Walk } = require(path.join(process.argv[2], 'walk.js'))
const { evaluate } = require(path.join(process.argv[2], 'conditions.js'))
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
console.log(JSON.stringify({ cases, values }))
