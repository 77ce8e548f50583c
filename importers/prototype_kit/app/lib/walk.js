// One case in motion: the tokens of a process, moved by its normal form (process.json), as Guildhall's own
// engine moves them. Nothing of the uploaded diagram is ever run as code.
const { Undoing } = require('./undoing')

const MOST_TOKENS = 500
const MOST_MOVES = 20000

class WalkProblem extends Error {}

class Walk {
  constructor (form) {
    this.form = form
    this.number = 0
    this.living = 0
    this.open = new Map()
    this.inside = new Map()
    this.tokens = new Map()
    this.waiting = new Map()
    this.inclusive = new Set()
    this.messages = {}
    this.begun = new Set()
    this.processes = []
    this.watches = new Map()
    this.queue = []
    this.emptied = []
    this.ends = []
    this.undoing = new Undoing(this)
    const begins = form.group.map(key => this.put(key, null))
    begins.forEach(token => this.come(token))
    this.settle()
  }

  station (token) { return this.form.stations[token.at] }

  put (at, scope, via = null, happened = false) {
    if (this.living >= MOST_TOKENS) {
      throw new WalkProblem('The case stands in too many places at once: a loop starts new work on every round.')
    }
    this.living += 1
    const token = { id: ++this.number, at, scope, via, happened, state: 'future' }
    this.tokens.set(token.id, token)
    if (scope === null) this.processes.push(token)
    else this.inside.get(scope).set(token.id, token)
    return token
  }

  come (token) {
    const station = this.station(token)
    if (station.work === 'none' && station.join !== 'each') {
      const waiting = this.arrive(token)
      if (station.join === 'some') {
        this.inclusive.add(placeOf(token))
        return
      }
      if (waiting.size < station.in.length) return
      takeOneEach(waiting).forEach(other => { if (other !== token) this.gone(other) })
    }
    this.ready(token)
  }

  ready (token) {
    token.state = 'ready'
    const station = this.station(token)
    const byHand = station.work === 'do' || station.work === 'event' ||
      (station.work === 'none' && station.split !== 'all')
    if (byHand && !token.happened) {
      this.open.set(token.id, token)
      this.watch(token, station.boundary)
    } else {
      this.queue.push(token)
    }
  }

  run (token) {
    const station = this.station(token)
    if (station.work === 'scope') {
      token.state = 'started'
      this.enter(token)
      return
    }
    const choosing = station.work === 'none' && station.split !== 'all'
    this.complete(token, choosing ? token.chosen : station.out)
  }

  complete (token, ways) {
    token.state = 'gone'
    const children = this.goOn(token, ways)
    children.forEach(child => this.come(child))
    this.gone(token)
    if (token.scope !== null && this.inside.get(token.scope).size === 0) {
      this.emptied.push(this.tokens.get(token.scope))
    }
  }

  enter (token) {
    const scope = this.form.scopes[token.at]
    this.inside.set(token.id, new Map())
    this.watch(token, this.station(token).boundary)
    const begins = token.first
      ? [token.first]
      : [scope.start, scope.again].filter(Boolean).length
          ? [scope.start, scope.again].filter(Boolean)
          : scope.begins
    begins.forEach(key => this.come(this.put(key, token.id)))
    if (token.first || !scope.start) this.begin(token)
    if (!begins.length) this.emptied.push(token)
  }

  begin (token) {
    this.begun.add(token.id)
    this.watch(token, this.form.scopes[token.at].watches)
  }

  goOn (token, ways) {
    const station = this.station(token)
    this.unwatch(token)
    station.sends.forEach(flow => { this.messages[flow] = (this.messages[flow] || 0) + 1 })
    if (station.end) this.ends.push(station.element)
    if (station.terminates) this.clear(this.tokens.get(token.scope), token)
    if (token.plan) return this.undoing.goOn(token, ways)
    this.undoing.record(token)
    const plan = this.undoing.plan(token, ways)
    if (!plan) return this.depart(token, ways)
    if (plan.cancels) {
      this.unwatch(plan.cancels, true)
      this.clear(plan.cancels, token)
    }
    const first = this.undoing.next(plan)
    return plan.ways ? [first] : [first, ...this.depart(token, ways)]
  }

  // What the token throws is caught, or it goes on: as the tokens that are given back.
  depart (token, ways) {
    const station = this.station(token)
    if (station.catcher && this.throws(token, this.form.stations[station.catcher], station.catcher)) return []
    const found = []
    for (const key of ways) {
      const way = this.form.ways[key]
      if (way.target === null) this.tokens.get(token.scope).finished = true
      else found.push(this.put(way.target, token.scope, key, Boolean(token.nextHappened)))
    }
    return found
  }

