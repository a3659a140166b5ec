import { encode } from 'iconv-lite'
import { expect, test } from 'vitest'
import { aMember, browserOf, db } from '../support/browser'
import { editionOf } from '../support/market-editions'
import { moneyOfMarket } from '../support/market-money'
import { words } from '../support/words'

const money = await moneyOfMarket()
const { compliance, demands, inventory, orders } = words.zh
const hotel = await money.anOrganization('enterprise', { name: `海曲山海酒店${process.pid}号店` })
const owner = await money.someone('enterprise', ['asset_manager', 'buyer'], hotel)
const manager = await browserOf(owner)

// As a hotel's administrator saves it from a spreadsheet, faults included.
const list = `计算机名,DisplayName,DisplayVersion,Publisher,InstallDate,ProductKey
MZ-QT-01,Microsoft Office Standard 2019,16.0.10417.20020,Microsoft Corporation,20240311,
MZ-QT-01,绿云前厅工作站,5.6.19,,20240312,
MZ-QT-02,Microsoft Office Standard 2019,16.0.10417.20020,Microsoft Corporation,20241345,
MZ-QT-02,西软云PMS客户端,V7.1,杭州西软信息技术有限公司,20240312,
MZ-CK-01,Microsoft Office 标准版 总台,16.0,Microsoft Corporation,20240312,
MZ-CW-01,Microsoft Office Standard 2019,16.0.10417.20020,Microsoft Corporation,20240506,VK7JG-NPHTM-C97JM-9MPGT-3V66T
MZ-CW-01,,1.0,Realtek,20240506,
MZ-CW-01,航天金税开票软件,3.0,航天信息,20240506,,旧机,待换`

const office = await editionOf('microsoft-office', 'standard')
const ofOffice = '/compliance/products/microsoft-office'

test('a list in an old encoding is read; each row that is amiss is told with its line and column', async () => {
  await manager.open('/inventory')
  await manager.sees(inventory.computers.empty)
  await manager
    .main()
    .locator('input[type=file]')
    .setInputFiles({ name: '总台软件清单.csv', mimeType: 'text/csv', buffer: encode(list, 'gb18030') })
  await manager.press(inventory.upload.submit, /^\/inventory\/imports\/.{36}/)
  await manager.waitsFor(inventory.standing.check)

  const told = manager.main().getByRole('table', { name: inventory.report.caption })
  const { problems, report } = inventory
  for (const [what, line, column] of [
    [problems['bad-date'], 4, report.columns.installedOn],
    [problems['no-name'], 8],
    [problems['too-many-cells'], 9],
    [problems['secret-dropped'], null, report.columns.productKey],
  ] as const) {
    const row = told.getByRole('row', { name: what })
    for (const words of [line && report.lineOf(line), column])
      if (words) await expect.poll(() => row.innerText()).toContain(words)
  }
  expect(await manager.page.content()).not.toContain('VK7JG')
  await manager.press(inventory.mapping.accept, /^\/inventory\/imports\/.*done/)
  await manager.waitsFor(inventory.standing.accepted)
})

test('titles that no rule knows are gone through by keyboard, the most money at risk first; each word can be taken back', async () => {
  const { keyboard } = manager.page
  await manager.press(inventory.import.toQueue, '/inventory/queue')
  await manager.main().getByRole('heading', { level: 2, name: '标准版 总台' }).waitFor()
  const first = manager.main().locator('form', { has: manager.page.locator('[data-hotkey="1"]') })
  await first.locator('[name=editionId]').selectOption(office.id)
  await first.locator('[name=releaseId]').selectOption({ label: '2019' })
  await first.locator('[data-hotkey="1"]').focus()
  await keyboard.press('Enter')
  await manager.sees(inventory.queue.decided('Microsoft Office 标准版 总台', 1))

  const heading = manager.main().locator('section[aria-label] h2').first()
  const next = await heading.innerText()
  await keyboard.press('n')
  await manager.sees(inventory.queue.decided(next, 1))
  await keyboard.press('u')
  await manager.arrive('/inventory/queue?done=undone')
  await expect.poll(() => heading.innerText()).toBe(next)
  await keyboard.press('l')
  await manager.arrive('/inventory/queue?done=put-aside')
  await expect.poll(() => heading.innerText()).not.toBe(next)
})

test('the position says what is missing, installation by installation; one press makes demand of it', async () => {
  await manager.open('/compliance')
  await manager.sees(compliance.position.sentence.gap)
  await manager.press('Microsoft Office', ofOffice)
  await manager.sees(compliance.product.sentence(4, 0, 4))
  await manager.press(compliance.product.toDemand(4), '/demands?done=gaps-drafted')
  await manager.press(/^Microsoft Office/, /^\/demands\/.{36}/)
  await manager.sees(demands.source.gap)
  await manager.decide(demands.show.open('4'), /^\/demands\/.*done/)

  const officer = await aMember('officer')
  await officer.open('/office/demands')
  await officer.sees('Microsoft Office')
})

test('what a vendor delivers makes the product compliant at once, and its history says why', async () => {
  const order = await money.aConfirmedOrder({
    buyer: await money.anApprover(owner.orgId),
    vendor: money.atWork('shuguangRep'),
    lines: [{ quantity: 4, unitPrice: 120_000n, editionId: office.id }],
  })
  await money.pay(order)
  const vendor = await aMember('shuguangRep')
  await vendor.open(`/orders/${order.id}/deliveries/new`)
  await vendor.press(orders.delivery.submit, `/orders/${order.id}?done=delivered`)

  await manager.open(ofOffice)
  await manager.sees(compliance.status.compliant)
  await manager.sees(compliance.product.sentence(4, 4, 0))
  await manager.sees(compliance.history.causes['license.issued'])
  const standing = await db
    .selectFrom('positions')
    .select(['installed', 'covered', 'gap', 'status'])
    .where('orgId', '=', owner.orgId)
    .where('productId', '=', office.productId)
    .executeTakeFirstOrThrow()
  expect(standing).toEqual({ installed: 4, covered: 4, gap: 0, status: 'compliant' })
})
