import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { languageTag, locales } from '~/design/locale'
import { compileCss } from './compile-css'
import { render } from './render'
import { scenes } from './scenes'

const pages = locales.flatMap((locale) => Object.keys(scenes).map((name) => ({ locale, name })))

/** With GALLERY=folder the pages are also written there, to be looked at (see scripts in the README). */
const folder = process.env.GALLERY

describe.each(pages)('the gallery page $name in $locale', async ({ locale, name }) => {
  const html = await render(scenes[name]!(locale), { locale })

  // Who speaks to the computer says what is seen.
  test('what a link or button is called holds the words on it', () => {
    for (const [, , label, inside] of html.matchAll(
      /<(a|button)\b[^>]*? aria-label="([^"]*)"[^>]*>(.*?)<\/\1>/gs,
    ))
      expect(label).toContain(inside!.replaceAll(/<[^>]*>/g, '').trim())
  })

  test('has no inline style, which the content security policy would refuse', () => {
    expect(html).not.toMatch(/\sstyle=/)
  })

  test('has one main landmark, one h1 and a way to skip to it', () => {
    expect(html.match(/<main id="main"/g)).toHaveLength(1)
    expect(html.match(/<h1/g)).toHaveLength(1)
    expect(html).toContain('href="#main"')
  })

  test('labels every control', () => {
    const labeled = new Set([...html.matchAll(/<label for="([^"]+)"/g)].map((match) => match[1]))
    const bare = html.replace(/<label\b[^>]*>.*?<\/label>/gs, '')
    for (const [control] of bare.matchAll(/<(input|select|textarea)\b[^>]*>/g)) {
      if (/type="hidden"|aria-label=/.test(control)) continue
      expect(labeled, control).toContain(/\sid="([^"]+)"/.exec(control)?.[1])
    }
  })

  test('points only to descriptions that exist', () => {
    const ids = new Set([...html.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]))
    for (const [, list] of html.matchAll(/aria-(?:describedby|labelledby)="([^"]+)"/g))
      for (const id of list!.split(' ')) expect(ids).toContain(id)
  })

  test.runIf(folder)('is written to be looked at', async () => {
    await mkdir(folder!, { recursive: true })
    const css = await compileCss('app', 'test/design')
    await writeFile(join(folder!, 'app.css'), css)
    await writeFile(
      join(folder!, `${name}.${locale}.html`),
      `<!doctype html><html lang="${languageTag[locale]}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${name}</title><link rel="stylesheet" href="app.css">${html}</html>`,
    )
  })
})
