// Reads the answers of a page and says what is wrong with them, in the Design System's wording.
const { evaluate } = require('./conditions')

const POSTCODE = /^[a-z]{1,2}[0-9][a-z0-9]? ?[0-9][a-z]{2}$/i
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
const PHONE = /^\+?[0-9 ()-]{9,20}$/
const VEHICLE = /^[a-z0-9 ]{2,8}$/i

function read (checks, body, known) {
  const answers = {}
  const faults = {}
  for (const one of checks) {
    const value = one.component === 'date-input' ? dateOf(one.name, body) : given(one, body[one.name])
    if (value === null) faults[one.name] = one.messages.check || `${one.title} must be a real date`
    const wrong = value === null ? null : fault(one, value, { ...known, ...answers })
    if (wrong) faults[one.name] = wrong
    if (value !== null && value.length) answers[one.name] = value
    const chosen = [].concat(value || [])
    for (const shown of chosen.map(choice => (Object.hasOwn(one.reveals, choice) ? one.reveals[choice] : []))) {
      const inner = read(shown, body, { ...known, ...answers })
      Object.assign(answers, inner.answers)
      Object.assign(faults, inner.faults)
    }
  }
  return { answers, faults }
}

function given (one, value) {
  const list = [].concat(value === undefined ? [] : value).map(String).filter(text => text !== '_unchecked')
  if (one.component === 'checkboxes') return list
  return (list[0] || '').trim().slice(0, 20000)
}

function dateOf (name, body) {
  const [day, month, year] = ['day', 'month', 'year'].map(part => String(body[`${name}-${part}`] || '').trim())
  if (!day && !month && !year) return ''
  const text = `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const found = new Date(`${text}T00:00:00Z`)
  return !isNaN(found) && found.toISOString().slice(0, 10) === text ? text : null
}

function fault (one, value, known) {
  const say = (kind, usual) => one.messages[kind] || usual
  if (!value.length) {
    return one.required || (one.when && evaluate(one.when, known) === true) ? one.messages.required : null
  }
  const choices = one.choices.map(choice => choice.value)
  if (['radios', 'select', 'checkboxes'].includes(one.component)) {
    return [].concat(value).every(choice => choices.includes(choice)) ? null : say('choice', one.messages.required)
  }
  if (one.longest && value.length > one.longest) {
    return say('longest', `${one.title} must be ${one.longest} characters or less`)
  }
  return checked(one, value, say)
}

function checked (one, value, say) {
  const today = new Date().toISOString().slice(0, 10)
  const wrong = {
    postcode: () => !POSTCODE.test(value) && 'Enter a full UK postcode',
    email: () => !EMAIL.test(value) && 'Enter an email address in the correct format, like name@example.com',
    phone: () => !PHONE.test(value) && 'Enter a phone number, like 01632 960 001 or 07700 900 982',
    vehicle: () => !VEHICLE.test(value) && 'Enter a registration number in the correct format',
    'past-date': () => value >= today && `${one.title} must be in the past`,
    'future-date': () => value <= today && `${one.title} must be in the future`,
    number: () => !isFinite(amount(value)) && `${one.title} must be a number`,
    'whole-number': () => !Number.isInteger(amount(value)) && `${one.title} must be a whole number`
  }[one.check]
  const usual = wrong && wrong()
  if (usual) return say('check', usual)
  if (one.low !== null && amount(value) < one.low) return say('min', `${one.title} must be ${one.low} or more`)
  if (one.high !== null && amount(value) > one.high) return say('max', `${one.title} must be ${one.high} or less`)
  return null
}

const amount = value => Number(value.replaceAll(',', '').replace(/^£/, '') || NaN)

module.exports = { read }
