import { gate } from './steps/gate.js'

// npm run check: the gate without the browser; for reviewers it lists who may enter which page.
await gate({ browser: false })
