import { existsSync } from 'node:fs'
import { join } from 'node:path'
import '../resolve.ts'
import { project } from './project.js'

/** The settings, from the environment and .env; a wrong one ends this process with the sentence that names it. */
export async function settings(defaults: Record<string, string> = {}) {
  const file = join(project, '.env')
  if (existsSync(file)) process.loadEnvFile(file)
  for (const [name, value] of Object.entries(defaults)) process.env[name] ||= value
  try {
    const { env } = await import('~/env.server')
    return env
  } catch (error) {
    return stop(error)
  }
}

/** Ends this process with one sentence. */
export function stop(error: unknown): never {
  console.error(error instanceof Error ? error.message : String(error))
  process.exit(1)
}
