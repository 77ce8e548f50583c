// Shows the pages of prototypes as the kit would, without the kit's server: reads [{views, pages}], a list of prototypes with
// their views by name and what is to be shown of them, and prints the HTML of each page.
const path = require('node:path')
const fs = require('node:fs')
const modules = process.argv[2]
const nunjucks = require(path.join(modules, 'nunjucks'))

class Views extends nunjucks.Loader {
  constructor (views) { super(); this.views = views }
  getSource (name) {
    return Object.hasOwn(this.views, name) ? { src: this.views[name], path: name, noCache: true } : null
  }
}

const folders = new nunjucks.FileSystemLoader([
  path.join(modules, 'govuk-prototype-kit', 'lib', 'nunjucks'), path.join(modules, 'govuk-frontend', 'dist')
])

const asked = JSON.parse(fs.readFileSync(0, 'utf8'))
console.log(JSON.stringify(asked.map(({ views, pages }) => {
  const kit = new nunjucks.Environment([new Views(views), folders], { autoescape: true })
  return pages.map(({ view, data }) => {
    try {
      return kit.render(`${view}.html`, data)
    } catch (error) {
      return `FAILED ${error.message}`
    }
  })
})))
