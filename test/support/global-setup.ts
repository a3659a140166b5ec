import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '../../db/open.ts'
import { dropLeftovers, makeTemplate } from './template.ts'

declare module 'vitest' {
  interface ProvidedContext {
    database: { url?: string; dataDir: string; template: string }
  }
}

/** One PostgreSQL for the whole run, with a migrated database that every test file clones. */
export default async function setup(project: TestProject) {
  const url = process.env.TEST_DATABASE_URL ?? process.env.DATABASE_URL
  const dataDir = join(import.meta.dirname, '../../.data-test')
  const entrance = await openDatabase({ url, dataDir, durable: false })
  try {
    await dropLeftovers(entrance)
    project.provide('database', { url, dataDir, template: await makeTemplate(entrance) })
  } catch (error) {
    await entrance.release()
    throw error
  }
  return () => entrance.release()
}
