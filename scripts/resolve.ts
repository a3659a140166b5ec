import { existsSync } from 'node:fs'
import { registerHooks } from 'node:module'

const homes = { '~/': new URL('../app/', import.meta.url), '~db/': new URL('../db/', import.meta.url) }

/** Lets Node's type stripping find what the bundler finds: `~/` is app, `~db/` is db, `.ts` may be left out. */
registerHooks({
  resolve(specifier, context, next) {
    const address = addressOf(specifier, context.parentURL)
    if (address?.protocol !== 'file:') return next(specifier, context)
    const source = new URL(`${address.href}.ts`)
    return next(existsSync(source) ? source.href : address.href, context)
  },
})

function addressOf(specifier: string, parent: string | undefined) {
  for (const [alias, home] of Object.entries(homes))
    if (specifier.startsWith(alias)) return new URL(specifier.slice(alias.length), home)
  const own = parent !== undefined && !parent.includes('/node_modules/')
  return own && /^\.\.?\//.test(specifier) ? new URL(specifier, parent) : undefined
}
