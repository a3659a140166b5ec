import { join } from 'node:path'
import { build } from './steps/build.js'
import { follow } from './steps/follow.js'
import { install } from './steps/install.js'
import { alone, project } from './steps/project.js'
import { runtime } from './steps/runtime.js'

// npm start, npm run demo (--demo), npm run dev (--dev). This first step runs on the machine's Node, before anything
// is installed; scripts/run.ts goes on from there.
const flags = process.argv.slice(2)

await alone(async () => {
  await install()
  if (!flags.includes('--dev')) await build()
})
// What Node compiled once need not be compiled at the next start.
process.env.NODE_COMPILE_CACHE ??= join(project, 'node_modules/.cache/node')
process.exit(
  await follow(runtime(), ['scripts/run.ts', ...flags], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] }),
)
