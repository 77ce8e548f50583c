// The pages of a case. What has happened so far is kept as a list of steps and walked again on
// every page, so that going back is forgetting the last one.
const govukPrototypeKit = require('govuk-prototype-kit')
const router = govukPrototypeKit.requests.setupRouter()
const { randomUUID } = require('node:crypto')
const { Walk, WalkProblem } = require('./lib/walk')
const { decide } = require('./lib/conditions')
const { read } = require('./lib/answers')
const library = require('./process.json')

const KINDS = { start: 'Start here', do: 'Do this step', choose: 'Decide', event: 'This happens', time: 'The time passes' }
const FIRST = ['do', 'choose', 'start', 'event', 'time']

// Kept in memory, not in the session: pictures and styles asked for at the same time would write an older session back.
const states = new Map()
const MOST_STATES = 500

// A cookie of our own: the kit starts a new session when it reads one that is just being written.
router.use((req, res, next) => {
  const found = /(?:^|; )guildhall-case=([0-9a-f-]{36})(?:;|$)/.exec(req.headers.cookie || '')
  req.guildhallCase = found ? found[1] : randomUUID()
  if (!found) res.cookie('guildhall-case', req.guildhallCase, { httpOnly: true, sameSite: 'lax' })
  next()
})

function begin (req, process) {
  states.delete(req.guildhallCase)
  states.set(req.guildhallCase, { process, steps: [] })
  if (states.size > MOST_STATES) states.delete(states.keys().next().value)
}

function kept (req) {
  if (!states.has(req.guildhallCase)) begin(req, 0)
  return states.get(req.guildhallCase)
}

function standing (state) {
  const form = library.processes[state.process]
  const walk = new Walk(form)
  const answers = {}
  const decideAll = () => {
    for (let moves = 0; moves < 1000; moves++) {
      const taken = walk.acts().filter(act => act.kind === 'choose').some(act => {
        const station = form.stations[act.station]
        const ways = decide(station, walk.waysOf(act), answers, form)
        if (ways) walk.take('choose', act.element, ways.map(key => form.ways[key].choice))
        return ways !== null
      })
      if (!taken) return
    }
    throw new WalkProblem('The answers keep sending the case round the same loop.')
  }
  decideAll()
  for (const step of state.steps) {
    walk.take(step.kind, step.element, step.chose)
    Object.assign(answers, step.answers)
    decideAll()
  }
  return { form, walk, answers }
}

const inWords = (form, answers) => {
  const said = {}
  const texts = {}
  Object.values(form.elements).flatMap(one => one.pages).flatMap(page => page.checks).forEach(one => {
    texts[one.name] = Object.fromEntries(one.choices.map(choice => [choice.value, choice.text]))
  })
  for (const [name, value] of Object.entries(answers)) {
    said[name] = [].concat(value).map(one => (texts[name] || {})[one] || one).join(', ')
  }
  return said
}

function show (req, res, { faults = {}, typed = {} } = {}) {
  const { form, walk, answers } = standing(kept(req))
  const acts = walk.acts().sort((one, other) => FIRST.indexOf(one.kind) - FIRST.indexOf(other.kind))
  const name = act => `${act.kind} ${act.element}`
  const act = acts.find(one => name(one) === req.query.at) || acts[0]
  const shared = { title: library.title, steps: kept(req).steps, said: inWords(form, answers), faults }
  if (!act) {
    const ends = [...new Set(walk.ends)].map(key => form.elements[key].text)
    return res.render('guildhall-end', { ...shared, outcome: walk.outcome(), ends })
  }
  const element = form.elements[act.element]
  const number = Math.max(0, Math.min(Number(req.query.page) || 0, element.pages.length - 1))
  const page = act.kind === 'choose' ? null : element.pages[number]
  const dates = Object.entries(answers).filter(([, value]) => /^\d{4}-\d\d-\d\d$/.test(value)).flatMap(([key, value]) => {
    const [year, month, day] = value.split('-')
    return [[`${key}-year`, year], [`${key}-month`, month], [`${key}-day`, day]]
  })
  const station = form.stations[act.station]
  const others = acts.filter(one => one !== act).map(one => ({
    at: encodeURIComponent(name(one)), text: `${KINDS[one.kind]}: ${form.elements[one.element].text}`
  }))
  res.render(page ? page.view : 'guildhall-step', {
    ...shared,
    element,
    others,
    at: name(act),
    kind: act.kind,
    word: KINDS[act.kind],
    page: number,
    last: number + 1 >= element.pages.length,
    several: station.split === 'some',
    choices: act.kind === 'choose' ? walk.waysOf(act).map(key => ({ value: form.ways[key].choice, text: form.ways[key].text })) : [],
    typed: { ...answers, ...Object.fromEntries(dates), ...typed },
    list: Object.entries(faults).map(([key, text]) => ({ text, href: `#${key}` }))
  })
}

const guarded = handler => (req, res) => {
  try {
    handler(req, res)
  } catch (error) {
    if (!(error instanceof WalkProblem)) throw error
    res.render('guildhall-end', { title: library.title, outcome: 'problem', problem: error.message, ends: [], steps: [] })
  }
}

router.get('/', (req, res) => res.render('guildhall-index', { title: library.title, processes: library.processes.map(one => one.name) }))

router.get('/begin/:number', (req, res) => {
  const process = Number(req.params.number)
  if (!library.processes[process]) return res.redirect('/')
  begin(req, process)
  res.redirect('/step')
})

router.get('/step', guarded(show))

router.post('/step', guarded((req, res) => {
  const state = kept(req)
  const { form, walk, answers } = standing(state)
  const [kind, element] = String(req.query.at).split(/ (.*)/)
  if (!walk.acts().some(act => act.kind === kind && act.element === element)) return res.redirect('/step')
  const number = Math.max(0, Number(req.query.page) || 0)
  const pages = kind === 'choose' ? [] : form.elements[element].pages
  const found = read(pages[number] ? pages[number].checks : [], req.body, answers)
  const chose = [].concat(req.body['guildhall-way'] || []).filter(one => one !== '_unchecked')
  if (kind === 'choose' && !chose.length) found.faults['guildhall-way'] = 'Select which way the case goes on'
  if (Object.keys(found.faults).length) return show(req, res, { faults: found.faults, typed: req.body })
  const half = state.half && state.half.at === req.query.at ? state.half.answers : {}
  const given = { ...half, ...found.answers }
  if (number + 1 < pages.length) {
    state.half = { at: req.query.at, answers: given }
    return res.redirect(`/step?at=${encodeURIComponent(req.query.at)}&page=${number + 1}`)
  }
  delete state.half
  state.steps.push({ kind, element, chose, answers: given })
  res.redirect('/step')
}))

router.get('/clear', (req, res) => {
  states.delete(req.guildhallCase)
  res.redirect('/manage-prototype/clear-data')
})

router.get('/back', (req, res) => {
  kept(req).steps.pop()
  delete kept(req).half
  res.redirect('/step')
})
