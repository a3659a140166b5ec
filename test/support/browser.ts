import AxeBuilder from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core'
import { afterAll, expect, inject } from 'vitest'
import type { Locale } from '~/kernel/locale'
import { startSession } from '~/people/session.server'
import { cast, organizations } from '~db/seeds/cast'
import { orgId, personId, secretOf } from '~db/seeds/people'
import { connectAs } from '~db/where'
import { codeOf } from './codes'

export type Manner = {
  locale?: Locale
  /** False: every form is posted as the browser does it by itself. */
  javaScript?: boolean
  width?: number
  /** As someone whose system prefers dark. */
  dark?: boolean
  /** Somebody else looks for what hinders people on the same pages. */
  looked?: boolean
}

const market = inject('market')
const { db, pool } = connectAs('muster_owner', { DATABASE_URL: market.databaseUrl, DATA_DIR: market.dataDir })
let browser: Promise<Browser> | undefined
const seen = new Set<string>()

afterAll(async () => {
  await (await browser)?.close()
  await pool.end()
})

/** The owner's eyes and hands in the market's database: to read a mail, or to let a deadline pass without sleeping. */
export { db, market }

/** A browser of someone who has not signed in. */
export async function aVisitor(manner: Manner = {}): Promise<Visitor> {
  const { locale = 'zh', javaScript = true, width = 1440, dark = false, looked = false } = manner
  browser ??= chromium.launch(market.chromium)
  const context = await (
    await browser
  ).newContext({
    baseURL: market.origin,
    locale: locale === 'zh' ? 'zh-CN' : 'en-US',
    javaScriptEnabled: javaScript,
    viewport: { width, height: 900 },
    colorScheme: dark ? 'dark' : 'light',
  })
  return new Visitor(context, await context.newPage(), { locale, javaScript, width, dark, looked })
}

const present = new Map<string, Promise<Visitor>>()

/** The browser of someone of the cast, signed in with the second factor; in a file it is the same each time. */
export function aMember(key: string, manner: Manner = {}): Promise<Visitor> {
  const who = JSON.stringify([key, manner])
  const visitor = present.get(who) ?? signedIn(key, manner)
  present.set(who, visitor)
  return visitor
}

async function signedIn(key: string, manner: Manner): Promise<Visitor> {
  const person = cast.find((one) => one.key === key)
  const organization = organizations.find(({ people }) => people.some((one) => one.key === key))
  if (!person || !organization) throw new Error(`Nobody of the cast is called ${key}.`)
  const visitor = await aVisitor({ locale: person.locale ?? 'zh', ...manner })
  visitor.secret = secretOf(key)
  await begin(visitor, { personId: personId(key), orgId: orgId(organization.key) })
  return visitor
}

/** The browser of someone whom the journey itself has put into the market. */
export async function browserOf(who: { personId: string; orgId: string }, manner: Manner = {}) {
  const visitor = await aVisitor(manner)
  await begin(visitor, who)
  return visitor
}

async function begin(visitor: Visitor, { personId, orgId }: { personId: string; orgId: string }) {
  const session = { personId, organizationId: orgId, ip: '127.0.0.1', agent: 'journey', factor: true }
  const token = await startSession(db, session)
  await visitor.context.addCookies([
    { name: 'muster', value: token, url: market.origin },
    { name: 'locale', value: visitor.manner.locale, url: market.origin },
  ])
}

/** Someone before a browser. Every page reached is looked at: for what hinders people, and for errors of its own. */
export class Visitor {
  readonly context: BrowserContext
  readonly page: Page
  readonly manner: Required<Manner>
  /** Of the second factor, when it is known: a deed that asks for it again is answered. */
  secret: string | undefined
  private readonly faults: string[] = []
  /** A refused form answers 422, and the browser says so on its console. */
  private expected = [422]

  constructor(context: BrowserContext, page: Page, manner: Required<Manner>) {
    this.context = context
    this.page = page
    this.manner = manner
    page.on('console', (message) => {
      const status = /^Failed to load resource: .* status of (\d+)/.exec(message.text())?.[1]
      if (message.type() === 'error' && !this.expected.includes(Number(status))) this.note(message.text())
    })
    page.on('pageerror', (error) => this.note(String(error.stack)))
  }