  throws (token, catcher, key) {
    const host = this.hostOf(token, catcher)
    if (!host) return false
    this.happens(host, key)
    return catcher.interrupting
  }

  // The activation a catch lies on or in; null when a handler of something completed throws, out of which nothing leads.
  hostOf (token, catcher) {
    const wanted = catcher.attached || this.form.scopes[catcher.scope].parent
    let host = token
    while (host.scope !== null) {
      host = this.tokens.get(host.scope)
      if (host.at === wanted) return host
    }
    return null
  }

  watch (host, stations) {
    for (const key of stations) {
      if (this.form.stations[key].thrown) continue
      const watch = { id: ++this.number, at: key, host, watching: true }
      this.open.set(watch.id, watch)
      if (!this.watches.has(host.id)) this.watches.set(host.id, [])
      this.watches.get(host.id).push(watch)
    }
  }

  unwatch (host, onlyInner = false) {
    const kept = []
    for (const watch of this.watches.get(host.id) || []) {
      if (onlyInner && this.form.stations[watch.at].attached) kept.push(watch)
      else this.open.delete(watch.id)
    }
    this.watches.set(host.id, kept)
  }

  happens (host, key) {
    const station = this.form.stations[key]
    let token
    if (station.attached) {
      token = this.put(key, host.scope, null, true)
      if (station.interrupting) {
        this.stop([host])
        if (host.plan) this.undoing.goOnAfter(host.plan)
      }
    } else {
      token = this.put(station.scope, host.id)
      token.first = key
      if (station.interrupting) {
        this.unwatch(host, true)
        this.clear(host, token)
      }
    }
    this.come(token)
  }

  clear (host, but) {
    this.stop([...this.inside.get(host.id).values()].filter(token => token !== but))
  }

  stop (tokens) {
    const rest = [...tokens]
    while (rest.length) {
      const token = rest.pop()
      if (token.state === 'gone') continue
      rest.push(...(this.inside.get(token.id) || new Map()).values())
      this.unwatch(token)
      this.open.delete(token.id)
      if (token.state === 'waiting') this.withdraw(token)
      this.gone(token)
    }
  }

  gone (token) {
    this.living -= 1
    token.state = 'gone'
    if (token.scope !== null) this.inside.get(token.scope).delete(token.id)
  }

  arrive (token) {
    token.state = 'waiting'
    const place = placeOf(token)
    if (!this.waiting.has(place)) this.waiting.set(place, new Map())
    const waiting = this.waiting.get(place)
    if (!waiting.has(token.via)) waiting.set(token.via, [])
    waiting.get(token.via).push(token)
    return waiting
  }

  withdraw (token) {
    const waiting = this.waiting.get(placeOf(token))
    const left = ((waiting && waiting.get(token.via)) || []).filter(one => one !== token)
    if (left.length) waiting.set(token.via, left)
    else if (waiting) waiting.delete(token.via)
  }

  leave (token) {
    if (token.state !== 'started' || this.inside.get(token.id).size) return
    const again = this.form.scopes[token.at].again
    if (again && !token.finished) this.come(this.put(again, token.id))
    else this.complete(token, this.station(token).out)
  }

  settle () {
    let moves = 0
    while (this.queue.length || this.emptied.length || this.release()) {
      if (++moves > MOST_MOVES) {
        throw new WalkProblem('The case goes round by itself for ever: the loop it is in has no way out.')
      }
      if (this.queue.length) {
        const token = this.queue.shift()
        if (token.state === 'ready') this.run(token)
      } else if (this.emptied.length) {
        this.leave(this.emptied.shift())
      }
    }
  }

  release () {
    const order = place => this.form.stations[place.slice(place.indexOf(' ') + 1)].order
    for (const place of [...this.inclusive].sort((one, other) => order(one) - order(other))) {
      const waiting = this.waiting.get(place)
      if (!waiting || !waiting.size) {
        this.inclusive.delete(place)
      } else if (this.mayGoOn(place, waiting)) {
        const [survivor, ...others] = takeOneEach(waiting)
        others.forEach(other => this.gone(other))
        this.ready(survivor)
        return true
      }
    }
    return false
  }

