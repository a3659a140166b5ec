import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { aGlpiInventory } from '../../support/inventories'
import { editionOf } from '../../support/market-editions'
import { invite, register, verify } from '../../support/newcomers'
import { soon, type Walk } from './walk'

const bought = ['Microsoft Office Home and Business 2010', 'Kaspersky Endpoint Security']
const received = join(import.meta.dirname, '../../../../shared/data/inventory')
const inventories = existsSync(received)
  ? ['glpi-json/computer_1.json', 'ocs-xml/12.xml'].map((file) =>
      filed(file, readFileSync(join(received, file))),
    )
  : [filed('pc-041.json', anInventory(['Mozilla Firefox'])), filed('pc-042.json', anInventory(bought))]
if (!existsSync(received)) console.warn(`No ${received}: the walk takes inventories of its own instead.`)

/** From the registration of an enterprise to the demand that its inventory shows. */
export function walkToDemand(walk: Walk) {
  const { step, enterprise, manner, others, t } = walk

  step('1 an enterprise registers, is verified, and invites a colleague', async () => {
    walk.founder = await register(enterprise, manner)
    await verify(enterprise.name, others)
    await walk.founder.open('/organization')
    await walk.founder.sees(t.people.organization.sentence.verified)
    walk.colleague = await invite(walk.founder, enterprise, 'buyer')
  })

  step('2 the catalog is searched in Chinese and in English', async () => {
    for (const q of ['微软', 'microsoft']) {
      await walk.founder.open(`/catalog?q=${encodeURIComponent(q)}`)
      await walk.founder.sees('Microsoft Office')
    }
  })

  step('3 its real inventory is read, checked and accepted; the position says what is missing', async () => {
    const { founder } = walk
    await founder.open('/inventory')
    await founder.main().locator('input[type=file]').setInputFiles(inventories)
    await founder.press(t.inventory.upload.submit, '/inventory?done')
    for (const { name } of inventories) {
      await founder.waitsFor(t.inventory.standing.check)
      await founder.press(name, /^\/inventory\/imports\//)
      await founder.press(t.inventory.mapping.accept, /^\/inventory\/imports\/.*done/)
      await founder.waitsFor(t.inventory.standing.accepted)
      await founder.open('/inventory')
    }
    await founder.open('/compliance')
    // The word for a gap stands in the legend too; this sentence only where there is one.
    await founder.waitsFor(t.compliance.position.sentence.gap)
  })

  step('4 one click turns the gaps into demand; another line is entered by hand', async () => {
    const { founder } = walk
    await founder.press(/^(将|Turn) \d+/, '/demands?done=gaps-drafted')
    walk.editionId = (await editionOf('microsoft-office', 'home-business')).id
    await founder.open('/demands/new')
    await founder.fill({ subject: `edition:${walk.editionId}`, quantity: '11', neededBy: soon })
    await founder.press(t.demands.form.save, '/demands?which=draft&done=saved')
    const drafts = founder.main().locator('[name=id]')
    await drafts.first().waitFor()
    for (const line of await drafts.all()) await line.check()
    await founder.press(t.demands.open, '/demands?which=draft&done=lines-open')
  })
}

function filed(path: string, content: string | Buffer) {
  return { name: basename(path), mimeType: 'application/octet-stream', buffer: Buffer.from(content) }
}

function anInventory(software: readonly string[]) {
  const name = `PC-${software.length}`
  const rows = software.map((title) => ({ name: title, publisher: title.split(' ')[0], from: 'registry' }))
  return aGlpiInventory(rows, { name, uuid: name })
}
