import { testEveryPage } from '../support/crawl'

testEveryPage([null, 'buyer', 'assetManager', 'approver', 'yunfanRep'])
