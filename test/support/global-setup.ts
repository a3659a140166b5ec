import { resolve } from 'node:path'
import type { TestProject } from 'vitest/node'
import { stopUnusedDatabase } from '../../db/embedded.ts'
import { openDatabase } from '../../db/open.ts'
import type { Where } from '../../db/where.ts'
import { dataFolder, dropFoldersOfRun } from './memory.ts'
import { dropLeftovers, makeTemplate } from './template.ts'

declare module 'vitest' {
  interface ProvidedContext {
    database: Where & { template: string }
  }
}

/** One PostgreSQL for the whole run, with a migrated database that every test file clones. */
export default async function setup(project: TestProject) {
  const where = {
    DATABASE_URL: process.env.TEST_DATABASE_URL ?? process.env.DATABASE_URL,
    DATA_DIR: dataFolder(resolve(import.meta.dirname, '../..')),
  }
  const entrance = await openDatabase(where, { durable: false })
  try {
    await dropLeftovers(entrance)
    project.provide('database', { ...where, template: await makeTemplate(entrance) })
  } catch (error) {
    await entrance.release()
    throw error
  }
  return async () => {
    await entrance.release()
    dropFoldersOfRun()
    if (!where.DATABASE_URL) await stopUnusedDatabase(where.DATA_DIR)
  }
}