  private note(fault: string) {
    // Remix says so of a navigation that the next one has overtaken, thrown or on the console; its name is not always told.
    if (!fault.startsWith('AbortError')) this.faults.push(fault)
  }

  /** Goes to an address; `lands` when it leads elsewhere, `status` when it is meant to be refused. */
  async open(path: string, { lands = path, status = 200 }: { lands?: Place; status?: number } = {}) {
    this.expected = [422, status]
    const answer = await this.page.goto(path)
    expect(answer?.status(), path).toBe(status)
    await this.arrive(lands)
  }

  /** Fills fields by their names: text, a choice's value, a tick, several ticks, or files. */
  async fill(values: Record<string, string | boolean | string[]>, within: Locator = this.main()) {
    for (const [name, value] of Object.entries(values)) {
      const field = within.locator(`[name="${name}"]:not([type=hidden])`)
      const kind = await field
        .first()
        .evaluate((element) => `${element.tagName} ${element.getAttribute('type')}`)
      if (kind === 'SELECT null') await field.selectOption(value as string)
      else if (kind === 'INPUT radio')
        await within.locator(`[name="${name}"][value="${String(value)}"]`).check()
      else if (Array.isArray(value))
        for (const one of value) await within.locator(`[name="${name}"][value="${one}"]`).check()
      else if (kind === 'INPUT file') await field.setInputFiles(value as string)
      else if (typeof value === 'boolean') await field.setChecked(value)
      else await field.fill(value)
    }
  }

  /**
   * Presses a button or link of that name in the page's main part, and waits until it has led there; `sees`: what shows
   * it where the answer is at the same address.
   */
  async press(name: string | RegExp | Locator, lands: Place, { sees }: { sees?: Locator } = {}) {
    await this.named(name).click()
    await this.stepUp(this.named(name), () => sees?.first().waitFor() ?? this.reaches(lands))
    await sees?.first().waitFor()
    await this.arrive(lands)
  }

  /** Opens the decision of that name, fills what it asks, and makes it. */
  async decide(verb: string | RegExp, lands: Place, values: Record<string, string | boolean> = {}) {
    const exact = typeof verb === 'string'
    await this.main().getByRole('button', { name: verb, exact }).first().click()
    const dialog = this.page.locator('dialog[open]')
    await dialog.waitFor()
    await this.look()
    await this.fill(values, dialog)
    await dialog.getByRole('button', { name: verb, exact }).click()
    await this.stepUp(dialog.getByRole('button', { name: verb, exact }), () => this.reaches(lands))
    await this.arrive(lands)
  }

  /** Comes back to the page until the worker has done its part and the button of that name is there. */
  async waitsForButton(name: string) {
    await this.waitsFor(this.main().getByRole('button', { name, exact: true }))
  }

  /** The same for words, or whatever else is looked for: words that are all an element says, for parts of them may stand there before. */
  async waitsFor(what: string | RegExp | Locator) {
    const there =
      typeof what === 'string' || what instanceof RegExp ? this.main().getByText(what, { exact: true }) : what
    await expect
      .poll(
        async () => {
          await this.page.reload()
          return there.count()
        },
        { timeout: 60_000, interval: 500 },
      )
      .toBeGreaterThan(0)
    await this.arrive(/./)
  }

  /** The same where the answer is the same page with a refusal or problems on top. */
  async pressInVain(name: string | RegExp | Locator) {
    await this.named(name).click()
    await this.page.getByRole('alert').first().waitFor()
    await this.look()
  }

  /** Waits for the place, and until the page answers to clicks; then looks. */
  async arrive(at: Place) {
    await this.page
      .waitForURL((url) => isAt(url, at))
      .catch(async () => {
        throw new Error(`At ${this.page.url()} instead of ${at}: ${await this.told()}`)
      })
    if (this.manner.javaScript) await this.page.waitForFunction(isAlive)
    await this.look()
  }

