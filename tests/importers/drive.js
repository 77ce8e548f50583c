// Asks the pages of an unzipped prototype in turn, with a stand-in for the kit: reads [[method, address, body]], follows
// redirects, and prints of each what was shown: the view and its data.
const Module = require('node:module')
const path = require('node:path')
const routes = []
const setupRouter = () => ({
  use: handler => routes.push(['*', /^/, handler]),
  get: (address, handler) => routes.push(['get', pattern(address), handler]),
  post: (address, handler) => routes.push(['post', pattern(address), handler])
})
const pattern = address => new RegExp(`^${address.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`)
const load = Module._load
Module._load = (name, ...rest) => name === 'govuk-prototype-kit' ? { requests: { setupRouter } } : load(name, ...rest)
require(path.resolve(process.argv[2], 'app', 'routes.js'))

let cookie = ''
function send (method, address, body = {}) {
  const url = new URL(address, 'http://localhost')
  let shown = null
  const req = { headers: { cookie }, body, query: Object.fromEntries(url.searchParams), params: {} }
  const res = {
    cookie: (name, value) => { cookie = `${name}=${value}` },
    redirect: to => { shown = send('get', to) },
    render: (view, data) => { shown = { view, data } }
  }
  for (const [kind, match, handler] of routes) {
    const found = match.exec(url.pathname)
    if (!found || (kind !== '*' && kind !== method)) continue
    req.params = { ...found.groups }
    let on = false
    handler(req, res, () => { on = true })
    if (!on) return shown
  }
  return { view: 'not found', data: {} }
}

const asked = JSON.parse(require('node:fs').readFileSync(0, 'utf8'))
console.log(JSON.stringify(asked.map(([method, address, body]) => send(method, address, body))))
