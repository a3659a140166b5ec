import { expect, test } from 'vitest'
import { basePack, basePackData } from '~/compliance/packs/base'
import { products } from '~db/seeds/catalog'

const { rules, editions: spoken } = basePackData
const keyOf = new Map(
  spoken.flatMap(({ key, words }) => words.map((word) => [word.toLowerCase(), key] as const)),
)
const catalog = new Map(products.map((product) => [product.slug, product]))
const known = rules.filter(({ product }) => catalog.has(product))

test('an edition of the catalog has the code by which recognition calls its name: one name, one code', () => {
  for (const { slug, editions } of products.filter(({ slug }) =>
    known.some(({ product }) => product === slug),
  ))
    for (const { code, zh, en } of editions)
      for (const name of [zh, en])
        expect(keyOf.get(name.toLowerCase()) ?? code, `${slug}: ${name}`).toBe(code)
})

test('whatever edition a rule tells of a catalog product, the catalog has it, or has none of that name', () => {
  const told = known.flatMap(({ product, title, edition, examples }) =>
    edition === '{edition}'
      ? examples.flatMap(({ title: name, publisher, version }) => {
          const found = basePack().match({
            title: name,
            publisher: publisher ?? null,
            version: version ?? null,
          })
          return found?.product.edition ? [{ product, edition: found.product.edition, title }] : []
        })
      : edition
        ? [{ product, edition, title }]
        : [],
  )
  expect(told.length).toBeGreaterThan(30)
  for (const { product, edition } of told) {
    const own = catalog.get(product)!.editions
    const words = new Set(spoken.find(({ key }) => key === edition)?.words.map((word) => word.toLowerCase()))
    const alike = own.filter(({ zh, en }) => words.has(zh.toLowerCase()) || words.has(en.toLowerCase()))
    expect(
      alike.filter(({ code }) => code !== edition),
      `${product} ${edition}`,
    ).toEqual([])
  }
})
