import { gate } from './steps/gate.js'

// npm run check: the gate without the browser.
await gate({ browser: false })