  mayGoOn (place, waiting) {
    const space = place.indexOf(' ')
    const join = place.slice(space + 1)
    const marked = [...waiting.keys()]
    const empty = this.form.stations[join].in.filter(way => !waiting.has(way))
    if (!empty.length) return true
    const reach = this.reach(join, empty)
    const coming = [...this.inside.get(Number(place.slice(0, space))).values()]
      .flatMap(token => token.plan && token.plan.ways ? [token.at, token.plan.thrower.at] : [token.at])
      .filter(at => reach.has(at))
    if (!coming.length) return true
    const alike = this.reach(join, marked)
    return coming.every(at => alike.has(at))
  }

  reach (join, ways) {
    const seen = new Set(ways.map(way => this.form.ways[way].source))
    seen.delete(join)
    const rest = [...seen]
    while (rest.length) {
      const station = this.form.stations[rest.pop()]
      const before = station.in.map(way => this.form.ways[way].source)
      if (station.attached) before.push(station.attached)
      for (const key of before) {
        if (!seen.has(key) && key !== join) {
          seen.add(key)
          rest.push(key)
        }
      }
    }
    return seen
  }

  // Everything that can happen next, oldest first, each kind and element once.
  acts () {
    const found = new Map()
    for (const token of this.open.values()) {
      for (const act of this.actsOf(token)) {
        const name = `${act.kind} ${act.element}`
        if (!found.has(name)) found.set(name, act)
      }
    }
    return [...found.values()]
  }

  actsOf (token) {
    const station = this.station(token)
    const act = (kind, key, way) => ({ kind, element: this.form.stations[key].element, station: key, token, way })
    if (token.watching || station.work === 'do' || station.work === 'event') {
      return this.possible(station) ? [act(station.kind, token.at)] : []
    }
    if (station.role === 'start' || station.split === 'race') {
      return station.out.map(way => [way, this.form.ways[way].target])
        .filter(([way, key]) => this.possible(this.form.stations[key]))
        .map(([way, key]) => act(station.role === 'start' ? 'start' : this.form.stations[key].kind, key, way))
    }
    return [act('choose', token.at)]
  }

  possible (station) {
    return !station.waits || station.receives.some(flow => this.messages[flow] > 0)
  }

  waysOf (act) {
    const station = this.form.stations[act.station]
    return station.out.filter(key => !station.always.includes(key))
  }

  // Take one of `acts`; for a decision `chose` are the names of the chosen ways.
  take (kind, element, chose = []) {
    const act = this.acts().find(one => one.kind === kind && one.element === element)
    if (!act) throw new WalkProblem('That cannot happen now: choose what is open.')
    const ways = act.kind === 'choose' ? this.chosen(act, chose) : []
    const station = this.form.stations[act.station]
    const flow = station.receives.find(one => this.messages[one] > 0)
    if (flow) this.messages[flow] -= 1
    this.open.delete(act.token.id)
    if (act.token.watching) {
      const host = act.token.host
      this.watches.set(host.id, this.watches.get(host.id).filter(one => one !== act.token))
      this.happens(host, act.token.at)
    } else {
      act.token.chosen = ways
      if (act.way) {
        if (this.station(act.token).role === 'start') this.begin(this.tokens.get(act.token.scope))
        act.token.chosen = [act.way]
        act.token.nextHappened = station.work === 'do' || station.work === 'event'
      }
      this.run(act.token)
    }
    this.settle()
  }

  chosen (act, chose) {
    const station = this.form.stations[act.station]
    const names = chose.filter(name => !station.always.some(key => this.form.ways[key].choice === name))
    const picked = this.waysOf(act).filter(key => names.includes(this.form.ways[key].choice))
    const few = !picked.length && !station.always.length
    const many = station.split === 'one' && picked.length !== 1
    const mixed = picked.length > 1 && picked.includes(station.default)
    if (few || many || mixed) throw new WalkProblem('Choose which way the case goes on.')
    return station.out.filter(key => picked.includes(key) || station.always.includes(key))
  }

  outcome () {
    if (this.acts().length) return 'going'
    return this.processes.some(one => one.state === 'started' && this.begun.has(one.id)) ? 'stuck' : 'ended'
  }
}

const placeOf = token => `${token.scope} ${token.at}`

function takeOneEach (waiting) {
  const taken = []
  for (const [way, tokens] of [...waiting]) {
    taken.push(tokens.shift())
    if (!tokens.length) waiting.delete(way)
  }
  return taken
}

module.exports = { Walk, WalkProblem }
