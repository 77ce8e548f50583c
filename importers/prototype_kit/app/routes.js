// The pages of a case.
const govukPrototypeKit = require('govuk-prototype-kit')
const router = govukPrototypeKit.requests.setupRouter()
const { randomUUID } = require('node:crypto')
const cases = require('./lib/cases')
const { WalkProblem } = require('./lib/walk')
const { read, summary } = require('./lib/answers')
const { KINDS, inWords, soFar, noteOf, dateFields, markedFields } = require('./lib/words')
const library = require('./process.json')

const WAY = 'guildhall-way'
const FIRST = ['do', 'choose', 'start', 'event', 'time']
const nameOf = act => `${act.kind} ${act.element}`

// A cookie of our own, so that a case does not depend on when the kit writes its session.
router.use((req, res, next) => {
  const found = /(?:^|; )guildhall-case=([0-9a-f-]{36})(?:;|$)/.exec(req.headers.cookie || '')
  req.guildhallCase = found ? found[1] : randomUUID()
  // The kit would keep everything that is typed in a file; nothing here reads it.
  if (req.session && req.session.data) req.session.data = {}
  if (!found) res.cookie('guildhall-case', req.guildhallCase, { httpOnly: true, sameSite: 'lax' })
  next()
})

function whereIs (req) {
  const state = cases.kept(req.guildhallCase)
  const form = library.processes[state.process]
  const { walk, answers } = cases.standing(form, state.steps)
  const acts = walk.acts().sort((one, other) => FIRST.indexOf(one.kind) - FIRST.indexOf(other.kind))
  const act = acts.find(one => nameOf(one) === req.query.at)
  return { state, form, walk, answers, acts, act }
}

// All that is known on a page of a step: also what its earlier pages asked.
function knownAt (state, answers, at) {
  return { ...answers, ...cases.withRules(library.tables, answers, cases.halfOf(state, at)) }
}

function show (req, res, { faults = {}, typed = {} } = {}) {
  const { state, form, walk, answers, acts, act: asked } = whereIs(req)
  const act = asked || acts[0]
  const known = act ? knownAt(state, answers, nameOf(act)) : answers
  const said = inWords(form, known)
  const shared = { title: library.title, steps: state.steps, said, soFar: soFar(form, said), faults }
  if (!act) {
    const ends = [...new Set(walk.ends)].map(key => form.elements[key].text)
    return res.render('guildhall-end', { ...shared, outcome: walk.outcome(), ends })
  }
  const element = form.elements[act.element]
  const number = Math.max(0, Math.min(Number(req.query.page) || 0, element.pages.length - 1))
  const page = act.kind === 'choose' ? null : element.pages[number]
  res.render(page ? page.view : 'guildhall-step', {
    ...shared,
    element,
    others: acts.filter(one => one !== act).map(one => ({
      at: encodeURIComponent(nameOf(one)), text: `${KINDS[one.kind]}: ${form.elements[one.element].text}`
    })),
    at: nameOf(act),
    kind: act.kind,
    word: KINDS[act.kind],
    note: noteOf(walk, form, act),
    page: number,
    several: form.stations[act.station].split === 'some',
    choices: act.kind === 'choose' ? walk.waysOf(act).map(key => ({ value: form.ways[key].choice, text: form.ways[key].text })) : [],
    typed: { ...known, ...dateFields(known), ...typed },
    marked: markedFields(faults),
    list: faults[WAY] ? [{ text: faults[WAY].text, href: `#${WAY}` }] : page ? summary(page.checks, faults) : []
  })
}

const guarded = handler => (req, res) => {
  try {
    handler(req, res)
  } catch (error) {
    if (!(error instanceof WalkProblem)) throw error
    const { steps } = cases.kept(req.guildhallCase)
    res.render('guildhall-end', { title: library.title, outcome: 'problem', problem: error.message, ends: [], steps })
  }
}

const refused = (req, res, text) => show(req, res, { faults: { [WAY]: { text, fields: [] } }, typed: req.body })

router.get('/', (req, res) => res.render('guildhall-index', { title: library.title, processes: library.processes.map(one => one.name) }))

router.get('/begin/:number', (req, res) => {
  const process = Number(req.params.number)
  if (!library.processes[process]) return res.redirect('/')
  cases.begin(req.guildhallCase, process)
  res.redirect('/step')
})

router.get('/step', guarded(show))

router.post('/step', guarded((req, res) => {
  const { state, form, walk, answers, act } = whereIs(req)
  if (!act) return res.redirect('/step')
  if (act.kind === 'choose') return decideByHand(req, res, state, walk, act)
  const { pages } = form.elements[act.element]
  const number = Math.max(0, Number(req.query.page) || 0)
  const { answers: typed, faults } = read(pages[number] ? pages[number].checks : [], req.body, knownAt(state, answers, nameOf(act)))
  if (Object.keys(faults).length) return show(req, res, { faults, typed: req.body })
  const given = { ...cases.halfOf(state, nameOf(act)), ...typed }
  if (number + 1 < pages.length) {
    state.half = { at: nameOf(act), answers: given }
    return res.redirect(`/step?at=${encodeURIComponent(nameOf(act))}&page=${number + 1}`)
  }
  walk.take(act.kind, act.element)
  go(res, state, { kind: act.kind, element: act.element, chose: [], answers: cases.withRules(library.tables, answers, given) })
}))

function decideByHand (req, res, state, walk, act) {
  const chose = [].concat(req.body[WAY] || []).filter(one => one !== '_unchecked')
  try {
    walk.chosen(act, chose)
  } catch (error) {
    if (!(error instanceof WalkProblem)) throw error
    return refused(req, res, chose.length > 1 ? error.message : 'Select which way the case goes on')
  }
  walk.take(act.kind, act.element, chose)
  go(res, state, { kind: act.kind, element: act.element, chose, answers: {} })
}

function go (res, state, step) {
  delete state.half
  state.steps.push(step)
  res.redirect('/step')
}

router.get('/clear', (req, res) => {
  cases.forget(req.guildhallCase)
  res.redirect('/manage-prototype/clear-data')
})

router.get('/back', (req, res) => {
  const state = cases.kept(req.guildhallCase)
  state.steps.pop()
  delete state.half
  res.redirect('/step')
})
