import { gate } from './steps/gate.js'

// npm test: everything that must hold, the browser's journeys included.
await gate({ browser: true })
