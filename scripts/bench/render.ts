import { once } from 'node:events'
import { availableParallelism, loadavg } from 'node:os'
import type { AddressInfo } from 'node:net'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { createAdaptorServer } from '@hono/node-server'
import { createReadableStreamFromReadable, createRequestHandler, type ServerBuild } from '@remix-run/node'
import { Links, Meta, RemixServer, Scripts } from '@remix-run/react'
import { createElement as h } from 'react'
import { renderToPipeableStream } from 'react-dom/server'
import { PassThrough } from 'node:stream'

const usage = `usage: node scripts/bench/render.ts ORIGIN [--cookie TEXT] [PATH…]
Asks a running market (npm run demo, npm start) for its pages and prints a line per page: the bytes of its HTML and of it with
its styles, both as gzip (reach: 60 KB), and how many pages a second four connections get as a ratio to a bare Remix page that
says hello, served by another process on this machine and asked in turns in the same run (reach: 0.4). "visitors": as people get
it whom nobody knows; "made": each one made anew, as for a person at work. With the cookie of someone signed in
(--cookie 'muster=…', from the browser) the pages are theirs, and all are made.`

const words = process.argv.slice(2)
if (words.includes('--help') || words.length === 0) {
  console.log(usage)
  process.exit(words.length === 0 ? 64 : 0)
}
const { values: options, positionals } = parseArgs({
  args: words,
  allowPositionals: true,
  options: { cookie: { type: 'string' } },
})
const [origin, ...asked] = positionals as [string, ...string[]]
const pages =
  asked.length > 0
    ? asked
    : ['/', '/rounds', '/catalog', '/recommended', '/blacklist', '/honors', '/help', '/verify']
const [connections, rounds, perRound] = [4, 7, 40]
/** A session that nobody has: the page is made anew. */
const anew = options.cookie ?? 'muster=nobody; __Host-muster=nobody'

if (process.env.BENCH_HELLO) await serveHello()
else await measure()

/** A page of Remix alone, by the same adapter that the market's server uses; its port goes to the parent. */
async function serveHello() {
  const root = () =>
    h('html', { lang: 'en' }, [
      h('head', { key: 'head' }, [h(Meta, { key: 'meta' }), h(Links, { key: 'links' })]),
      h('body', { key: 'body' }, [h('h1', { key: 'h1' }, 'Hello'), h(Scripts, { key: 'scripts' })]),
    ])
  const route = { id: 'root', path: '', hasAction: false, hasLoader: false, hasClientAction: false, hasClientLoader: false, hasErrorBoundary: false, module: '/root.js' } // oxfmt-ignore
  const build = {
    entry: {
      module: {
        default: (request: Request, status: number, headers: Headers, context: never) =>
          new Promise<Response>((resolve, reject) => {
            const { pipe } = renderToPipeableStream(h(RemixServer, { context, url: request.url }), {
              onShellReady: () => {
                const body = new PassThrough()
                headers.set('content-type', 'text/html; charset=utf-8')
                resolve(new Response(createReadableStreamFromReadable(body), { headers, status }))
                pipe(body)
              },
              onShellError: reject,
            })
          }),
      },
    },
    routes: { root: { id: 'root', path: '', module: { default: root } } },
    assets: {
      entry: { imports: [], module: '/entry.js' },
      routes: { root: route },
      url: '/manifest.js',
      version: '1',
    },
    publicPath: '/',
    assetsBuildDirectory: '',
    future: { v3_singleFetch: true },
    isSpaMode: false,
    mode: 'production',
  } as unknown as ServerBuild
  const handle = createRequestHandler(build, 'production')
  const server = createAdaptorServer({ fetch: (request: Request) => handle(request) })
  server.listen(0, '127.0.0.1', () => process.send!((server.address() as AddressInfo).port))
}

async function measure() {
  const { fork } = await import('node:child_process')
  const child = fork(import.meta.filename, words, {
    env: { ...process.env, BENCH_HELLO: '1', NODE_ENV: 'production' },
  })
  process.on('exit', () => child.kill())
  const [port] = (await once(child, 'message')) as [number]
  const hello = `http://127.0.0.1:${port}/`
  console.log(
    JSON.stringify({
      node: process.version,
      cores: availableParallelism(),
      hello: (await sizesOf(hello)).html,
    }),
  )
  for (const path of pages) {
    const address = new URL(path, origin).href
    const sizes = await sizesOf(address, options.cookie)
    const ways = options.cookie ? { made: anew } : { visitors: '', made: anew }
    await Promise.all(
      [...Object.values(ways), null].map((cookie) =>
        perSecond(cookie === null ? hello : address, cookie ?? ''),
      ),
    )
    const ratios: Record<string, number[]> = {}
    for (let round = 0; round < rounds; round += 1) {
      const bare = await perSecond(hello, '')
      for (const [way, cookie] of Object.entries(ways))
        (ratios[way] ??= []).push((await perSecond(address, cookie)) / bare)
    }
    const middles = Object.entries(ratios).map(([way, all]) => [way, Number(median(all).toFixed(2))])
    console.log(
      JSON.stringify({
        path,
        ...sizes,
        ...Object.fromEntries(middles),
        load: Number(loadavg()[0]!.toFixed(1)),
      }),
    )
  }
  child.kill()
}

function median(values: readonly number[]) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}

/** Whole pages that the connections read in a second, uncompressed, so that both sides do the same beside rendering. */
async function perSecond(address: string, cookie: string) {
  const began = performance.now()
  let left = perRound
  const connection = async () => {
    while (left-- > 0) {
      const answer = await fetch(address, { headers: { 'accept-encoding': 'identity', cookie } })
      if (!answer.ok) throw new Error(`${address} answered ${answer.status}`)
      await answer.arrayBuffer()
    }
  }
  await Promise.all(Array.from({ length: connections }, connection))
  return perRound / ((performance.now() - began) / 1000)
}

/** Bytes of a page's HTML and of it with the styles that it links, as gzip. */
async function sizesOf(address: string, cookie = '') {
  const html = await (await fetch(address, { headers: { cookie } })).text()
  const links = [...html.matchAll(/<link[^>]*rel="stylesheet"[^>]*>/g)]
    .map(([link]) => /href="([^"]+)"/.exec(link)?.[1])
    .filter((href) => href !== undefined)
  const styles = await Promise.all(links.map(async (href) => (await fetch(new URL(href, address))).text()))
  const bytes = (text: string) => gzipSync(text).length
  return { html: bytes(html), withStyles: [html, ...styles].reduce((sum, text) => sum + bytes(text), 0) }
}