  /** Nothing on this page hinders people seriously, and nothing went wrong in it. */
  async look() {
    const hindrances = this.manner.looked || seen.has(await this.sight()) ? [] : await this.hindrances()
    seen.add(await this.sight())
    const { over, by } = await this.page.evaluate(widerThanScreen)
    if (over > 0) hindrances.push(`The page is ${over} px wider than the screen: ${by}`)
    expect([...hindrances, ...this.faults.splice(0)], this.page.url()).toEqual([])
  }

  /** The switch in the header. */
  async switchTo(locale: Locale) {
    await this.page.locator(`button[name="locale"][value="${locale}"]`).click()
    await this.page.locator(`html:lang(${locale})`).waitFor()
    await this.arrive(/./)
  }

  /** The name of the field that has the focus, once it is this one. */
  async focuses(name: string) {
    await expect.poll(() => this.page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe(name)
  }

  /** Waits for words in the main part. */
  async sees(words: string | RegExp) {
    await this.main()
      .getByText(words)
      .first()
      .waitFor()
      .catch(async () => {
        throw new Error(`At ${this.page.url()} not seen: ${words}. ${await this.told()}`)
      })
  }

  main() {
    return this.page.locator('main')
  }

  /** What the page says: its alerts, or all of it. */
  private async told() {
    const alerts = await this.page.getByRole('alert').allInnerTexts()
    return alerts.join(' | ') || (await this.main().innerText())
  }

  async leave() {
    await this.context.close()
  }

  /** What makes this page another one than those that were looked at already. */
  private async sight() {
    const { pathname } = new URL(this.page.url())
    const place = pathname.replaceAll(/[0-9a-f-]{36}|[\w-]{40,}/g, ':id')
    const alerts = await this.page.locator('[role=alert], dialog[open]').count()
    return JSON.stringify([place, alerts, this.manner])
  }

  /** A factor that was shown too long ago is asked for again; then the deed is done once more. */
  private async stepUp(deed: Locator, answered: () => Promise<unknown>) {
    if (!this.secret) return
    const asked = this.page.locator('[name=totp]')
    await Promise.race([answered().catch(() => {}), asked.waitFor().catch(() => {})])
    if (!(await asked.count())) return
    await asked.fill(codeOf(this.secret))
    await deed.click()
  }

  private reaches(place: Place) {
    return this.page.waitForURL((url) => isAt(url, place))
  }

  private hindrances() {
    return this.manner.javaScript ? hindrancesOf(this.page) : this.hindrancesBehindGlass()
  }

  /** Where no script runs, axe cannot either: it reads the same document in another window, its scripts taken out. */
  private async hindrancesBehindGlass() {
    const document = (await this.page.content()).replaceAll(/<script\b.*?<\/script>/gs, '')
    const glass = await aVisitor({ ...this.manner, javaScript: true })
    await glass.page.route('**/glass', (route) => route.fulfill({ contentType: 'text/html', body: document }))
    await glass.page.goto('/glass')
    return hindrancesOf(glass.page).finally(() => glass.leave())
  }

  private named(name: string | RegExp | Locator) {
    if (typeof name !== 'string' && !(name instanceof RegExp)) return name
    const exact = typeof name === 'string'
    return this.main()
      .getByRole('button', { name, exact })
      .or(this.main().getByRole('link', { name, exact }))
      .first()
  }
}

type Place = string | RegExp

async function hindrancesOf(page: Page) {
  // Telling of all that is well would take most of the time.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] })
  const { violations } = await axe.analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' … ')}`)
}

/** A path without a query stands for any query. */
function isAt({ pathname, search }: URL, place: Place) {
  const path = pathname + search
  if (place instanceof RegExp) return place.test(path)
  return place.includes('?') ? path.startsWith(place) : pathname === place
}

/** By how much a page is too wide, and the innermost thing that makes it so. */
function widerThanScreen() {
  const over = document.documentElement.scrollWidth - innerWidth
  const wide = [...document.querySelectorAll('main *')].filter(
    (element) => over > 0 && element.getBoundingClientRect().right > innerWidth,
  )
  return { over, by: wide.at(-1)?.outerHTML.slice(0, 200) ?? '' }
}

// React has taken the page over.
const isAlive = () =>
  Object.keys(document.querySelector('main') ?? {}).some((key) => key.startsWith('__reactFiber'))
