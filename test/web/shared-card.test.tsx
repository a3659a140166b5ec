import { expect, test } from 'vitest'
import { SharedCard } from '~/web/shared-card'
import { render } from '../design/render'

const origin = 'https://market.test'
const card = (about: unknown, locale: 'zh' | 'en' = 'en') =>
  render(<SharedCard origin={origin} title="Training" about={about} />, {
    locale,
    path: '/trainings/7?seen=1',
  })
const structured = (html: string) =>
  /<script type="application\/ld\+json"[^>]*>(.*?)<\/script>/s.exec(html)?.[1]

test('a shared link has its title, its sentence and a picture, all by their whole addresses and in the language of the page', async () => {
  const html = await card(undefined, 'zh')
  expect(html).toContain('<meta property="og:title" content="Training"/>')
  expect(html).toContain(`<meta property="og:image" content="${origin}/card.png"/>`)
  expect(html).toContain(`<link rel="canonical" href="${origin}/trainings/7"/>`)
  expect(html).toContain('<meta property="og:locale" content="zh_CN"/>')
  expect(html).toMatch(/<meta name="description" content="[^"]+"\/>/)
  expect(structured(html)).toBeUndefined()
})

test('what a page is about stands there for machines, and no name of it ends the script', async () => {
  const name = '</script><script>alert(1)</script>'
  const startDate = new Date('2026-12-01T01:00:00Z')
  const html = await card({ '@type': 'EducationEvent', name, startDate, description: 'Copyright' })
  expect(html).toContain('<meta name="description" content="Copyright"/>')
  expect(JSON.parse(structured(html)!)).toEqual({
    '@context': 'https://schema.org',
    '@type': 'EducationEvent',
    inLanguage: 'en',
    url: `${origin}/trainings/7`,
    name,
    startDate: '2026-12-01T01:00:00.000Z',
    description: 'Copyright',
  })
  expect(html.match(/<script/g)).toHaveLength(1)
})
