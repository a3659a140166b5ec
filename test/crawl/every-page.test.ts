import { describe } from 'vitest'
import { testEveryPage } from '../support/crawl'

describe('every link leads somewhere, and no kind of page has a fault on a wide screen', () =>
  testEveryPage({ locale: 'zh' }))
