import { build } from './steps/build.js'
import { alone } from './steps/project.js'

await alone(() => build({ anew: true }))
