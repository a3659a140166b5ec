import { describe } from 'vitest'
import { testEveryPage } from '../support/crawl'

describe('every link leads somewhere, and no kind of page has a fault on a phone', () =>
  testEveryPage({ locale: 'en', width: 390 }))
