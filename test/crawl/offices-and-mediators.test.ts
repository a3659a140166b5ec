import { testEveryPage } from '../support/crawl'

testEveryPage([
  'officer',
  'officer2',
  'opener2',
  'auditor',
  'inspector',
  'liaison',
  'leader',
  'mediator',
  'registrar',
])
