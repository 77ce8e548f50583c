// Whether one typed value is what its check asks for, and the form it is kept in: the same rules and words as in Guildhall.
const { number: exact } = require('./conditions')

const SPACE = '[\\t-\\r \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]'
const spaces = new RegExp(SPACE, 'g')
const edges = new RegExp(`^${SPACE}+|${SPACE}+$`, 'g')
const POSTCODE = /^(GIR0AA|[A-PR-UWYZ]([0-9]{1,2}|[A-HK-Y][0-9]([0-9]|[ABEHMNPRV-Y])?|[0-9][A-HJKPS-UW])[0-9][ABD-HJLNP-UW-Z]{2})$/
const EMAIL = new RegExp(`^(?:(?!${SPACE})[^@<>"(),:;[\\]\\\\]){1,64}@([a-z0-9-]{1,63}\\.)+[a-z0-9-]{2,63}$`, 'iu')
const UK_PHONE = /^0(1[0-9]{8,9}|[2378][0-9]{9}|55[0-9]{8}|56[0-9]{8}|70[0-9]{8}|9[0-9]{9})$/
const NINO = /^(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][0-9]{6}[A-D]$/
const MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december']

class Fault {
  constructor (text, fields = []) { Object.assign(this, { text, fields }) }
}

const length = text => [...text].length
const packed = (text, more = '') => text.replace(spaces, '').replace(new RegExp(`[${more || '^\\s\\S'}]`, 'g'), '')
const message = (one, kind, usual) => one.messages[kind] || usual
const wrong = (one, usual) => new Fault(message(one, 'check', usual))
const subject = (one, usual = 'The answer') => !one.title || one.title.endsWith('?') ? usual : one.title

// What somebody typed, without control characters and surrounding space, in one Unicode form.
function clean (text) {
  return text.replaceAll('\r\n', '\n').replace(/[^\P{Cc}\n\t]|\p{Cs}/gu, '').normalize('NFC').replace(edges, '')
}

function checkText (one, text) {
  const longest = one.longest || (['textarea', 'character-count'].includes(one.component) ? 4000 : 200)
  if (length(text) > longest) {
    return new Fault(message(one, 'longest', `${subject(one)} must be ${longest} characters or fewer`))
  }
  return Object.hasOwn(CHECKS, one.check || '') ? CHECKS[one.check](one, text) : text
}

function within (one, title, value, unit = '') {
  if (one.low && exact(value) < exact(one.low.value)) {
    return new Fault(message(one, 'min', `${title} must be ${unit}${one.low.words} or more`))
  }
  if (one.high && exact(value) > exact(one.high.value)) {
    return new Fault(message(one, 'max', `${title} must be ${unit}${one.high.words} or ${unit ? 'less' : 'fewer'}`))
  }
  return null
}

// A number in plain digits, without zeros that say nothing.
function plain (text) {
  const [, sign, whole, part] = /^(-?)0*([0-9]+?)(?:\.([0-9]*?)0*)?$/.exec(text)
  const digits = part ? `${whole}.${part}` : whole
  return /[1-9]/.test(digits) ? sign + digits : '0'
}

function amount (one, text) {
  const digits = packed(text, ',£')
  const title = subject(one)
  if (!/^-?[0-9]{1,12}(\.[0-9]{1,6})?$/.test(digits)) return wrong(one, `${title} must be a number, like 3`)
  if (one.check === 'whole-number' && plain(digits).includes('.')) return wrong(one, `${title} must be a whole number, like 3`)
  return within(one, title, digits) || plain(digits)
}

function money (one, text) {
  const title = one.title || 'The answer'
  const found = /^([0-9]{1,9})(?:\.([0-9]{2}))?$/.exec(packed(text, ',£'))
  if (!found) return wrong(one, `${title} must be an amount of money, like 40 or 57.50`)
  const [pounds, pence] = [String(Number(found[1])), found[2] || '00']
  return within(one, title, `${pounds}.${pence}`, '£') || (pence === '00' ? pounds : `${pounds}.${pence}`)
}

function email (one, text) {
  const [name, ...rest] = text.split('@')
  const dotted = text.includes('..') || name.startsWith('.') || name.endsWith('.')
  const hyphened = rest.join('@').split('.').some(part => part.startsWith('-') || part.endsWith('-'))
  if (length(text) <= 254 && EMAIL.test(text) && !dotted && !hyphened) return text
  return wrong(one, 'Enter an email address in the correct format, like name@example.com')
}

