// What a page says of a case.
const KINDS = { start: 'Start here', do: 'Do this step', choose: 'Decide', event: 'This happens', time: 'The time passes' }

const eachCheck = checks => checks.flatMap(one => [one, ...one.reveals.flatMap(([, inner]) => eachCheck(inner))])

// Answers as a person reads them: the texts of choices, not their values.
function inWords (form, answers) {
  const pages = Object.values(form.elements).flatMap(one => one.pages)
  const texts = new Map(eachCheck(pages.flatMap(page => page.checks)).map(one => (
    [one.name, new Map(one.choices.map(choice => [choice.value, choice.text]))])))
  return Object.fromEntries(Object.entries(answers).map(([name, value]) => (
    [name, [].concat(value).map(one => (texts.get(name) && texts.get(name).get(one)) || one).join(', ')])))
}

// What was asked and how it was answered, for a page that lists it; passwords are left out.
function soFar (form, said) {
  const asked = new Map(eachCheck(Object.values(form.elements).flatMap(one => one.pages).flatMap(page => page.checks))
    .filter(one => one.component !== 'password-input' && said[one.name]).map(one => [one.name, one.title]))
  return [...asked].map(([name, title]) => ({ key: { text: title || name.replaceAll('_', ' ') }, value: { text: said[name] } }))
}

// What an act undoes and why, or how much later it is.
function noteOf (walk, form, act) {
  const said = key => `“${form.elements[form.stations[key].element].text}”`
  const held = walk.undoing.held(act.token)
  if (held) return `This undoes ${said(held.undoes)}, because ${said(held.plan.thrower.at)} has happened.`
  return act.kind === 'time' ? form.elements[act.element].later : ''
}

// The fields of dates, filled from the dates that were answered.
function dateFields (answers) {
  return Object.fromEntries(Object.entries(answers).filter(([, value]) => /^\d{4}-\d\d-\d\d$/.test(value))
    .flatMap(([name, value]) => ['year', 'month', 'day'].map((part, place) => [`${name}-${part}`, Number(value.split('-')[place])])))
}

// The fields of dates that an error is about: all three, unless it names some.
function markedFields (faults) {
  return Object.fromEntries(Object.entries(faults).flatMap(([name, { fields }]) => (
    fields.length ? fields : ['day', 'month', 'year']).map(part => [`${name}-${part}`, true])))
}

module.exports = { KINDS, inWords, soFar, noteOf, dateFields, markedFields }
