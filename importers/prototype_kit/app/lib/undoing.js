// Compensation: what has been completed and can be undone, and the handlers that undo it one after another, the last
// completed first. The same rules as in Guildhall's own engine.
class Undoing {
  constructor (walk) {
    this.walk = walk
    this.handlers = walk.form.handlers
    this.any = Object.keys(this.handlers).length > 0
    this.done = new Map()
    this.count = 0
  }

  handlerOf (station) { return Object.hasOwn(this.handlers, station) ? this.handlers[station] : null }

  // The token's activity is completed.
  record (token) {
    if (!this.any || token.scope === null || !this.walk.station(token).activity) return
    const inside = this.done.get(token.id) || []
    this.done.delete(token.id)
    if (!inside.length && !this.handlerOf(token.at)) return
    if (!this.done.has(token.scope)) this.done.set(token.scope, [])
    this.done.get(token.scope).push({ number: ++this.count, station: token.at, inside })
  }

  // What the token's event has undone; null when there is nothing that could be. `ways` is where the event goes on when
  // all is undone, null where it does not wait.
  plan (token, ways) {
    const undo = this.walk.form.undoes[token.at]
    if (!undo || !this.any) return null
    const cancels = this.cancelled(token)
    const rest = this.takeOut(cancels ? this.inside(cancels) : this.visible(token.scope), undo.activity)
    if (!rest.length) return null
    return { thrower: token, scope: cancels ? cancels.id : token.scope, rest, ways: undo.waits ? ways : null, cancels }
  }

  // A token for the next handler, which the caller lets come; null when all is undone.
  next (plan) {
    const done = plan.rest.shift()
    if (!done) return null
    const handler = this.handlerOf(done.station)
    const token = this.walk.put(handler.scope || handler.station, plan.scope)
    Object.assign(token, { plan, undoes: done.station })
    if (handler.scope) Object.assign(token, { first: handler.station, around: done.inside })
    return token
  }

  // A handler is done, or goes on within its own step (again, or go on): the tokens that the caller lets come.
  goOn (token, ways) {
    const { ways: all, stations } = this.walk.form
    const own = ways.filter(key => all[key].target && stations[all[key].target].element === this.walk.station(token).element)
    if (!own.length) this.goOnAfter(token.plan)
    return own.map(key => Object.assign(
      this.walk.put(all[key].target, token.scope, key), { plan: token.plan, undoes: token.undoes }
    ))
  }

  // A handler is over: the next one follows, or the event goes on that waits.
  goOnAfter (plan) {
    const token = this.next(plan)
    if (token) this.walk.come(token)
    else if (plan.ways) this.walk.depart(plan.thrower, plan.ways).forEach(one => this.walk.come(one))
  }

  // The token of the handler that an open token is, watches or lies in; null where nothing is undone.
  held (open) {
    let token = open.watching ? open.host : open
    while (token && !token.plan) token = token.scope === null ? null : this.walk.tokens.get(token.scope)
    return token
  }

  // The transaction that a cancel end ends.
  cancelled (token) {
    const { catcher } = this.walk.station(token)
    const caught = catcher && this.walk.form.stations[catcher]
    return caught && caught.interrupting ? this.walk.hostOf(token, caught) : null
  }

  visible (scope) {
    const holder = this.walk.tokens.get(scope)
    const found = [this.done.get(scope) || []]
    if (holder.around) found.push(holder.around)
    else if (this.walk.form.scopes[holder.at].event) found.push(this.done.get(holder.scope) || [])
    return found
  }

  inside (host) {
    const found = []
    const rest = [host]
    while (rest.length) {
      const token = rest.pop()
      found.push(this.done.get(token.id) || [])
      rest.push(...(this.walk.inside.get(token.id) || new Map()).values())
    }
    return found
  }

  takeOut (seen, activity) {
    const wanted = seen.flatMap(list => list.filter(one => !activity || one.station === activity).map(one => ({ one, list })))
    wanted.sort((one, other) => other.one.number - one.one.number)
    wanted.forEach(({ one, list }) => list.splice(list.indexOf(one), 1))
    return wanted.flatMap(({ one }) => this.byHandlers(one))
  }

  byHandlers (one) {
    return this.handlerOf(one.station) ? [one] : [...one.inside].reverse().flatMap(inner => this.byHandlers(inner))
  }
}

module.exports = { Undoing }
