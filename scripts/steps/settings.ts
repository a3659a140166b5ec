import { accessSync, constants, existsSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import '../resolve.ts'
import { project } from './project.js'

/** The settings, from the environment and .env; a wrong one ends this process with the sentence that names it. */
export async function settings(defaults: Record<string, string> = {}, exitCode = 1) {
  const file = join(project, '.env')
  if (existsSync(file)) process.loadEnvFile(file)
  for (const [name, value] of Object.entries(defaults)) process.env[name] ||= value
  try {
    const { env } = await import('~/env.server')
    return env
  } catch (error) {
    return stop(error, exitCode)
  }
}

const leastSpace = 2 ** 20

type Settings = Awaited<ReturnType<typeof settings>>

/**
 * Makes the data folder and the keys where there are none: what cannot be read ends the start, not the first purchase.
 * Keys are made when the database says that nothing depends on lost ones (`agreeOnKeys`).
 */
export async function touchData(env: Settings) {
  try {
    const { makeFolder } = await import('~/kernel/folder.server')
    makeFolder(env.DATA_DIR)
    accessSync(env.DATA_DIR, constants.W_OK | constants.X_OK)
  } catch (error) {
    stop(new Error(`DATA_DIR ${env.DATA_DIR} cannot be used: ${(error as Error).message}.`))
  }
  const { bavail, bsize } = statfsSync(env.DATA_DIR)
  if (bavail * bsize < leastSpace) stop(new Error(`The disk of DATA_DIR ${env.DATA_DIR} is full.`))
  touchKeys(env)
}

function touchKeys(env: Settings) {
  try {
    return [
      env.masterKeysThere && env.masterKeys,
      env.fingerprintKeyThere && env.fingerprintKey,
      env.signingSeedThere && env.signingSeed,
    ]
  } catch (error) {
    return stop(error)
  }
}

/** Ends this process with one sentence. */
export function stop(error: unknown, exitCode = 1): never {
  console.error(error instanceof Error ? error.message : String(error))
  process.exit(exitCode)
}