function ukPhone (one, text) {
  const national = packed(text, '().\\-').replace(/^(\+44|0044)0?/, '0')
  if (!UK_PHONE.test(national)) return wrong(one, 'Enter a UK phone number, like 01632 960 001 or 07700 900 982')
  const first = national[1] === '2' ? 3 : '389'.includes(national[1]) || /^01(1|.1)/.test(national) ? 4 : 5
  const rest = national.slice(first)
  return [national.slice(0, first), ...(first < 5 ? [rest.slice(0, -4), rest.slice(-4)] : [rest])].join(' ')
}

function accountNumber (one, text) {
  const digits = packed(text, '\\-')
  if (!/^[0-9]+$/.test(digits)) return wrong(one, 'Enter a valid account number like 00733445')
  if (digits.length < 6 || digits.length > 8) return wrong(one, 'Account number must be between 6 and 8 digits')
  return digits.padStart(8, '0')
}

const shaped = (more, pattern, keep, usual) => (one, text) => {
  const found = packed(text, more).toUpperCase()
  return pattern.test(found) ? keep(found) : wrong(one, usual)
}

const CHECKS = {
  postcode: shaped('.\\-', POSTCODE, text => `${text.slice(0, -3)} ${text.slice(-3)}`, 'Enter a full UK postcode, like SW1A 2AA'),
  email,
  phone: (one, text) => /^(\+|00)?[0-9]{10,14}$/.test(packed(text, '().\\-'))
    ? text.replace(new RegExp(`${SPACE}+`, 'g'), ' ')
    : wrong(one, 'Enter a phone number, like 01632 960 001 or 07700 900 982'),
  vehicle: shaped('\\-', /^(?=.*[A-Z])(?=.*[0-9])[A-Z0-9]{2,7}$/, text => text,
    'Enter a registration number in the correct format, like AB12 CDE'),
  'uk-phone': ukPhone,
  'national-insurance': shaped('.\\-', NINO, text => text.match(/.{1,2}/g).join(' '),
    'Enter a National Insurance number in the correct format'),
  money,
  'sort-code': shaped('\\-–', /^[0-9]{6}$/, text => text.match(/../g).join('-'), 'Enter a valid sort code like 309430'),
  'account-number': accountNumber,
  uprn: (one, text) => {
    const digits = packed(text).replace(/^0+/, '')
    return /^[0-9]{1,12}$/.test(digits)
      ? digits
      : wrong(one, 'Enter a property reference (UPRN) of up to 12 digits, like 10033544614')
  },
  number: amount,
  'whole-number': amount
}

const whole = text => /^[0-9]{1,4}$/.test(text) ? Number(text) : null

function monthOf (text) {
  const said = text.toLowerCase().replace(/\.+$/, '')
  const place = MONTHS.findIndex(name => said === name || said === name.slice(0, 3))
  return place < 0 ? whole(text) : place + 1
}

// A date typed as day, month and year. `today` is an ISO date.
function checkDate (one, parts, today) {
  const title = subject(one, 'The date')
  const empty = ['day', 'month', 'year'].filter((name, place) => !parts[place])
  if (empty.length) return new Fault(message(one, 'check', `${title} must include a ${empty.join(' and a ')}`), empty)
  const [day, month, year] = [whole(parts[0]), monthOf(parts[1]), whole(parts[2])]
  if (year !== null && year < 1000) return new Fault(message(one, 'check', 'Year must include 4 numbers'), ['year'])
  const iso = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  const found = new Date(`${iso}T00:00:00Z`)
  if (isNaN(found) || found.toISOString().slice(0, 10) !== iso) return wrong(one, `${title} must be a real date`)
  if (one.check === 'past-date' && iso > today) return new Fault(message(one, 'max', `${title} must be today or in the past`))
  if (one.check === 'future-date' && iso < today) return new Fault(message(one, 'min', `${title} must be today or in the future`))
  return iso
}

// The name of a chosen file, without folders; the file itself is never sent.
function checkFile (one, filename) {
  const name = [...clean(filename.split(/[\\/]/).pop()).replace(/[<>:"|?*]/g, '')].slice(-100).join('')
  const endings = one.accept.map(ending => `.${ending.toLowerCase().replace(/^\.+/, '')}`)
  if (endings.length && !endings.some(ending => name.toLowerCase().endsWith(ending))) {
    const kinds = endings.map(ending => ending.slice(1).toUpperCase())
    const last = kinds.pop()
    return new Fault(message(one, 'accept', `The selected file must be a ${kinds.length ? `${kinds.join(', ')} or ` : ''}${last}`))
  }
  return name || new Fault(one.messages.nameless)
}

module.exports = { Fault, clean, checkText, checkDate, checkFile }
