import { Facts } from '~/design/facts'
import { useOrdersTexts } from '../../parts/texts'
import type { RequestValues } from '../form'

/** What both sides agreed that an invoice says, posted as it stands. */
export function AgreedData({ data }: { data: RequestValues }) {
  const texts = useOrdersTexts().invoices
  const bank = [data.bank, data.account].filter(Boolean).join(' ')
  return (
    <>
      <Facts
        items={[
          { label: texts.kind, value: texts.kinds[data.kind] },
          ...(data.address
            ? [{ label: texts.addressPhone, value: `${data.address} ${data.phone ?? ''}` }]
            : []),
          ...(bank
            ? [
                {
                  label: texts.bankAccount,
                  value: (
                    <>
                      {data.bank} <span className="whitespace-nowrap">{data.account}</span>
                    </>
                  ),
                },
              ]
            : []),
          ...(data.mail ? [{ label: texts.mail, value: data.mail }] : []),
        ]}
      />
      {Object.entries(data).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value ?? ''} />
      ))}
    </>
  )
}
