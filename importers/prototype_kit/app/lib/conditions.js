// What a readable condition is worth over answers: true, false, or null when they do not decide it. The same
// meaning as Guildhall's own reading, case by case; nothing is run as code.
const NUMBER = /^[+-]?[0-9]{1,30}(\.[0-9]{1,30})?$/
const DATE = /^([0-9]{4}-[0-9]{2}-[0-9]{2})(T[0-9:.]+(Z|[+-][0-9]{2}:[0-9]{2})?)?$/

function number (value) {
  if (typeof value === 'boolean' || Array.isArray(value)) return null
  const text = String(value).trim().replaceAll(',', '').replace(/^£/, '')
  if (!NUMBER.test(text)) return null
  const [whole, part = ''] = text.replace(/^[+-]/, '').split('.')
  const size = BigInt(whole + part.padEnd(30, '0'))
  return text.startsWith('-') ? -size : size
}

// The days since 1970 of a date as text; null when it is none, or no day of the calendar.
function day (value) {
  const found = typeof value === 'string' ? DATE.exec(value.trim()) : null
  if (!found || found[1] < '0001') return null
  const time = new Date(`${found[1]}T00:00:00Z`)
  return !isNaN(time) && time.toISOString().startsWith(found[1]) ? time / 86400000 : null
}

// A time of day, perhaps of another zone, can turn neighbouring days round: then only days further apart decide.
function orderDays (sign, left, right) {
  const [one, other] = [day(left), day(right)]
  if (one === null || other === null) return null
  const timed = [left, right].some(value => value.includes('T'))
  return timed && Math.abs(one - other) <= 1 ? null : ORDER[sign](one, other)
}

function truth (value) {
  if (typeof value === 'boolean') return value
  const text = typeof value === 'string' ? value.trim().toLowerCase() : ''
  if (text === 'yes' || text === 'true') return true
  return text === 'no' || text === 'false' ? false : null
}

const folded = value => String(value).trim().toUpperCase().toLowerCase()

function equal (left, right) {
  if (Array.isArray(left)) return left.some(one => equal(one, right))
  if (Array.isArray(right)) return right.some(one => equal(one, left))
  if (typeof left === 'boolean' || typeof right === 'boolean') {
    return truth(left) !== null && truth(left) === truth(right)
  }
  const [one, other] = [number(left), number(right)]
  return one !== null && other !== null ? one === other : folded(left) === folded(right)
}

const ORDER = {
  '<': (one, other) => one < other,
  '<=': (one, other) => one <= other,
  '>': (one, other) => one > other,
  '>=': (one, other) => one >= other
}

function compare (sign, left, right) {
  if (sign === '==') return equal(left, right)
  if (sign === '!=') return !equal(left, right)
  const [one, other] = [number(left), number(right)]
  return one !== null && other !== null ? ORDER[sign](one, other) : orderDays(sign, left, right)
}

function worth (operand, answers) {
  if (!('name' in operand)) return operand.value
  return Object.hasOwn(answers, operand.name) ? answers[operand.name] : null
}

function evaluate (condition, answers) {
  const values = () => condition.parts.map(part => evaluate(part, answers))
  switch (condition.is) {
    case 'compare': {
      const [left, right] = [worth(condition.left, answers), worth(condition.right, answers)]
      return left === null || right === null ? null : compare(condition.sign, left, right)
    }
    case 'among': {
      const left = worth(condition.left, answers)
      if (left === null) return null
      const choices = condition.choices.map(choice => worth(choice, answers))
      if (choices.some(one => one !== null && equal(left, one))) return true
      return choices.includes(null) ? null : false
    }
    case 'holds': {
      const value = worth(condition.operand, answers)
      return value === null ? null : truth(value)
    }
    case 'not': {
      const value = evaluate(condition.inner, answers)
      return value === null ? null : !value
    }
    case 'all': {
      const found = values()
      return found.includes(false) ? false : found.includes(null) ? null : true
    }
    default: {
      const found = values()
      return found.includes(true) ? true : found.includes(null) ? null : false
    }
  }
}

// The keys of the ways that the answers decide for at a decision; null when a person has to say.
function decide (station, ways, answers, form) {
  if (station.role !== 'node' && station.role !== 'ways') return null
  const judged = ways.filter(key => key !== station.default).map(key => {
    const { condition, written } = form.ways[key]
    return { key, condition, written, holds: condition ? evaluate(condition, answers) : null }
  })
  if (!judged.some(one => one.condition)) return null
  return station.split === 'one' ? decideOne(station, judged) : decideSome(station, judged)
}

function decideOne (station, judged) {
  for (const one of judged.filter(one => one.written)) {
    if (one.holds === null) return null
    if (one.holds) return [one.key]
  }
  const others = judged.filter(one => !one.written).map(one => one.key)
  if (station.default) others.push(station.default)
  return others.length === 1 ? others : null
}

function decideSome (station, judged) {
  if (judged.some(one => one.holds === null)) return null
  const held = judged.filter(one => one.holds).map(one => one.key)
  if (held.length) return held
  if (station.default) return [station.default]
  return station.always.length ? [] : null
}

module.exports = { evaluate, decide, number }
