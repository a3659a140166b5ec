import { execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { once } from 'node:events'
import { delimiter, join } from 'node:path'
import { expect, test } from 'vitest'
import { addressOf, holderOf, takeMutex } from '../../db/embedded/mutex.js'

const file = new URL('../../db/embedded/mutex.js', import.meta.url).href
const others = (process.env.PATH ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'node'))
  .filter((path) => existsSync(path) && versionOf(path) !== process.version)

function versionOf(path: string) {
  return execFileSync(path, ['--version'], { encoding: 'utf8' }).trim()
}

test('a name is had by one at a time, and free again after its release', async () => {
  const name = `test ${process.pid}`
  const release = await takeMutex(name)
  expect(await takeMutex(name)).toBeUndefined()
  expect(await holderOf(name)).toBe(process.pid)
  release!()
  expect(await holderOf(name)).toBeUndefined()
  ;(await takeMutex(name))!()
})

test.runIf(process.platform === 'linux')(
  'a name fills the whole address, as the oldest Node does by itself',
  () => {
    expect(Buffer.byteLength(addressOf('any'))).toBe(108)
  },
)

// The first step of a start runs on the machine's Node, and another start may already have the shipped one.
test.runIf(others.length > 0)('two versions of Node mean the same name', async () => {
  const name = `test versions ${process.pid}`
  const script = `const { takeMutex } = await import(${JSON.stringify(file)}); await takeMutex(${JSON.stringify(name)}); console.log('taken')`
  const child = spawn(others[0]!, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  expect(await holderOf(name)).toBe(child.pid)
  expect(await takeMutex(name)).toBeUndefined()
  child.kill('SIGKILL')
  await once(child, 'exit')
})
