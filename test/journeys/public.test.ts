import { expect, test } from 'vitest'
import { program as en } from '~/texts/en/program'
import { program as zh } from '~/texts/zh/program'
import { aVisitor, market, type Visitor } from '../support/browser'

test('the front page speaks the browser’s language, and the other one on demand', async () => {
  const visitor = await aVisitor({ locale: 'en' })
  await visitor.open('/')
  await visitor.sees(en.front.title)
  await visitor.switchTo('zh')
  await visitor.sees(zh.front.title)
  await visitor.open('/sign-in')
  expect(await visitor.page.getAttribute('html', 'lang')).toBe('zh-CN')
})

test('an address that is not there is a page that leads back', async () => {
  const visitor = await aVisitor()
  await visitor.open('/nowhere', { status: 404 })
  await visitor.press('回到首页', '/')
})

test('the list of all pages is a file of the build, not an answer that grows with what is asked', async () => {
  const visitor = await aVisitor()
  const answer = await visitor.page.request.get('/__manifest?p=/home&version=x')
  expect(answer.status()).toBe(404)
})

test('whoever has not signed in is asked to, and comes back to where they wanted', async () => {
  const visitor = await aVisitor()
  await visitor.open('/organization/members', { lands: '/sign-in?next=%2Forganization%2Fmembers' })
})

const publicPages = ['/', '/rounds', '/catalog', '/recommended', '/wishes', '/trainings', '/honors', '/surveys', '/mediation', '/mediators', '/blacklist', '/typical-cases', '/verify', '/help', '/glossary', '/api', '/audit'] // oxfmt-ignore

// Whether it hinders people is looked at by the crawl.
test('on a phone no public page shifts under the finger, and each is small with its styles', async () => {
  const visitor = await aVisitor({ width: 390, looked: true })
  await visitor.open('/')
  await slowly(visitor)
  for (const path of publicPages) {
    await visitor.open(path)
    expect(await visitor.page.evaluate(shiftOfPage), path).toBeLessThan(0.1)
    expect(await visitor.page.evaluate(gzippedSize), path).toBeLessThan(60 * 1024)
  }
})

test.each(['gzip', 'br', 'identity'])(
  'a page that is made once for many comes whole by %s, to each under a nonce and a number of their own',
  async (encoding) => {
    const seen = { nonces: new Set<string>(), numbers: new Set<string>(), pages: new Set<string>() }
    for (let times = 0; times < 4; times++) {
      const { headers, text } = await asked('/catalog', encoding)
      const nonce = /'nonce-([\w-]+)'/.exec(headers.get('content-security-policy')!)![1]!
      expect([...text.matchAll(/ nonce="([\w-]+)"/g)].map(([, told]) => told).filter((told) => told !== nonce)).toEqual([]) // oxfmt-ignore
      expect(text).toContain(`nonce="${nonce}"`)
      expect(text).toContain('</html>')
      seen.nonces.add(nonce)
      seen.numbers.add(headers.get('x-request-id')!)
      seen.pages.add(text.replaceAll(nonce, '').length.toString())
    }
    expect([seen.nonces.size, seen.numbers.size, seen.pages.size]).toEqual([4, 4, 1])
  },
)

async function asked(path: string, encoding: string) {
  const answer = await fetch(market.origin + path, { headers: { 'accept-encoding': encoding } })
  expect(answer.headers.get('content-encoding') ?? 'identity').toBe(encoding)
  return { headers: answer.headers, text: await answer.text() }
}

/** As over a poor connection: a page comes in piece by piece, and each piece is shown. */
async function slowly({ context, page }: Visitor) {
  const chromium = await context.newCDPSession(page)
  const [latency, perSecond] = [20, 48 * 1024]
  const way = { offline: false, latency, downloadThroughput: perSecond, uploadThroughput: perSecond }
  await chromium.send('Network.emulateNetworkConditions', way)
}

/** How much of the window has moved by itself since the page was asked for (Cumulative Layout Shift; web.dev calls it good up to 0.1). */
function shiftOfPage() {
  return new Promise<number>((resolve) => {
    let sum = 0
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { value: number }).value
    })
    observer.observe({ type: 'layout-shift', buffered: true })
    requestAnimationFrame(() => setTimeout(() => resolve(sum), 50))
  })
}

/** Bytes of the page's HTML and of the styles that it links, as gzip. */
async function gzippedSize() {
  const sheets = [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')].map(
    ({ href }) => href,
  )
  const sizes = [location.href, ...sheets].map(async (address) => {
    const { body } = await fetch(address)
    return (await new Response(body!.pipeThrough(new CompressionStream('gzip'))).arrayBuffer()).byteLength
  })
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}
