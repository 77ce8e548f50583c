// Reads the answers of a page and says what is wrong with them: the same verdicts and words as in Guildhall.
const { evaluate } = require('./conditions')
const { Fault, clean, checkText, checkDate, checkFile } = require('./values')

const MOST_TYPED = 10000
const PARTS = ['day', 'month', 'year']
const CHOICES = ['radios', 'select', 'checkboxes']

class Reading {
  constructor (body, before, today) {
    Object.assign(this, { body, before, today, answers: {}, faults: {} })
  }

  // A question that is not shown because another choice was made answers with an empty text.
  read (checks, shown) {
    for (const one of checks) {
      if (shown) this.readOne(one)
      else this.answers[one.name] = ''
      const chosen = [].concat(this.answers[one.name])
      for (const [value, inner] of one.reveals) this.read(inner, shown && chosen.includes(value))
    }
  }

  readOne (one) {
    const { name } = one
    if (CHOICES.includes(one.component)) this.readChoice(one)
    else if (one.component === 'date-input') this.readDate(one)
    else if (one.component === 'file-upload') this.readFile(one)
    else this.keep(one, this.typed(name), typed => checkText(one, typed))
  }

  values (name) {
    const sent = Object.hasOwn(this.body, name) ? [].concat(this.body[name]) : []
    return sent.slice(0, 100).map(value => clean([...String(value)].slice(0, MOST_TYPED).join('')))
  }

  typed (name) { return this.values(name)[0] || '' }

  keep (one, typed, check) {
    if (!typed) return this.nothing(one)
    const found = check(typed)
    if (found instanceof Fault) this.faults[one.name] = found
    this.answers[one.name] = found instanceof Fault ? typed : found
  }

  nothing (one) {
    this.answers[one.name] = ''
    const needed = one.when && evaluate(one.when, { ...this.before, ...this.answers }) === true
    if (one.required || needed) this.faults[one.name] = new Fault(one.messages.required)
  }

  readDate (one) {
    const parts = PARTS.map(part => this.typed(`${one.name}-${part}`))
    this.keep(one, parts.some(Boolean) ? parts.join('/') : '', () => checkDate(one, parts, this.today))
  }

  readFile (one) {
    const typed = String([].concat(Object.hasOwn(this.body, one.name) ? this.body[one.name] : '')[0] || '')
    const earlier = Object.hasOwn(this.before, one.name) ? this.before[one.name] : ''
    if (!typed && typeof earlier === 'string' && earlier) {
      this.answers[one.name] = earlier
      return
    }
    this.keep(one, typed, () => checkFile(one, typed))
    if (this.faults[one.name]) this.answers[one.name] = ''
  }

  readChoice (one) {
    const offered = one.choices.map(choice => choice.value)
    // The kit sends "_unchecked" for every group of boxes.
    const chosen = [...new Set(this.values(one.name).filter(value => value && value !== '_unchecked'))]
    if (!chosen.length) return this.nothing(one)
    if (!chosen.every(value => offered.includes(value))) {
      this.answers[one.name] = ''
      this.faults[one.name] = new Fault(one.messages.choice || one.messages.required)
      return
    }
    const several = one.component === 'checkboxes' && new Set(offered).size > 1
    this.answers[one.name] = several ? chosen : chosen[0]
    const alone = one.choices.filter(choice => choice.alone && chosen.includes(choice.value))
    if (several && alone.length && chosen.length > 1) {
      const usual = `Select what applies, or select “${alone[0].text}”, but not both`
      this.faults[one.name] = new Fault(one.messages.choice || usual)
    }
  }
}

// The answers of a page and the faults in them, by name. `known` are earlier answers, `today` an ISO date.
function read (checks, body, known = {}, today = new Date().toISOString().slice(0, 10)) {
  const reading = new Reading(body, known, today)
  reading.read(checks, true)
  return { answers: reading.answers, faults: reading.faults }
}

// The error summary, in the page's order; each error is linked to its field.
function summary (checks, faults) {
  return checks.flatMap(one => {
    const fault = faults[one.name]
    const field = one.component === 'date-input' ? `${one.name}-${(fault && fault.fields[0]) || 'day'}` : one.name
    return [...(fault ? [{ text: fault.text, href: `#${field}` }] : []), ...one.reveals.flatMap(([, inner]) => summary(inner, faults))]
  })
}

module.exports = { read, summary }
