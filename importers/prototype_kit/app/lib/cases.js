// The cases that are being walked: what has happened so far is kept as a list of steps and walked again on every page, so
// that going back is forgetting the last one.
const { Walk, WalkProblem } = require('./walk')
const { decide } = require('./conditions')
const { decided } = require('./tables')

// Kept in memory and not in the kit's session: pages, pictures and styles that are asked for at the same time share a
// session file, and one of them could write an older one back.
const states = new Map()
const MOST_STATES = 500

function begin (id, process) {
  states.delete(id)
  states.set(id, { process, steps: [] })
  if (states.size > MOST_STATES) states.delete(states.keys().next().value)
  return states.get(id)
}

const kept = id => states.get(id) || begin(id, 0)

const forget = id => states.delete(id)

// The decisions that the answers take.
function decideAll (form, walk, answers) {
  for (let moves = 0; moves < 1000; moves++) {
    const taken = walk.acts().filter(act => act.kind === 'choose').some(act => {
      const ways = decide(form.stations[act.station], walk.waysOf(act), answers, form)
      if (ways) walk.take('choose', act.element, ways.map(key => form.ways[key].choice))
      return ways !== null
    })
    if (!taken) return
  }
  throw new WalkProblem('The answers keep sending the case round the same loop.')
}

// Where a case stands, and everything answered so far.
function standing (form, steps) {
  const walk = new Walk(form)
  const answers = {}
  decideAll(form, walk, answers)
  for (const step of steps) {
    walk.take(step.kind, step.element, step.chose)
    Object.assign(answers, step.answers)
    decideAll(form, walk, answers)
  }
  return { walk, answers }
}

// The typed answers of one step, and what the rules decide once these are known.
const withRules = (tables, answers, typed) => ({ ...typed, ...decided(tables, { ...answers, ...typed }, Object.keys(typed)) })

// What was answered on the earlier pages of a step that has several.
const halfOf = (state, at) => state.half && state.half.at === at ? state.half.answers : {}

module.exports = { begin, kept, forget, standing, withRules, halfOf }
