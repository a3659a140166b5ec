import { settings, stop } from './steps/settings.ts'

// npm run migrate: brings the database to the state that this version needs, and says what it applied.
const env = await settings()
const { openDatabase } = await import('../db/open.ts')
const { upgrade } = await import('../db/upgrade.ts')

const entrance = await openDatabase(env).catch(stop)
const applied = await upgrade(entrance.as('muster_owner')).catch(stop)
for (const name of applied) console.log(name)
await entrance.release()
