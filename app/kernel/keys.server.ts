import { env } from '~/env.server'
import type { MasterKey } from './envelope.server'

/** All master keys that may still wrap something, newest last. */
export const masterKeys = (): readonly MasterKey[] => env.masterKeys

export const newestKey = (): MasterKey => env.masterKeys.at(-1)!
